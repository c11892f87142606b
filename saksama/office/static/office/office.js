// Comfort only: every page works without this file.
"use strict";

// Progress of a background job: <div data-job="/jobs/7/state/">, asked for until the job is over.
for (const box of document.querySelectorAll("[data-job]")) {
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const job = await answer.json();
      const bar = box.querySelector("progress");
      if (bar) {
        if (job.total) { bar.max = job.total; bar.value = job.done; } else { bar.removeAttribute("value"); }
      }
      const text = box.querySelector("[data-text]");
      if (text && text.textContent !== job.text) text.textContent = job.text;
      const count = box.querySelector("[data-count]");
      if (count) count.textContent = job.count;
      if (job.over || job.state !== box.dataset.state) { window.location.reload(); return; }
    } catch {
      // No connection, or the server starts anew: ask again a little later.
    }
    window.setTimeout(ask, 1500);
  };
  window.setTimeout(ask, 1000);
}

// What was typed and not sent (keep.js) is for nobody who uses this phone next: logging out throws it away, and says so.
const forgetFiles = () => new Promise((done) => {
  window.setTimeout(done, 3000); // ms; nobody is held back
  try {
    const asked = indexedDB.deleteDatabase("saksama:keep");
    asked.onsuccess = asked.onerror = done;
  } catch { done(); }
});
for (const form of document.querySelectorAll("form[data-forgets]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const kept = Object.keys(localStorage).filter((slot) => slot.startsWith("saksama:keep:"));
    if (kept.length && !window.confirm(form.dataset.forgets)) { event.stopPropagation(); return; }
    for (const slot of kept) localStorage.removeItem(slot);
    await forgetFiles();
    form.submit();
  });
}

// A form sent twice by an impatient double click is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  window.setTimeout(() => { delete form.dataset.sent; }, 4000);
});

// Filters that are a choice apply themselves.
for (const choice of document.querySelectorAll("form.filters[data-auto] select")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// "/" leads to the search from anywhere; in its results the arrow keys go from hit to hit.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const box = document.querySelector("[data-search]");
  if (event.key === "/" && !typing) {
    const link = document.querySelector('a[href="/search/"]');
    if (!box && !link) return;
    event.preventDefault();
    if (box) { box.focus(); box.select(); } else { window.location.assign(link.href); }
    return;
  }
  const list = document.querySelector("[data-hits]");
  if (!list || (event.key !== "ArrowDown" && event.key !== "ArrowUp") || (typing && typing !== box)) return;
  const hits = [...list.querySelectorAll("li a")];
  if (!hits.length) return;
  const here = hits.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? here + 1 : here - 1;
  event.preventDefault();
  if (next < 0) { box.focus(); } else if (next < hits.length) { hits[next].focus(); }
});
