// SPDX-License-Identifier: MIT
/**
 * What the page says of the answers: what each question lacks, progress, synthesis, what to prove next, what was left out.
 *
 * @typedef {import("./auto-evaluation-fichiers.js").State} State
 * @typedef {import("./auto-evaluation-fichiers.js").Grid} Grid
 * @typedef {import("./auto-evaluation-fichiers.js").Question} Question
 */
import { isFree, questionsOf } from "./auto-evaluation-fichiers.js";
import { chart, decimal, measure, missing, missingAction } from "./auto-evaluation-synthese.js";

/** What is asked of a proof, the most urgent first. */
const ORDER = ["Donnez une preuve", "Écrivez le constat", "Constat trop long", "Donnez le motif"];

/** @param {number} count @param {string} one @param {string} many */
export const plural = (count, one, many) => `${count}\u00a0${count > 1 ? many : one}`;

/** Write a remark, or hide its place when there is none. @param {HTMLElement} place @param {string} text */
const tell = (place, text) => {
  place.textContent = text;
  place.hidden = text === "";
};

/** @param {string} text */
const line = (text) => Object.assign(document.createElement("li"), { textContent: text });

/**
 * @param {HTMLElement} root
 * @param {Grid} grid
 */
export function screenOf(root, grid) {
  const one = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-ae-${name}]`));
  const form = /** @type {HTMLFormElement} */ (one("grille"));
  const lines = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-ae-ligne]"))];
  const cap = Number(root.dataset.plafond);

  const questions = (/** @type {HTMLFieldSetElement[]} */ groups, /** @type {State} */ state) => {
    for (const group of groups) {
      const id = group.dataset.question ?? "";
      const answer = state.answers.get(id) ?? {};
      const motif = /** @type {HTMLElement} */ (group.querySelector(".ae-champ--motif"));
      motif.hidden = answer.cote !== "NA" && !answer.motif;
      if (isFree(id)) /** @type {HTMLElement} */ (group.querySelector("[data-enonce]")).textContent = answer.question || "Question ajoutée";
      const lacking = [missing(answer), missingAction(answer)].filter((text) => text && text !== "Complet");
      tell(/** @type {HTMLElement} */ (group.querySelector("[data-ae-manque]")), lacking.length ? `${lacking.join(". ")}.` : "");
      group.classList.toggle("est-vide", !state.answers.has(id));
      for (const area of group.querySelectorAll("textarea")) area.rows = Math.max(2, Math.ceil(area.value.length / 55), area.value.split("\n").length);
    }
  };

  /** On paper, what has no answer is left out, unless nothing has: then the whole form is printed. @param {State} state */
  const paper = (state) => {
    root.classList.toggle("ae--repondue", state.answers.size + state.identity.size > 0);
    for (const field of form.querySelectorAll(".ae-champ")) {
      const input = /** @type {HTMLInputElement | null} */ (field.querySelector("input, select, textarea"));
      field.classList.toggle("est-vide", !input?.value);
    }
  };

  const synthesis = (/** @type {State} */ state, /** @type {Question[]} */ every) => {
    const rows = lines.map((row) => {
      const critere = row.dataset.aeLigne ?? "";
      const answers = every.filter((question) => question.critere === critere).map((question) => state.answers.get(question.id) ?? {});
      const found = measure(answers);
      for (const cell of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-mesure]"))) {
        const value = /** @type {Record<string, number | null>} */ (found)[cell.dataset.mesure ?? ""];
        cell.textContent = value === null || value === undefined ? "–" : decimal(value);
      }
      const mark = form.querySelector(`[data-ae-critere="${critere}"]`);
      if (mark) mark.textContent = `${found.cotees} sur ${plural(answers.length, "question", "questions")}`;
      return { nom: grid.criteres.get(critere) ?? critere, moyenne: found.moyenne };
    });
    one("figure").replaceChildren(chart(rows));
    const done = [...state.answers.values()].filter((answer) => answer.cote).length;
    const progress = /** @type {HTMLProgressElement} */ (one("avancement"));
    progress.max = every.length;
    progress.value = done;
    one("compte").textContent = `${plural(done, "question cotée", "questions cotées")} sur ${every.length}`;
  };

  /**
   * Fill one of the two lists; the sentence that stands for an empty one shows when it is.
   * @param {string} name
   * @param {{ question: Question, text: string }[]} items
   */
  const list = (name, items) => {
    const target = /** @type {HTMLElement} */ (root.querySelector(`[data-ae-liste="${name}"]`));
    target.hidden = items.length === 0;
    target.replaceChildren(...items.map(({ question, text }) => {
      const item = line(`${text} (${question.nom})\u00a0: `);
      item.append(Object.assign(document.createElement("a"), { href: `#question-${question.id}`, textContent: question.texte }));
      return item;
    }));
    /** @type {HTMLElement} */ (root.querySelector(`[data-ae-vide="${name}"]`)).hidden = items.length > 0;
  };

  const next = (/** @type {State} */ state, /** @type {Question[]} */ every) => {
    const of = (/** @type {Question} */ question) => state.answers.get(question.id) ?? {};
    const lacking = every.map((question) => ({ question, text: missing(of(question)) })).filter(({ text }) => ORDER.includes(text));
    list("preuves", lacking.sort((a, b) => ORDER.indexOf(a.text) - ORDER.indexOf(b.text)));
    const urgent = every.filter((question) => of(question).priorite === "1" && of(question).action?.trim());
    list("actions", urgent.map((question) => ({ question, text: [of(question).action, of(question).responsable, of(question).echeance].filter(Boolean).join(", ") })));
    tell(one("trop"), urgent.length > cap ? `Trop d’actions de priorité 1\u00a0: ${urgent.length}. Gardez-en ${cap} au plus.` : "");
  };

  return {
    say: (/** @type {string} */ text) => {
      one("message").textContent = text;
    },
    questions,
    /** What could not be put back, and whether the last change can be undone. @param {State} state @param {boolean} undoable */
    left(state, undoable) {
      one("rapport").hidden = state.left.length === 0;
      one("restes").hidden = state.left.length === 0;
      one("restes").replaceChildren(...state.left.map(({ id, champ, valeur, raison }) => {
        const short = valeur.length > 120 ? `${valeur.slice(0, 120)}…` : valeur;
        return line(`${[id, champ, short].filter(Boolean).join(" – ")} (${raison})`);
      }));
      one("retour").hidden = !undoable;
    },
    /** Everything that the answers change. @param {HTMLFieldSetElement[]} groups @param {State} state */
    all(groups, state) {
      const every = questionsOf(state, grid);
      questions(groups, state);
      paper(state);
      synthesis(state, every);
      next(state, every);
    },
  };
}
