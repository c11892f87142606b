"use strict";
// Redraws what the page already shows without it: the map for another kind, the table in another order, the other language.
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const data = JSON.parse($("data").textContent);
const words = {
  id: {
    rate: "temuan per 1.000 pemilih", count: "jumlah temuan", desa: "desa", noData: "tidak ada pemilih", findings: "temuan",
    perThousand: "per 1.000 pemilih", hot: "Jauh di atas kebetulan: diperkirakan", open: "Buka barisnya", expected: "diperkirakan",
    none: "Tidak ada desa yang jauh di atas kebetulan untuk jenis ini.", more: "lainnya, lihat Titik panas", no: "Tidak ada temuan.",
  },
  en: {
    rate: "findings per 1,000 voters", count: "number of findings", desa: "desa", noData: "no voters", findings: "findings",
    perThousand: "per 1,000 voters", hot: "Far above chance: expected", open: "Open its row", expected: "expected",
    none: "No desa is far above chance for this kind.", more: "more, see Hot spots", no: "Nothing found.",
  },
};
const language = () => root.lang;
const word = (key) => words[language()][key];
const written = (value, decimals = 0, fewest = 0) =>
  new Intl.NumberFormat(language(), { maximumFractionDigits: decimals, minimumFractionDigits: fewest }).format(value);
const made = (tag, text = "", className = "") => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
};
const drawn = (tag, attributes, text = "") => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};

// Language
function setLanguage(chosen) {
  root.lang = chosen;
  for (const button of all("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  for (const option of all("option[data-id], optgroup[data-id]")) {
    if (option.tagName === "OPTGROUP") option.label = option.dataset[chosen];
    else option.textContent = option.dataset[chosen];
  }
  for (const element of all("[data-v]")) {
    const value = Number(element.dataset.v);
    const decimals = element.dataset.v.includes(".") ? 1 : 0;
    const sign = "signed" in element.dataset ? (value > 0 ? "+" : "−") : "";
    if (!element.children.length) element.textContent = sign + written(sign ? Math.abs(value) : value, decimals, decimals);
  }
  if (data.canvas) paint();
}
for (const button of all("[data-language]")) button.addEventListener("click", () => setLanguage(button.dataset.language));

// Table: folding, finding, sorting
const groups = all("#places-table tbody.kecamatan").map((head) => ({ head, body: head.nextElementSibling, fold: head.querySelector(".fold") }));
const rowsOf = (group) => [...group.body.rows];
function open(group, wanted) {
  group.fold.setAttribute("aria-expanded", String(wanted));
  group.body.hidden = !wanted;
}
function find(text) {
  const sought = text.trim().toLowerCase();
  for (const group of groups) {
    const whole = group.fold.textContent.toLowerCase().includes(sought);
    const hits = rowsOf(group).filter((row) => {
      row.hidden = !(whole || row.cells[0].textContent.toLowerCase().includes(sought));
      return !row.hidden;
    });
    group.head.hidden = !hits.length;
    open(group, Boolean(sought) && hits.length > 0);
  }
}
function sort(column, direction) {
  const value = (row) => {
    const cell = row.cells[column];
    return column ? Number(cell.dataset.v) : cell.textContent.trim();
  };
  const order = (a, b) => {
    const [left, right] = [value(a), value(b)];
    return direction * (typeof left === "string" ? left.localeCompare(right, "id") : left - right);
  };
  const foot = $("places-table").tFoot;
  groups.sort((a, b) => order(a.head.rows[0], b.head.rows[0]));
  for (const group of groups) {
    group.body.append(...rowsOf(group).sort(order));
    foot.before(group.head, group.body);
  }
}
for (const group of groups) {
  open(group, false);
  group.fold.addEventListener("click", () => open(group, group.body.hidden));
}
for (const button of all("#places-table thead button")) {
  button.addEventListener("click", () => {
    const heading = button.parentElement;
    const column = Number(button.dataset.column);
    // Numbers are asked for largest first, names from A.
    const first = column ? "descending" : "ascending";
    const other = column ? "ascending" : "descending";
    const next = heading.getAttribute("aria-sort") === first ? other : first;
    for (const each of all("#places-table thead th")) each.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", next);
    sort(column, next === "ascending" ? 1 : -1);
  });
}
$("find").addEventListener("input", (event) => find(event.target.value));
$("open-all").addEventListener("click", (event) => {
  const wanted = event.currentTarget.getAttribute("aria-pressed") !== "true";
  event.currentTarget.setAttribute("aria-pressed", String(wanted));
  for (const group of groups) open(group, wanted);
});
function goToRow(at) {
  const row = $(`r${at}`);
  if ($("find").value) { $("find").value = ""; find(""); }
  open(groups.find((group) => group.body === row.parentElement), true);
  for (const found of all("tr.found")) found.classList.remove("found");
  row.classList.add("found");
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#r"]');
  if (link && /^#r\d+$/.test(link.hash)) {
    event.preventDefault();
    goToRow(Number(link.hash.slice(2)));
  }
});

