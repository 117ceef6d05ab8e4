// SPDX-License-Identifier: MIT
/**
 * The files of the self-evaluation: what is kept and exported (JSON), how it is read again, and the CSV of the grid.
 * Nothing here touches the page. A file is data of a stranger: only what the grid asks for is taken from it.
 *
 * @typedef {Record<string, string>} Answer
 * @typedef {{ id: string, champ: string, valeur: string, raison: string }} Left what could not be put back, kept as it was written
 * @typedef {{ identity: Map<string, string>, answers: Map<string, Answer>, left: Left[] }} State
 * @typedef {{ id: string, critere: string, phase: string, texte: string, themes: string, indicateurs: string, nom: string }} Question
 * @typedef {{ outil: string, referentiel: string, cotes: string[], identite: Set<string>, questions: Map<string, Question> }} Grid
 */
import { gap, missing } from "./auto-evaluation-synthese.js";

export const FORMAT = "labellisation.auto-evaluation";
export const VERSION = 1;
export const FIELDS = ["cote", "motif", "constat", "preuve", "cible", "action", "responsable", "echeance", "priorite"];
/** A real file weighs less than 100 kB. */
export const HEAVIEST = 1_000_000;
const LONGEST = 5000;
const ABSENT = "question absente de cette grille";
const REFUSED = "réponse que la grille ne prévoit pas";

/** A file that is refused as a whole: the message is for the visitor. */
export class Refused extends Error {}

/** @returns {State} */
export const empty = () => ({ identity: new Map(), answers: new Map(), left: [] });

/**
 * Write a state as the text of a file.
 * @param {State} state
 * @param {Grid} grid
 * @param {string} day
 */
export function write(state, grid, day) {
  return JSON.stringify(
    {
      format: FORMAT,
      version: VERSION,
      outil: grid.outil,
      referentiel: grid.referentiel,
      exporte_le: day,
      identite: Object.fromEntries(state.identity),
      reponses: Object.fromEntries(state.answers),
      non_reprises: state.left,
    },
    null,
    1,
  );
}

/** @param {unknown} value */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The members of an object, or nothing if it is none: own names only, whatever they are called.
 * @param {unknown} value
 * @returns {[string, unknown][]}
 */
const members = (value) => (isRecord(value) ? Object.entries(/** @type {object} */ (value)) : []);

/**
 * Whether the grid has this field and takes this value.
 * @param {Grid} grid
 * @param {string} champ
 * @param {unknown} value
 */
function accepts(grid, champ, value) {
  if (typeof value !== "string" || value.length > LONGEST) return false;
  if (champ === "cote") return grid.cotes.includes(value);
  if (champ === "cible") return grid.cotes.includes(value) && value !== "NA";
  if (champ === "priorite") return ["1", "2", "3"].includes(value);
  return FIELDS.includes(champ);
}

/**
 * @param {unknown} value
 * @returns {string}
 */
const words = (value) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, LONGEST);

/**
 * Say what `text` is, or refuse it.
 * @param {string} text
 * @returns {Record<string, unknown>}
 */
function parse(text) {
  let content;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Refused("Ce fichier est incomplet ou n’est pas un export de cette page. Vos réponses n’ont pas changé. Reprenez le fichier d’origine, ou exportez-le à nouveau.");
  }
  if (!isRecord(content) || content.format !== FORMAT || !isRecord(content.reponses)) {
    throw new Refused("Ce fichier n’est pas un export de l’auto-évaluation. Vos réponses n’ont pas changé. Choisissez un fichier «\u00a0auto-evaluation-….json\u00a0».");
  }
  if (content.version !== VERSION) {
    throw new Refused("Ce fichier vient d’une autre version de cette page, qui ne sait pas le lire. Vos réponses n’ont pas changé. Ouvrez-le avec la version la plus récente du site.");
  }
  return content;
}

/**
 * Read a file: answers go back to their question by its stable identifier, the rest is kept and told.
 * @param {string} text
 * @param {Grid} grid
 * @returns {State & { referentiel: string }}
 */
export function read(text, grid) {
  const content = parse(text);
  const state = empty();
  const leave = (/** @type {string} */ id, /** @type {string} */ champ, /** @type {unknown} */ value, /** @type {string} */ raison) =>
    state.left.push({ id: id.slice(0, 200), champ: champ.slice(0, 200), valeur: words(value), raison });
  const take = (/** @type {string} */ id, /** @type {string} */ champ, /** @type {unknown} */ given) => {
    const value = typeof given === "number" ? String(given) : given;
    if (value === "") return;
    if (!grid.questions.has(id)) return leave(id, champ, value, ABSENT);
    if (!accepts(grid, champ, value)) return leave(id, champ, value, REFUSED);
    const answer = state.answers.get(id) ?? {};
    if (!Object.hasOwn(answer, champ)) answer[champ] = /** @type {string} */ (value);
    state.answers.set(id, answer);
  };
  for (const [key, value] of members(content.identite)) {
    if (value === "") continue;
    if (grid.identite.has(key) && typeof value === "string" && value.length <= LONGEST) state.identity.set(key, value);
    else leave("identite", key, value, REFUSED);
  }
  for (const [id, answer] of members(content.reponses)) {
    if (isRecord(answer)) for (const [champ, value] of members(answer)) take(id, champ, value);
    else take(id, "", answer);
  }
  for (const item of Array.isArray(content.non_reprises) ? content.non_reprises : []) {
    if (!isRecord(item)) continue;
    // A question that was absent may be here again; a value that was refused stays refused.
    if (item.raison === ABSENT) take(words(item.id), words(item.champ), words(item.valeur));
    else leave(words(item.id), words(item.champ), words(item.valeur), REFUSED);
  }
  return { ...state, referentiel: words(content.referentiel ?? "") };
}

/**
 * The text that no spreadsheet reads as a formula; numbers are left alone.
 * @param {string} text
 */
const safe = (text) => (/^[=+\-@\t\r]/.test(text) && !/^[+-]*\d+(\.\d*)?$/.test(text) ? `'${text}` : text);

/** @param {string} text */
const cell = (text) => (/[;"\r\n]/.test(safe(text)) ? `"${safe(text).replaceAll('"', '""')}"` : safe(text));

/** The columns of the sheet « Questions » of the grid, in its order; then those of its sheet « Actions ». */
const COLUMNS = [
  "Critère", "Phase", "Question", "Cotation", "Motif si NA", "Constat", "Preuve", "Indicateur", "Cible", "Écart", "À compléter",
  "Thèmes Qualéduc", "Identifiant", "Action", "Responsable (fonction)", "Échéance (AAAA-MM)", "Priorité",
];

/**
 * The answers as the grid's own CSV: « ; », UTF-8 with its mark, no formula.
 * @param {State} state
 * @param {Grid} grid
 */
export function csv(state, grid) {
  const rows = [...grid.questions.values()].map((question) => {
    const a = state.answers.get(question.id) ?? {};
    return [
      question.nom, question.phase, question.texte, a.cote, a.motif, a.constat, a.preuve, question.indicateurs, a.cible, gap(a),
      missing(a), question.themes, question.id, a.action, a.responsable, a.echeance, a.priorite,
    ];
  });
  return `\ufeff${[COLUMNS, ...rows].map((row) => `${row.map((value) => cell(value ?? "")).join(";")}\r\n`).join("")}`;
}
