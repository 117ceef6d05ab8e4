// SPDX-License-Identifier: MIT
/**
 * Kinds of pages: how answers are grouped, and what each page has before it is read.
 */

/** Groups in the order of equal answers: [kind, title, advantage, how many are shown]. */
export const GROUPS = /** @type {const} */ ([
  ["fiches", "Fiches et annexes", 0.08, 4],
  ["outils", "Outils", 0.06, 3],
  ["textes", "Textes", 0.02, 3],
  ["autres", "Autres pages", 0.03, 3],
  ["annuaire", "Annuaire", 0, 3],
]);
/** What the pages of those who write the guide, and the duties of a site, lose: few readers look for them. */
export const SELDOM = /** @type {const} */ ([
  [/^contribuer\/regles\/./, 0.6],
  [/^(?:contribuer|a-verifier|nouveautes)\//, 0.2],
  [/^(?:accessibilite|donnees-personnelles|mentions-legales|licence)\//, 0.1],
]);

/**
 * What a page has before it is read: its kind, more for a fiche than for its annexes.
 * @param {{ kind: string, url: string }} page
 */
export function advantage({ kind, url }) {
  const own = GROUPS.find(([value]) => value === kind)?.[2] ?? 0;
  if (/^(?:fiches|criteres)\/./.test(url)) return own + 0.1;
  return own + (/^[a-z]+\/$/.test(url) ? 0.04 : 0);
}

/** What a page loses when nothing in the query is of those who look for it. @param {string} url */
export const seldom = (url) => SELDOM.find(([address]) => address.test(url))?.[1] ?? 0;