// Map
const kecamatanOf = (at) => data.desa[at][0].slice(0, data.desa[at][0].lastIndexOf("."));
const chosenKind = () => data.kinds[$("kind").value];
const chosenMeasure = () => document.querySelector("input[name=measure]:checked").value;
const rate = (kind, at) => (data.desa[at][2] ? Math.round((100000 * kind.n[at]) / data.desa[at][2]) / 100 : 0);
const valueOf = (kind, at) => (chosenMeasure() === "rate" ? rate(kind, at) : kind.n[at]);
const classOf = (value, bounds) => (value > 0 ? bounds.filter((bound) => bound <= value).length : 0);
const paths = data.canvas ? all("#desa path") : [];
const indexOf = (path) => Number(path.id.slice(1));
const OUT_SHOWN = 8;

function paint() {
  const kind = chosenKind();
  const bounds = kind[chosenMeasure()];
  const desaIn = new Array(bounds.length + 1).fill(0);
  let empty = 0;
  let highest = 0;
  for (const path of paths) {
    const at = indexOf(path);
    const value = valueOf(kind, at);
    if (data.desa[at][2] || value) desaIn[classOf(value, bounds)] += 1;
    else empty += 1;
    highest = Math.max(highest, value);
    path.setAttribute("class", data.desa[at][2] || value ? `q${shade(classOf(value, bounds), bounds.length)}` : "none");
    path.setAttribute("aria-label", described(kind, at).join(". "));
  }
  $("hot").replaceChildren(...Object.keys(kind.hot).flatMap(outline));
  legend(bounds, desaIn, empty, highest);
  standingOut(kind);
  tip(null);
}
// Few classes still reach the darkest colour: two classes are the second and the last, not the first two.
const shade = (place, classes) => (place ? Math.round(5 - ((classes - place) * 5) / classes) : 0);

// A line with a halo, to be seen on the lightest and on the darkest colour.
function outline(at) {
  const d = $(`d${at}`).getAttribute("d");
  return [drawn("path", { class: "halo", d }), drawn("path", { d })];
}

function legend(bounds, desaIn, empty, highest) {
  const decimals = chosenMeasure() === "rate" ? 1 : 0;
  const show = (value) => written(value, value > 0 && value < 0.1 ? 2 : decimals, decimals);
  const range = (place) => {
    if (!place) return "0";
    const from = bounds[place - 1];
    const to = place < bounds.length ? (decimals ? bounds[place] : bounds[place] - 1) : highest;
    return to > from ? `${show(from)} – ${show(to)}` : show(from);
  };
  const line = (look, text, count) => {
    const item = document.createElement("li");
    const swatch = drawn("svg", { "aria-hidden": "true" });
    swatch.append(drawn("rect", { width: "100%", height: "100%", class: look }));
    item.append(swatch, made("span", text), made("span", `${written(count)} ${word("desa")}`));
    return item;
  };
  const lines = desaIn.flatMap((count, place) => (count ? [line(`q${shade(place, bounds.length)}`, range(place), count)] : []));
  if (empty) lines.push(line("none", word("noData"), empty));
  $("legend").replaceChildren(...lines);
  const title = word(chosenMeasure());
  $("legend-title").textContent = title[0].toUpperCase() + title.slice(1);
}

function described(kind, at) {
  const [, name] = data.desa[at];
  const lines = [
    `${name}, ${data.kecamatan[kecamatanOf(at)] ?? kecamatanOf(at)}`,
    data.desa[at][2] ? `${written(kind.n[at])} ${word("findings")}, ${written(rate(kind, at), 1, 1)} ${word("perThousand")}` : word("noData"),
  ];
  if (kind.hot[at]) lines.push(`${word("hot")} ${written(kind.hot[at][0], 1)}`);
  return lines;
}

function standingOut(kind) {
  const hot = Object.keys(kind.hot).map(Number).sort((a, b) => kind.n[b] - kind.hot[b][0] - (kind.n[a] - kind.hot[a][0]));
  const lines = hot.slice(0, OUT_SHOWN).map((at) => {
    const item = document.createElement("li");
    const link = made("a", data.desa[at][1]);
    link.href = `#r${at}`;
    const numbers = `${written(kind.n[at])} ${word("findings")}, ${word("expected")} ${written(kind.hot[at][0], 1)}`;
    item.append(link, `, ${data.kecamatan[kecamatanOf(at)] ?? ""}`, made("small", numbers));
    return item;
  });
  if (hot.length > OUT_SHOWN) lines.push(made("li", `+ ${written(hot.length - OUT_SHOWN)} ${word("more")}`));
  if (!hot.length) lines.push(made("li", kind.total ? word("none") : word("no")));
  $("out").replaceChildren(...lines);
}

