// SPDX-License-Identifier: MIT
/**
 * The filter of a list (the directory, the library of resources). The server wrote every row: this hides those that do not answer,
 * keeps the choice in the address and says how many remain.
 */

/** Lines stay lines: a whole table is folded at once, ten times quicker than its cells one by one. @param {string} text */
const fold = (text) => text.toLowerCase().replace(/œ/g, "oe").normalize("NFD").replace(/[\u0300-\u036f]+/g, "").replace(/[^a-z0-9\n]+/g, " ");

/** Write a number as the server does; `toLocaleString` costs a tenth of a second the first time, on a slow machine. @param {number} value */
const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** A row, its words once folded, and whether it is shown. @typedef {{ row: HTMLTableRowElement, text: string, shown: boolean }} Entry */
/** A group of rows that comes and goes with them; they are looked at when they are needed. @typedef {{ block: HTMLElement, rows?: Entry[], folded: boolean, shown: boolean }} Block */

/** @param {Block} group */
function rowsOf(group) {
  const found = () => /** @type {NodeListOf<HTMLTableRowElement>} */ (group.block.querySelectorAll("tbody tr"));
  return (group.rows ??= Array.from(found(), (row) => ({ row, text: "", shown: true })));
}

/** The words of a row: its code, its académie and its three first cells. @param {HTMLTableRowElement} row @param {string} legend */
function words(row, legend) {
  let found = `${row.id.slice(1)} ${legend}`;
  let cell = row.firstElementChild;
  for (let i = 0; i < 3 && cell; i += 1, cell = cell.nextElementSibling) found += ` ${cell.textContent}`;
  return found.replaceAll("\n", " ");
}

/** @param {Block} block */
function foldRows(block) {
  if (block.folded) return;
  const legend = block.block.querySelector("caption")?.textContent ?? "";
  const rows = rowsOf(block);
  const lines = fold(rows.map(({ row }) => words(row, legend)).join("\n")).split("\n");
  rows.forEach((entry, rank) => (entry.text = lines[rank]));
  block.folded = true;
}

/**
 * Whether a row answers every choice.
 * @param {Entry} entry
 * @param {string[]} words
 * @param {[string, string][]} choices
 */
function answers({ row, text }, words, choices) {
  return (
    words.every((word) => text.includes(word)) &&
    choices.every(([name, value]) => (name === "filiere" ? row.dataset.filiere?.split(" ").includes(value) : row.dataset[name] === value))
  );
}

/** @param {HTMLElement} directory */
function setUp(directory) {
  const form = /** @type {HTMLFormElement} */ (directory.querySelector("[data-annuaire-filtre]"));
  const status = /** @type {HTMLElement} */ (directory.querySelector("[data-annuaire-compte]"));
  const empty = /** @type {HTMLElement} */ (directory.querySelector("[data-annuaire-vide]"));
  const names = [...form.elements].map((field) => /** @type {HTMLInputElement} */ (field).name).filter(Boolean);
  /** @type {Block[]} */
  const blocks = Array.from(directory.querySelectorAll("[data-annuaire-bloc]"), (block) => ({
    block: /** @type {HTMLElement} */ (block),
    folded: false,
    shown: true,
  }));
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const name of names) field(name).value = asked.get(name) ?? "";
  };

  const write = () => {
    const address = new URL(location.href);
    for (const name of names) {
      const value = field(name).value.trim();
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  };

  const filter = () => {
    const words = fold(field("texte").value).split(" ").filter(Boolean);
    const choices = names
      .filter((name) => name !== "texte" && field(name).value)
      .map((name) => /** @type {[string, string]} */ ([name, field(name).value]));
    let total = 0;
    let all = 0;
    for (const group of blocks) {
      if (words.length) foldRows(group);
      const rows = rowsOf(group);
      let kept = 0;
      all += rows.length;
      for (const entry of rows) {
        const keep = answers(entry, words, choices);
        if (entry.shown !== keep) entry.row.hidden = !(entry.shown = keep);
        if (keep) kept += 1;
      }
      if (group.shown !== kept > 0) group.block.hidden = !(group.shown = kept > 0);
      total += kept;
    }
    empty.hidden = total > 0;
    const noun = total > 1 ? status.dataset.plusieurs : status.dataset.un;
    const among = words.length || choices.length ? ` sur ${number(all)}` : "";
    status.textContent = `${number(total)}\u00a0${noun}${among}`;
  };

  // Fold the words once the page answers, before the first letter is typed, without holding the page.
  const waiting = [...blocks];
  const prepare = () => {
    const start = performance.now();
    while (waiting.length && performance.now() - start < 30) foldRows(/** @type {Block} */ (waiting.shift()));
    if (waiting.length) setTimeout(prepare);
  };

  let timer = 0;
  const later = () => {
    filter();
    clearTimeout(timer);
    timer = window.setTimeout(write, 250);
  };
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => requestAnimationFrame(later));
  addEventListener("popstate", () => {
    read();
    filter();
  });
  read();
  if (names.some((name) => field(name).value)) filter();
  form.dataset.pret = "";
  setTimeout(prepare);
}

document.querySelectorAll("[data-annuaire]").forEach((directory) => setUp(/** @type {HTMLElement} */ (directory)));

/** Rows that were never drawn have a guessed height: go to the target of the address again, until it stays or the reader moves. */
function reachTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const moved = new AbortController();
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    addEventListener(kind, () => moved.abort(), { signal: moved.signal, passive: true });
  }
  let place = NaN;
  let still = 0;
  const again = (/** @type {number} */ left) => {
    if (moved.signal.aborted) return;
    const top = target.getBoundingClientRect().top;
    still = top === place ? still + 1 : 0;
    if (left === 0 || still === 5) {
      moved.abort();
      return;
    }
    if (still === 0) target.scrollIntoView({ behavior: "instant" });
    place = target.getBoundingClientRect().top;
    requestAnimationFrame(() => again(left - 1));
  };
  again(40);
}

addEventListener("hashchange", reachTarget);
reachTarget();
