// SPDX-License-Identifier: MIT
/**
 * Ranking of the search. Two witnesses: the names of pages and sections (`pagefind/vocabulaire.json`, with their other
 * writings) and the full text (Pagefind). A page that both hold comes first; each page gives its best section.
 */
import { fold, keysOf, likeness, read, Vocabulary } from "./recherche-mots.js";

/** Groups in the order of equal answers: [value of the filter, title, advantage, how many are shown]. */
export const GROUPS = /** @type {const} */ ([
  ["fiches", "Fiches et annexes", 0.08, 5],
  ["outils", "Outils", 0.06, 4],
  ["textes", "Textes", 0.02, 5],
  ["autres", "Autres pages", 0.03, 4],
  ["annuaire", "Annuaire", 0, 5],
]);
const VARIANTS = 6;

/**
 * @typedef {import("./recherche-mots.js").Word} Word
 * @typedef {{ keys: string[], weight: number }} Name
 * @typedef {{ page: Page, anchor: string, title: string, names: Name[] }} Place
 * @typedef {{ id: string, url: string, title: string, kind: string, exact: Set<string>, places: Place[] }} Page
 * @typedef {{ url: string, title: string, section: string, excerpt: string, score: number, kind: string }} Hit
 * @typedef {{ kind: string, title: string, hits: Hit[], count: number, score: number }} Group
 * @typedef {{ groups: Group[], count: number, read: string }} Answer
 */

const compact = (/** @type {string} */ text) => fold(text).replace(/[^a-z0-9]/g, "");

export class Engine {
  /**
   * @param {any} pagefind
   * @param {any} content vocabulaire.json
   */
  constructor(pagefind, content) {
    this.pagefind = pagefind;
    this.vocabulary = new Vocabulary(content.mots, content.rares);
    /** @type {Map<string, number>} */
    this.frequency = new Map();
    /** @type {Map<string, Promise<any[]>>} */
    this.asked = new Map();
    this.synonyms = content.synonymes.map((/** @type {string[]} */ group) => group.map((text) => read(text)));
    /** @type {Page[]} */
    this.pages = content.lieux.map((/** @type {any[]} */ [id, url, title, kind, aliases, sections]) => {
      const names = [title, ...aliases];
      /** @type {Page} */
      const page = { id, url, title, kind, exact: new Set(names.map(compact)), places: [] };
      page.places = [this.place(page, "", "", names), ...sections.map((/** @type {string[]} */ [anchor, ...rest]) => this.place(page, anchor, rest[0], rest))];
      return page;
    });
    this.byId = new Map(this.pages.map((page) => [page.id, page]));
    for (const page of this.pages) for (const place of page.places) for (const name of place.names) name.weight = this.sum(name.keys);
  }

  /**
   * @param {Page} page
   * @param {string} anchor
   * @param {string} title
   * @param {string[]} texts
   * @returns {Place}
   */
  place(page, anchor, title, texts) {
    const names = texts.map((text) => ({ keys: keysOf(text), weight: 0 }));
    for (const key of new Set(names.flatMap((name) => name.keys))) this.frequency.set(key, (this.frequency.get(key) ?? 0) + 1);
    return { page, anchor, title, names };
  }

  /** The rarer a word in names, the more it says. @param {string} key */
  weight(key) {
    return Math.log(1 + 700 / (this.frequency.get(key) ?? 1));
  }

  /** @param {string[]} keys */
  sum(keys) {
    return keys.reduce((total, key) => total + this.weight(key), 0);
  }

  /**
   * How well names answer a query, from 0 to 1: what of the query they hold, and what of them the query holds.
   * @param {Name[]} names
   * @param {Word[]} query
   * @param {Name[]} [around] the names of the page, for a section
   */
  match(names, query, around = []) {
    const all = this.sum(query.map(({ key }) => key));
    const best = (/** @type {string} */ key, /** @type {string[]} */ keys, /** @type {boolean} */ last) =>
      keys.reduce((most, other) => Math.max(most, likeness(key, other, last)), 0);
    let found = 0;
    for (const name of names) {
      let held = 0;
      let here = 0;
      query.forEach(({ key }, rank) => {
        const last = rank === query.length - 1;
        const own = best(key, name.keys, last);
        here += own;
        const context = own ? 0 : around.reduce((most, other) => Math.max(most, best(key, other.keys, last)), 0);
        held += this.weight(key) * (own || context * 0.5);
      });
      if (!here) continue;
      const used = name.keys.filter((key) => query.some((word, rank) => likeness(word.key, key, rank === query.length - 1)));
      const precision = name.weight ? this.sum(used) / name.weight : 0;
      found = Math.max(found, (held / all) ** 1.5 * (0.6 + 0.4 * precision));
    }
    return found;
  }

