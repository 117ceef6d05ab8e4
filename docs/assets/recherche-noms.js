// SPDX-License-Identifier: MIT
/**
 * The names of pages and sections (`pagefind/vocabulaire.json`, with their other writings): how well each answers a query.
 */
import { seldom } from "./recherche-genres.js";
import { family, Kin, likeness } from "./recherche-familles.js";
import { compact, keysOf, namesOf } from "./recherche-mots.js";
import { spread, Texts } from "./recherche-textes.js";

/**
 * @typedef {import("./recherche-mots.js").Word} Word
 * @typedef {import("./recherche-mots.js").Name} Name
 * @typedef {{ words: Word[], weights: number[], sum: number, share: number }} Reading one way to write a notion
 * @typedef {{ weight: number, readings: Reading[], last: boolean }} Notion a word of a query, or some that are one thing
 * @typedef {{ page: Page, anchor: string, title: string, names: Name[], rank: number, exact: Set<string>, alike: Set<string>, shared: boolean }} Place
 * @typedef {{ id: string, url: string, title: string, kind: string, places: Place[] }} Page
 */

/** What a word found in the name of the page is worth for its sections. */
const AROUND = 0.75;
/** A word said in more places than this does not tell one lycée from another, unless there are several. */
const FEW = 2;
const SAYING = 5;
/** How many letters a family has, for a word of it to be known by the others. */
const LONG = 5;
/** What a name that is the query but for its endings and its empty words is worth beside one that is the query. */
const ALIKE = 0.15;
/** What of a name the query leaves out counts for. */
const PRECISE = 0.5;
/** How much more a name that holds the whole query is worth than one that holds a part of it, a rare word than another. */
const WHOLLY = 1.3;
const RARE = 0.9;
/** What a word said elsewhere in the page is worth for a section, and for the page. */
const PAGE = 0.35;
const WHOLE = 0.7;

export class Names {
  /** @param {any} content vocabulaire.json */
  constructor(content) {
    /** @type {Map<string, number>} */
    this.frequency = new Map();
    /** @type {Map<string, Name[]>} the names that hold a word */
    this.holders = new Map();
    /** @type {Map<string, number>} */
    this.weights = new Map();
    this.kin = new Kin();
    /** @type {Map<string, Map<string, number>>} */
    this.likes = new Map();
    /** @type {WeakMap<Notion[], Set<Name>>} */
    this.asked = new WeakMap();
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
    this.losses = this.pages.flatMap(({ url, places }) => places.map(() => seldom(url)));
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
    const names = namesOf(texts, this.size);
    for (const name of names) {
      for (const key of new Set(name.keys)) {
        const others = this.holders.get(key);
        if (others) others.push(name);
        else {
          this.holders.set(key, [name]);
          this.kin.add(key);
        }
      }
    }
    for (const key of new Set(names.flatMap((name) => name.keys))) this.frequency.set(key, (this.frequency.get(key) ?? 0) + 1);
    return { page, anchor, title, names, rank: this.size++, exact: new Set(texts.map(compact)), alike: new Set(texts.map((text) => keysOf(text).join(" "))), shared: false };
  }

  /** The rarer a word in the guide, the more it says. @param {string} key */
  weight(key) {
    let weight = this.weights.get(key);
    if (weight === undefined) {
      const said = Math.max(this.texts.frequency(key), this.frequency.get(key) ?? 0);
      weight = Math.log(1 + this.size / (1 + said)) ** RARE;
      this.weights.set(key, weight);
    }
    return weight;
  }

  /** Names with what they weigh. @param {Name[]} names */
  weighed(names) {
    for (const name of names) name.weight = this.sum(name.keys);
    return names;
  }

  /** Whether a query holds no word that tells one lycée from another: all are words of the guide. @param {Word[]} words */
  isVague(words) {
    words = words.filter(({ key }) => !key.startsWith("?"));
    return words.every(({ key }) => (this.texts.said.get(key)?.size ?? 0) > FEW) && this.sum(words.map(({ key }) => key)) < SAYING;
  }

  /** How much of the whole query a name of a place is: all of it, all but its endings and its empty words, or not. @param {Place} place @param {string} text @param {string} stems */
  isAsked(place, text, stems) {
    if (place.exact.has(text)) return 1;
    return place.alike.has(stems) ? ALIKE : 0;
  }

  /** @param {string[]} keys */
  sum(keys) {
    return keys.reduce((total, key) => total + this.weight(key), 0);
  }

  /**
   * The words of names that are like a word of a query, and how much.
   * @param {string} key
   * @param {boolean} last
   * @returns {Map<string, number>}
   */
  similar(key, last) {
    const asked = last ? `${key}…` : key;
    const known = this.likes.get(asked);
    if (known) return known;
    const found = this.kin.like(key, this.holders.keys(), last);
    this.likes.set(asked, found);
    return found;
  }

