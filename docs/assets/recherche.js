// SPDX-License-Identifier: MIT
/**
 * The search: a small interface on Pagefind, whose index stands at `pagefind/` under the root of the version.
 * Elisions are indexed as two words (« l’ école »): `tidy` joins them again in what is shown.
 */

/** Groups in the order of equal answers: [value of the filter, title, weight, how many are shown]. */
const GROUPS = /** @type {const} */ ([
  ["fiches", "Fiches et annexes", 1.6, 5],
  ["outils", "Outils", 1.2, 4],
  ["textes", "Textes", 1, 5],
  ["autres", "Autres pages", 1, 4],
  ["annuaire", "Annuaire", 0.5, 5],
]);
const EMPTY_WORDS = new Set(
  ("a au aux avec ce ces cet cette combien comment d dans de des doit donc du elle en est et etre fait faire faut il ils je l la le les leur ma mais mes mon " +
    "ne nos notre nous on ou par pas peut pour pourquoi qu quand que quel quelle quelles quels qui quoi sa se ses si son sont sur ta tes ton tous tout toute un une vos votre vous y").split(" "),
);

/**
 * @typedef {{ url: string, title: string, section: string, excerpt: string, score: number }} Hit
 * @typedef {{ title: string, hits: Hit[], count: number, score: number }} Group
 */

/** @param {string} text */
const fold = (text) =>
  text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, " ").trim();

/** A writing of an identifier without what people vary: « D. 335-1 » and « d335 1 » are « d3351 ». */
const compact = (/** @type {string} */ text) => fold(text).replace(/[^a-z0-9]/g, "");

/**
 * What is asked of the index: identifiers in one writing, no elision, no empty word, ligatures as they are indexed.
 * @param {string} query
 */
export function normalise(query) {
  const text = query
    .replace(/\b([lrda])\s*\.?\s*(\d{2,4})((?:\s*[-–.]\s*|\s+)\d{1,3})((?:\s*[-–]\s*\d{1,2})*)(?!\d)/gi, (found) => compact(found))
    .replace(/\b([lrda])\s*\.\s*(\d{2,4})\b/gi, "$1$2")
    .replace(/\b(?:jusqu|lorsqu|puisqu|qu|[cdjlmnst])[’']/gi, " ")
    .replace(/\bn\s*[°º]\s*/gi, " ")
    .replace(/\b(c|s|m|n|v|b|man)?oe(?=u|il|no)/gi, (found) => found.replace(/oe/i, "œ"));
  const words = text.split(/\s+/).filter((word) => word.replace(/[^\p{L}\p{N}]/gu, ""));
  const full = words.filter((word) => !EMPTY_WORDS.has(fold(word)));
  return (full.length ? full : words).join(" ");
}

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
 * The best place of a page for a query: the page itself when its title answers, else the section that answers most.
 * @param {any} data a fragment of Pagefind
 * @param {number} score
 * @param {string} query
 * @returns {Hit}
 */
function bestPlace(data, score, query) {
  const title = tidy(data.meta.title ?? data.url);
  const asked = compact(query);
  const aliases = (data.meta.alias ?? "").split("|").map(compact);
  const exact = aliases.includes(asked) || compact(title) === asked;
  const titleWords = fold(title);
  const inTitle = fold(query).split(/\s+/).every((word) => titleWords.includes(word.slice(0, 5)));
  const weigh = (/** @type {any} */ sub) => sub.weighted_locations.reduce((/** @type {number} */ sum, /** @type {any} */ l) => sum + l.balanced_score, 0);
  const best = exact || inTitle ? undefined : [...data.sub_results].sort((a, b) => weigh(b) - weigh(a))[0];
  const place = best?.anchor && best.anchor.element !== "h1" ? (termNear(data, best, query) ?? best) : undefined;
  const section = place ? tidy(place.title) : "";
  return {
    url: place ? place.url : data.url,
    title,
    section,
    excerpt: (best ?? data).excerpt,
    score: score * (inTitle ? 1.5 : 1) * (data.meta.genre === "fiche" ? 1.25 : 1) + (exact ? 1000 : 0),
  };
}

/**
 * Under a letter of the glossary, the term itself: the one that is asked, else the last that starts before the best word.
 * @param {any} data
 * @param {any} sub
 * @param {string} query
 */
function termNear(data, sub, query) {
  const terms = data.anchors.filter((/** @type {any} */ a) => a.element === "dt" && a.location >= sub.anchor.location);
  const best = [...sub.weighted_locations].sort((a, b) => b.balanced_score - a.balanced_score)[0];
  const asked = terms.find((/** @type {any} */ a) => fold(`${a.text} `).startsWith(`${fold(query)} `));
  const term = asked ?? terms.filter((/** @type {any} */ a) => a.location <= best?.location).at(-1);
  return term ? { title: term.text, url: `${data.url}#${term.id}` } : undefined;
}

/**
 * Ask the index, group by group.
 * @param {any} pagefind
 * @param {string} raw what the reader wrote
 * @param {string} query the same, normalised
 * @returns {Promise<Group[]>}
 */
async function ask(pagefind, raw, query) {
  const groups = await Promise.all(
    GROUPS.map(async ([value, title, weight, shown]) => {
      const found = await pagefind.search(query, { filters: { genre: value } });
      const first = found.results.slice(0, shown + 3);
      const pages = await Promise.all(first.map((/** @type {any} */ result) => result.data()));
      const hits = pages.map((data, index) => bestPlace(data, first[index].score * weight, raw));
      hits.sort((a, b) => b.score - a.score);
      return { title, hits: hits.slice(0, shown), count: found.results.length, score: hits[0]?.score ?? 0 };
    }),
  );
  return groups.filter((group) => group.hits.length).sort((a, b) => b.score - a.score);
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
 */
function drawGroup(group, rank) {
  const title = make("h3", "recherche__groupe", group.title);
  title.id = `recherche-groupe-${rank}`;
  const list = make("ol", "recherche__liste");
  list.setAttribute("aria-labelledby", title.id);
  for (const hit of group.hits) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", "", hit.title));
    link.href = hit.url;
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
    engine ??= import(new URL("pagefind/pagefind.js", base).href).then(async (pagefind) => {
      await pagefind.options({ excerptLength: 24, ranking: { pageLength: 0.4, termSaturation: 1.2, metaWeights: { title: 6, alias: 12 } } });
      await pagefind.init();
      return pagefind;
    });
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
      const pagefind = await load();
      const query = normalise(raw);
      let groups = await ask(pagefind, raw, query);
      let near = false;
      if (!groups.length && query.includes(" ")) {
        near = true;
        const longest = query.split(" ").sort((a, b) => b.length - a.length);
        for (const word of longest) if (!groups.length) groups = await ask(pagefind, word, word);
      }
      if (turn !== current) return;
      const total = groups.reduce((sum, group) => sum + group.count, 0);
      if (total) results.replaceChildren(...groups.map(drawGroup));
      else nothing(raw);
      const count = `${total} ${total > 1 ? "résultats" : "résultat"}`;
      if (!total) status.textContent = "Aucun résultat";
      else status.textContent = near ? `Aucune page ne contient tous ces mots. Au plus près : ${count}` : count;
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
