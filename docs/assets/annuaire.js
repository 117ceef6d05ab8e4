// SPDX-License-Identifier: MIT
/**
 * The filter of the directory. The server wrote every row: this hides those that do not answer,
 * keeps the choice in the address and says how many remain.
 */

/** @param {string} text */
const fold = (text) => text.toLowerCase().replace(/œ/g, "oe").normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, " ").trim();

/**
 * Whether a row answers every choice.
 * @param {DOMStringMap} data
 * @param {string[]} words
 * @param {[string, string][]} choices
 */
function answers(data, words, choices) {
  return (
    words.every((word) => data.texte?.includes(word)) &&
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
        const keep = answers(row.dataset, words, choices);
        if (row.hidden === keep) row.hidden = !keep;
        if (keep) kept += 1;
      }
      if (block.hidden !== (kept === 0)) block.hidden = kept === 0;
      total += kept;
    }
    empty.hidden = total > 0;
    const noun = total > 1 ? status.dataset.plusieurs : status.dataset.un;
    status.textContent = `${total.toLocaleString("fr")}\u00a0${noun}${words.length || choices.length ? (total > 1 ? " retenus" : " retenu") : ""}`;
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
}

document.querySelectorAll("[data-annuaire]").forEach((directory) => setUp(/** @type {HTMLElement} */ (directory)));