  /** How much a word of a query is like one of a name, which may be the name of a lycée. @param {string} key @param {boolean} last @param {string} named */
  like(key, last, named) {
    return this.similar(key, last).get(named) ?? (this.holders.has(named) ? 0 : likeness(key, named, last));
  }

  /** The names of pages and sections that hold a word, or one like it, and how much they are alike. @param {string} key @param {boolean} last @returns {Map<Name, number>} */
  holding(key, last) {
    const found = new Map();
    for (const [named, like] of this.similar(key, last)) for (const name of this.holders.get(named) ?? []) found.set(name, Math.max(found.get(name) ?? 0, like));
    return found;
  }

  /** The names of pages and sections that hold a word of a query: the others are not weighed. @param {Notion[]} query */
  concerned(query) {
    let names = this.asked.get(query);
    if (names) return names;
    names = new Set();
    for (const { readings, last } of query) for (const { words } of readings) for (const { key } of words) for (const name of this.holding(key, last).keys()) names.add(name);
    this.asked.set(query, names);
    return names;
  }

  /** How much of a notion a name holds. @param {Notion} notion @param {string[]} keys */
  holds({ readings, last }, keys) {
    let most = 0;
    for (const { words, weights, sum, share } of readings) {
      let held = 0;
      words.forEach(({ key }, n) => {
        held += weights[n] * keys.reduce((best, other) => Math.max(best, this.like(key, last, other)), 0);
      });
      most = Math.max(most, share * (held / sum) ** (share < 1 ? 2 : 1));
    }
    return most;
  }

  /** The most of each notion that one of some names holds. @param {Name[]} names @param {Notion[]} query */
  context(names, query) {
    const concerned = this.concerned(query);
    const live = names.filter((name) => concerned.has(name));
    return query.map((notion) => live.reduce((most, { keys }) => Math.max(most, this.holds(notion, keys)), 0));
  }

  /**
   * How well names answer a query, from 0 to 1: what of the query they hold, and what of them the query holds.
   * @param {Name[]} names
   * @param {Notion[]} query
   * @param {number[]} [around] what the names of the page hold
   * @param {boolean} [whole] whether the names only answer whole: the terms of a glossary
   * @param {boolean} [known] whether the names are those of pages and sections
   */
  match(names, query, around = query.map(() => 0), whole = false, known = true) {
    const all = query.reduce((total, { weight }) => total + weight, 0);
    if (known) names = names.filter((name) => this.concerned(query).has(name));
    if (!names.length) return 0;
    const held = names.map(({ keys }) => query.map((notion) => this.holds(notion, keys)));
    const near = query.map((_notion, n) => AROUND * held.reduce((most, own) => Math.max(most, own[n]), around[n]));
    let found = 0;
    names.forEach((name, rank) => {
      const own = held[rank];
      if (!own.some(Boolean)) return;
      const part = query.reduce((sum, { weight }, n) => sum + weight * Math.max(own[n], near[n]), 0) / all;
      const most = name.share * part ** WHOLLY;
      if (most <= found) return;
      const used = name.keys.filter((key) => query.some(({ readings, last }) => readings.some(({ words }) => words.some((word) => this.like(word.key, last, key)))));
      const precision = name.weight ? this.sum(used) / name.weight : 0;
      found = Math.max(found, most * (whole ? precision ** 2 : 1 - PRECISE + PRECISE * precision));
    });
    return found;
  }

  /**
   * What of a query the text of each place says, from 0 to about 1; what the rest of its page says counts for less.
   * @param {Notion[]} query
   */
  said(query) {
    const found = new Float32Array(this.size);
    const all = query.reduce((total, { weight }) => total + weight, 0);
    for (const notion of query) {
      const here = spread(notion, this.size, (key) => this.texts.strength(key));
      for (const { places } of this.pages) {
        const page = places.reduce((most, { rank }) => Math.max(most, here[rank]), 0);
        for (const { rank, anchor } of places) found[rank] += (notion.weight / all) * (here[rank] + (anchor ? PAGE : WHOLE) * (page - here[rank]));
      }
    }
    return found;
  }

  /** How much of a query is said, above all, where few readers look: on the pages that lose `lost`. @param {Notion[]} query @param {number} lost */
  devoted(query, lost) {
    return this.texts.devoted(query, (place) => this.losses[place] === lost);
  }

  /** Whether the guide knows a word, or a family of more than a few letters that holds it: « mariage » is not known by « maritime ». @param {string} key */
  isSaid(key) {
    return this.frequency.has(key) || this.texts.said.has(key) || (family(key).length >= LONG && this.texts.families.has(family(key)));
  }
}
