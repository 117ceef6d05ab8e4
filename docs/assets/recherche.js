// SPDX-License-Identifier: MIT
/**
 * The search: a small interface on Pagefind, whose index stands at `pagefind/` under the root of the version.
 * Elisions are indexed as two words (« l’ école »): `tidy` joins them again in what is shown.
 */
import { loadEngine } from "./recherche-moteur.js";

/** @typedef {import("./recherche-moteur.js").Group} Group */

/** @param {string} text */
const tidy = (text) => text.replace(/(\p{L}[’'])\s(?=(?:<mark>)?\p{L})/gu, "$1");

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
 * @param {Group} group
 * @param {number} rank
 * @param {URL} base
 */
function drawGroup(group, rank, base) {
  const title = make("h3", "recherche__groupe", group.title);
  title.id = `recherche-groupe-${rank}`;
  const list = make("ol", "recherche__liste");
  list.setAttribute("aria-labelledby", title.id);
  for (const hit of group.hits) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", "", hit.title));
    link.href = new URL(hit.url, base).href;
    if (hit.section) link.append(make("span", "recherche__section", ` › ${hit.section}`));
    const excerpt = make("p", "recherche__extrait");
    fillExcerpt(excerpt, hit.excerpt);
    const item = make("li", "recherche__resultat", link, excerpt);
    item.dataset.recherche = "resultat";
    list.append(item);
  }
  const rest = group.count - group.hits.length;
  const more = rest > 0 ? [make("p", "recherche__reste", `et ${rest} autre${rest > 1 ? "s" : ""} : précisez pour les voir`)] : [];
  return make("section", "", title, list, ...more);
}

/**
 * The address says what is searched, so that it can be shared and that Back returns to it.
 * @param {string} query
 */
function remember(query) {
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
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
    remember(raw);
    if (raw.length < 2) {
      results.replaceChildren();
      results.dataset.requete = raw;
      status.textContent = "";
      return;
    }
    try {
      if (!engine) status.textContent = "Chargement…";
      const answer = await (await load()).ask(raw);
      if (turn !== current) return;
      if (answer.count) results.replaceChildren(...answer.groups.map((group, rank) => drawGroup(group, rank, base)));
      else nothing(raw);
      const count = `${answer.count} ${answer.count > 1 ? "résultats" : "résultat"}`;
      status.textContent = answer.count ? count : "Aucun résultat";
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
    else remember("");
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, 100);
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
