// SPDX-License-Identifier: MIT
/** Where answers are kept: this browser, and the files that the visitor takes. Nothing else. */

const KEY = "labellisation.auto-evaluation";
/** What could not be read any more. */
const ASIDE = `${KEY}.illisible`;

/** Today where the visitor is, as AAAA-MM-JJ. */
export const today = () => {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
};

/**
 * Hand a file to the visitor.
 * @param {string} name
 * @param {string} type
 * @param {string} content
 */
export function save(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Keep a text, or nothing if it is empty; say whether the browser agreed. @param {string} text */
export function keep(text) {
  try {
    if (text) localStorage.setItem(KEY, text);
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** What was kept, or nothing. */
export function kept() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** Put a text that cannot be read aside; the empty text removes it. @param {string} text */
export function putAside(text) {
  try {
    if (text) localStorage.setItem(ASIDE, text);
    else localStorage.removeItem(ASIDE);
  } catch {
    // A browser without storage has nothing to put aside.
  }
}

/** Do something when another tab changes what is kept. @param {() => void} then */
export function onChange(then) {
  addEventListener("storage", (event) => {
    if (event.key === KEY) then();
  });
}
