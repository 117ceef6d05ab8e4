// SPDX-License-Identifier: MIT
/**
 * The search: a small interface on Pagefind, whose index stands at `pagefind/` under the root of the version.
 * Elisions are indexed as two words (« l’ école »): `tidy` joins them again in what is shown, and says where a sentence is cut.
 */
import { GROUPS } from "./recherche-genres.js";
import { loadEngine } from "./recherche-moteur.js";

/**
 * @typedef {import("./recherche-moteur.js").Answer} Answer
 * @typedef {import("./recherche-moteur.js").Hit} Hit
 */

/** @param {string} text */
const tidy = (text) => {
  const joined = text.replace(/(\p{L}[’'])\s(?=(?:<mark>)?\p{L})/gu, "$1").replace(/\s\p{L}{1,3}[’']\s*$/u, "").trim();
  return (/^(?:<mark>)?\p{Ll}/u.test(joined) ? "… " : "") + joined + (/[.!?…](?:<\/mark>)?$/.test(joined) ? "" : "\u00a0…");
};

/**
 * Put an excerpt of Pagefind in an element: escaped text, and <mark> around what answers.
 * @param {Element} element
 * @param {string} html
 */
function fillExcerpt(element, html) {
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  tidy(html).split(/<\/?mark>/).forEach((part, index) => {
    const text = part.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[/** @type {keyof entities} */ (entity)]);
    if (index % 2 === 0) return element.append(text);
    const mark = document.createElement("mark");
    mark.textContent = text;
    return element.append(mark);
  });
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(Node | string)} children
 */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * @param {string} name
 * @param {Hit[]} hits
 * @param {string} key to name the list
 * @param {URL} base
 */
function drawHits(name, hits, key, base) {
  const title = make("h3", "recherche__groupe", name);
  title.id = `recherche-groupe-${key}`;
  const list = make("ol", "recherche__liste");
  list.setAttribute("aria-labelledby", title.id);
  for (const hit of hits) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", "", hit.title));
    link.href = new URL(hit.url, base).href;
    if (hit.section) link.append(make("span", "recherche__section", ` › ${hit.section}`));
    const item = make("li", "recherche__resultat", link);
    if (hit.excerpt) {
      const excerpt = make("p", "recherche__extrait");
      fillExcerpt(excerpt, hit.excerpt);
      item.append(excerpt);
    }
    item.dataset.recherche = "resultat";
    list.append(item);
  }
  return make("section", "", title, list);
}

/**
 * The buttons that keep one kind of page.
 * @param {Answer} answer
 * @param {string} only
 */
function drawKinds(answer, only) {
  const row = make("div", "recherche__genres");
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Genre de page");
  const kinds = GROUPS.map(([kind, title]) => ({ kind, title, count: answer.groups.find((group) => group.kind === kind)?.count ?? 0 }));
  for (const { kind, title, count } of [{ kind: "", title: "Tout", count: answer.count }, ...kinds]) {
    if (!count && kind !== only) continue;
    const button = make("button", "recherche__genre", `${title} (${count})`);
    button.setAttribute("type", "button");
    button.setAttribute("aria-pressed", String(kind === only));
    button.dataset.rechercheGenre = kind;
    row.append(button);
  }
  return row;
}

/**
 * @param {Answer} answer
 * @param {string} only
 * @param {URL} base
 */
function drawAnswer(answer, only, base) {
  const parts = [drawKinds(answer, only)];
  if (answer.best.length) parts.push(drawHits("Meilleures réponses", answer.best, "meilleures", base));
  for (const group of answer.groups) {
    if (group.hits.length) parts.push(drawHits(group.title, group.hits, group.kind, base));
  }
  if (only && parts.length === 1) parts.push(make("p", "vide", "Rien de ce genre : revenez à « Tout »."));
  return parts;
}

/**
 * The address says what is searched, so that it can be shared and that Back returns to it.
 * @param {string} query
 * @param {string} only
 */
function remember(query, only) {
  const address = new URL(location.href);
  for (const [name, value] of [["q", query], ["genre", query && only]]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  if (address.href === location.href) return;
  const first = query && !new URLSearchParams(location.search).has("q");
  if (first) history.pushState({ recherche: true }, "", address);
  else history.replaceState(history.state, "", address);
}

/**
 * Make the dialog work. Called once.
 * @param {HTMLDialogElement} dialog
 * @param {URL} base root of the version
 */
export async function setUp(dialog, base) {
  const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (dialog.querySelector(name));
  const input = /** @type {HTMLInputElement} */ (get("[data-recherche=saisie]"));
  const results = get("[data-recherche=resultats]");
  const status = get("[data-recherche-compte]");
  const links = () => [...results.querySelectorAll("a")];
  let current = 0;
  let only = new URLSearchParams(location.search).get("genre") ?? "";
  let timer = 0;
  /** @type {Promise<any> | undefined} */
  let engine;

  const load = () => {
    engine ??= loadEngine(base);
    return engine;
  };

  const nothing = (/** @type {string} */ raw) => {
    const index = /** @type {HTMLAnchorElement} */ (make("a", "", "l’index des termes"));
    index.href = new URL("index/", base).href;
    const contact = /** @type {HTMLAnchorElement} */ (make("a", "", "posez votre question"));
    contact.href = new URL("contact/", base).href;
    results.replaceChildren(make("p", "vide", `Rien pour « ${raw} ». Essayez un mot plus court, parcourez `, index, " ou ", contact, "."));
  };

  const run = async () => {
    const turn = ++current;
    const raw = input.value.trim();
    remember(raw, only);
    if (raw.length < 2) {
      results.replaceChildren();
      results.dataset.requete = raw;
      status.textContent = "";
      return;
    }
    try {
      if (!engine) status.textContent = "Chargement…";
      const answer = await (await load()).ask(raw, only);
      if (turn !== current) return;
      if (answer.count) results.replaceChildren(...drawAnswer(answer, only, base));
      else nothing(raw);
      const kept = only ? (answer.groups.find((group) => group.kind === only)?.count ?? 0) : answer.count;
      status.textContent = answer.count ? `${kept} ${kept > 1 ? "résultats" : "résultat"}` : "Aucun résultat";
      if (answer.count && answer.read) status.textContent += ` pour « ${answer.read} »`;
      results.dataset.requete = raw;
    } catch {
      if (turn !== current) return;
      engine = undefined;
      nothing(raw);
      status.textContent = "La recherche ne répond pas ; l’index des termes reste disponible.";
    }
  };

  const close = () => {
    const pushed = history.state?.recherche;
    dialog.close();
    if (pushed) history.back();
    else remember("", "");
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, 50);
  });
  results.addEventListener("click", (event) => {
    const button = event.target instanceof Element && /** @type {HTMLElement | null} */ (event.target.closest("[data-recherche-genre]"));
    if (!button) return;
    only = button.dataset.rechercheGenre ?? "";
    run().then(() => /** @type {HTMLElement | null} */ (results.querySelector("[aria-pressed=true]"))?.focus());
  });
  get("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run().then(() => links()[0]?.focus());
  });
  get("[data-recherche-fermer]").addEventListener("click", close);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
    const link = event.target instanceof Element && event.target.closest("a");
    if (link && link.pathname === location.pathname && link.hash) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...links()];
    const here = stops.indexOf(/** @type {any} */ (document.activeElement));
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
  load().catch(() => undefined);
}
