// SPDX-License-Identifier: MIT
/**
 * The self-evaluation in the page. The server wrote the form; this keeps the answers in the browser as they come,
 * exports and reads them again, and shows what they say. Nothing is sent anywhere; data only ever becomes text.
 */
import { csv, empty, FIELDS, HEAVIEST, read, Refused, write } from "./auto-evaluation-fichiers.js";
import { chart, decimal, measure, missing, missingAction } from "./auto-evaluation-synthese.js";

/**
 * @typedef {import("./auto-evaluation-fichiers.js").State} State
 * @typedef {import("./auto-evaluation-fichiers.js").Grid} Grid
 * @typedef {import("./auto-evaluation-fichiers.js").Question} Question
 */

const KEY = "labellisation.auto-evaluation";
const IDENTITY = "_identite.";

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => `${count}\u00a0${count > 1 ? many : one}`;

/** Write a remark, or hide its place when there is none. @param {HTMLElement} place @param {string} text */
const tell = (place, text) => {
  place.textContent = text;
  place.hidden = text === "";
};

/** Today where the visitor is, as AAAA-MM-JJ. */
const today = () => {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
};

/**
 * Hand a file to the visitor.
 * @param {string} name
 * @param {string} type
 * @param {string} content
 */
function save(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {HTMLElement} root */
function setUp(root) {
  const one = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-ae-${name}]`));
  const form = /** @type {HTMLFormElement} */ (one("grille"));
  const dialog = /** @type {HTMLDialogElement} */ (one("dialogue"));
  const file = /** @type {HTMLInputElement} */ (one("fichier"));
  const groups = [.../** @type {NodeListOf<HTMLFieldSetElement>} */ (form.querySelectorAll("[data-question]"))];
  const lines = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-ae-ligne]"))];
  const names = new Map(lines.map((line) => [line.dataset.aeLigne ?? "", line.querySelector("th")?.textContent ?? ""]));
  const identityKeys = [...form.elements]
    .map((element) => element.getAttribute("name") ?? "")
    .filter((name) => name.startsWith(IDENTITY))
    .map((name) => name.slice(IDENTITY.length));
  /** @type {Grid} */
  const grid = {
    outil: root.dataset.outil ?? "",
    referentiel: root.dataset.referentiel ?? "",
    cotes: (root.dataset.cotes ?? "").split(" "),
    identite: new Set(identityKeys),
    questions: new Map(groups.map((group) => [group.dataset.question ?? "", describe(group, names)])),
  };
  const cap = Number(root.dataset.plafond);
  /** @type {State} */
  let state = empty();
  /** @type {State | null} */
  let before = null;
  let timer = 0;

  const control = (/** @type {string} */ name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
  const say = (/** @type {string} */ text) => {
    one("message").textContent = text;
  };

  /** The state that the form shows; what it cannot show is carried along. */
  const collect = () => {
    const now = { ...empty(), left: state.left };
    for (const key of grid.identite) {
      const value = control(IDENTITY + key)?.value ?? "";
      if (value) now.identity.set(key, value);
    }
    for (const id of grid.questions.keys()) {
      const given = FIELDS.map((champ) => [champ, control(`${id}.${champ}`)?.value ?? ""]).filter(([, value]) => value);
      if (given.length) now.answers.set(id, Object.fromEntries(given));
    }
    return now;
  };

  /** Write the state into the form; a field that has its value already is not touched. */
  const fill = () => {
    const put = (/** @type {string} */ name, /** @type {string} */ value) => {
      const field = form.elements.namedItem(name);
      if (field instanceof RadioNodeList) {
        // Not `field.value = value`: the empty value would check no button.
        for (const button of /** @type {NodeListOf<HTMLInputElement>} */ (/** @type {unknown} */ (field))) button.checked = button.value === value;
      } else if (control(name)?.value !== value) /** @type {HTMLInputElement} */ (field).value = value;
    };
    for (const key of grid.identite) put(IDENTITY + key, state.identity.get(key) ?? "");
    for (const id of grid.questions.keys()) {
      for (const champ of FIELDS) put(`${id}.${champ}`, state.answers.get(id)?.[champ] ?? "");
    }
    show();
  };

  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    try {
      if (state.answers.size || state.identity.size || state.left.length) localStorage.setItem(KEY, write(state, grid, today()));
      else localStorage.removeItem(KEY);
      one("garde").textContent = "Chaque changement est gardé dans ce navigateur.";
    } catch {
      one("garde").textContent = "Ce navigateur refuse de garder vos réponses\u00a0: exportez-les avant de fermer la page.";
    }
  };

  const restore = () => {
    /** @type {string | null} */
    let text = null;
    try {
      text = localStorage.getItem(KEY);
      state = text ? read(text, grid) : empty();
    } catch (error) {
      state = empty();
      if (error instanceof Refused && text) {
        localStorage.setItem(`${KEY}.illisible`, text);
        say("Les réponses gardées dans ce navigateur ne sont plus lisibles\u00a0; elles ont été mises de côté. Reprenez votre dernier export.");
      }
    }
    fill();
  };

  const answersOf = (/** @type {string} */ critere) =>
    [...grid.questions.values()].filter((question) => question.critere === critere).map((question) => state.answers.get(question.id) ?? {});

  const showQuestions = (/** @type {HTMLFieldSetElement[]} */ some) => {
    for (const group of some) {
      const answer = state.answers.get(group.dataset.question ?? "") ?? {};
      const motif = /** @type {HTMLElement} */ (group.querySelector(".ae-champ--motif"));
      motif.hidden = answer.cote !== "NA" && !answer.motif;
      const lacking = [missing(answer), missingAction(answer)].filter((text) => text && text !== "Complet");
      tell(/** @type {HTMLElement} */ (group.querySelector("[data-ae-manque]")), lacking.length ? `${lacking.join(". ")}.` : "");
      group.classList.toggle("est-vide", !state.answers.has(group.dataset.question ?? ""));
      for (const area of group.querySelectorAll("textarea")) area.rows = Math.max(2, Math.ceil(area.value.length / 55), area.value.split("\n").length);
    }
  };

  /** On paper, what has no answer is left out, unless nothing has: then the whole form is printed. */
  const showPaper = () => {
    root.classList.toggle("ae--repondue", state.answers.size + state.identity.size > 0);
    for (const field of form.querySelectorAll(".ae-champ")) {
      const input = /** @type {HTMLInputElement | null} */ (field.querySelector("input, select, textarea"));
      field.classList.toggle("est-vide", !input?.value);
    }
  };

  const showSynthesis = () => {
    const rows = lines.map((line) => {
      const critere = line.dataset.aeLigne ?? "";
      const answers = answersOf(critere);
      const found = measure(answers);
      for (const cell of /** @type {NodeListOf<HTMLElement>} */ (line.querySelectorAll("[data-mesure]"))) {
        const value = /** @type {Record<string, number | null>} */ (found)[cell.dataset.mesure ?? ""];
        cell.textContent = value === null || value === undefined ? "–" : decimal(value);
      }
      const mark = form.querySelector(`[data-ae-critere="${critere}"]`);
      if (mark) mark.textContent = `${found.cotees} sur ${plural(answers.length, "question", "questions")}`;
      return { nom: names.get(critere) ?? critere, moyenne: found.moyenne };
    });
    one("figure").replaceChildren(chart(rows));
    const done = [...state.answers.values()].filter((answer) => answer.cote).length;
    /** @type {HTMLProgressElement} */ (one("avancement")).value = done;
    one("compte").textContent = `${plural(done, "question cotée", "questions cotées")} sur ${grid.questions.size}`;
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
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#question-${question.id}`;
      link.textContent = question.texte;
      item.append(`${text} (${question.nom})\u00a0: `, link);
      return item;
    }));
    /** @type {HTMLElement} */ (root.querySelector(`[data-ae-vide="${name}"]`)).hidden = items.length > 0;
  };

  const showNext = () => {
    const order = ["Donnez une preuve", "Écrivez le constat", "Constat trop long", "Donnez le motif"];
    const of = (/** @type {Question} */ question) => state.answers.get(question.id) ?? {};
    const questions = [...grid.questions.values()];
    const lacking = questions.map((question) => ({ question, text: missing(of(question)) })).filter(({ text }) => order.includes(text));
    list("preuves", lacking.sort((a, b) => order.indexOf(a.text) - order.indexOf(b.text)));
    const urgent = questions.filter((question) => of(question).priorite === "1" && of(question).action?.trim());
    list("actions", urgent.map((question) => ({ question, text: [of(question).action, of(question).responsable, of(question).echeance].filter(Boolean).join(", ") })));
    tell(one("trop"), urgent.length > cap ? `Trop d’actions de priorité 1\u00a0: ${urgent.length}. Gardez-en ${cap} au plus.` : "");
  };

  const showLeft = () => {
    one("rapport").hidden = state.left.length === 0;
    one("restes").hidden = state.left.length === 0;
    one("restes").replaceChildren(...state.left.map(({ id, champ, valeur, raison }) => {
      const item = document.createElement("li");
      const short = valeur.length > 120 ? `${valeur.slice(0, 120)}…` : valeur;
      item.textContent = `${[id, champ, short].filter(Boolean).join(" – ")} (${raison})`;
      return item;
    }));
    one("retour").hidden = before === null;
  };

  const show = () => {
    showQuestions(groups);
    showPaper();
    showSynthesis();
    showNext();
    showLeft();
  };

  /** Put the answers of a file over those of the page; a question that the file does not answer keeps its own. */
  const take = (/** @type {string} */ text) => {
    const found = read(text, grid);
    before = state;
    const replaced = [...found.answers].filter(([id, answer]) => state.answers.has(id) && JSON.stringify(state.answers.get(id)) !== JSON.stringify(answer)).length;
    state = {
      identity: new Map([...state.identity, ...found.identity]),
      answers: new Map([...state.answers, ...found.answers]),
      left: [...new Map([...state.left, ...found.left].map((item) => [JSON.stringify(item), item])).values()],
    };
    fill();
    state = collect();
    keep();
    say([
      `${plural(found.answers.size, "réponse reprise", "réponses reprises")}.`,
      replaced ? `${plural(replaced, "réponse de la page a été remplacée", "réponses de la page ont été remplacées")}.` : "",
      found.referentiel !== grid.referentiel ? `Le fichier suit un autre référentiel (${found.referentiel.slice(0, 60) || "non précisé"})\u00a0: les questions qui existent encore ont gardé leurs réponses.` : "",
      found.left.length ? `${plural(found.left.length, "élément n’a pas pu être repris", "éléments n’ont pas pu être repris")}\u00a0: la liste suit, rien n’est perdu.` : "",
    ].filter(Boolean).join(" "));
  };

  const clear = () => {
    state = empty();
    before = null;
    fill();
    keep();
    try {
      localStorage.removeItem(`${KEY}.illisible`);
    } catch {
      // A browser without storage has nothing to erase.
    }
    say("Toutes vos réponses ont été effacées de ce navigateur.");
  };

  /** Do what waits for a pause, if anything does. */
  const flush = () => {
    if (!timer) return;
    keep();
    show();
  };

  /** @type {Record<string, () => void>} */
  const actions = {
    json: () => {
      save(`auto-evaluation-${today()}.json`, "application/json", write(state, grid, today()));
      say("Fichier d’export enregistré\u00a0: gardez-le, cette page sait le reprendre.");
    },
    csv: () => {
      save(`auto-evaluation-${today()}.csv`, "text/csv;charset=utf-8", csv(state, grid));
      say("Fichier pour le tableur enregistré, avec les colonnes de la grille à télécharger.");
    },
    imprimer: () => print(),
    effacer: () => dialog.showModal(),
    oublier: () => {
      state.left = [];
      keep();
      showLeft();
      say("Ce qui n’avait pas été repris est oublié.");
      file.focus();
    },
    annuler: () => {
      state = before ?? state;
      before = null;
      fill();
      keep();
      say("Vos réponses d’avant la reprise sont revenues.");
      file.focus();
    },
  };
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-ae-bouton]"))) {
    button.addEventListener("click", () => {
      flush();
      actions[button.dataset.aeBouton ?? ""]?.();
    });
  }
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
      say(error instanceof Refused ? error.message : "Ce fichier n’a pas pu être lu. Vos réponses n’ont pas changé. Essayez à nouveau.");
    }
    file.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    // The question answers at once; what adds up every answer waits until the typing pauses.
    state = collect();
    const group = event.target instanceof Element ? event.target.closest("[data-question]") : null;
    if (group) showQuestions([/** @type {HTMLFieldSetElement} */ (group)]);
    clearTimeout(timer);
    timer = window.setTimeout(flush, 150);
  });
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  addEventListener("storage", (event) => {
    if (event.key === KEY) restore();
  });
  setUpFolds(root);
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-ae-actif]"))) part.hidden = false;
  restore();
}

/**
 * @param {HTMLFieldSetElement} group
 * @param {Map<string, string>} names
 * @returns {Question}
 */
function describe(group, names) {
  const { question: id = "", critere = "", phase = "", themes = "", indicateurs = "" } = group.dataset;
  return { id, critere, phase, themes, indicateurs, nom: names.get(critere) ?? critere, texte: group.querySelector("[data-enonce]")?.textContent ?? "" };
}

/**
 * What is folded opens for paper, and for a link that leads into it.
 * @param {HTMLElement} root
 */
function setUpFolds(root) {
  const folds = [...root.querySelectorAll("details")];
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = folds.filter((fold) => !fold.open);
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

document.querySelectorAll("[data-ae]").forEach((root) => setUp(/** @type {HTMLElement} */ (root)));
