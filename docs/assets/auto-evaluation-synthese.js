// SPDX-License-Identifier: MIT
/**
 * What the answers say, by the same rules as the spreadsheet: gaps, what is missing, means by criterion; and their chart.
 *
 * @typedef {import("./auto-evaluation-fichiers.js").Answer} Answer
 * @typedef {{ questions: number, cotees: number, na: number, moyenne: number | null, preuves: number, fort: number, moyen: number, faible: number, actions: number }} Measures
 */

const SVG = "http://www.w3.org/2000/svg";
/** The highest mark. */
const TOP = 3;

/** @param {number} value */
export const decimal = (value) => value.toLocaleString("fr", { maximumFractionDigits: 1 });

/**
 * The gap between the mark and the target: « fort », « moyen », « faible », « aucun », or nothing to say.
 * @param {Answer} a
 */
export function gap(a) {
  if (!a.cote || a.cote === "NA" || !a.cible) return "";
  const distance = Number(a.cible) - Number(a.cote);
  return distance >= 3 ? "fort" : distance === 2 ? "moyen" : distance === 1 ? "faible" : "aucun";
}

/**
 * What the grid still asks of a question, in one sentence; nothing if it has no mark yet.
 * @param {Answer} a
 */
export function missing(a) {
  if (!a.cote) return "";
  if (a.cote === "NA") return a.motif?.trim() ? "Complet" : "Donnez le motif";
  if (!a.constat?.trim()) return "Écrivez le constat";
  if (a.constat.length > 300) return "Constat trop long";
  return Number(a.cote) >= 2 && !a.preuve?.trim() ? "Donnez une preuve" : "Complet";
}

/**
 * What an action still needs.
 * @param {Answer} a
 */
export function missingAction(a) {
  if (!a.action?.trim()) return ["fort", "moyen"].includes(gap(a)) ? `Décidez d’une action\u00a0: l’écart est ${gap(a)}` : "";
  if (!a.priorite) return "Donnez une priorité à l’action";
  if (!a.responsable?.trim()) return "Donnez un responsable de l’action";
  if (!a.echeance?.trim()) return "Donnez une échéance à l’action";
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(a.echeance.trim()) ? "" : "Écrivez l’échéance ainsi\u00a0: AAAA-MM";
}

/**
 * The measures of one criterion.
 * @param {Answer[]} answers
 * @returns {Measures}
 */
export function measure(answers) {
  const marks = answers.filter((a) => a.cote && a.cote !== "NA").map((a) => Number(a.cote));
  const count = (/** @type {(a: Answer) => unknown} */ test) => answers.filter(test).length;
  return {
    questions: answers.length,
    cotees: count((a) => a.cote),
    na: count((a) => a.cote === "NA"),
    moyenne: marks.length ? marks.reduce((sum, mark) => sum + mark, 0) / marks.length : null,
    preuves: count((a) => a.preuve?.trim()),
    fort: count((a) => gap(a) === "fort"),
    moyen: count((a) => gap(a) === "moyen"),
    faible: count((a) => gap(a) === "faible"),
    actions: count((a) => a.action?.trim()),
  };
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 */
function shape(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * The chart of the means: one bar a criterion, from 0 to 3; its text alternative says every value, the table says the rest.
 * @param {{ nom: string, moyenne: number | null }[]} rows
 */
export function chart(rows) {
  const said = rows.map(({ nom, moyenne }) => `${nom}\u00a0: ${moyenne === null ? "pas encore de cote" : decimal(moyenne)}`);
  const svg = shape("svg", {
    class: "ae-graphe",
    role: "img",
    "aria-label": `Moyenne des cotes par critère, de 0 à ${TOP}. ${said.join("\u00a0; ")}.`,
    width: "100%",
    height: `${rows.length * 2.9 + 1.6}em`,
  });
  for (let mark = 0; mark <= TOP; mark += 1) {
    const x = `${(mark / TOP) * 100}%`;
    svg.append(shape("line", { class: "ae-graphe__repere", x1: x, x2: x, y1: "1.4em", y2: "100%" }));
    svg.append(shape("text", { x, y: "1em", "text-anchor": mark === 0 ? "start" : mark === TOP ? "end" : "middle" }, String(mark)));
  }
  for (const [index, { nom, moyenne }] of rows.entries()) {
    const top = index * 2.9 + 1.6;
    svg.append(shape("rect", { class: "ae-graphe__fond", x: "0", y: `${top + 1.5}em`, width: "100%", height: "0.9em" }));
    if (moyenne) svg.append(shape("rect", { class: "ae-graphe__barre", x: "0", y: `${top + 1.5}em`, width: `${(moyenne / TOP) * 100}%`, height: "0.9em" }));
    svg.append(shape("text", { x: "0", y: `${top + 1.1}em` }, `${nom}\u00a0: ${moyenne === null ? "–" : decimal(moyenne)}`));
  }
  return svg;
}
