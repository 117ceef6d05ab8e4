// SPDX-License-Identifier: MIT
/**
 * The names of pages and sections (`pagefind/vocabulaire.json`, with their other writings): how well each answers a query.
 */
import { fold, keysOf, likeness, read, Vocabulary, withoutSubject } from "./recherche-mots.js";

/**
 * @typedef {import("./recherche-mots.js").Word} Word
 * @typedef {{ keys: string[], weight: number, part: boolean }} Name
 * @typedef {{ page: Page, anchor: string, title: string, names: Name[] }} Place
 * @typedef {{ id: string, url: string, title: string, kind: string, exact: Set<string>, places: Place[] }} Page
 */

/** How many readings of a query are tried. */
const VARIANTS = 6;

export const compact = (/** @type {string} */ text) => fold(text).replace(/[^a-z0-9]/g, "");

/**
 * Names as they are compared: each text, and each part of it between commas (« Renouveler, modifier, s’arrêter »).
 * @param {string[]} texts
 * @returns {Name[]}
 */
export const namesOf = (texts) =>
  texts.flatMap((text) => {
    const parts = text.split(/\s*[,;:?]\s+/).filter(Boolean);
    return [text, ...(parts.length > 1 ? parts : [])].map((part, rank) => ({ keys: keysOf(part), weight: 0, part: rank > 0 }));
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
    /** @type {Page[]} */
    this.pages = content.lieux.map((/** @type {any[]} */ [id, url, title, kind, aliases, sections]) => {
      const names = [title, ...aliases];
      /** @type {Page} */
      const page = { id, url, title, kind, exact: new Set(names.map(compact)), places: [] };
      page.places = [this.place(page, "", "", names), ...sections.map((/** @type {string[]} */ [anchor, ...rest]) => this.place(page, anchor, rest[0], rest))];
      return page;
    });
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
    return { page, anchor, title, names };
  }

  /** The rarer a word in names, the more it says. @param {string} key */
  weight(key) {
    return Math.log(1 + 700 / (this.frequency.get(key) ?? 1));
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
   * @param {Word[]} query
   * @param {Name[]} [around] the names of the page, for a section
   * @param {boolean} [whole] whether the names only answer whole: the terms of a glossary
   */
  match(names, query, around = [], whole = false) {
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
      found = Math.max(found, (name.part ? 0.92 : 1) * (held / all) ** 1.5 * (whole ? precision ** 2 : 0.6 + 0.4 * precision));
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
    const found = [withoutSubject(words), words];
    const keys = words.map((word) => word.key);
    for (const { from, to } of this.synonyms) {
      for (const one of from) {
        const at = keys.findIndex((_key, start) => one.length > 0 && one.every((word, n) => word.key === keys[start + n]));
        if (at < 0) continue;
        for (const other of to) if (other !== one) found.push([...words.slice(0, at), ...other, ...words.slice(at + one.length)]);
      }
    }
    const texts = found.map((variant) => variant.map(({ key }) => key).join(" "));
    return found.filter((_variant, n) => texts.indexOf(texts[n]) === n).slice(0, VARIANTS);
  }
}
