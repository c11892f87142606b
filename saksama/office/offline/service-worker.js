// Answers when the office does not: with the forms that offline.js has put on this phone, and with the page that lists them.
// It is there only for who asked for it on the page "Without a signal", and only until that person logs out.
"use strict";

const FORMS = "saksama-forms";
const PAGE = "/offline/";
const DAYS_KEPT = 14;
const PATIENCE = 8000; // ms; one bar of signal through which nothing comes is no signal

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "POST" && pathname === "/logout/") event.waitUntil(caches.delete(FORMS));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(asset(request));
});

async function kept(pathname) {
  const found = await caches.match(pathname, { cacheName: FORMS });
  if (!found) return null;
  if (Date.now() - Number(found.headers.get("X-Kept")) < DAYS_KEPT * 86400e3) return found;
  await (await caches.open(FORMS)).delete(pathname);
  return null;
}

// The office first, always; what it answers is what counts, a refusal as well.
async function page(request, pathname) {
  const before = await kept(pathname);
  try {
    const answer = await (before ? fetch(request, { signal: AbortSignal.timeout(PATIENCE) }) : fetch(request));
    if (before && answer.status === 200) {
      const copy = new Response(await answer.clone().blob(), { headers: { "Content-Type": "text/html; charset=utf-8", "X-Kept": Date.now() } });
      await (await caches.open(FORMS)).put(pathname, copy);
    }
    return answer;
  } catch {
    return before ?? await kept(PAGE) ?? Response.error();
  }
}

// Styles and scripts have the hash of their content in their name: what was kept is what it would be.
async function asset(request) {
  return await caches.match(request.url, { ignoreSearch: true }) ?? fetch(request);
}
