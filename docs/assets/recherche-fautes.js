// SPDX-License-Identifier: MIT
/**
 * Mistakes of readers: words that sound alike, and words that differ by a letter or two.
 */
import { family } from "./recherche-familles.js";
import { EMPTY_WORDS, stem } from "./recherche-mots.js";

/** From so many letters on, a word may have two mistakes; from so many sounds on, a word may have one that is heard. */
const LONG = 9;
const HEARD = 5;
/** How many words a mistake may stand for. */
const MOST = 8;

/** What is heard of a word without accents, in this order: mute letters, one writing for each sound; « an » and « en » are A, « in » I, « on » O, « ch » X. */
const SOUNDS = /** @type {[RegExp, string][]} */ ([
  [/ph/g, "f"], [/ch/g, "X"], [/h/g, ""], [/sc(?=[eiy])|c(?=[eiy])/g, "s"], [/c?qu|ck|[cq]/g, "k"], [/gu(?=[eiy])/g, "G"], [/ge(?=[aou])|g(?=[eiy])/g, "j"], [/G/g, "g"],
  [/(?<!s)ti(?=on|el|al|eu|en)/g, "si"], [/eau|au/g, "o"], [/[ae]in|[ae]im/g, "in"], [/[ae][iy]/g, "e"], [/y/g, "i"], [/x(?!$)/g, "ks"], [/z/g, "s"], [/([a-z])\1/g, "$1"],
  [/(?:(?<=...)(?:e[rs]|[edpstx]))+$/, ""],
  [/[ae][nm](?![aeiounm])/g, "A"], [/[iu][nm](?![aeiounm])/g, "I"], [/o[nm](?![aeiounm])/g, "O"],
]);
/** @type {Map<string, string>} */
const heard = new Map();

/**
 * How a word sounds, more or less: « calendrié » as « calendrier », « circulère » as « circulaire ».
 * @param {string} word
 * @returns {string}
 */
export function sound(word) {
  const known = heard.get(word);
  if (known !== undefined) return known;
  const found = SOUNDS.reduce((left, [written, said]) => left.replace(written, said), word);
  heard.set(word, found);
  return found;
}

/** Letters that start a word with one sound, or are not heard. @param {string} word */
const start = (word) => word.replace(/^h/, "").replace(/^[kqsz]/, "c").replace(/^ph/, "f").replace(/^j/, "g").replace(/^[eiouy]/, "a")[0];

/**
 * Whether two words differ by at most so many letters: wrong, missing, added, or swapped with the next.
 * @param {string} a
 * @param {string} b
 * @param {number} letters
 * @returns {boolean}
 */
export function near(a, b, letters) {
  if (Math.abs(a.length - b.length) > letters) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [left, right] = [a.slice(start), b.slice(start)];
  if (!letters || !left || !right) return left.length + right.length <= letters;
  const rest = letters - 1;
  return near(left.slice(1), right.slice(1), rest) || near(left.slice(1), right, rest) || near(left, right.slice(1), rest) ||
    (left[0] === right[1] && left[1] === right[0] && near(left.slice(2), right.slice(2), rest));
}

/** The words that the pages use: what is not one of them may be a mistake. */
export class Vocabulary {
  /**
   * @param {[string[], string[]]} words those of the guide, the most used first
   * @param {string[]} names words of other pages
   * @param {import("./recherche-mots.js").Word[]} others words known without being on a page
   * @param {Iterable<string>} [keys] those of names, as they are compared
   */
  constructor([frequent, rare], names, others, keys = []) {
    this.lists = [frequent, [...rare, ...names, ...others.map(({ word }) => word)]];
    this.written = new Set(this.lists.flat());
    this.known = new Set([...this.lists.flat().map(stem), ...others.map(({ key }) => key), ...keys]);
    this.families = new Set([...this.known].map(family));
  }

  /** Whether a word is written on a page. @param {string} word */
  isWord(word) {
    return this.known.has(stem(word));
  }

  /** The words of the pages that pass a test, the most used first; those of which the test is not worth making are left out. @param {(other: string) => boolean} test */
  those(test) {
    return this.lists.flatMap((list) => list.filter((other) => other.length > 3 && !EMPTY_WORDS.has(other) && test(other)));
  }

  /** The words that sound as one. @param {string} word */
  alike(word) {
    const [first, said, key] = [start(word), sound(word), stem(word)];
    return this.those((other) => Math.abs(other.length - word.length) < 4 && start(other) === first && sound(other) === said && stem(other) !== key);
  }

  /**
   * What a word that is not written on a page may stand for: what sounds as it, itself without its elision, in two words, or with one letter changed
   * (two in a long word), the most used first. The word itself comes first if it may be right: another form of a word, or the start of one still written.
   * @param {string} word
   * @param {boolean} [last] whether the reader may still be writing it
   * @returns {string[]}
   */
  correct(word, last = true) {
    if (word.length < 4 || /[@?\d]/.test(word) || this.written.has(word)) return [];
    const alike = this.alike(word);
    const form = this.isWord(word);
    const right = form || this.families.has(family(stem(word))) || (last && this.those((other) => other.startsWith(word)).length > 0);
    if (right) return alike.length ? [...new Set([word, ...alike])].slice(0, MOST) : [];
    const bare = word.replace(/^(?:qu|[cdjlmnst])(?=[aeiouyh])/, "");
    if (bare !== word && this.isWord(bare)) return [bare];
    const empty = [...EMPTY_WORDS].filter((other) => other.length > 4 && (sound(other) === sound(word) || (other.length > 5 && near(word, other, 1))));
    const found = [...alike, ...this.those((other) => near(word, other, 1))];
    if (!alike.length && empty.length) return empty.slice(0, 1);
    for (let cut = 4; !found.length && cut <= word.length - 4; cut += 1) {
      if (this.isWord(word.slice(0, cut)) && this.isWord(word.slice(cut))) found.push(`${word.slice(0, cut)} ${word.slice(cut)}`);
    }
    if (!found.length && sound(word).length >= HEARD) found.push(...this.those((other) => start(other) === start(word) && near(sound(word), sound(other), 1)));
    if (!found.length && word.length >= LONG) found.push(...this.those((other) => near(word, other, 2)));
    return [...new Set(found)].slice(0, MOST);
  }
}
