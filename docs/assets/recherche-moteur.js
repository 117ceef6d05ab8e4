// SPDX-License-Identifier: MIT
/**
 * Ranking of the search. Two witnesses: the names of pages and sections, and the full text (Pagefind).
 * A page that both hold comes first; each page gives its best section.
 */
import { compact, Names, namesOf } from "./recherche-noms.js";

/** Groups in the order of equal answers: [kind, title, advantage, how many are shown]. */
export const GROUPS = /** @type {const} */ ([
  ["fiches", "Fiches et annexes", 0.08, 4],
  ["outils", "Outils", 0.06, 3],
  ["textes", "Textes", 0.02, 3],
  ["autres", "Autres pages", 0.03, 3],
  ["annuaire", "Annuaire", 0, 3],
]);
/** How many answers come first, of whatever kind. */
const BEST = 3;
/** How many établissements are read, at least, before the best are shown: the index takes « Privas » for « privé ». */
const SCHOOLS = 8;
/** How many answers of one kind are shown when the reader asks for that kind. */
const OF_ONE_KIND = 20;

/**
 * @typedef {import("./recherche-noms.js").Word} Word
 * @typedef {import("./recherche-noms.js").Name} Name
 * @typedef {import("./recherche-noms.js").Page} Page
 * @typedef {import("./recherche-noms.js").Place} Place
 * @typedef {{ weight: number, result: any }} Part
 * @typedef {{ score: number, parts: Part[] }} Entry what the full text says of a page, and of it each word
 * @typedef {{ url: string, title: string, section: string, excerpt: string, score: number }} Hit
 * @typedef {{ kind: string, title: string, hits: Hit[], count: number, score: number }} Group
 * @typedef {{ best: Hit[], groups: Group[], count: number, read: string }} Answer
 * @typedef {{ page: Page, own: number, inside: { place: Place, score: number }[], entry: Entry | undefined, score: number }} Found
 * @typedef {(names: Name[], around?: Name[], whole?: boolean) => number} Match
 */

export class Engine {
  /**
   * @param {any} pagefind
   * @param {any} content vocabulaire.json
   */
  constructor(pagefind, content) {
    this.pagefind = pagefind;
    this.names = new Names(content);
    this.known = new Set(this.names.pages.map((page) => page.id));
    /** @type {Map<string, Promise<any[]>>} */
    this.asked = new Map();
  }

  /** What Pagefind finds for a word; asked once. @param {string} word @returns {Promise<any[]>} */
  search(word) {
    const known = this.asked.get(word);
    if (known) return known;
    const found = this.pagefind.search(word).then((/** @type {any} */ answer) => answer.results);
    this.asked.set(word, found);
    return found;
  }

  /**
   * The full text: for each page (key of Pagefind), how much of the query it holds, rare words first.
   * @param {Word[][]} variants
   */
  async fullText(variants) {
    /** @type {Map<string, Entry>} */
    const best = new Map();
    for (const [rank, variant] of variants.entries()) {
      const answers = await Promise.all(variant.map(({ ask }) => this.search(ask)));
      const weights = answers.map((results) => Math.log(1 + 400 / (1 + results.length)));
      const all = weights.reduce((total, weight) => total + weight, 0);
      /** @type {Map<string, Entry>} */
      const here = new Map();
      answers.forEach((results, n) => {
        const top = results[0]?.score || 1;
        for (const result of results) {
          const entry = here.get(result.id) ?? { score: 0, parts: [] };
          entry.score += ((rank ? 0.9 : 1) * weights[n] * (0.5 + 0.5 * Math.sqrt(result.score / top))) / all;
          entry.parts.push({ weight: weights[n], result });
          here.set(result.id, entry);
        }
      });
      for (const [id, entry] of here) if (entry.score > (best.get(id)?.score ?? 0)) best.set(id, entry);
    }
    return best;
  }

  /**
   * Answer a query: the best answers, then the others by kind.
   * @param {string} raw what the reader wrote
   * @param {string} [only] one kind of page
   * @returns {Promise<Answer>}
   */
  async ask(raw, only) {
    const { words, text } = this.names.understand(raw);
    const variants = this.names.variants(words);
    const full = await this.fullText(variants);
    const asked = compact(text || raw);
    const vague = this.names.isVague(words);
    /** @type {Match} */
    const match = (names, around = [], whole = false) =>
      variants.reduce((most, variant, rank) => Math.max(most, (rank ? 0.85 : 1) * this.names.match(names, variant, around, whole)), 0);
    const found = this.rank(match, full, asked);
    const schools = [...full].filter(([id]) => !this.known.has(id)).sort((a, b) => b[1].score - a[1].score);
    const groups = await Promise.all(
      GROUPS.map(async ([kind, title, , shown]) => {
        const size = only === kind ? OF_ONE_KIND : only ? 0 : shown;
        const pages = found.filter(({ page }) => page.kind === kind);
        const lycees = kind === "annuaire" ? schools : [];
        const hits = [
          ...(await Promise.all(pages.slice(0, size).map((one) => this.hits(one)))).flat(),
          ...(await Promise.all(lycees.slice(0, size && Math.max(size, SCHOOLS)).map(([, entry]) => this.school(entry, match, asked, vague)))),
        ];
        hits.sort((a, b) => b.score - a.score);
        return { kind, title, hits, count: pages.length + lycees.length, score: hits[0]?.score ?? 0, size };
      }),
    );
    groups.sort((a, b) => b.score - a.score);
    const best = only ? [] : groups.flatMap(({ hits }) => hits).sort((a, b) => b.score - a.score).slice(0, BEST);
    for (const group of groups) group.hits = group.hits.filter((hit) => !best.includes(hit)).slice(0, group.size);
    return { best, groups, count: groups.reduce((total, { count }) => total + count, 0), read: text };
  }

