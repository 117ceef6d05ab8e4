// SPDX-License-Identifier: MIT
/**
 * The lycées (`lycees` of `pagefind/vocabulaire.json`): which of them a query names, or says something of.
 */
import { family } from "./recherche-familles.js";
import { compact, isSubject, isWeak, namesOf, read, withoutSubject } from "./recherche-mots.js";
import { Texts } from "./recherche-textes.js";

/** What the text of a lycée, and a name that is the whole query, are worth beside its names. */
const TEXT = 0.85;
const EXACT = 2;
/** What a word has for being said at all; the rest is for being said of few lycées, or in their names. */
const SAID = 0.5;
/** What the start of a word, still written, is worth, and from how many letters on. */
const BEGUN = 0.8;
const LETTERS = 3;
/** How many lycées are weighed by their names, at least, before the best are shown. */
const WEIGHED = 12;

/**
 * @typedef {import("./recherche-noms.js").Names} Names
 * @typedef {import("./recherche-noms.js").Notion} Notion
 * @typedef {import("./recherche-noms.js").Word} Word
 * @typedef {import("./recherche-moteur.js").Hit} Hit
 * @typedef {{ rank: number, said: number, held: number, keys: Set<string> }} Lycee which one, how much of the query it says, what share of the telling words, which
 */

export class Lycees {
  /**
   * @param {{ lieux: string[][], textes: [string, string] }} content
   * @param {Names} names
   */
  constructor({ lieux, textes }, names) {
    this.lieux = lieux;
    this.names = names;
    this.texts = new Texts(textes, lieux.length);
  }

  /** How much each lycée says a word; the last of a query may be the start of one. @param {string} key @param {boolean} last */
  strength(key, last) {
    const own = this.texts.strength(key);
    if (!last || key.length < LETTERS || own.some(Boolean)) return own;
    const begun = [...this.texts.said.keys()].filter((other) => other.startsWith(key)).map((other) => this.texts.strength(other));
    return own.map((_none, rank) => BEGUN * Math.max(0, ...begun.map((strength) => strength[rank])));
  }

  /**
   * The lycées that say something of a query that tells one from another, those that say most of it first.
   * @param {Word[]} query
   * @returns {Lycee[]}
   */
  find(query) {
    const words = withoutSubject(query);
    const telling = words.filter((word) => !isWeak(word) && !isSubject(word));
    const strengths = words.map((word) => this.strength(word.key, word === query.at(-1)));
    const weights = strengths.map((strength, n) => Math.log(1 + 400 / (1 + strength.filter(Boolean).length + this.names.texts.frequency(words[n].key))));
    const all = weights.reduce((total, weight) => total + weight, 0);
    const found = this.lieux.map((_lieu, rank) => {
      const here = words.filter((_word, n) => strengths[n][rank]);
      const said = weights.reduce((total, weight, n) => total + (strengths[n][rank] && weight * (SAID + (1 - SAID) * strengths[n][rank])), 0) / all;
      const held = telling.length ? here.filter((word) => telling.includes(word)).length / telling.length : Number(here.length > 0);
      return { rank, said, held, keys: new Set(here.map(({ key }) => key)) };
    });
    return found.filter(({ held }) => held > 0).sort((a, b) => b.said - a.said);
  }

  /**
   * The best of some lycées.
   * @param {Lycee[]} found
   * @param {number} size how many
   * @param {Notion[]} query
   * @param {string} asked the query, as names are compared to it
   * @param {number} share what their names are worth
   * @returns {Hit[]}
   */
  hits(found, size, query, asked, share) {
    const weighed = found.slice(0, size && Math.max(size, WEIGHED)).map(({ rank, said, held, keys }) => {
      const [uai, title, commune, departement, shown] = this.lieux[rank];
      const place = commune ? [commune, `${title} ${commune}`] : [];
      const texts = [title, uai, ...place, ...(departement ? [`lycée des métiers ${commune} ${departement}`] : [])];
      const exact = texts.some((text) => compact(text) === asked) ? EXACT : 0;
      const named = this.names.match(this.names.weighed(namesOf(texts)), query, undefined, false, false);
      return { url: `etablissements/${uai}/`, title, section: "", excerpt: marked(shown, keys), score: exact + Math.sqrt(held) * (share * named + TEXT * said) };
    });
    return weighed.sort((a, b) => b.score - a.score).slice(0, size);
  }
}

/**
 * A text as an excerpt: escaped, and <mark> around the words of the query.
 * @param {string} text
 * @param {Set<string>} keys
 */
function marked(text, keys) {
  const roots = new Set([...keys].map(family));
  const escaped = text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
  return escaped.replace(/(?<![&\p{L}\d])[\p{L}\d]{2,}/gu, (word) => {
    const [{ key } = { key: "" }] = read(word);
    return keys.has(key) || roots.has(family(key)) ? `<mark>${word}</mark>` : word;
  });
}
