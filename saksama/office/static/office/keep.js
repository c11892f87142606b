// What somebody types in a long form is kept in this browser until the server has it: a bad line must lose nothing.
// Comfort only: the form works without this file. <form data-keep="name of the draft" data-base="state of the server">
"use strict";

const DAYS_KEPT = 14;
const PREFIX = "saksama:keep:";

// What nobody came back for is forgotten: it may hold names of people.
for (const key of Object.keys(localStorage)) {
  if (!key.startsWith(PREFIX)) continue;
  try {
    if (Date.now() - JSON.parse(localStorage.getItem(key)).at > DAYS_KEPT * 86400e3) localStorage.removeItem(key);
  } catch { localStorage.removeItem(key); }
}

// Rows that can be added: <div data-rows> with a <template> and a button [data-more].
function addRow(box) {
  const total = box.querySelector("input[name$=-TOTAL_FORMS]");
  const made = document.createElement("div");
  made.innerHTML = box.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
  const row = made.firstElementChild;
  box.insertBefore(row, box.querySelector("template"));
  total.value = Number(total.value) + 1;
  return row;
}
for (const button of document.querySelectorAll("[data-rows] [data-more]")) {
  button.hidden = false;
  button.addEventListener("click", () => addRow(button.closest("[data-rows]")).querySelector("input, textarea, select").focus());
}

// Parts that make sense only after a certain answer: <div data-when="id=value">.
for (const part of document.querySelectorAll("[data-when]")) {
  const [id, value] = part.dataset.when.split("=");
  const asked = document.getElementById(id);
  const show = () => { part.hidden = asked.value !== value; };
  asked.addEventListener("change", show);
  show();
}

for (const button of document.querySelectorAll("[data-locate]")) {
  if (!navigator.geolocation || !window.isSecureContext) continue;
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition((found) => {
    const [latitude, longitude] = button.dataset.locate.split(" ").map((id) => document.getElementById(id));
    latitude.value = found.coords.latitude.toFixed(6);
    longitude.value = found.coords.longitude.toFixed(6);
    latitude.dispatchEvent(new Event("input", { bubbles: true }));
  }, () => {}, { enableHighAccuracy: true, timeout: 20000 }));
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = PREFIX + form.dataset.keep;
  const line = form.querySelector("[data-line]");
  const take = form.querySelector("[data-take]");
  const drop = form.querySelector("[data-drop]");
  let waits = null; // the button that was pressed when there was no signal
  let busy = false;

  const say = (what, tone = "") => {
    line.hidden = !what;
    line.className = `notice keep-line ${tone}`;
    line.querySelector("[data-text]").textContent = what;
  };
  const controls = () => [...form.elements].filter((each) =>
    each.name && !["file", "hidden", "submit", "button"].includes(each.type));
  const values = () => Object.fromEntries(controls().map((each) => [each.name, each.type === "checkbox" ? each.checked : each.value]));
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ base: form.dataset.base, at: Date.now(), values: values() }));
      return true;
    } catch { return false; } // a full or forbidden store: the form itself still works
  };
  const put = (kept) => {
    for (const [name, value] of Object.entries(kept)) {
      if (!form.elements[name]) {
        const box = form.querySelector(`[data-rows="${name.split("-")[0]}"]`);
        if (!box) continue;
        while (!form.elements[name] && Number(box.querySelector("input[name$=-TOTAL_FORMS]").value) < 100) addRow(box);
      }
      const control = form.elements[name];
      if (!control) continue;
      if (control.type === "checkbox") control.checked = value; else control.value = value;
      control.dispatchEvent(new Event("change", { bubbles: false }));
    }
  };
  const differs = (kept) => {
    const now = values();
    return Object.entries(kept).some(([name, value]) => (now[name] ?? "") !== value && (value || now[name]));
  };

  const before = JSON.parse(localStorage.getItem(key) ?? "null");
  if (before && !differs(before.values)) localStorage.removeItem(key);
  else if (before && before.base === form.dataset.base) {
    put(before.values);
    say(form.dataset.sayRestored, "good");
  } else if (before) {
    say(form.dataset.sayOther, "warn");
    take.hidden = drop.hidden = false;
    take.addEventListener("click", () => { put(before.values); take.hidden = drop.hidden = true; say(form.dataset.sayRestored, "good"); keep(); });
    drop.addEventListener("click", () => { localStorage.removeItem(key); take.hidden = drop.hidden = true; say(""); });
  }

  form.addEventListener("input", () => { if (take.hidden) keep(); });

  const send = async (button) => {
    if (busy) return;
    busy = true;
    waits = null;
    const kept = keep();
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    say(form.dataset.saySending);
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Keep": "1" }, redirect: "manual" });
      if (answer.ok) {
        const { next } = await answer.json();
        localStorage.removeItem(key);
        window.location.assign(next);
        return;
      }
      if (answer.type === "opaqueredirect" || answer.status === 403) say(form.dataset.sayLogin, "bad");
      else if (answer.status === 422 || !kept) { form.submit(); return; } // the server's own page says what is wrong
      else throw new Error(String(answer.status));
    } catch {
      waits = button ?? true;
      say(form.dataset.sayOffline, "warn");
    } finally { busy = false; }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); send(event.submitter); });
  const again = () => { if (waits) send(waits === true ? null : waits); };
  window.addEventListener("online", again);
  window.setInterval(() => { if (navigator.onLine) again(); }, 20000);
}
