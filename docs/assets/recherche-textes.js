// SPDX-License-Identifier: MIT
/**
 * The words of each page and section (`textes` of `pagefind/vocabulaire.json`): what of a query each place says.
 */
import { family } from "./recherche-familles.js";
import { decode, stem } from "./recherche-mots.js";

/** What a word said once, or by another word of its family, is worth beside the word said often. */
const ONCE = 0.75;
const OF_FAMILY = 0.8;

/** What may be a mistake for a word, and in how many places at most a rare one is said. */
const WORD = /^[a-z]{4,}$/;
const RARE = 2;

/**
 * How much each place holds of a notion, by the best of its readings.
 * @param {import("./recherche-noms.js").Notion} notion
 * @param {number} size how many places there are
 * @param {(key: string) => Float32Array} strength how much each place holds a word
 */
export function spread({ readings }, size, strength) {
  const found = new Float32Array(size);
  for (const { words, weights, sum, share } of readings) {
    const strengths = words.map(({ key }) => strength(key));
    for (let place = 0; place < size; place += 1) {
      const mean = strengths.reduce((total, one, n) => total + one[place] * weights[n], 0) / sum;
      found[place] = Math.max(found[place], share * mean);
    }
  }
  return found;
}

export class Texts {
  /**
   * @param {[string, string]} content the words, and for each the places that hold it
   * @param {number} size how many places there are
   */
  constructor([words, places], size) {
    this.size = size;
    /** @type {Map<string, Map<number, number>>} */
    this.said = new Map();
    /** @type {Map<string, Set<string>>} */
    this.families = new Map();
    const lengths = new Float32Array(size);
    const lists = places.split(" ");
    /** Words that are written often, and the others. @type {[string[], string[]]} */
    this.words = [[], []];
    decode(words).forEach((word, n) => {
      const key = stem(word);
      const said = this.said.get(key) ?? new Map();
      let place = -1;
      for (const number of lists[n].match(/[A-Z]*[a-z]/g) ?? []) {
        const value = [...number].reduce((sum, letter) => sum * 26 + (letter.charCodeAt(0) - (letter < "a" ? 65 : 97)), 0);
        place += (value >> 1) + 1;
        said.set(place, said.has(place) || value & 1 ? 1 : ONCE);
        lengths[place] += 1;
      }
      this.said.set(key, said);
      if (WORD.test(word)) this.words[said.size > RARE ? 0 : 1].push(word);
      const root = family(key);
      this.families.set(root, (this.families.get(root) ?? new Set()).add(key));
    });
    const mean = lengths.reduce((sum, length) => sum + length, 0) / size;
    /** A short section that says a word is more about it than a long one. */
    this.brevity = lengths.map((length) => Math.min(1.15, Math.max(0.75, (mean / (length + 1)) ** 0.15)));
    /** @type {Map<string, Float32Array>} */
    this.strengths = new Map();
  }

  /** In how many places a word is said, or one of its family. @param {string} key */
  frequency(key) {
    return this.strength(key).reduce((number, strength) => number + (strength ? 1 : 0), 0);
  }

  /** How much each place says a word, or one of its family, from 0 to about 1. @param {string} key */
  strength(key) {
    const known = this.strengths.get(key);
    if (known) return known;
    const found = new Float32Array(this.size);
    for (const other of [key, ...(this.families.get(family(key)) ?? [])]) {
      for (const [place, said] of this.said.get(other) ?? []) {
        found[place] = Math.max(found[place], said * (other === key ? 1 : OF_FAMILY) * this.brevity[place]);
      }
    }
    this.strengths.set(key, found);
    return found;
  }

  /**
   * How much of a query is said, above all, in some of the places.
   * @param {import("./recherche-noms.js").Notion[]} query
   * @param {(place: number) => boolean} some
   */
  devoted(query, some) {
    const all = query.reduce((total, { weight }) => total + weight, 0);
    return query.reduce((total, { weight, readings: [{ words }] }) => {
      let [here, there] = [0, 0];
      for (const { key } of words) this.strength(key).forEach((strength, place) => (some(place) ? (here += strength) : (there += strength)));
      return total + (here && (weight / all) * (here / (here + there)));
    }, 0);
  }
}
