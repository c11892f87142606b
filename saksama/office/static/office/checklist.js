// A checklist on the phone: questions whose condition does not hold are hidden, drafts stay on the phone until they are
// sent, and sending waits for the connection. Without this file all questions stand there and the server decides.
"use strict";

// A sheet that has been sent needs its draft no longer.
for (const box of document.querySelectorAll("[data-clear]")) {
  try { window.localStorage.removeItem(`saksama-checklist:${box.dataset.clear}`); } catch { /* nothing was kept */ }
}

const form = document.querySelector("form[data-checklist]");
if (form) begin();

function begin() {
const blocks = [...form.querySelectorAll("[data-question]")];
const place = `saksama-checklist:${form.dataset.checklist}`;

// The same logic as expressions.py: null is unknown and stays so.
const compare = {
  "=": (a, b) => a === b, "!=": (a, b) => a !== b, "<": (a, b) => a < b, "<=": (a, b) => a <= b,
  ">": (a, b) => a > b, ">=": (a, b) => a >= b,
};
function value(node, answers) {
  const [op, first, second] = node;
  if (op === "value") return first;
  if (op === "name") return answers[first] ?? null;
  if (op === "has") {
    const chosen = answers[first] ?? null;
    return chosen === null ? null : Array.isArray(chosen) ? chosen.includes(second) : chosen === second;
  }
  const left = value(first, answers);
  if (op === "not") return left === null ? null : !left;
  const right = value(second, answers);
  if (op === "and") return left === false || right === false ? false : left === null || right === null ? null : true;
  if (op === "or") return left === true || right === true ? true : left === null || right === null ? null : false;
  if (left === null || right === null) return null;
  if (op === "+") return left + right;
  if (op === "-") return left - right;
  return compare[op](left, right);
}

function answerOf(block) {
  const { question, kind } = block.dataset;
  if (kind === "photo" || kind === "place") return null;
  const chosen = [...form.querySelectorAll(`[name="${question}"]`)];
  if (kind === "several") {
    const ticked = chosen.filter((each) => each.checked).map((each) => each.value);
    return ticked.length ? ticked : null;
  }
  const one = kind === "yes_no" || kind === "choice" ? chosen.find((each) => each.checked) : chosen[0];
  const text = one ? one.value.trim() : "";
  if (!text) return null;
  if (kind === "number") return /^-?[\d.\s]+$/.test(text) ? Number(text.replace(/[.\s]/g, "")) : null;
  if (kind === "decimal") return Number.isNaN(Number(text.replace(",", "."))) ? null : Number(text.replace(",", "."));
  return text;
}

function show() {
  const answers = {};
  for (const block of blocks) {
    const holds = !block.dataset.if || value(JSON.parse(block.dataset.if), answers) === true;
    block.hidden = !holds;
    if (holds) answers[block.dataset.question] = answerOf(block);
  }
}

// Drafts: what was typed, without photos, under a name of this account, version and place.
const fields = () => [...form.elements].filter((each) => each.closest("[data-question]") && each.name && each.type !== "file");
function keep() {
  const typed = fields()
    .filter((each) => (each.type !== "radio" && each.type !== "checkbox") || each.checked)
    .map((each) => [each.name, each.value]);
  try { window.localStorage.setItem(place, JSON.stringify(typed)); } catch { /* no room on the phone: nothing to be done */ }
}
function restore() {
  let typed = [];
  try { typed = JSON.parse(window.localStorage.getItem(place) || "[]"); } catch { return; }
  if (!typed.some(([, text]) => text)) return;
  for (const field of fields()) {
    const mine = typed.filter(([name]) => name === field.name).map(([, text]) => text);
    if (field.type === "radio" || field.type === "checkbox") field.checked = mine.includes(field.value);
    else if (mine.length) field.value = mine[0];
  }
  document.querySelector("[data-restored]").hidden = false;
}

for (const note of form.querySelectorAll("[data-without-script]")) note.hidden = true;
if (!("answered" in form.dataset)) restore();
show();
form.addEventListener("input", () => { show(); keep(); });
form.addEventListener("change", () => { show(); keep(); });

for (const button of form.querySelectorAll("[data-locate]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition((found) => {
    const { latitude, longitude } = found.coords;
    button.parentElement.querySelector("input").value = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
    keep();
  }));
}

// Sending: first ask whether the office can be reached; if not, wait for the connection with everything still on the page.
const offline = document.querySelector("[data-offline]");
let waiting = null;
async function reachable() {
  try {
    return (await fetch(form.action || window.location.href, { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
form.addEventListener("submit", async (event) => {
  if (form.dataset.sure) { delete form.dataset.sure; return; }
  event.preventDefault();
  delete form.dataset.sent;
  waiting = event.submitter || waiting;
  keep();
  if (!(await reachable())) {
    offline.hidden = false;
    window.setTimeout(() => { if (!offline.hidden) form.requestSubmit(waiting); }, 15000);
    return;
  }
  offline.hidden = true;
  delete form.dataset.sent;
  form.dataset.sure = "1";
  form.requestSubmit(waiting);
});
window.addEventListener("online", () => { if (!offline.hidden) form.requestSubmit(waiting); });
}
