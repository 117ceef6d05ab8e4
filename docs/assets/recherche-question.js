// SPDX-License-Identifier: MIT
/**
 * What a reader asks: mistakes corrected, words that are one thing put together, with their other writings and what each weighs.
 */
import { family } from "./recherche-familles.js";
import { sound, Vocabulary } from "./recherche-fautes.js";
import { decode, fold, isCommon, isSubject, isWeak, read, withoutSubject } from "./recherche-mots.js";

/**
 * @typedef {import("./recherche-mots.js").Word} Word
 * @typedef {import("./recherche-noms.js").Names} Names
 * @typedef {import("./recherche-noms.js").Reading} Reading
 * @typedef {import("./recherche-noms.js").Notion} Notion
 */

/** What another writing (a synonym, a developed sigle) is worth beside what the reader wrote. */
const OTHERWISE = 0.85;
/** The same, when the reader wrote a word of the family of the one that is known (« contrôler » for « contrôle »), and when the guide has words of that family. */
const RELATED = 0.8;
const DISTANT = 0.6;
/** What a word that says little, and a word of the subject of the whole guide, are worth beside another. */
const WEAK = 0.25;
const SUBJECT = 0.6;
/** What a word of every talk, and a sigle of the glossary, are worth. */
const COMMON = 0.6;
const SIGLE = 1.4;
/** How much better a word must answer to stand for one that may be right; what a word that sounds as what was written has before the others. */
const STAY = 0.15;
const ALIKE = 0.1;

/** Whether a word of a query is one of a synonym, whatever its ending if it is long. @param {string} a @param {string} b */
const sameWord = (a, b) => a === b || (family(a) === family(b) && family(a).length > 3);

/** What is asked twice, by two of its writings (« une entreprise partenaire »), is asked once. @param {Notion[]} notions */
function merged(notions) {
  /** @type {Map<string, Notion>} */
  const found = new Map();
  const key = (/** @type {Reading} */ { words }) => words.map((word) => family(word.key)).join(" ");
  for (const notion of notions) {
    const same = notion.readings.map((reading) => found.get(key(reading))).find(Boolean);
    if (!same) for (const reading of notion.readings) found.set(key(reading), notion);
    else same.readings.push(...notion.readings.map((reading) => ({ ...reading })));
    if (same) same.weight = Math.max(same.weight, notion.weight);
  }
  return [...new Set(found.values())];
}

export class Reader {
  /**
   * @param {any} content vocabulaire.json
   * @param {Names} names
   * @param {string[]} lycees words of the lycées
   */
  constructor(content, names, lycees) {
    this.names = names;
    const words = (/** @type {string[][]} */ groups) => groups.map((group) => group.map((text) => read(text)));
    /** Of each group, a writing stands for the others; or, of the readers' words, only the last for the others. */
    const glossary = words(content.synonymes);
    this.synonyms = [
      ...words(content.lecteurs).map((group) => ({ from: group.slice(0, -1), to: group.slice(-1) })),
      ...glossary.map((group) => ({ from: group, to: group })),
    ];
    this.sigles = new Set(glossary.flatMap(([sigle]) => (sigle.length === 1 ? [sigle[0].key] : [])));
    /** Those that start with a word, by its family. @type {Map<string, { one: Word[], to: Word[][] }[]>} */
    this.starts = new Map();
    for (const { from, to } of this.synonyms) {
      for (const one of from.filter(({ length }) => length)) {
        const root = family(one[0].key);
        const others = to.filter((other) => other !== one && other.length);
        this.starts.set(root, [...(this.starts.get(root) ?? []), { one, to: others }]);
      }
    }
    this.vocabulary = new Vocabulary(names.texts.words, [...decode(content.mots), ...lycees], this.synonyms.flatMap(({ from, to }) => [...from, ...to].flat()), names.holders.keys());
  }

  /** The best match of any place. @param {Word[]} words */
  bestMatch(words) {
    const query = this.notions(words);
    return this.names.pages.reduce((most, page) => page.places.reduce((m, place) => Math.max(m, this.names.match(place.names, query)), most), 0);
  }

