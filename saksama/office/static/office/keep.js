// What somebody types in a long form, and the photos chosen (kept_files.js), are kept in this browser until the server
// has them: a bad line must lose nothing.
// Comfort only: the form works without this file. Beside the form's fields stands {% keep_line %}.
//   <form data-keep="name of the draft"        under this name it is kept
//     data-base="state of the server"          if that has changed meanwhile, it is asked which of the two counts
//     data-each="name of a hidden field"       whose value makes every sending a draft of its own: several may wait
//     data-answered                            the server has refused it and shows what was typed
"use strict";

const DAYS_KEPT = 14;
const PREFIX = "saksama:keep:";
const PAUSE = 10e3, LONGEST_PAUSE = 320e3; // ms before it is sent again; doubled each time, an upload costs data

const slots = (begin) => Object.keys(localStorage).filter((slot) => slot.startsWith(begin));
function read(slot) {
  try { return JSON.parse(localStorage.getItem(slot)); } catch { return null; }
}

// What nobody came back for is forgotten: it may hold names of people.
for (const slot of slots(PREFIX)) {
  if (!(Date.now() - read(slot)?.at < DAYS_KEPT * 86400e3)) localStorage.removeItem(slot);
}
keptFiles.tidy().catch(() => {});
function forget(slot) {
  localStorage.removeItem(slot);
  return keptFiles.forget(slot).catch(() => {}); // what is left of it is tidied away at the next form
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
  let pause = PAUSE, nextTry = 0;
  let restored = Promise.resolve(); // files are back in their fields
  let awaited = 0; // files that are not back in their fields yet
  const refused = new Set(); // fields whose files the browser did not keep

  const say = (what, tone = "") => {
    line.hidden = !what;
    line.className = `notice keep-line ${tone}`;
    line.querySelector("[data-text]").textContent = what.trim();
  };
  const isTick = (control) => control.type === "radio" || control.type === "checkbox";
  const controls = () => [...form.elements].filter((control) =>
    control.name && !["file", "hidden", "submit", "button"].includes(control.type));
  const values = () => controls().filter((control) => !isTick(control) || control.checked)
    .map((control) => [control.name, control.value]);
  const fileInputs = () => [...form.elements].filter((control) => control.name && control.type === "file");
  const chosen = () => fileInputs().reduce((sum, input) => sum + input.files.length, 0);
  const keep = () => {
    try {
      const kept = { base: form.dataset.base, at: Date.now(), values: values(), files: Math.max(awaited, chosen()) };
      localStorage.setItem(slot(), JSON.stringify(kept));
      return true;
    } catch { return false; } // a full or forbidden store: the form itself still works
  };

  const give = (input, some) => {
    const held = new DataTransfer();
    for (const file of some) held.items.add(file);
    input.files = held.files;
  };
  const ofFiles = () => !chosen() ? "" : refused.size ? line.dataset.sayUnkept : line.dataset.sayFiles;
  const keepFiles = async (input) => {
    try {
      await keptFiles.put(slot(), input.name, [...input.files]);
      refused.delete(input.name);
    } catch {
      refused.add(input.name);
      keptFiles.put(slot(), input.name, []).catch(() => {}); // not those chosen before instead
    }
  };
  const choose = async (input) => {
    const fitting = [...input.files].filter((file) => file.size <= Number(line.dataset.limit));
    const isTooLarge = fitting.length < input.files.length;
    if (isTooLarge) give(input, fitting);
    keep();
    const refusedBefore = refused.size;
    await keepFiles(input);
    if (refused.size) say(line.dataset.sayUnkept, "warn");
    else if (isTooLarge) say(line.dataset.sayLarge, "warn");
    else if (refusedBefore) say("");
  };
  const restoreFiles = async (kept) => {
    const from = slot();
    awaited = kept.files ?? 0;
    try {
      const found = await keptFiles.get(from);
      if (from !== slot()) return;
      for (const { field, files: some } of found) {
        const input = form.elements[field];
        if (input && !input.files.length) give(input, some);
      }
    } catch { /* no store, or a browser that lets no script choose: they are lacking */ }
    const isLacking = chosen() < awaited;
    awaited = 0;
    const told = isLacking ? line.dataset.sayLacking : ofFiles();
    if (told || !("answered" in form.dataset)) say(`${line.dataset.sayRestored} ${told}`, isLacking ? "warn" : "good");
  };
  const put = (kept) => {
    for (const [field] of kept.values) if (!form.elements[field]) form.dispatchEvent(new CustomEvent("lacking", { detail: field }));
    for (const control of controls()) {
      const mine = kept.values.filter(([field]) => field === control.name).map(([, value]) => value);
      if (isTick(control)) control.checked = mine.includes(control.value);
      else if (mine.length) control.value = mine[0];
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
    restored = restoreFiles(kept);
  };
  const asText = (pairs) => JSON.stringify(pairs.filter(([, value]) => value).map((pair) => pair.join("=")).sort());

  const before = read(slot());
  if ("answered" in form.dataset) {
    restored = restoreFiles(before ?? {});
    keep();
  } else if (before && !before.files && asText(before.values) === asText(values())) forget(slot());
  else if (before && before.base === form.dataset.base) put(before);
  else if (before) {
    say(line.dataset.sayOther, "warn");
    take.hidden = drop.hidden = false;
    const answer = (act) => () => {
      take.hidden = drop.hidden = true;
      act();
      for (const input of fileInputs()) if (input.files.length) choose(input);
    };
    take.addEventListener("click", answer(() => { put(before); keep(); }));
    drop.addEventListener("click", answer(() => { forget(slot()); say(""); }));
  }
  form.addEventListener("input", () => { if (take.hidden) keep(); });
  form.addEventListener("change", ({ target }) => { if (take.hidden && target.type === "file") choose(target); });

  // Of several that wait: which, when typed, and back into the form with one of them.
  const waiting = form.querySelector("[data-waiting]");
  const list = () => {
    const others = slots(`${name}:`).filter((other) => other !== slot()).sort((one, other) => read(other).at - read(one).at);
    waiting.querySelector("ul").replaceChildren(...others.map((other) => {
      const kept = read(other);
      const row = waiting.querySelector("template").content.cloneNode(true);
      const title = kept.values.find(([field]) => field === controls()[0].name)?.[1] || "…";
      const typed = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
      const told = kept.files ? [title, typed, line.dataset.sayWith] : [title, typed];
      row.querySelector("[data-text]").textContent = told.join(" · ");
      row.querySelector("[data-take]").addEventListener("click", () => {
        each.value = other.slice(name.length + 1);
        for (const input of fileInputs()) input.value = "";
        put(kept);
        list();
      });
      row.querySelector("[data-drop]").addEventListener("click", () => { forget(other); list(); });
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
    await restored;
    const kept = keep();
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    say(line.dataset.saySending);
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Keep": "1" } });
      if (answer.ok) {
        const { next } = await answer.json();
        await forget(slot());
        window.location.assign(next);
        return;
      }
      if (answer.status === 422 || !kept) { sendPlainly(button); return; }
      if ([502, 503, 504].includes(answer.status)) throw new Error(String(answer.status));
      // To send it again would help nobody: what is wrong is said, and what was typed stays.
      const told = { 401: line.dataset.sayLogin, 409: line.dataset.sayMeanwhile }[answer.status];
      say(`${told ?? line.dataset.sayNotTaken.replace("000", answer.status)} ${ofFiles()}`, "bad");
    } catch {
      waits = button ?? true;
      nextTry = Date.now() + pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      say(`${line.dataset.sayOffline} ${ofFiles()}`, "warn");
    }
    busy = false;
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); send(event.submitter); });
  const again = () => { if (waits) send(waits === true ? null : waits); };
  window.addEventListener("online", () => { pause = PAUSE; again(); });
  window.setInterval(() => { if (navigator.onLine && Date.now() >= nextTry) again(); }, 1000);
}
