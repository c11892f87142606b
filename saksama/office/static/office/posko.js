// The election post. Comfort only: every page works without this file.
"use strict";

// What was typed survives a lost connection and a closed page, on this device, for two days. No file, no password.
const KEPT_FOR = 48 * 3600 * 1000; // ms

for (const box of document.querySelectorAll("[data-clear]")) {
  for (const key of box.dataset.clear.split(" ")) localStorage.removeItem(key);
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = form.dataset.keep;
  const offline = document.querySelector("[data-offline]");
  const restored = document.querySelector("[data-restored]");
  const fields = () => [...form.elements].filter((each) => each.name && each.type !== "file" && each.name !== "csrfmiddlewaretoken");

  // A page that was kept on the phone is opened more than once, and later: each time it is an entry of its own, of now.
  if (form.elements.key && navigator.serviceWorker?.controller) form.elements.key.value = crypto.randomUUID();
  if (form.elements.key && !navigator.onLine) {
    const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60e3).toISOString();
    form.elements.day.value = now.slice(0, 10);
    form.elements.starts.value = now.slice(11, 16);
  }

  const keep = () => {
    const values = Object.fromEntries(fields().map((each) => [each.name, each.value]));
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
  };

  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(key)); } catch { kept = null; }
  const isFresh = !window.location.search && !form.querySelector("[aria-invalid]");
  if (kept && Date.now() - kept.at > KEPT_FOR) { localStorage.removeItem(key); kept = null; }
  if (kept && isFresh && kept.values.title) {
    for (const each of fields()) if (each.name in kept.values) each.value = kept.values[each.name];
    restored.hidden = false;
    restored.querySelector("[data-forget]").addEventListener("click", () => {
      localStorage.removeItem(key);
      window.location.reload();
    });
  }
  form.addEventListener("input", keep);

  const isAlive = async () => {
    try {
      const answer = await fetch(form.dataset.alive, { cache: "no-store", signal: AbortSignal.timeout(6000) });
      return answer.ok;
    } catch {
      return false;
    }
  };
  let waiting = false;
  const send = async () => {
    if (await isAlive()) { form.submit(); return; }
    offline.hidden = false;
    offline.scrollIntoView({ block: "nearest" });
    window.setTimeout(send, 4000);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    keep();
    // form.submit() does not name the button that was pressed.
    if (event.submitter && event.submitter.name) {
      const pressed = document.createElement("input");
      pressed.type = "hidden";
      pressed.name = event.submitter.name;
      pressed.value = event.submitter.value;
      form.append(pressed);
    }
    send();
  });
}

// The calendar by keyboard: a link with data-key is followed by its key.
const keys = new Map([...document.querySelectorAll("a[data-key]")].map((link) => [link.dataset.key, link]));
if (keys.size) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const link = keys.get(event.key);
    if (link) { event.preventDefault(); link.click(); }
  });
}

// Why somebody does not qualify is asked only of whom it is said.
for (const reason of document.querySelectorAll("form[data-voters] [name=tms_reason]")) {
  const kinds = [...reason.form.querySelectorAll("[name=kind]")];
  const show = () => { reason.closest(".field").hidden = !kinds.some((each) => each.checked && each.value === "tms"); };
  for (const each of kinds) each.addEventListener("change", show);
  show();
}

// The voter list answers while a name is typed. By POST: a name does not belong in an address.
for (const form of document.querySelectorAll("form[data-voters]")) {
  const place = document.getElementById("voters");
  for (const each of form.querySelectorAll(".no-script")) each.hidden = true;
  let timer = 0;
  let running = null;
  const ask = async () => {
    if (running) running.abort();
    running = new AbortController();
    const asked = new FormData();
    for (const name of ["csrfmiddlewaretoken", "voter", "birthdate"]) asked.append(name, form.elements[name].value);
    const chosen = form.querySelector("input[name=choice]:checked");
    if (chosen) asked.append("choice", chosen.value);
    try {
      const answer = await fetch(form.dataset.voters, { method: "POST", body: asked, signal: running.signal });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch {
      // Typed on, or no connection: the next letter asks again.
    }
  };
  for (const name of ["voter", "birthdate"]) {
    form.elements[name].addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, 300);
    });
  }
}
