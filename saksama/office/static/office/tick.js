// Tables of rows to tick, by keyboard. Comfort only: every page works without this file.
"use strict";

for (const form of document.querySelectorAll("form[data-tick]")) {
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];
  if (!boxes.length) continue;

  const all = form.querySelector("[data-tick-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      const ticked = !boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = ticked;
    });
  }
  for (const hint of form.querySelectorAll("[data-keys]")) hint.hidden = false;

  // From row to row with the arrows; the digits press the buttons below for what is ticked.
  form.addEventListener("keydown", (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (next !== undefined && boxes[next]) {
      event.preventDefault();
      boxes[next].focus();
    }
    const button = /^[1-9]$/.test(event.key) && form.querySelector(`[data-key="${event.key}"]`);
    if (button && boxes.some((box) => box.checked)) {
      event.preventDefault();
      button.click();
    }
  });
}