  /**
   * The query with its mistakes corrected by what makes it answer best; a word that may be right stays unless another is much better.
   * @param {string} raw
   * @returns {{ words: Word[], text: string }}
   */
  understand(raw) {
    let text = raw;
    const asked = read(raw);
    asked.forEach((one, n) => {
      const { word } = one;
      if (isWeak(one)) return;
      const choices = this.vocabulary.correct(word, n === asked.length - 1).map((choice) => {
        const other = text.replace(/[\p{L}\p{M}\d]+/gu, (found) => (fold(found) === word ? choice : found));
        return { other: choice === word ? text : other, score: this.bestMatch(read(other)) + (choice === word ? STAY : sound(choice) === sound(word) ? ALIKE : 0) };
      });
      choices.sort((a, b) => b.score - a.score);
      if (choices.length) text = choices[0].other;
    });
    const words = read(text);
    words.slice(1).forEach(({ word }, n) => {
      const whole = words[n].word + word;
      if (whole.length < 8 || !this.vocabulary.isWord(whole)) return;
      const joined = fold(text).replace(new RegExp(`\\b${words[n].word}\\W+${word}\\b`), whole);
      if (this.bestMatch(read(joined)) > this.bestMatch(words)) text = joined;
    });
    return { words: read(text), text: text === raw ? "" : text };
  }

  /**
   * What a query speaks of: its words, and the other writings of those that have some (sigles, developed forms, readers' words).
   * @param {Word[]} query
   * @returns {Notion[]}
   */
  notions(query) {
    const words = withoutSubject(query);
    /** @type {{ start: number, end: number, to: Word[][], share: number }[]} */
    const spans = [];
    words.forEach(({ key }, start) => {
      for (const { one, to } of this.starts.get(family(key)) ?? []) {
        if (start + one.length > words.length || !one.every((word, n) => sameWord(word.key, words[start + n].key))) continue;
        const exact = one.every((word, n) => word.key === words[start + n].key);
        const share = exact ? OTHERWISE : one.length === 1 && this.names.isSaid(key) ? DISTANT : RELATED;
        spans.push({ start, end: start + one.length, to, share });
      }
    });
    spans.sort((a, b) => b.end - b.start - (a.end - a.start));
    /** @type {Notion[]} */
    const found = [];
    for (let start = 0, end = 0; start < words.length; start = end) {
      const size = spans.find((span) => span.start === start)?.end ?? start + 1;
      const longer = spans.find((span) => span.start > start && span.start < size && span.end - span.start > size - start);
      end = longer ? start + 1 : size;
      const own = words.slice(start, end);
      const same = spans.filter((span) => span.start === start && span.end === end);
      const most = Math.max(0, ...same.map(({ share }) => share));
      const others = same.filter(({ share }) => share === most).flatMap(({ to, share }) => to.map((words) => this.reading(words, share)));
      const readings = [this.reading(own, 1), ...others];
      found.push({ weight: this.importance(readings), readings, last: end === words.length && !this.vocabulary.isWord(words[end - 1].word) });
    }
    return merged(found);
  }

  /** @param {Word[]} words @param {number} share @returns {Reading} */
  reading(words, share) {
    const weights = words.map(({ key }) => this.names.weight(key));
    return { words, weights, sum: weights.reduce((total, one) => total + one, 0), share };
  }

  /** What a word is worth beside another as rare. @param {Word} word */
  worth(word) {
    if (isWeak(word)) return WEAK;
    if (isSubject(word)) return SUBJECT;
    if (isCommon(word)) return COMMON;
    return this.sigles.has(word.key) ? SIGLE : 1;
  }

  /** What a notion weighs: its rarest word, unless only its other writings are known. @param {Reading[]} readings */
  importance(readings) {
    const [own, ...others] = readings.map(({ words }) => {
      const known = words.filter(({ key }) => this.names.isSaid(key));
      return known.length ? Math.max(...known.map((word) => this.names.weight(word.key) * this.worth(word))) : 0;
    });
    const other = Math.max(0, ...others);
    if (readings[0].words.length > 1) return Math.max(own, OTHERWISE * other) || WEAK;
    return Math.min(own || other, other || own) || WEAK;
  }
}
