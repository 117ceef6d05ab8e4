// SPDX-License-Identifier: MIT
/**
 * The filter of a list (the directory, the library of resources). The server wrote every row: this hides those that do not answer,
 * keeps the choice in the address and says how many remain.
 */

/** @param {string} text */
const fold = (text) => text.toLowerCase().replace(/œ/g, "oe").normalize("NFD").replace(/[\u0300-\u036f]+/g, "").replace(/[^a-z0-9]+/g, " ");

/** Write a number as the server does; `toLocaleString` costs a tenth of a second the first time, on a slow machine. @param {number} value */
const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** A row and its words: its code, its académie and its three first cells, folded once. @typedef {{ row: HTMLTableRowElement, text: string | undefined }} Entry */

/** @param {Entry} entry */
function textOf(entry) {
  if (entry.text === undefined) {
    const { row } = entry;
    let words = `${row.id.slice(1)} ${row.parentElement?.parentElement?.firstElementChild?.textContent}`;
    let cell = row.firstElementChild;
    for (let i = 0; i < 3 && cell; i += 1, cell = cell.nextElementSibling) words += ` ${cell.textContent}`;
    entry.text = fold(words);
  }
  return entry.text;
}

/**
 * Whether a row answers every choice.
 * @param {Entry} entry
 * @param {string[]} words
 * @param {[string, string][]} choices
 */
function answers(entry, words, choices) {
  const data = entry.row.dataset;
  return (
    words.every((word) => textOf(entry).includes(word)) &&
    choices.every(([name, value]) => (name === "filiere" ? data.filiere?.split(" ").includes(value) : data[name] === value))
  );
}

/** @param {HTMLElement} directory */
function setUp(directory) {
  const form = /** @type {HTMLFormElement} */ (directory.querySelector("[data-annuaire-filtre]"));
  const status = /** @type {HTMLElement} */ (directory.querySelector("[data-annuaire-compte]"));
  const empty = /** @type {HTMLElement} */ (directory.querySelector("[data-annuaire-vide]"));
  const names = [...form.elements].map((field) => /** @type {HTMLInputElement} */ (field).name).filter(Boolean);
  const blocks = [...directory.querySelectorAll("[data-annuaire-bloc]")].map((block) => ({
    block: /** @type {HTMLElement} */ (block),
    rows: Array.from(/** @type {NodeListOf<HTMLTableRowElement>} */ (block.querySelectorAll("tbody tr")), (row) => /** @type {Entry} */ ({ row, text: undefined })),
  }));
  const all = blocks.reduce((sum, { rows }) => sum + rows.length, 0);
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
    for (const { block, rows } of blocks) {
      let kept = 0;
      for (const entry of rows) {
        const keep = answers(entry, words, choices);
        if (entry.row.hidden === keep) entry.row.hidden = !keep;
        if (keep) kept += 1;
      }
      if (block.hidden !== (kept === 0)) block.hidden = kept === 0;
      total += kept;
    }
    empty.hidden = total > 0;
    const noun = total > 1 ? status.dataset.plusieurs : status.dataset.un;
    const among = words.length || choices.length ? ` sur ${number(all)}` : "";
    status.textContent = `${number(total)}\u00a0${noun}${among}`;
  };

  // Fold the words of the rows before the first letter is typed: most of a thousand at once, the rest without holding the page.
  const waiting = blocks.flatMap((block) => block.rows);
  const prepare = () => {
    const start = performance.now();
    while (waiting.length && performance.now() - start < 40) for (const entry of waiting.splice(-50)) textOf(entry);
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
  prepare();
}

document.querySelectorAll("[data-annuaire]").forEach((directory) => setUp(/** @type {HTMLElement} */ (directory)));
