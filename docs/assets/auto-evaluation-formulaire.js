// SPDX-License-Identifier: MIT
/**
 * The form of the self-evaluation: what the server wrote, the answers that it shows, the questions that the visitor adds.
 *
 * @typedef {import("./auto-evaluation-fichiers.js").State} State
 * @typedef {import("./auto-evaluation-fichiers.js").Grid} Grid
 * @typedef {import("./auto-evaluation-fichiers.js").Question} Question
 */
import { empty, FIELDS, isFree, OWN } from "./auto-evaluation-fichiers.js";

const IDENTITY = "_identite.";
/** Stands for the identifier in the model of a question. */
const MARK = "__id__";

/**
 * What the page asks.
 * @param {HTMLElement} root
 * @returns {Grid}
 */
export function gridOf(root) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector("[data-ae-grille]"));
  const criteres = new Map([.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-ae-ligne]"))].map((line) => [line.dataset.aeLigne ?? "", line.querySelector("th")?.textContent ?? ""]));
  const model = /** @type {HTMLTemplateElement} */ (root.querySelector("[data-ae-modele]"));
  const phases = [.../** @type {NodeListOf<HTMLOptionElement>} */ (model.content.querySelectorAll(`[name="${MARK}.phase"] option`))];
  const identity = [...form.elements].map((element) => element.getAttribute("name") ?? "").filter((name) => name.startsWith(IDENTITY));
  const groups = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-question]"))];
  return {
    outil: root.dataset.outil ?? "",
    referentiel: root.dataset.referentiel ?? "",
    cotes: (root.dataset.cotes ?? "").split(" "),
    identite: new Set(identity.map((name) => name.slice(IDENTITY.length))),
    criteres,
    phases: new Map(phases.filter((option) => option.value).map((option) => [option.value, option.textContent ?? ""])),
    questions: new Map(groups.map((group) => {
      const { question: id = "", critere = "", phase = "", themes = "", indicateurs = "" } = group.dataset;
      const texte = group.querySelector("[data-enonce]")?.textContent ?? "";
      return [id, { id, critere, phase, themes, indicateurs, nom: criteres.get(critere) ?? critere, texte }];
    })),
  };
}

/** An identifier that two visitors do not both give: their files can be put together. */
export const newId = () => `libre-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

/**
 * @param {HTMLElement} root
 * @param {Grid} grid
 */
export function formOf(root, grid) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector("[data-ae-grille]"));
  const model = /** @type {HTMLTemplateElement} */ (root.querySelector("[data-ae-modele]"));
  const groups = () => [.../** @type {NodeListOf<HTMLFieldSetElement>} */ (form.querySelectorAll("[data-question]"))];
  const value = (/** @type {string} */ name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name))?.value ?? "";

  /** A field that has its value already is not touched: the caret stays. @param {string} name @param {string} wanted */
  const put = (name, wanted) => {
    const field = form.elements.namedItem(name);
    if (field instanceof RadioNodeList) {
      // Not `field.value = wanted`: the empty value would check no button.
      for (const button of /** @type {NodeListOf<HTMLInputElement>} */ (/** @type {unknown} */ (field))) button.checked = button.value === wanted;
    } else if (value(name) !== wanted) /** @type {HTMLInputElement} */ (field).value = wanted;
  };

  /** Write an added question at the end of its criterion. @param {string} id @param {string} critere */
  const add = (id, critere) => {
    const copy = /** @type {DocumentFragment} */ (model.content.cloneNode(true));
    for (const element of copy.querySelectorAll("*")) {
      for (const { name, value: written } of element.attributes) element.setAttribute(name, written.replaceAll(MARK, id));
    }
    /** @type {HTMLElement} */ (copy.querySelector("[data-question]")).dataset.critere = critere;
    /** @type {HTMLElement} */ (form.querySelector(`[data-ae-libres="${critere}"]`)).append(copy);
  };

  return {
    groups,
    add,
    /** The state that the form shows; what it cannot show is carried along. @param {State["left"]} left @returns {State} */
    collect(left) {
      const now = { ...empty(), left };
      for (const key of grid.identite) if (value(IDENTITY + key)) now.identity.set(key, value(IDENTITY + key));
      for (const group of groups()) {
        const id = group.dataset.question ?? "";
        const fields = isFree(id) ? [...OWN, ...FIELDS] : FIELDS;
        const given = fields.map((champ) => [champ, champ === "critere" ? (group.dataset.critere ?? "") : value(`${id}.${champ}`)]);
        const answer = Object.fromEntries(given.filter(([, written]) => written));
        if (Object.keys(answer).length) now.answers.set(id, answer);
      }
      return now;
    },
    /** Write a state into the form. @param {State} state */
    fill(state) {
      for (const group of groups()) if (isFree(group.dataset.question ?? "") && !state.answers.has(group.dataset.question ?? "")) group.remove();
      for (const [id, { critere }] of state.answers) if (isFree(id) && !document.getElementById(`question-${id}`)) add(id, critere ?? "");
      for (const key of grid.identite) put(IDENTITY + key, state.identity.get(key) ?? "");
      for (const group of groups()) {
        const id = group.dataset.question ?? "";
        for (const champ of isFree(id) ? ["phase", "question", ...FIELDS] : FIELDS) put(`${id}.${champ}`, state.answers.get(id)?.[champ] ?? "");
      }
    },
  };
}

/**
 * What is folded opens for paper, and for a link that leads into it.
 * @param {HTMLElement} root
 */
export function setUpFolds(root) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...root.querySelectorAll("details")].filter((fold) => !fold.open);
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#question-']") : null;
    const target = link && document.getElementById(/** @type {HTMLAnchorElement} */ (link).hash.slice(1));
    if (!target) return;
    event.preventDefault();
    /** @type {HTMLDetailsElement} */ (target.closest(".ae-critere")).open = true;
    target.scrollIntoView();
    /** @type {HTMLElement | null} */ (target.querySelector("input:checked"))?.focus();
  });
}
