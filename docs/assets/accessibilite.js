// SPDX-License-Identifier: MIT
/**
 * What every page needs on top of the theme: dark theme, drawer, version selector and wide tables
 * that a keyboard can work, and the opening of the search, whose code is fetched at the first use.
 */

const root = document.documentElement;

/**
 * Read or write a preference; a browser that refuses storage has none.
 * @param {string} key
 * @param {string} [value]
 * @returns {string | null}
 */
function preference(key, value) {
  try {
    if (value !== undefined) localStorage.setItem(key, value);
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** The button of the dark theme: pressed or not, remembered. */
function setUpTheme() {
  const button = document.querySelector("[data-theme-bascule]");
  if (!button) return;
  const show = () => button.setAttribute("aria-pressed", String(document.body.dataset.mdColorScheme === "slate"));
  button.addEventListener("click", () => {
    document.body.dataset.mdColorScheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
    preference("theme", document.body.dataset.mdColorScheme);
    show();
  });
  show();
}

/** The drawer of narrow screens: a real button works the checkbox on which the theme's styles depend. */
function setUpDrawer() {
  const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
  const button = /** @type {HTMLElement | null} */ (document.querySelector(".bouton-menu"));
  const panel = document.getElementById("menu");
  if (!toggle || !button || !panel) return;
  const close = () => {
    if (toggle.checked) toggle.click();
  };
  toggle.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(toggle.checked));
    if (toggle.checked) requestAnimationFrame(() => /** @type {HTMLElement | null} */ (panel.querySelector("summary, a"))?.focus());
  });
  button.addEventListener("click", () => toggle.click());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    close();
    button.focus();
  });
  panel.addEventListener("focusout", (event) => {
    const next = /** @type {FocusEvent} */ (event).relatedTarget;
    if (next instanceof Node && !panel.contains(next) && next !== button) close();
  });
}

/** The version selector that the theme builds: a name that says what is seen, an expanded state, Escape. */
function setUpVersions() {
  const topic = document.querySelector(".md-header__topic");
  if (!topic) return;
  const observer = new MutationObserver(() => {
    const box = topic.querySelector(".md-version");
    const button = /** @type {HTMLElement | null} */ (box?.querySelector(".md-version__current"));
    if (!box || !button) return;
    observer.disconnect();
    const word = document.createElement("span");
    word.className = "visuellement-cache";
    word.textContent = "Version ";
    button.prepend(word);
    button.removeAttribute("aria-label");
    const open = (/** @type {boolean} */ state) => {
      box.classList.toggle("est-ouvert", state);
      button.setAttribute("aria-expanded", String(state));
    };
    open(false);
    button.addEventListener("click", () => open(!box.classList.contains("est-ouvert")));
    box.addEventListener("keydown", (event) => {
      if (/** @type {KeyboardEvent} */ (event).key !== "Escape") return;
      open(false);
      button.focus();
    });
    box.addEventListener("focusout", (event) => {
      const next = /** @type {FocusEvent} */ (event).relatedTarget;
      if (!(next instanceof Node && box.contains(next))) open(false);
    });
  });
  observer.observe(topic, { childList: true });
}

/** Tables written in Markdown get the same scrolling region as ours; a region is a stop only when it scrolls. */
function setUpWideContent() {
  for (const table of document.querySelectorAll(".md-typeset table")) {
    for (const cell of table.querySelectorAll("thead th:not([scope])")) cell.setAttribute("scope", "col");
    if (table.closest(".tableau-defile")) continue;
    const region = document.createElement("div");
    region.className = "tableau-defile";
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", table.caption?.textContent ?? `Tableau : ${precedingHeading(table)}`);
    const frame = table.closest(".md-typeset__scrollwrap") ?? table;
    frame.replaceWith(region);
    region.append(table);
  }
  const fit = (/** @type {Element} */ element) => {
    if (element.scrollWidth > element.clientWidth + 1) element.setAttribute("tabindex", "0");
    else element.removeAttribute("tabindex");
  };
  const observer = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));
  document.querySelectorAll(".tableau-defile, .md-typeset pre > code").forEach((element) => observer.observe(element));
}

/**
 * The words of the nearest heading before an element.
 * @param {Element} element
 */
function precedingHeading(element) {
  const headings = [...document.querySelectorAll("#__contenu :is(h1, h2, h3, h4)")];
  const before = headings.filter((h) => h.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  return before.at(-1)?.textContent?.trim() ?? document.title;
}

/** Opening of the search: button, Ctrl+K, and « / » unless the reader switched it off. */
function setUpSearch() {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("recherche"));
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-recherche=ouvrir]"));
  if (!dialog || !button || !dialog.showModal) return;
  const link = /** @type {HTMLElement | null} */ (document.querySelector("[data-recherche-lien]"));
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("[data-recherche=saisie]"));
  const option = /** @type {HTMLInputElement} */ (dialog.querySelector("[data-recherche-raccourci]"));
  const config = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
  const base = new URL(`${config.base ?? "."}`.replace(/\/*$/, "/"), location.href);
  /** @type {Promise<void> | undefined} */
  let ready;
  const open = (/** @type {string} */ query) => {
    if (!dialog.open) dialog.showModal();
    if (query) input.value = query;
    input.focus();
    input.select();
    ready ??= import("./recherche.js").then((module) => module.setUp(dialog, base));
    ready.then(() => input.dispatchEvent(new Event("input")));
  };
  if (link) link.hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => open(""));
  option.checked = preference("touche-recherche") !== "non";
  option.addEventListener("change", () => preference("touche-recherche", option.checked ? "oui" : "non"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && option.checked && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const commandK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!slash && !commandK) return;
    event.preventDefault();
    open("");
  });
  const fromAddress = () => {
    const query = new URLSearchParams(location.search).get("q");
    if (query) open(query);
    else if (dialog.open) dialog.close();
  };
  addEventListener("popstate", fromAddress);
  fromAddress();
}

setUpTheme();
setUpDrawer();
setUpVersions();
setUpSearch();
setUpWideContent();
root.dataset.pret = "";
