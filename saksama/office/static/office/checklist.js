// A checklist: questions whose condition does not hold are hidden. Without this file all questions stand there and the
// server decides.
"use strict";

const form = document.querySelector("form[data-checklist]");
if (form) begin();

function begin() {
const blocks = [...form.querySelectorAll("[data-question]")];

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

for (const note of form.querySelectorAll("[data-without-script]")) note.hidden = true;
show();
form.addEventListener("input", show);
form.addEventListener("change", show);

for (const button of form.querySelectorAll("[data-locate]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition((found) => {
    const { latitude, longitude } = found.coords;
    const place = button.parentElement.querySelector("input");
    place.value = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
    place.dispatchEvent(new Event("input", { bubbles: true }));
  }));
}
}
