// SPDX-License-Identifier: MIT
/**
 * The answers as the grid's own CSV: its columns, its order, « ; », UTF-8 with its mark, no formula.
 *
 * @typedef {import("./auto-evaluation-fichiers.js").State} State
 * @typedef {import("./auto-evaluation-fichiers.js").Grid} Grid
 */
import { questionsOf } from "./auto-evaluation-fichiers.js";
import { gap, missing } from "./auto-evaluation-synthese.js";

/** The columns of the sheet « Questions » of the grid, in its order; then those of its sheet « Actions ». */
const COLUMNS = [
  "Critère", "Phase", "Question", "Cotation", "Motif si NA", "Constat", "Preuve", "Indicateur", "Cible", "Écart", "À compléter",
  "Thèmes Qualéduc", "Identifiant", "Action", "Responsable (fonction)", "Échéance (AAAA-MM)", "Priorité",
];

/**
 * The text that no spreadsheet reads as a formula; numbers are left alone.
 * @param {string} text
 */
const safe = (text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]*\d+(\.\d*)?$/.test(text) ? `'${text}` : text);

/** @param {string} text */
const cell = (text) => (/[;"\r\n]/.test(safe(text)) ? `"${safe(text).replaceAll('"', '""')}"` : safe(text));

/**
 * @param {State} state
 * @param {Grid} grid
 */
export function csv(state, grid) {
  const rows = questionsOf(state, grid).map((question) => {
    const a = state.answers.get(question.id) ?? {};
    return [
      question.nom, question.phase, question.texte, a.cote, a.motif, a.constat, a.preuve, a.indicateur || question.indicateurs, a.cible, gap(a),
      missing(a), question.themes, question.id, a.action, a.responsable, a.echeance, a.priorite,
    ];
  });
  return `\ufeff${[COLUMNS, ...rows].map((row) => `${row.map((value) => cell(value ?? "")).join(";")}\r\n`).join("")}`;
}
