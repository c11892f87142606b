// Large files over a bad line: sent in pieces as soon as they are chosen, each with its hash, and after a lost connection
// from where it stopped. Without this file the form sends them in one go.
"use strict";

(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-uploads]");
  const button = form.querySelector("button.button");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const LEAST = 16 * 1024; // of a piece, where a proxy takes no larger ones
  const SMALLEST = 256 * 1024;
  const LARGEST = 4 * 1024 * 1024; // bytes; the server takes pieces of five megabytes at most
  let running = 0;
  input.dataset.name = input.name;

  const wait = (milliseconds) => new Promise((resolve) => { window.setTimeout(resolve, milliseconds); });

  class Refused extends Error {}
  class TooLong extends Error {}  // a proxy on the way takes smaller requests only

  async function ask(url, options) {
    const answer = await fetch(url, { ...options, redirect: "manual", credentials: "same-origin" });
    if (answer.type === "opaqueredirect" || answer.status === 403) throw new Refused(form.dataset.out);
    if (answer.status === 413) throw new TooLong();
    const said = await answer.json();
    if (answer.status === 400) throw new Refused(said.problem);
    if (!answer.ok && answer.status !== 409 && answer.status !== 422) throw new Error(String(answer.status));
    return said;
  }

  async function digest(piece) {
    // Browsers compute hashes on https and on this computer only.
    if (!window.crypto || !window.crypto.subtle) return "";
    const bytes = new Uint8Array(await window.crypto.subtle.digest("SHA-256", await piece.arrayBuffer()));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function patiently(work, line) {
    for (let pause = 1000; ; pause = Math.min(pause * 2, 30000)) {
      try {
        const result = await work();
        line.say(form.dataset.sending);
        return result;
      } catch (error) {
        if (error instanceof Refused || error instanceof TooLong) throw error;
        line.say(form.dataset.lost, "warn");
        await wait(pause);
      }
    }
  }

  async function send(file, line) {
    const about = JSON.stringify({ name: file.name, size: file.size, modified: file.lastModified });
    const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
    let state = await patiently(() => ask(form.dataset.upload, { method: "POST", headers, body: about }), line);
    let length = SMALLEST;
    let most = LARGEST;
    while (!state.whole && line.wanted) {
      line.show(state.received, file.size);
      const start = state.received;
      const piece = file.slice(start, start + length);
      const begun = performance.now();
      try {
        state = await patiently(async () => {
          const head = {
            "X-CSRFToken": token, "Content-Type": "application/octet-stream",
            "Upload-Offset": String(start), "Upload-Sha256": await digest(piece),
          };
          return ask(`${form.dataset.upload}${state.id}/`, { method: "POST", headers: head, body: piece });
        }, line);
      } catch (error) {
        if (!(error instanceof TooLong) || length <= LEAST) throw error instanceof TooLong ? new Refused(form.dataset.long) : error;
        most = length / 2;
        length = most;
        continue;
      }
      // Larger pieces on a good line, smaller ones where each takes long.
      const took = performance.now() - begun;
      if (took < 1500) length = Math.min(length * 2, most); else if (took > 6000) length = Math.min(most, Math.max(length / 2, SMALLEST));
    }
    if (!line.wanted) return;
    line.show(file.size, file.size);
    line.done(state.id);
  }

  function newLine(file) {
    const item = document.createElement("li");
    const name = document.createElement("strong");
    const bar = document.createElement("progress");
    const text = document.createElement("span");
    name.textContent = file.name;
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    text.className = "small soft";
    item.append(name, bar, text);
    list.append(item);
    return {
      wanted: true,
      say(words, tone) {
        this.words = words;
        item.className = tone || "";
        text.textContent = words;
      },
      show(received, size) {
        bar.value = received;
        const mega = (bytes) => (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
        text.textContent = `${this.words || ""} ${mega(received)} / ${mega(size)} MB`;
      },
      done(id) {
        item.className = "good";
        text.textContent = form.dataset.whole;
        const kept = document.createElement("input");
        kept.type = "hidden";
        kept.name = "uploaded";
        kept.value = String(id);
        item.append(kept);
      },
      refuse(words) {
        this.say(words, "bad");
      },
      remove() {
        this.wanted = false;
        item.remove();
      },
    };
  }

  let lines = [];
  async function begin() {
    lines.forEach((line) => line.remove());
    lines = [];
    const files = [...input.files];
    list.hidden = files.length === 0;
    for (const file of files) lines.push(newLine(file));
    const mine = lines;
    running += 1;
    button.disabled = true;
    const refused = [];
    for (let number = 0; number < files.length && mine === lines; number += 1) {
      try {
        await send(files[number], mine[number]);
      } catch (error) {
        mine[number].refuse(error.message);
        refused.push(error);
      }
    }
    running -= 1;
    if (mine !== lines) return;
    button.disabled = files.length > 0 && refused.length === files.length;
    // What has come in pieces is not sent again with the form.
    if (refused.length) input.name = input.dataset.name; else input.removeAttribute("name");
  }

  input.addEventListener("change", begin);
  list.setAttribute("aria-live", "polite");
  window.addEventListener("beforeunload", (event) => { if (running) event.preventDefault(); });
  form.addEventListener("submit", (event) => { if (running) event.preventDefault(); });

  // A register is checked against nothing.
  const against = form.querySelector("[data-against]");
  const kind = form.querySelector("[name=kind]");
  const registers = ["DPK", "DEATHS", "POLICE_ARMY", "CLAIMED"];
  const fit = () => { against.hidden = registers.includes(kind.value); };
  kind.addEventListener("change", fit);
  fit();
})();