  /**
   * The pages that answer, best first.
   * @param {Match} match
   * @param {Map<string, Entry>} full
   * @param {string} asked
   * @returns {Found[]}
   */
  rank(match, full, asked) {
    const found = this.names.pages.map((page) => {
      const [whole, ...sections] = page.places;
      const own = match(whole.names);
      const inside = sections.map((place) => ({ place, score: match(place.names, whole.names, page.url === "glossaire/") }));
      const top = inside.reduce((most, { score }) => Math.max(most, 0.9 * score), own);
      const entry = full.get(page.id);
      const score = (page.exact.has(asked) ? 2 : 0) + top + 0.6 * (entry?.score ?? 0) + advantage(page);
      return { page, own, inside, entry, score, answers: top > 0.3 || (entry?.score ?? 0) > 0.4 };
    });
    return found.filter(({ answers }) => answers).sort((a, b) => b.score - a.score);
  }

  /**
   * The best place of a page, and the next one if it answers nearly as well: the names of the sections, with what their text says.
   * @param {Found} found
   * @returns {Promise<Hit[]>}
   */
  async hits({ page, own, inside, entry, score }) {
    const parts = [...(entry?.parts ?? [])].sort((a, b) => b.weight - a.weight).slice(0, 2);
    const read = await Promise.all(parts.map(async ({ weight, result }) => ({ weight, data: await result.data() })));
    const text = sectionsOf(read);
    const data = read[0]?.data;
    const places = inside.map(({ place, score: named }) => ({ ...place, named, score: named + 0.45 * (text.get(place.anchor) ?? 0) }));
    places.push({ page, names: [], anchor: "", title: "", named: own, score: own + (own > 0.55 ? 0.4 : 0.15) });
    places.sort((a, b) => b.score - a.score);
    const [best, next] = places;
    const kept = next && next.anchor && best.anchor && next.named > 0.35 && next.score > 0.75 * best.score ? [best, next] : [best];
    return kept.map(({ anchor, title }, rank) => {
      const sub = data?.sub_results.find((/** @type {any} */ s) => s.anchor?.id === anchor) ?? (anchor ? undefined : data);
      return { url: page.url + (anchor ? `#${anchor}` : ""), title: page.title, section: title, excerpt: sub?.excerpt ?? "", score: score - 0.12 * rank };
    });
  }

  /**
   * The page of an établissement: its names come with the index.
   * @param {Entry} entry
   * @param {Match} match
   * @param {string} asked
   * @param {boolean} vague whether the query holds no word that tells one lycée from another
   * @returns {Promise<Hit>}
   */
  async school(entry, match, asked, vague) {
    const data = await entry.parts[0].result.data();
    const title = data.meta.title ?? data.url;
    const texts = [title, ...(data.meta.alias ?? "").split("|")];
    const exact = texts.some((text) => compact(text) === asked) ? 2 : 0;
    const named = match(this.names.weighed(namesOf(texts)));
    return { url: data.url.replace(/^\//, ""), title, section: "", excerpt: data.excerpt, score: exact + (vague ? 0.3 : 1) * named + 0.6 * entry.score };
  }
}

/**
 * What of the query each section of a page holds, from 0 to 1.
 * @param {{ weight: number, data: any }[]} read what Pagefind says of the page, word by word
 * @returns {Map<string, number>}
 */
function sectionsOf(read) {
  const found = new Map();
  const all = read.reduce((total, { weight }) => total + weight, 0);
  for (const { weight, data } of read) {
    const sums = data.sub_results.map((/** @type {any} */ sub) => sub.weighted_locations.reduce((/** @type {number} */ t, /** @type {any} */ l) => t + l.balanced_score, 0));
    const top = Math.max(...sums, 1e-9);
    data.sub_results.forEach((/** @type {any} */ sub, /** @type {number} */ n) => {
      const anchor = sub.anchor?.id ?? "";
      found.set(anchor, (found.get(anchor) ?? 0) + (weight / all) * Math.sqrt(sums[n] / top));
    });
  }
  return found;
}

/** What a page has before it is read: its kind, more for a fiche than for its annexes, less for the pages of those who write the guide. @param {Page} page */
function advantage({ kind, url }) {
  const own = GROUPS.find(([value]) => value === kind)?.[2] ?? 0;
  if (/^(?:contribuer|a-verifier|nouveautes)\//.test(url)) return own - 0.3;
  if (/^fiches\/./.test(url)) return own + 0.1;
  return own + (/^[a-z]+\/$/.test(url) ? 0.04 : 0);
}

/**
 * Load the index, once.
 * @param {URL} base root of the version
 */
export async function loadEngine(base) {
  const vocabulary = fetch(new URL("pagefind/vocabulaire.json", base)).then((answer) => answer.json());
  const pagefind = await import(new URL("pagefind/pagefind.js", base).href);
  await pagefind.options({ baseUrl: "/", excerptLength: 24, ranking: { pageLength: 0.4, termSaturation: 1.2, metaWeights: { title: 6, alias: 12 } } });
  await pagefind.init();
  return new Engine(pagefind, await vocabulary);
}
