"use strict";
const buttons = [...document.querySelectorAll("[data-language]")];
const show = (language) => {
  document.documentElement.lang = language;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === language));
};
for (const button of buttons) button.addEventListener("click", () => show(button.dataset.language));
const find = document.getElementById("find");
const rows = [...document.querySelectorAll("#ranked tbody tr")];
const words = rows.map((row) => row.querySelector("th").textContent.toLowerCase());
find.addEventListener("input", () => {
  const wanted = find.value.trim().toLowerCase();
  rows.forEach((row, at) => { row.hidden = !words[at].includes(wanted); });
});
