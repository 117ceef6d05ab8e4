// SPDX-License-Identifier: MIT
/**
 * Ranking of the search. Three witnesses: the best name of a page or section, all its names together, and what it says; Pagefind gives their excerpts.
 * A place that all of them hold comes first; each page gives its best one.
 */
import { EXCERPT, opening, untitled } from "./recherche-extraits.js";
import { advantage, GROUPS, SELDOM, seldom } from "./recherche-genres.js";
import { Lycees } from "./recherche-lycees.js";
import { compact, IDENTIFIER, isList, isOfficial, isQuestion, read } from "./recherche-mots.js";
import { Names } from "./recherche-noms.js";
import { Profiles } from "./recherche-profils.js";
import { Reader } from "./recherche-question.js";

/** What all the names of a place, and its text, are worth beside the best of its names; the names of a section beside those of a page. */
const PROFILE = 0.075;
const TEXT = 0.4;
const NAMED = 0.4;
const SECTION = 0.95;
const HUB = 0.75;
const SHARED = 0.9;
/** What a name that is the whole query adds, for a page and for a section. */
const EXACT = 2;
const EXACT_SECTION = 0.3;
/** What an identifier of the query adds to the page that bears it. */
const IDENTIFIED = 1;
/** From so much of the best place of a page on, another one is shown too: after a section, after the whole page. */
const NEXT = 0.75;
const INSIDE = 0.6;
/** From how much of the query on a page is named by it. */
const WELL = 0.7;
/** How many answers come first, of whatever kind. */
const BEST = 3;
/** What the names of a lycée are worth when nothing of the query tells one from another, when several are asked for. */
const VAGUE = 0.3;
const SEVERAL = 0.4;
/** What the page of an académie has then; the page of a text, when its kind is written. */
const LISTED = 0.3;
const OFFICIAL = 0.45;
/** How many answers of one kind are shown when the reader asks for that kind. */
const OF_ONE_KIND = 20;

/**
 * @typedef {import("./recherche-noms.js").Word} Word
 * @typedef {import("./recherche-noms.js").Notion} Notion
 * @typedef {import("./recherche-noms.js").Page} Page
 * @typedef {import("./recherche-noms.js").Place} Place
 * @typedef {{ url: string, title: string, section: string, excerpt: string, score: number }} Hit
 * @typedef {{ kind: string, title: string, hits: Hit[], count: number, score: number }} Group
 * @typedef {{ best: Hit[], groups: Group[], count: number, read: string }} Answer
 * @typedef {{ page: Page, places: { place: Place, named: number, score: number }[], score: number }} Found
 */

