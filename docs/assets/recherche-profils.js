// SPDX-License-Identifier: MIT
/**
 * What all the names of a place say together: a question that no name foresees is one by the words that several of them hold.
 */
import { spread } from "./recherche-textes.js";

/** How fast names that hold a word count: the second says less than the first. */
const OFTEN = 2;
/** What the names of the other places of its page say for a place. */
const BESIDE = 0.1;

/**
 * @typedef {import("./recherche-noms.js").Names} Names
 * @typedef {import("./recherche-noms.js").Notion} Notion
 */

export class Profiles {
  /** @param {Names} names */
  constructor(names) {
    this.names = names;
    /** @type {Map<string, Float32Array>} */
    this.strengths = new Map();
  }

  /**
   * How much the names of each place hold a word: the shorter the name, the more it is about the word.
   * @param {string} key
   * @param {boolean} last
   */
  strength(key, last) {
    const asked = last ? `${key}…` : key;
    const known = this.strengths.get(asked);
    if (known) return known;
    const found = new Float32Array(this.names.size);
    for (const [name, like] of this.names.holding(key, last)) if (name.whole) found[name.place] += like / name.keys.length;
    for (const { places } of this.names.pages) {
      const page = places.reduce((total, { rank }) => total + found[rank], 0);
      for (const { rank } of places) found[rank] = Math.log(1 + OFTEN * (found[rank] + BESIDE * (page - found[rank])));
    }
    this.strengths.set(asked, found);
    return found;
  }

  /**
   * What of a query the names of each place say: the longer it is, the more they may.
   * @param {Notion[]} query
   */
  said(query) {
    const found = new Float32Array(this.names.size);
    for (const notion of query) {
      const here = spread(notion, found.length, (key) => this.strength(key, notion.last));
      for (let place = 0; place < found.length; place += 1) found[place] += Math.sqrt(notion.weight) * here[place];
    }
    return found;
  }
}
