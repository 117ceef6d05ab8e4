// SPDX-License-Identifier: MIT
/**
 * The self-evaluation in the page. The server wrote the form; this keeps the answers in the browser as they come,
 * exports and reads them again, and shows what they say. Nothing is sent anywhere; data only ever becomes text.
 *
 * @typedef {import("./auto-evaluation-fichiers.js").State} State
 */
import { plural, screenOf } from "./auto-evaluation-affichage.js";
import { empty, HEAVIEST, isFree, MOST_FREE, read, Refused, write } from "./auto-evaluation-fichiers.js";
import { formOf, gridOf, newId, setUpFolds } from "./auto-evaluation-formulaire.js";
import { keep, kept, onChange, putAside, save, today } from "./auto-evaluation-garde.js";
import { csv } from "./auto-evaluation-tableur.js";

/** @param {Record<string, string>} [a] @param {Record<string, string>} [b] */
const same = (a = {}, b = {}) => Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);

/** @param {HTMLElement} root */
function setUp(root) {
  const one = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-ae-${name}]`));
  const html = /** @type {HTMLFormElement} */ (one("grille"));
  const dialog = /** @type {HTMLDialogElement} */ (one("dialogue"));
  const file = /** @type {HTMLInputElement} */ (one("fichier"));
  const grid = gridOf(root);
  const form = formOf(root, grid);
  const screen = screenOf(root, grid);
  /** @type {State} */
  let state = empty();
  /** What takes the last change back, if it can be. @type {(() => void) | null} */
  let undo = null;
  let timer = 0;

  const show = () => {
    screen.all(form.groups(), state);
    screen.left(state, undo !== null);
  };
  const fill = () => {
    form.fill(state);
    show();
  };
  const store = () => {
    clearTimeout(timer);
    timer = 0;
    const done = keep(state.answers.size || state.identity.size || state.left.length ? write(state, grid, today()) : "");
    one("garde").textContent = done
      ? "Chaque changement est gardé dans ce navigateur."
      : "Ce navigateur refuse de garder vos réponses\u00a0: exportez-les avant de fermer la page.";
  };
  const restore = () => {
    const text = kept();
    try {
      state = text ? read(text, grid) : empty();
    } catch {
      state = empty();
      putAside(text);
      screen.say("Les réponses gardées dans ce navigateur ne sont plus lisibles\u00a0; elles ont été mises de côté. Reprenez votre dernier export.");
    }
    fill();
  };

  /** Put the answers of a file over those of the page; a question that the file does not answer keeps its own. @param {string} text */
  const take = (text) => {
    const found = read(text, grid);
    const before = state;
    undo = () => {
      state = before;
      screen.say("Vos réponses d’avant la reprise sont revenues.");
    };
    const replaced = [...found.answers].filter(([id, answer]) => state.answers.has(id) && !same(state.answers.get(id), answer)).length;
    state = {
      identity: new Map([...state.identity, ...found.identity]),
      answers: new Map([...state.answers, ...found.answers]),
      left: [...new Map([...state.left, ...found.left].map((item) => [JSON.stringify(item), item])).values()],
    };
    fill();
    state = form.collect(state.left);
    store();
    screen.say([
      `${plural(found.answers.size, "réponse reprise", "réponses reprises")}.`,
      replaced ? `${plural(replaced, "réponse de la page a été remplacée", "réponses de la page ont été remplacées")}.` : "",
      found.referentiel !== grid.referentiel ? `Le fichier suit un autre référentiel (${found.referentiel.slice(0, 60) || "non précisé"})\u00a0: les questions qui existent encore ont gardé leurs réponses.` : "",
      found.left.length ? `${plural(found.left.length, "élément n’a pas pu être repris", "éléments n’ont pas pu être repris")}\u00a0: la liste suit, rien n’est perdu.` : "",
    ].filter(Boolean).join(" "));
  };

  const clear = () => {
    state = empty();
    undo = null;
    fill();
    store();
    putAside("");
    screen.say("Toutes vos réponses ont été effacées de ce navigateur.");
  };

  /** Add an empty question to a criterion, and go to it. @param {string} critere */
  const addQuestion = (critere) => {
    if ([...state.answers.keys()].filter(isFree).length >= MOST_FREE) return screen.say(`La grille prend ${MOST_FREE}\u00a0questions ajoutées au plus.`);
    const id = newId();
    form.add(id, critere);
    state = form.collect(state.left);
    store();
    show();
    /** @type {HTMLElement} */ (html.elements.namedItem(`${id}.question`)).focus();
  };

  /** Take an added question away; it can come back. @param {string} id @param {string} critere */
  const removeQuestion = (id, critere) => {
    const answer = state.answers.get(id) ?? { critere };
    undo = () => {
      state.answers.set(id, answer);
      screen.say("La question retirée est revenue.");
    };
    state.answers.delete(id);
    fill();
    store();
    screen.say("Question retirée.");
    /** @type {HTMLElement | null} */ (one("retour").querySelector("button"))?.focus();
  };

  /** Do what waits for a pause, if anything does. */
  const flush = () => {
    if (!timer) return;
    store();
    show();
  };

  /** @type {Record<string, () => void>} */
  const actions = {
    json: () => {
      save(`auto-evaluation-${today()}.json`, "application/json", write(state, grid, today()));
      screen.say("Fichier d’export enregistré\u00a0: gardez-le, cette page sait le reprendre.");
    },
    csv: () => {
      save(`auto-evaluation-${today()}.csv`, "text/csv;charset=utf-8", csv(state, grid));
      screen.say("Fichier pour le tableur enregistré, avec les colonnes de la grille à télécharger.");
    },
    imprimer: () => print(),
    effacer: () => dialog.showModal(),
    oublier: () => {
      state.left = [];
      store();
      screen.left(state, undo !== null);
      screen.say("Ce qui n’avait pas été repris est oublié.");
      file.focus();
    },
    annuler: () => {
      undo?.();
      undo = null;
      fill();
      store();
      file.focus();
    },
  };
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const { aeBouton, aeAjout, aeRetrait } = button.dataset;
    flush();
    if (aeBouton) actions[aeBouton]?.();
    else if (aeAjout) addQuestion(aeAjout);
    else if (aeRetrait) removeQuestion(aeRetrait, /** @type {HTMLElement} */ (button.closest("[data-question]")).dataset.critere ?? "");
  });
  one("non").addEventListener("click", () => dialog.close());
  one("oui").addEventListener("click", () => {
    dialog.close();
    clear();
  });
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    try {
      if (chosen.size > HEAVIEST) throw new Refused("Ce fichier est trop lourd pour un export de cette page. Vos réponses n’ont pas changé.");
      take(await chosen.text());
    } catch (error) {
      screen.say(error instanceof Refused ? error.message : "Ce fichier n’a pas pu être lu. Vos réponses n’ont pas changé. Essayez à nouveau.");
    }
    file.value = "";
  });
  html.addEventListener("submit", (event) => event.preventDefault());
  html.addEventListener("input", (event) => {
    // The question answers at once; what adds up every answer waits until the typing pauses.
    state = form.collect(state.left);
    const group = event.target instanceof Element ? event.target.closest("[data-question]") : null;
    if (group) screen.questions([/** @type {HTMLFieldSetElement} */ (group)], state);
    clearTimeout(timer);
    timer = window.setTimeout(flush, 150);
  });
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  onChange(restore);
  setUpFolds(root);
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-ae-actif]"))) part.hidden = false;
  restore();
}

document.querySelectorAll("[data-ae]").forEach((root) => setUp(/** @type {HTMLElement} */ (root)));
