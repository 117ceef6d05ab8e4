// SPDX-License-Identifier: MIT
/**
 * The filter of a list (the directory, the library of resources). The server wrote every row: this hides those that do not answer,
 * keeps the choice in the address and says how many remain.
 */

/** @param {string} text */
const fold = (text) => text.toLowerCase().replace(/œ/g, "oe").normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, " ").trim();

/** The words of each row: its code, its académie and its three first cells, folded once, when they are first asked for. @type {WeakMap<HTMLTableRowElement, string>} */
const texts = new WeakMap();

/** @param {HTMLTableRowElement} row */
function textOf(row) {
  let text = texts.get(row);
  if (text === undefined) {
    const cells = [...row.cells].slice(0, 3).map((cell) => cell.textContent);
    text = fold([row.id.slice(1), row.closest("table")?.caption?.textContent, ...cells].join(" "));
    texts.set(row, text);
  }
  return text;
}

/**
 * Whether a row answers every choice.
 * @param {HTMLTableRowElement} row
 * @param {string[]} words
 * @param {[string, string][]} choices
 */
function answers(row, words, choices) {
  const data = row.dataset;
  return (
    words.every((word) => textOf(row).includes(word)) &&
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
    rows: [.../** @type {NodeListOf<HTMLTableRowElement>} */ (block.querySelectorAll("tbody tr"))],
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
      for (const row of rows) {
        const keep = answers(row, words, choices);
        if (row.hidden === keep) row.hidden = !keep;
        if (keep) kept += 1;
      }
      if (block.hidden !== (kept === 0)) block.hidden = kept === 0;
      total += kept;
    }
    empty.hidden = total > 0;
    const noun = total > 1 ? status.dataset.plusieurs : status.dataset.un;
    const among = words.length || choices.length ? ` sur ${all.toLocaleString("fr")}` : "";
    status.textContent = `${total.toLocaleString("fr")}\u00a0${noun}${among}`;
  };

  // Fold the words of the rows before the first letter is typed, a slice at a time.
  const rows = blocks.flatMap((block) => block.rows);
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ work) => window.setTimeout(work, 50));
  const prepare = () => {
    for (const row of rows.splice(0, 100)) textOf(row);
    if (rows.length) idle(prepare);
  };
  idle(prepare);

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
}

document.querySelectorAll("[data-annuaire]").forEach((directory) => setUp(/** @type {HTMLElement} */ (directory)));
