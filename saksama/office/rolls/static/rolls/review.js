// Reviewing by keyboard, and photos made small before they are sent. The pages work without this file.
"use strict";

(() => {
  const form = document.querySelector("form[data-keys]");
  if (!form) return;
  const VERDICTS = { y: "confirmed", t: "refuted", n: "refuted", r: "unclear" };
  const rows = [...form.querySelectorAll("tbody tr")].filter((row) => row.querySelector("input[name=finding]"));
  const box = (row) => row.querySelector("input[name=finding]");
  let at = -1;

  // Letters alone are in the way of who speaks to the computer: they can be switched off, and stay so.
  const help = form.querySelector("[data-keys-help]");
  const turned = form.querySelector("[data-keys-switch]");
  if (help && turned) {
    help.hidden = false;
    turned.checked = window.localStorage.getItem("keys") !== "off";
    turned.addEventListener("change", () => window.localStorage.setItem("keys", turned.checked ? "on" : "off"));
  }

  function go(step) {
    if (!rows.length) {
      const link = document.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]");
      if (link) link.click();
      return;
    }
    if (rows[at]) rows[at].classList.remove("at");
    at = Math.min(Math.max(at + step, 0), rows.length - 1);
    rows[at].classList.add("at");
    box(rows[at]).focus();
    rows[at].scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || (turned && !turned.checked)) return;
    const on = event.target;
    const writes = on.matches("textarea, select, input:not([type=checkbox])");
    if (writes) return;
    const key = event.key.toLowerCase();
    if (key === "j") go(1);
    else if (key === "k") go(-1);
    else if (key === "a" && rows.length) {
      const all = rows.every((row) => box(row).checked);
      rows.forEach((row) => { box(row).checked = !all; });
    } else if (key === "enter" && on.matches("input[name=finding]")) on.closest("tr").querySelector("a").click();
    else if (VERDICTS[key]) form.querySelector(`button[value=${VERDICTS[key]}]`).click();
    else return;
    event.preventDefault();
  });
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    if (!row || rows.indexOf(row) < 0) return;
    if (rows[at]) rows[at].classList.remove("at");
    at = rows.indexOf(row);
    row.classList.add("at");
  });

  // A telephone's photo has five megabytes; the signal is bad. What is sent is the picture alone, at most 1800 points.
  const photo = form.querySelector("input[data-photo]");
  if (photo && window.createImageBitmap && window.DataTransfer) {
    photo.addEventListener("change", async () => {
      const file = photo.files[0];
      if (!file || file.size < 400 * 1024) return;
      try {
        const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
        const scale = Math.min(1, 1800 / Math.max(picture.width, picture.height));
        const canvas = document.createElement("canvas");
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        const small = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.82); });
        if (!small || small.size >= file.size) return;
        const chosen = new DataTransfer();
        chosen.items.add(new File([small], "foto.jpg", { type: "image/jpeg" }));
        photo.files = chosen.files;
      } catch {
        // A format this browser cannot draw: the server says whether it can.
      }
    });
  }
})();