  /** The best match of any place. @param {Word[]} query */
  bestMatch(query) {
    return this.pages.reduce((most, page) => page.places.reduce((m, place) => Math.max(m, this.match(place.names, query)), most), 0);
  }

  /**
   * The query with its mistakes of one letter corrected by what makes it answer best.
   * @param {string} raw
   * @returns {{ words: Word[], text: string }}
   */
  understand(raw) {
    let text = raw;
    for (const { word } of read(raw)) {
      const choices = this.vocabulary.correct(word).map((choice) => {
        const other = fold(text).replace(word, choice);
        return { other, score: this.bestMatch(read(other)) };
      });
      choices.sort((a, b) => b.score - a.score);
      if (choices.length) text = choices[0].other;
    }
    return { words: read(text), text: text === raw ? "" : text };
  }

  /**
   * The query, then the same with sigles developed, developed forms abridged, readers' words replaced.
   * @param {Word[]} words
   * @returns {Word[][]}
   */
  variants(words) {
    const found = [words];
    const keys = words.map((word) => word.key);
    for (const group of this.synonyms) {
      for (const one of group) {
        const at = keys.findIndex((_key, start) => one.length > 0 && one.every((/** @type {Word} */ word, /** @type {number} */ n) => word.key === keys[start + n]));
        if (at < 0) continue;
        for (const other of group) if (other !== one) found.push([...words.slice(0, at), ...other, ...words.slice(at + one.length)]);
      }
    }
    return found.slice(0, VARIANTS);
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
   * The full text: for each page (key of Pagefind), a score and the results of each word.
   * @param {Word[][]} variants
   */
  async fullText(variants) {
    /** @type {Map<string, { score: number, parts: { weight: number, result: any }[] }>} */
    const best = new Map();
    for (const [rank, variant] of variants.entries()) {
      const answers = await Promise.all(variant.map(({ ask }) => this.search(ask)));
      const weights = answers.map((results) => Math.log(1 + 400 / (1 + results.length)));
      const all = weights.reduce((total, weight) => total + weight, 0);
      /** @type {typeof best} */
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
   * Answer a query, group by group, best first.
   * @param {string} raw what the reader wrote
   * @param {string} [only] one kind of page
   * @returns {Promise<Answer>}
   */
  async ask(raw, only) {
    const { words, text } = this.understand(raw);
    const variants = this.variants(words);
    const full = await this.fullText(variants);
    const asked = compact(text || raw);
    const match = (/** @type {Name[]} */ names, /** @type {Name[]} */ around = []) =>
      variants.reduce((most, variant, rank) => Math.max(most, (rank ? 0.85 : 1) * this.match(names, variant, around)), 0);
    const ranked = this.pages.map((page) => {
      const [whole, ...sections] = page.places;
      const own = match(whole.names);
      const inside = sections.map((place) => ({ place, score: match(place.names, whole.names) }));
      const exact = page.exact.has(asked) ? 2 : 0;
      const top = inside.reduce((most, { score }) => Math.max(most, 0.9 * score), own);
      return { page, own, inside, entry: full.get(page.id), score: exact + top + 0.6 * (full.get(page.id)?.score ?? 0) + advantage(page) };
    });
    if (globalThis.debugRecherche) console.log(JSON.stringify({ words, text, variants: variants.map((v) => v.map((w) => w.key)), top: [...ranked].sort((a, b) => b.score - a.score).slice(0, 6).map((r) => [r.page.url, r.score, r.own, r.entry?.score, [...r.inside].sort((a, b) => b.score - a.score).slice(0, 2).map((i) => [i.place.anchor, i.score])]) }));
    const answered = ranked.filter(({ own, inside, entry }) => entry || own > 0.3 || inside.some(({ score }) => score > 0.3));
    answered.sort((a, b) => b.score - a.score);
    const schools = [...full].filter(([id]) => !this.byId.has(id)).sort((a, b) => b[1].score - a[1].score);
    const groups = await Promise.all(
      GROUPS.filter(([kind]) => !only || kind === only).map(async ([kind, title, , shown]) => {
        const size = only ? 20 : shown;
        const pages = answered.filter(({ page }) => page.kind === kind);
        const hits = await Promise.all(pages.slice(0, size).map((found) => this.hit(found)));
        const lycees = kind === "annuaire" ? schools : [];
        hits.push(...(await Promise.all(lycees.slice(0, size + 1).map(([, entry]) => this.school(entry, match, asked)))));
        hits.sort((a, b) => b.score - a.score);
        return { kind, title, hits: hits.slice(0, size), count: pages.length + lycees.length, score: hits[0]?.score ?? 0 };
      }),
    );
    const kept = groups.filter((group) => group.hits.length).sort((a, b) => b.score - a.score);
    return { groups: kept, count: kept.reduce((total, group) => total + group.count, 0), read: text };
  }

  /**
   * The best place of a page: its name against the names of its sections, each with what the text of the section says.
   * @param {{ page: Page, own: number, inside: { place: Place, score: number }[], entry: any, score: number }} found
   * @returns {Promise<Hit>}
   */
  async hit({ page, own, inside, entry, score }) {
    const first = entry?.parts.reduce((/** @type {any} */ a, /** @type {any} */ b) => (b.weight > a.weight ? b : a)).result;
    const data = first ? await first.data() : undefined;
    const text = entry ? await this.sections(entry) : new Map();
    let best = { anchor: "", title: "", score: own + (own > 0.6 ? 0.4 : 0.15) };
    for (const { place, score: named } of inside) {
      const total = named + 0.45 * (text.get(place.anchor) ?? 0);
      if (total > best.score) best = { anchor: place.anchor, title: place.title, score: total };
    }
    const sub = data?.sub_results.find((/** @type {any} */ s) => s.anchor?.id === best.anchor) ?? data;
    return { url: page.url + (best.anchor ? `#${best.anchor}` : ""), title: page.title, section: best.title, excerpt: sub?.excerpt ?? "", score, kind: page.kind };
  }

  /** What of the query each section of a page holds, from 0 to 1. @param {any} entry @returns {Promise<Map<string, number>>} */
  async sections(entry) {
    const found = new Map();
    const all = entry.parts.reduce((/** @type {number} */ total, /** @type {any} */ part) => total + part.weight, 0);
    for (const { weight, result } of entry.parts) {
      const data = await result.data();
      const sums = data.sub_results.map((/** @type {any} */ sub) => sub.weighted_locations.reduce((/** @type {number} */ t, /** @type {any} */ l) => t + l.balanced_score, 0));
      const top = Math.max(...sums, 1e-9);
      data.sub_results.forEach((/** @type {any} */ sub, /** @type {number} */ n) => {
        const anchor = sub.anchor?.id ?? "";
        found.set(anchor, (found.get(anchor) ?? 0) + (weight / all) * Math.sqrt(sums[n] / top));
      });
    }
    return found;
  }

  /**
   * The page of an établissement: its names come with the index.
   * @param {any} entry
   * @param {(names: Name[]) => number} match
   * @param {string} asked
   * @returns {Promise<Hit>}
   */
  async school(entry, match, asked) {
    const data = await entry.parts[0].result.data();
    const title = data.meta.title ?? data.url;
    const texts = [title, ...(data.meta.alias ?? "").split("|")];
    const names = texts.map((text) => ({ keys: keysOf(text), weight: this.sum(keysOf(text)) }));
    const exact = texts.some((text) => compact(text) === asked) ? 2 : 0;
    return { url: data.url, title, section: "", excerpt: data.excerpt, score: exact + match(names) + 0.6 * entry.score, kind: "annuaire" };
  }
}

/** What a page has before it is read: its kind, less for the pages of those who write the guide. @param {Page} page */
const advantage = ({ kind, url }) => (GROUPS.find(([value]) => value === kind)?.[2] ?? 0) - (/^(?:contribuer|a-verifier|nouveautes)\//.test(url) ? 0.3 : 0);

/**
 * Load the index, once.
 * @param {URL} base root of the version
 */
export async function loadEngine(base) {
  const vocabulary = fetch(new URL("pagefind/vocabulaire.json", base)).then((answer) => answer.json());
  const pagefind = await import(new URL("pagefind/pagefind.js", base).href);
  await pagefind.options({ excerptLength: 24, ranking: { pageLength: 0.4, termSaturation: 1.2, metaWeights: { title: 6, alias: 12 } } });
  await pagefind.init();
  return new Engine(pagefind, await vocabulary);
}
