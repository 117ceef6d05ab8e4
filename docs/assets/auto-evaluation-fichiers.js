// SPDX-License-Identifier: MIT
/**
 * The files of the self-evaluation: what is kept and exported (JSON), and how it is read again.
 * Nothing here touches the page. A file is data of a stranger: only what the grid asks for is taken from it.
 *
 * A question that the visitor added is an answer that bears its own words: `critere`, `phase` and `question`.
 *
 * @typedef {Record<string, string>} Answer
 * @typedef {{ id: string, champ: string, valeur: string, raison: string }} Left what could not be put back, kept as it was written
 * @typedef {{ identity: Map<string, string>, answers: Map<string, Answer>, left: Left[] }} State
 * @typedef {{ id: string, critere: string, phase: string, texte: string, themes: string, indicateurs: string, nom: string }} Question
 * @typedef {{ outil: string, referentiel: string, cotes: string[], identite: Set<string>, questions: Map<string, Question>,
 *   criteres: Map<string, string>, phases: Map<string, string> }} Grid
 */

export const FORMAT = "labellisation.auto-evaluation";
export const VERSION = 1;
export const FIELDS = ["cote", "motif", "constat", "preuve", "cible", "action", "responsable", "echeance", "priorite", "indicateur"];
/** What a question of the visitor bears besides. */
export const OWN = ["critere", "phase", "question"];
/** As many as the spreadsheet has free lines. */
export const MOST_FREE = 24;
/** A real file weighs less than 100 kB. */
export const HEAVIEST = 1_000_000;
const LONGEST = 5000;
const ABSENT = "question absente de cette grille";
const NO_CRITERION = "critère absent de cette grille";
const TOO_MANY = `plus de ${MOST_FREE} questions ajoutées`;
const REFUSED = "réponse que la grille ne prévoit pas";
/** The reasons that another grid may lift; what was refused for itself stays refused. */
const LIFTED = [ABSENT, NO_CRITERION, TOO_MANY];

/** A file that is refused as a whole: the message is for the visitor. */
export class Refused extends Error {}

/** @returns {State} */
export const empty = () => ({ identity: new Map(), answers: new Map(), left: [] });

/** Whether a question is one that a visitor added. @param {string} id */
export const isFree = (id) => /^libre-[0-9a-f]{1,32}$/.test(id);

/**
 * Every question: those of the grid, then those that were added.
 * @param {State} state
 * @param {Grid} grid
 * @returns {Question[]}
 */
export function questionsOf(state, grid) {
  const added = [...state.answers].filter(([id]) => isFree(id)).map(([id, { critere = "", phase = "", question = "" }]) => ({
    id, critere, phase: grid.phases.get(phase) ?? "", texte: question || "Question ajoutée", themes: "", indicateurs: "", nom: grid.criteres.get(critere) ?? critere,
  }));
  return [...grid.questions.values(), ...added];
}

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
 * @param {boolean} free
 */
function accepts(grid, champ, value, free) {
  if (typeof value !== "string" || value.length > LONGEST) return false;
  if (champ === "cote") return grid.cotes.includes(value);
  if (champ === "cible") return grid.cotes.includes(value) && value !== "NA";
  if (champ === "priorite") return ["1", "2", "3"].includes(value);
  if (free && champ === "phase") return grid.phases.has(value);
  return FIELDS.includes(champ) || (free && OWN.includes(champ));
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
 * What the file says of each question, the first word on a field standing; what was left before is tried again.
 * @param {Record<string, unknown>} content
 * @param {(id: string, champ: string, value: unknown, raison: string) => void} leave
 * @returns {Map<string, Map<string, unknown>>}
 */
function gather(content, leave) {
  /** @type {Map<string, Map<string, unknown>>} */
  const found = new Map();
  const add = (/** @type {string} */ id, /** @type {string} */ champ, /** @type {unknown} */ given) => {
    const value = typeof given === "number" ? String(given) : given;
    const answer = found.get(id) ?? new Map();
    if (value !== "" && !answer.has(champ)) found.set(id, answer.set(champ, value));
  };
  for (const [id, answer] of members(content.reponses)) {
    if (isRecord(answer)) for (const [champ, value] of members(answer)) add(id, champ, value);
    else add(id, "", answer);
  }
  for (const item of Array.isArray(content.non_reprises) ? content.non_reprises : []) {
    if (!isRecord(item)) continue;
    if (LIFTED.includes(item.raison)) add(words(item.id), words(item.champ), words(item.valeur));
    else leave(words(item.id), words(item.champ), words(item.valeur), REFUSED);
  }
  return found;
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
  const leave = (/** @type {string} */ id, /** @type {string} */ champ, /** @type {unknown} */ value, /** @type {string} */ raison) => {
    state.left.push({ id: id.slice(0, 200), champ: champ.slice(0, 200), valeur: words(value), raison });
  };
  for (const [key, value] of members(content.identite)) {
    if (value === "") continue;
    if (grid.identite.has(key) && typeof value === "string" && value.length <= LONGEST) state.identity.set(key, value);
    else leave("identite", key, value, REFUSED);
  }
  let added = 0;
  for (const [id, given] of gather(content, leave)) {
    const free = isFree(id);
    if (free) added += 1;
    const reason = free ? (grid.criteres.has(words(given.get("critere"))) ? (added > MOST_FREE ? TOO_MANY : "") : NO_CRITERION) : grid.questions.has(id) ? "" : ABSENT;
    /** @type {Answer} */
    const answer = {};
    for (const [champ, value] of given) {
      if (reason || !accepts(grid, champ, value, free)) leave(id, champ, value, reason || REFUSED);
      else answer[champ] = /** @type {string} */ (value);
    }
    if (Object.keys(answer).length) state.answers.set(id, answer);
  }
  return { ...state, referentiel: words(content.referentiel ?? "") };
}
