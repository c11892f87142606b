// What somebody types in a long form is kept in this browser until the server has it: a bad line must lose nothing.
// Comfort only: the form works without this file. Beside the form's fields stands office/parts/keep_line.html.
//   <form data-keep="name of the draft"        under this name it is kept
//     data-base="state of the server"          if that has changed meanwhile, it is asked which of the two counts
//     data-each="name of a hidden field"       whose value makes every sending a draft of its own: several may wait
//     data-answered                            the server has refused it and shows what was typed
"use strict";

const DAYS_KEPT = 14;
const PREFIX = "saksama:keep:";

const slots = (begin) => Object.keys(localStorage).filter((slot) => slot.startsWith(begin));
function read(slot) {
  try { return JSON.parse(localStorage.getItem(slot)); } catch { return null; }
}

// What nobody came back for is forgotten: it may hold names of people.
for (const slot of slots(PREFIX)) {
  if (!(Date.now() - read(slot)?.at < DAYS_KEPT * 86400e3)) localStorage.removeItem(slot);
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const name = PREFIX + form.dataset.keep;
  const each = form.elements[form.dataset.each];
  const slot = () => each ? `${name}:${each.value}` : name;
  const line = form.querySelector("[data-line]");
  const take = line.querySelector("[data-take]");
  const drop = line.querySelector("[data-drop]");
  let waits = null; // the button that was pressed when there was no signal
  let busy = false;

  const say = (what, tone = "") => {
    line.hidden = !what;
    line.className = `notice keep-line ${tone}`;
    line.querySelector("[data-text]").textContent = what;
  };
  const isTick = (control) => control.type === "radio" || control.type === "checkbox";
  const controls = () => [...form.elements].filter((control) =>
    control.name && !["file", "hidden", "submit", "button"].includes(control.type));
  const values = () => controls().filter((control) => !isTick(control) || control.checked)
    .map((control) => [control.name, control.value]);
  const keep = () => {
    try {
      localStorage.setItem(slot(), JSON.stringify({ base: form.dataset.base, at: Date.now(), values: values() }));
      return true;
    } catch { return false; } // a full or forbidden store: the form itself still works
  };
  const put = (kept) => {
    for (const [field] of kept) if (!form.elements[field]) form.dispatchEvent(new CustomEvent("lacking", { detail: field }));
    for (const control of controls()) {
      const mine = kept.filter(([field]) => field === control.name).map(([, value]) => value);
      if (isTick(control)) control.checked = mine.includes(control.value);
      else if (mine.length) control.value = mine[0];
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
    say(line.dataset.sayRestored, "good");
  };
  const asText = (pairs) => JSON.stringify(pairs.filter(([, value]) => value).map((pair) => pair.join("=")).sort());

  const before = read(slot());
  if ("answered" in form.dataset) keep();
  else if (before && asText(before.values) === asText(values())) localStorage.removeItem(slot());
  else if (before && before.base === form.dataset.base) put(before.values);
  else if (before) {
    say(line.dataset.sayOther, "warn");
    take.hidden = drop.hidden = false;
    const answer = (act) => () => { take.hidden = drop.hidden = true; act(); };
    take.addEventListener("click", answer(() => { put(before.values); keep(); }));
    drop.addEventListener("click", answer(() => { localStorage.removeItem(slot()); say(""); }));
  }
  form.addEventListener("input", () => { if (take.hidden) keep(); });

  // Of several that wait: which, when typed, and back into the form with one of them.
  const waiting = form.querySelector("[data-waiting]");
  const list = () => {
    const others = slots(`${name}:`).filter((other) => other !== slot()).sort((one, other) => read(other).at - read(one).at);
    waiting.querySelector("ul").replaceChildren(...others.map((other) => {
      const kept = read(other);
      const row = waiting.querySelector("template").content.cloneNode(true);
      const title = kept.values.find(([field]) => field === controls()[0].name)?.[1] || "…";
      const typed = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
      row.querySelector("[data-text]").textContent = `${title} · ${typed}`;
      row.querySelector("[data-take]").addEventListener("click", () => { each.value = other.slice(name.length + 1); put(kept.values); list(); });
      row.querySelector("[data-drop]").addEventListener("click", () => { localStorage.removeItem(other); list(); });
      return row;
    }));
    waiting.hidden = !others.length;
  };
  if (each) list();

  // The office's own page says what is wrong; it must know which button it was.
  const sendPlainly = (button) => {
    if (button?.name) {
      const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
      form.append(pressed);
    }
    form.submit();
  };
  const send = async (button) => {
    if (busy) return;
    busy = true;
    waits = null;
    const kept = keep();
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    say(line.dataset.saySending);
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Keep": "1" } });
      if (answer.ok) {
        const { next } = await answer.json();
        localStorage.removeItem(slot());
        window.location.assign(next);
        return;
      }
      if (answer.status === 401 || answer.status === 403) say(line.dataset.sayLogin, "bad");
      else if (answer.status === 422 || !kept) { sendPlainly(button); return; }
      else throw new Error(String(answer.status));
    } catch {
      waits = button ?? true;
      say(line.dataset.sayOffline, "warn");
    }
    busy = false;
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); send(event.submitter); });
  const again = () => { if (waits) send(waits === true ? null : waits); };
  window.addEventListener("online", again);
  window.setInterval(() => { if (navigator.onLine) again(); }, 10000);
}
