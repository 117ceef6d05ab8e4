// SPDX-License-Identifier: MIT
/**
 * The names of pages and sections (`pagefind/vocabulaire.json`, with their other writings): how well each answers a query.
 */
import { family, fold, isWeak, keysOf, likeness, read, Vocabulary, withoutSubject } from "./recherche-mots.js";
import { Texts } from "./recherche-textes.js";

/**
 * @typedef {import("./recherche-mots.js").Word} Word
 * @typedef {{ keys: string[], weight: number, share: number }} Name
 * @typedef {{ words: Word[], share: number }} Reading one way to write a notion
 * @typedef {{ weight: number, readings: Reading[], last: boolean }} Notion a word of a query, or some that are one thing
 * @typedef {{ page: Page, anchor: string, title: string, names: Name[], rank: number, exact: Set<string>, shared: boolean }} Place
 * @typedef {{ id: string, url: string, title: string, kind: string, places: Place[] }} Page
 */

/** What another writing (a synonym, a developed sigle) is worth beside what the reader wrote, a word that says little beside another. */
const OTHERWISE = 0.85;
const WEAK = 0.25;
/** What a word found in the name of the page is worth for its sections. */
const AROUND = 0.5;
/** What a part of a name, and a name that is not the title, are worth. */
const PART = 0.92;
const OTHER = 0.95;
/** What of a name the query leaves out counts for. */
const PRECISE = 0.4;
/** What a word said elsewhere in the page is worth for a section. */
const PAGE = 0.35;

export const compact = (/** @type {string} */ text) => fold(text).replace(/[^a-z0-9]/g, "");

/**
 * Names as they are compared: each text, and each part of it between commas (« Renouveler, modifier, s’arrêter »).
 * @param {string[]} texts
 * @returns {Name[]}
 */
export const namesOf = (texts) =>
  texts.flatMap((text, n) => {
    const first = !n;
    const parts = text.split(/\s*[,;:?]\s+/).filter(Boolean);
    return [text, ...(parts.length > 1 ? parts : [])].map((part, rank) => ({ keys: keysOf(part), weight: 0, share: (rank ? PART : 1) * (first ? 1 : OTHER) }));
  });

export class Names {
  /** @param {any} content vocabulaire.json */
  constructor(content) {
    /** @type {Map<string, number>} */
    this.frequency = new Map();
    const words = (/** @type {string[][]} */ groups) => groups.map((group) => group.map((text) => read(text)));
    /** Of each group, a writing stands for the others; or, of the readers' words, only the last for the others. */
    this.synonyms = [
      ...words(content.lecteurs).map((group) => ({ from: group.slice(0, -1), to: group.slice(-1) })),
      ...words(content.synonymes).map((group) => ({ from: group, to: group })),
    ];
    this.vocabulary = new Vocabulary(content.mots, content.rares, this.synonyms.flatMap(({ from, to }) => [...from, ...to].flat()));
    this.size = 0;
    /** @type {Page[]} */
    this.pages = content.lieux.map((/** @type {any[]} */ [id, url, title, kind, aliases, sections]) => {
      const names = [title, ...aliases];
      /** @type {Page} */
      const page = { id, url, title, kind, places: [] };
      page.places = [this.place(page, "", "", names), ...sections.map((/** @type {string[]} */ [anchor, ...rest]) => this.place(page, anchor, rest[0], rest))];
      return page;
    });
    const titles = this.pages.flatMap(({ places }) => places.slice(1).map(({ title }) => title));
    const shared = new Set(titles.filter((title, n) => titles.indexOf(title) !== n));
    for (const { places } of this.pages) for (const place of places) place.shared = shared.has(place.title);
    this.texts = new Texts(content.textes, this.size);
    for (const page of this.pages) for (const place of page.places) this.weighed(place.names);
  }

  /**
   * @param {Page} page
   * @param {string} anchor
   * @param {string} title
   * @param {string[]} texts
   * @returns {Place}
   */
  place(page, anchor, title, texts) {
    const names = namesOf(texts);
    for (const key of new Set(names.flatMap((name) => name.keys))) this.frequency.set(key, (this.frequency.get(key) ?? 0) + 1);
    return { page, anchor, title, names, rank: this.size++, exact: new Set(texts.map(compact)), shared: false };
  }

  /** The rarer a word in the guide, the more it says. @param {string} key */
  weight(key) {
    const said = Math.max(this.texts.frequency(key), this.frequency.get(key) ?? 0);
    return Math.log(1 + this.size / (1 + said));
  }

  /** Names with what they weigh. @param {Name[]} names */
  weighed(names) {
    for (const name of names) name.weight = this.sum(name.keys);
    return names;
  }

  /** Whether a query holds only words that most pages use. @param {Word[]} words */
  isVague(words) {
    return this.sum(words.map(({ key }) => key)) < 6.3;
  }

  /** @param {string[]} keys */
  sum(keys) {
    return keys.reduce((total, key) => total + this.weight(key), 0);
  }