export class Engine {
  /**
   * @param {any} pagefind
   * @param {any} content vocabulaire.json
   */
  constructor(pagefind, content) {
    this.pagefind = pagefind;
    this.names = new Names(content);
    this.profiles = new Profiles(this.names);
    this.lycees = new Lycees(content.lycees, this.names);
    this.reader = new Reader(content, this.names, this.lycees.texts.words.flat());
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
   * Answer a query: the best answers, then the others by kind.
   * @param {string} raw what the reader wrote
   * @param {string} [only] one kind of page
   * @returns {Promise<Answer>}
   */
  async ask(raw, only) {
    const { words, text } = this.reader.understand(raw);
    const notions = this.reader.notions(words);
    const asked = compact(text || raw);
    const question = isQuestion(raw);
    const several = isList(raw);
    const vague = this.names.isVague(words) || (question && !several);
    const wanted = (/** @type {Page} */ { url }) => (several && /^annuaire\/./.test(url) ? LISTED : isOfficial(text || raw) && /^textes\/./.test(url) ? OFFICIAL : 0);
    const found = this.rank(notions, asked, words, wanted);
    const schools = this.lycees.find(words);
    const groups = await Promise.all(
      GROUPS.map(async ([kind, title, , shown]) => {
        const size = only === kind ? OF_ONE_KIND : only ? 0 : shown;
        const pages = found.filter(({ page }) => page.kind === kind);
        const lycees = kind === "annuaire" ? schools : [];
        const hits = [
          ...(await Promise.all(pages.slice(0, size).map((one) => this.hits(one, notions, question)))).flat(),
          ...this.lycees.hits(lycees, size, notions, asked, vague ? VAGUE : several ? SEVERAL : 1),
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
   * The pages that answer, best first, each with its places, best first.
   * @param {Notion[]} query
   * @param {string} asked
   * @param {Word[]} words
   * @param {(page: Page) => number} wanted what a page of the kind that is asked for has before it is read
   * @returns {Found[]}
   */
  rank(query, asked, words, wanted) {
    const said = this.names.said(query);
    const all = this.profiles.said(query);
    const worth = (/** @type {Place} */ place, /** @type {number} */ named) => both(named, said[place.rank]) + PROFILE * all[place.rank];
    const stems = words.map(({ key }) => key).join(" ");
    const identifiers = words.map(({ key }) => key).filter((key) => IDENTIFIER.test(key));
    /** @type {Map<number, number>} */
    const devoted = new Map(SELDOM.map(([, lost]) => [lost, this.names.devoted(query, lost)]));
    const found = this.names.pages.map((page) => {
      const [whole, ...sections] = page.places;
      const lost = seldom(page.url);
      const prior = advantage(page) + wanted(page) - lost * (1 - (devoted.get(lost) ?? 0));
      const own = this.names.match(whole.names, query);
      const around = this.names.context(whole.names, query);
      const share = /^(?:(?:outils|parcours|textes)\/.|(?:fiches|annexes|outils|parcours|textes|)\/?$)/.test(page.url) ? HUB : SECTION;
      const places = sections.map((place) => {
        const named = share * (place.shared ? SHARED : 1) * this.names.match(place.names, query, around, page.url === "glossaire/");
        return { place, named, score: worth(place, named) + (lost < 0.15 ? EXACT_SECTION * this.names.isAsked(place, asked, stems) : 0) };
      });
      places.unshift({ place: whole, named: own, score: worth(whole, own) });
      places.sort((a, b) => b.score - a.score);
      const [{ named, score, place }] = places;
      const identified = identifiers.some((key) => whole.names.some(({ keys }) => keys.includes(key)));
      return { page, places, score: (identified ? IDENTIFIED : 0) + EXACT * this.names.isAsked(whole, asked, stems) + score + prior, answers: identified || named > 0.3 || said[place.rank] > 0.4 || places.some((one) => one.named > 0.2 && said[one.place.rank] > 0.1) };
    });
    return found.filter(({ answers, score }) => answers && score > 0).sort((a, b) => b.score - a.score);
  }

  /**
   * The best place of a page, and the next one if it answers nearly as well; of a page that a question, or a few words, do not name, the section.
   * @param {Found} found
   * @param {Notion[]} query
   * @param {boolean} question
   * @returns {Promise<Hit[]>}
   */
  async hits({ page, places, score }, query, question) {
    const [first, second] = places;
    const section = second && !first.place.anchor && (question || first.named < WELL) && second.score > INSIDE * first.score;
    const [best, next] = section ? [second] : places;
    const kept = next && next.place.anchor && next.named > 0.35 && next.score > (best.place.anchor ? NEXT : INSIDE) * best.score ? [best, next] : [best];
    return Promise.all(kept.map(async ({ place }, rank) => ({
      url: page.url + (place.anchor ? `#${place.anchor}` : ""), title: page.title, section: place.title, excerpt: untitled(await this.excerpt(place, query), place.title || page.title), score: score - 0.12 * rank,
    })));
  }

  /**
   * What a place says of a query, around the rarest word of it that it holds.
   * @param {Place} place
   * @param {Notion[]} query
   * @returns {Promise<string>}
   */
  async excerpt({ page, anchor, rank }, query) {
    const words = query.flatMap(({ weight, readings }) => readings.flatMap((reading) => reading.words.map((word) => ({ word, weight: weight * reading.share }))));
    const here = words.filter(({ word }) => this.names.texts.strength(word.key)[rank] > 0).sort((a, b) => b.weight - a.weight);
    const title = read(page.title).sort((a, b) => b.word.length - a.word.length);
    /** @type {any} */
    let other;
    for (const ask of new Set([...here.slice(0, 2).map(({ word }) => word.ask), ...title.slice(0, 1).map((word) => word.ask)])) {
      const result = (await this.search(ask)).find(({ id }) => id === page.id);
      if (!result) continue;
      other = await result.data();
      const part = other.sub_results.find((/** @type {any} */ sub) => (sub.anchor?.id ?? "") === anchor) ?? (anchor ? undefined : other);
      if (part?.excerpt) return part.excerpt;
    }
    return other ? opening(other, anchor) : "";
  }
}

/** What the names and the text of a place are worth together: the better it is named, the less its text counts. @param {number} named @param {number} said */
const both = (named, said) => named + TEXT * said * (1 - NAMED * named);

/**
 * Load the index, once.
 * @param {URL} base root of the version
 */
export async function loadEngine(base) {
  const vocabulary = fetch(new URL("pagefind/vocabulaire.json", base)).then((answer) => answer.json());
  const pagefind = await import(new URL("pagefind/pagefind.js", base).href);
  await pagefind.options({ baseUrl: "/", excerptLength: EXCERPT });
  await pagefind.init();
  return new Engine(pagefind, await vocabulary);
}