function tip(at, linked = false) {
  const box = $("tip");
  box.hidden = at === null;
  $("chosen").replaceChildren();
  if (at === null) return;
  $("chosen").append(...outline(at));
  const [name, ...rest] = described(chosenKind(), at);
  box.replaceChildren(made("b", name), ...rest.map((line) => made("div", line)));
  if (linked) {
    const link = made("a", word("open"));
    link.href = `#r${at}`;
    box.append(link);
  }
  const shape = $(`d${at}`).getBoundingClientRect();
  const sheet = box.parentElement.getBoundingClientRect();
  const left = shape.left - sheet.left + shape.width / 2 - box.offsetWidth / 2;
  const above = shape.top - sheet.top - box.offsetHeight - 10;
  box.style.left = `${Math.max(0, Math.min(left, sheet.width - box.offsetWidth))}px`;
  box.style.top = `${above > 0 ? above : Math.min(shape.bottom - sheet.top + 10, sheet.height - box.offsetHeight)}px`;
}

function neighbour(from, dx, dy) {
  const [x, y] = data.labels[data.desa[from][0]];
  let best = null;
  let nearest = Infinity;
  for (const path of paths) {
    const at = indexOf(path);
    const [otherX, otherY] = data.labels[data.desa[at][0]];
    const along = (otherX - x) * dx + (otherY - y) * dy;
    const across = Math.abs((otherX - x) * dy) + Math.abs((otherY - y) * dx);
    if (at !== from && along > 0 && across <= along * 1.5 && along + 2 * across < nearest) [best, nearest] = [at, along + 2 * across];
  }
  return best;
}

function view() {
  const code = $("zoom").value;
  const [width, height] = data.canvas;
  if (!code || !data.labels[code]) return [0, 0, width, height];
  const [, , left, top, right, bottom] = data.labels[code];
  const scale = Math.max((right - left) / width, (bottom - top) / height) * 1.12;
  return [(left + right - width * scale) / 2, (top + bottom - height * scale) / 2, width * scale, height * scale];
}

// Labels stand over the map in letters of constant size; one that would cover another is left out, the larger place first.
function place() {
  const [left, top, width, height] = view();
  $("atlas").setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  const zoomed = $("zoom").value;
  for (const path of paths) path.toggleAttribute("data-outside", Boolean(zoomed) && kecamatanOf(indexOf(path)) !== zoomed);
  const named = zoomed
    ? data.desa.filter(([code]) => code.startsWith(`${zoomed}.`)).map(([code, name]) => [code, name])
    : Object.entries(data.kecamatan);
  const size = (code) => (data.labels[code][4] - data.labels[code][2]) * (data.labels[code][5] - data.labels[code][3]);
  const sheet = $("labels").getBoundingClientRect();
  const taken = [];
  $("labels").replaceChildren();
  for (const [code, name] of named.filter(([code]) => data.labels[code]).sort((a, b) => size(b[0]) - size(a[0]))) {
    const x = (data.labels[code][0] - left) / width;
    const y = (data.labels[code][1] - top) / height;
    const label = drawn("text", { "dominant-baseline": "middle" }, name);
    $("labels").append(label);
    const half = label.getComputedTextLength() / 2 + 2;
    const box = [Math.min(Math.max(x * sheet.width, half), sheet.width - half), y * sheet.height];
    if (taken.some(([otherX, otherY, otherHalf]) => Math.abs(otherX - box[0]) < half + otherHalf && Math.abs(otherY - box[1]) < 15)) {
      label.remove();
      continue;
    }
    taken.push([...box, half]);
    label.setAttribute("x", box[0]);
    label.setAttribute("y", box[1]);
  }
  tip(null);
}

function setUpMap() {
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const svg = $("atlas");
  let tapped = null;
  const choose = (path) => {
    for (const other of paths) other.tabIndex = -1;
    path.tabIndex = 0;
  };
  for (const path of paths) path.setAttribute("role", "button");
  choose(paths[0]);
  const desaAt = (event) => (event.target.closest("#desa path") ? indexOf(event.target) : null);
  svg.addEventListener("pointerover", (event) => event.pointerType === "mouse" && tip(desaAt(event)));
  svg.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && tip(null));
  // On the sheet, not on the SVG: Chromium makes an SVG element that listens for focus a tab stop of its own.
  const sheet = svg.parentElement;
  sheet.addEventListener("focusin", (event) => event.target.matches("#desa path:focus-visible") && tip(desaAt(event)));
  sheet.addEventListener("focusout", (event) => sheet.contains(event.relatedTarget) || tip(null));
  svg.addEventListener("click", (event) => {
    const at = desaAt(event);
    if (at === null) return;
    choose(event.target);
    if (event.pointerType === "touch" && tapped !== at) {
      tapped = at;
      tip(at, true);
    } else goToRow(at);
  });
  svg.addEventListener("keydown", (event) => {
    const at = desaAt(event);
    if (at === null) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      goToRow(at);
    } else if (moves[event.key]) {
      event.preventDefault();
      const next = neighbour(at, ...moves[event.key]);
      if (next === null) return;
      choose($(`d${next}`));
      $(`d${next}`).focus({ preventScroll: true });
      tip(next);
    } else if (event.key === "Escape") tip(null);
  });
  $("kind").addEventListener("change", paint);
  for (const radio of all("input[name=measure]")) radio.addEventListener("change", paint);
  $("zoom").addEventListener("change", place);
  window.addEventListener("resize", place);
  place();
  paint();
}
if (data.canvas) setUpMap();