  /**
   * How well names answer a query, from 0 to 1: what of the query they hold, and what of them the query holds.
   * @param {Name[]} names
   * @param {Notion[]} query
   * @param {Name[]} [around] the names of the page, for a section
   * @param {boolean} [whole] whether the names only answer whole: the terms of a glossary
   */
  match(names, query, around = [], whole = false) {
    const all = query.reduce((total, { weight }) => total + weight, 0);
    let found = 0;
    for (const name of names) {
      let held = 0;
      let here = 0;
      for (const notion of query) {
        const own = holds(notion, name.keys);
        here += own;
        held += notion.weight * (own || AROUND * around.reduce((most, other) => Math.max(most, holds(notion, other.keys)), 0));
      }
      if (!here) continue;
      const used = name.keys.filter((key) => query.some(({ readings, last }) => readings.some(({ words }) => words.some((word) => likeness(word.key, key, last)))));
      const precision = name.weight ? this.sum(used) / name.weight : 0;
      found = Math.max(found, name.share * (held / all) ** 1.5 * (whole ? precision ** 2 : 1 - PRECISE + PRECISE * precision));
    }
    return found;
  }

  /**
   * What of a query the text of each place says, from 0 to about 1; what the rest of its page says counts for less.
   * @param {Notion[]} query
   */
  said(query) {
    const found = new Float32Array(this.size);
    const all = query.reduce((total, { weight }) => total + weight, 0);
    for (const { weight, readings } of query) {
      const here = new Float32Array(this.size);
      for (const { words, share } of readings) {
        const strengths = words.map(({ key }) => this.texts.strength(key));
        const weights = words.map(({ key }) => this.weight(key));
        const sum = weights.reduce((total, one) => total + one, 0);
        for (let place = 0; place < this.size; place += 1) {
          const mean = strengths.reduce((total, strength, n) => total + strength[place] * weights[n], 0) / sum;
          here[place] = Math.max(here[place], share * mean);
        }
      }
      for (const { places } of this.pages) {
        const page = places.reduce((most, { rank }) => Math.max(most, here[rank]), 0);
        for (const { rank } of places) found[rank] += (weight / all) * (here[rank] + PAGE * (page - here[rank]));
      }
    }
    return found;
  }

  /** The best match of any place. @param {Word[]} words */
  bestMatch(words) {
    const query = this.notions(words);
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
   * What a query speaks of: its words, and the other writings of those that have some (sigles, developed forms, readers' words).
   * @param {Word[]} query
   * @returns {Notion[]}
   */
  notions(query) {
    const words = withoutSubject(query);
    /** @type {{ start: number, end: number, to: Word[][] }[]} */
    const spans = [];
    for (const { from, to } of this.synonyms) {
      for (const one of from) {
        for (let start = 0; one.length && start + one.length <= words.length; start += 1) {
          if (!one.every((word, n) => sameWord(word.key, words[start + n].key))) continue;
          spans.push({ start, end: start + one.length, to: to.filter((other) => other !== one && other.length) });
        }
      }
    }
    spans.sort((a, b) => b.end - b.start - (a.end - a.start));
    /** @type {Notion[]} */
    const found = [];
    for (let start = 0, end = 0; start < words.length; start = end) {
      const size = spans.find((span) => span.start === start)?.end ?? start + 1;
      const longer = spans.find((span) => span.start > start && span.start < size && span.end - span.start > size - start);
      end = longer ? start + 1 : size;
      const own = words.slice(start, end);
      const others = spans.filter((span) => span.start === start && span.end === end).flatMap(({ to }) => to);
      const readings = [{ words: own, share: 1 }, ...others.map((to) => ({ words: to, share: OTHERWISE }))];
      found.push({ weight: this.importance(readings), readings, last: end === words.length });
    }
    return found;
  }

  /** What a notion weighs: its rarest word, unless only its other writings are known. @param {Reading[]} readings */
  importance(readings) {
    const [own, ...others] = readings.map(({ words }) => {
      const known = words.filter(({ key }) => this.isSaid(key));
      return known.length ? Math.max(...known.map((word) => this.weight(word.key) * (isWeak(word) ? WEAK : 1))) : 0;
    });
    return own || Math.max(0, ...others) || WEAK;
  }

  /** Whether the guide knows a word. @param {string} key */
  isSaid(key) {
    return this.frequency.has(key) || this.texts.families.has(family(key));
  }
}

/** Whether a word of a query is one of a synonym, whatever its ending if it is long. @param {string} a @param {string} b */
const sameWord = (a, b) => a === b || (family(a) === family(b) && family(a).length > 4);

/** How much of a notion a name holds. @param {Notion} notion @param {string[]} keys */
function holds({ readings, last }, keys) {
  let most = 0;
  for (const { words, share } of readings) {
    let sum = 0;
    for (const { key } of words) sum += keys.reduce((best, other) => Math.max(best, likeness(key, other, last)), 0);
    most = Math.max(most, share * (sum / words.length) ** 2);
  }
  return most;
}
