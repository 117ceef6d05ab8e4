// SPDX-License-Identifier: MIT
/**
 * Families of words: « composer » and « composition » are one, « département » and « départ » are not; how much two words are alike.
 */

/** The endings that words of one family change between them (« composer », « composition »), after a letter of their own. */
const ENDING = new RegExp(
  "^(?:issement|issant|ification|isation|iser|ateur|atric|ation|ition|ution|e?ment|ission|ion|[ae]nc|[ae]nt|[ai]bl|[ai]bilit|itud|ite?|ag|eur|eus|ric|" +
    "iqu|air|is[tm]|u?r|[ei]r|oir?|[eiu]|ont|ait|era|i[fv]|[ai]l|i?ell?|at)$",
);
/** Starts that make a family of their own: what is cut from them would make them one of another (« département », « départ »). */
const APART = new RegExp(
  "^(?:autoris|autorit|autour|circulair|classeur|communi[cq]|comptab|condui|conseil|constant|contrat|contr$|courant|cour+i|definiti[fv]|departement|equipement|etudiant|fichier|format$|" +
    "implant|importan|integrit|internation|internat$|mobilit|montr|observatoir|organism|partag|personnel|present|pression|prevo|prevu|professeur|publicit|recevab|recueil|relir|reportag|restitu|signal|signif|textil)",
);
/** Verbs whose letters change (« obtenir », « obtient »), with their nouns: what all their words are put under. */
const CHANGING = /** @type {[RegExp, string][]} */ ([
  [/^(ap|com|re)pr(?:end|enn?(?=[aeo])|ise?$)[a-z]*$/, "$1prend"],
  [/^(main|ob|re|sou)t(?:ien|en[aiu])[a-z]*$/, "$1ten"],
  [/^(de|inter|par|re)v(?:ien|en[aiu])[a-z]*$/, "$1ven"],
  [/^(ad|re|sou|trans)(?:met|mise?$|mission)[a-z]*$/, "$1met"],
  [/^(de|ins|pres|re)?(?:ecri|cri(?=[rtv]))[a-z]*$/, "$1ecri"],
  [/^re(?:coi|cev(?!ab)|cu$)[a-z]*$/, "recev"],
  [/^(?:per(?:d[a-z]*|t))$/, "perd"],
  [/^env(?:oi|oy)[a-z]*$/, "envoi"],
  [/^pr[eo]uv[a-z]*$/, "prouv"],
  [/^off(?:r|ert)[a-z]*$/, "offr"],
  [/^choi(?:s[a-z]*)?$/, "chois"],
  [/^suit$/, "suiv"],
]);
/** Families of what everyone asks for: the label, and to be a candidate for it. */
const ASKING = new Set(["label", "candid"]);
/** The fewest letters that a family keeps. */
const ROOT = 4;
/** What a word is worth for another of its family, for one that starts with it, for one of what everyone asks for. */
const KIN = 0.8;
const START = 0.8;
const ASKED = 0.5;
/** @type {Map<string, string>} */
const families = new Map();

/** @param {string} key a stem */
function root(key) {
  if (/[@?\d]/.test(key)) return key;
  const [own] = APART.exec(key) ?? [];
  if (own) return own;
  const verb = CHANGING.find(([form]) => form.test(key));
  if (verb) return key.replace(...verb);
  let left = key.replace(/([a-z])\1/g, "$1");
  for (let turn = 0; turn < 2; turn += 1) {
    for (let cut = ROOT; cut < left.length; cut += 1) {
      if (ENDING.test(left.slice(cut))) left = left.slice(0, cut);
    }
  }
  left = left.replace(/cis$/, "cid");
  return left.length > ROOT ? left.replace(/[eiu]$/, "") : left;
}

/**
 * What is common to the words of a family; « decis » is the family of « decider ».
 * @param {string} key a stem
 * @returns {string}
 */
export function family(key) {
  const known = families.get(key);
  if (known !== undefined) return known;
  const found = root(key);
  families.set(key, found);
  return found;
}

/**
 * How much a word of the query is like a word of a name, from 0 to 1.
 * @param {string} asked
 * @param {string} named
 * @param {boolean} typing whether the reader may still be writing it
 */
export function likeness(asked, named, typing) {
  if (asked === named) return 1;
  if (/[@?\d]/.test(asked + named)) return 0;
  if (typing && asked.length > 3 && named.startsWith(asked)) return START;
  const [own, other] = [family(asked), family(named)];
  if (own.length >= ROOT && own === other) return KIN;
  return ASKING.has(own) && ASKING.has(other) ? ASKED : 0;
}

/** The words of names, by family: those that are like a word are found without looking at the others. */
export class Kin {
  constructor() {
    /** @type {Map<string, Set<string>>} */
    this.groups = new Map();
  }

  /** @param {string} key */
  add(key) {
    const own = family(key);
    for (const group of ASKING.has(own) ? ASKING : [own]) this.groups.set(group, (this.groups.get(group) ?? new Set()).add(key));
  }

  /**
   * The words that are like one, and how much.
   * @param {string} key
   * @param {Iterable<string>} all
   * @param {boolean} typing
   * @returns {Map<string, number>}
   */
  like(key, all, typing) {
    const found = new Map();
    for (const named of typing ? all : (this.groups.get(family(key)) ?? [])) {
      const like = likeness(key, named, typing);
      if (like) found.set(named, like);
    }
    return found;
  }
}
