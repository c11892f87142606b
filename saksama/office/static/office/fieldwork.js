// Form A: rows that are added, parts that depend on an answer, the position. Comfort only: the form works without this file.
"use strict";

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
// What keep.js kept had more rows than the page has.
document.addEventListener("lacking", (event) => {
  const box = event.target.querySelector(`[data-rows="${event.detail.split("-")[0]}"]`);
  while (box && !event.target.elements[event.detail] && Number(box.querySelector("input[name$=-TOTAL_FORMS]").value) < 100) addRow(box);
}, true);

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
