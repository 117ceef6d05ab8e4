// SPDX-License-Identifier: MIT
/**
 * What is shown of a place under its title.
 */
import { compact } from "./recherche-mots.js";

/** How many words of a place are shown. */
export const EXCERPT = 24;

/** The first words of a section, which holds none of the query. @param {any} data @param {string} anchor */
export function opening(data, anchor) {
  const start = data.anchors.find((/** @type {any} */ one) => one.id === anchor)?.location ?? 0;
  return data.content.split(/\s+/).slice(start, start + EXCERPT).join(" ");
}

/** An excerpt without the title that stands above it. @param {string} excerpt @param {string} title */
export function untitled(excerpt, title) {
  const words = excerpt.split(" ");
  for (let size = 1; size < words.length && size < EXCERPT; size += 1) {
    if (compact(words.slice(0, size).join(" ").replace(/<[^>]*>/g, "")) === compact(title)) return words.slice(size).join(" ");
  }
  return excerpt;
}
