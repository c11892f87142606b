// Takes the forms of this page along: each with its styles and scripts into this browser, for service-worker.js.
"use strict";

const FORMS = "saksama-forms";
const box = document.querySelector("[data-carry]");

function say(key, tone) {
  const line = box.querySelector("[data-line]");
  line.hidden = false;
  line.className = `notice ${tone}`;
  line.querySelector("[data-text]").textContent = box.dataset[key];
}

// Only what this server has, once each.
function parts(html) {
  const found = new DOMParser().parseFromString(html, "text/html");
  return [...found.querySelectorAll("link[rel=stylesheet][href], script[src]")]
    .map((each) => new URL(each.getAttribute("href") ?? each.getAttribute("src"), window.location.origin).href)
    .filter((address) => address.startsWith(`${window.location.origin}/static/`));
}

async function carry() {
  const bar = box.querySelector("progress");
  const items = [...box.querySelectorAll("[data-form]")];
  bar.hidden = false;
  say("sayBusy", "");
  await navigator.serviceWorker.register("/service-worker.js");
  await navigator.serviceWorker.ready;
  await caches.delete(FORMS);
  const cache = await caches.open(FORMS);
  const assets = new Set();
  const addresses = [...items.map((each) => each.dataset.form), window.location.pathname];
  for (const [place, address] of addresses.entries()) {
    const answer = await fetch(address, { redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect") continue; // somebody else has answered it meanwhile
    if (!answer.ok) throw new Error(`${address} ${answer.status}`);
    const html = await answer.text();
    for (const part of parts(html)) assets.add(part);
    await cache.put(address, new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "X-Kept": Date.now() } }));
    bar.value = (place + 1) / addresses.length;
  }
  await cache.addAll([...assets]);
  bar.hidden = true;
  await show();
  say("sayReady", "good");
}

// Which forms are on this phone, and in which something was typed that the office does not have yet.
async function show() {
  let carried = 0;
  for (const item of box.querySelectorAll("[data-form]")) {
    const here = Boolean(await caches.match(item.dataset.form, { cacheName: FORMS }));
    carried += here;
    item.querySelector("[data-here]").hidden = !here;
    const { draft } = item.dataset;
    item.querySelector("[data-unsent]").hidden = !Object.keys(localStorage).some((slot) => slot === draft || slot.startsWith(`${draft}:`));
  }
  box.querySelector("[data-drop]").hidden = !carried;
}

if (box && "serviceWorker" in navigator && window.isSecureContext) {
  box.querySelector("[data-start]").hidden = false;
  box.querySelector("[data-drop]").addEventListener("click", async () => {
    await caches.delete(FORMS);
    for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
    await show();
    say("sayGone", "");
  });
  const begin = async () => {
    await show();
    if (!navigator.onLine) { say("sayOffline", "warn"); return; }
    if (!new URLSearchParams(window.location.search).has("prepare")) return;
    window.history.replaceState(null, "", window.location.pathname);
    try { await carry(); } catch { say("sayFailed", "bad"); }
  };
  begin();
} else if (box) {
  box.querySelector("[data-cannot]").hidden = false;
}
