// The election post. Comfort only: every page works without this file.
"use strict";

// A page that was kept on the phone is opened more than once, and later: each time it is an entry of its own, of now.
for (const { elements } of document.querySelectorAll("form[data-each=key]:not([data-answered])")) {
  if (navigator.serviceWorker?.controller) elements.key.value = crypto.randomUUID();
  if (!navigator.onLine) {
    const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60e3).toISOString();
    elements.day.value = now.slice(0, 10);
    elements.starts.value = now.slice(11, 16);
  }
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
