// SPDX-License-Identifier: MIT
/**
 * What every page needs on top of its HTML, in place of the theme's bundle: dark theme, drawer, version selector,
 * wide tables that a keyboard can work, outline, and the opening of the search, whose code is fetched at the first use.
 */

const root = document.documentElement;
const config = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
/** The root of this version of the site. */
const base = new URL(`${config.base ?? "."}`.replace(/\/*$/, "/"), location.href);

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
  const show = () => button.setAttribute("aria-pressed", String(root.dataset.mdColorScheme === "slate"));
  button.addEventListener("click", () => {
    root.dataset.mdColorScheme = root.dataset.mdColorScheme === "slate" ? "default" : "slate";
    preference("theme", root.dataset.mdColorScheme);
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
  panel.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) close();
  });
  panel.addEventListener("focusout", (event) => {
    const next = /** @type {FocusEvent} */ (event).relatedTarget;
    if (next instanceof Node && !panel.contains(next) && next !== button) close();
  });
}

/**
 * Go to the same page of another version, or to its home when it has no such page.
 * @param {Event} event
 */
async function followVersion(event) {
  const mouse = /** @type {MouseEvent} */ (event);
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  if (mouse.ctrlKey || mouse.metaKey || mouse.shiftKey) return;
  event.preventDefault();
  const found = await fetch(link.href, { method: "HEAD" }).catch(() => undefined);
  location.href = found && !found.ok ? (link.dataset.racine ?? link.href) : link.href;
}

/** The version selector (versions.json is mike's), and the banner of a version that is not the current one. */
async function setUpVersions() {
  const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-versions]"));
  const button = /** @type {HTMLElement | null} */ (box?.querySelector("button"));
  const list = box?.querySelector("ul");
  if (!box || !button || !list) return;
  const open = (/** @type {boolean} */ state) => {
    box.classList.toggle("est-ouvert", state);
    button.setAttribute("aria-expanded", String(state));
  };
  button.addEventListener("click", () => open(!box.classList.contains("est-ouvert")));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open(false);
    button.focus();
  });
  box.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget))) open(false);
  });
  const answer = await fetch(new URL("../versions.json", base)).catch(() => undefined);
  if (!answer?.ok) return;
  /** @type {{ version: string, title: string, aliases: string[], properties?: { hidden?: boolean } }[]} */
  const versions = await answer.json();
  const page = location.href.slice(base.href.length);
  const isHere = (/** @type {typeof versions[0]} */ v) => v.version === box.dataset.versions;
  for (const version of versions.filter((v) => !v.properties?.hidden)) {
    const link = document.createElement("a");
    link.className = "md-version__link";
    link.textContent = [version.title, ...version.aliases.map((alias) => `(${alias})`)].join(" ");
    link.dataset.racine = new URL(`../${version.version}/`, base).href;
    link.href = link.dataset.racine + (location.href.startsWith(base.href) ? page : "");
    if (isHere(version)) link.setAttribute("aria-current", "true");
    link.addEventListener("click", followVersion);
    const item = document.createElement("li");
    item.className = "md-version__item";
    item.append(link);
    list.append(item);
  }
  const all = document.createElement("li");
  all.className = "md-version__item md-version__toutes";
  const index = document.createElement("a");
  index.textContent = "Toutes les versions";
  index.href = new URL("../versions/", base).href;
  all.append(index);
  list.append(all);
  const current = [config.version?.default ?? "courant"].flat();
  const here = versions.find(isHere);
  if (!here || current.some((name) => name === here.version || here.aliases.includes(name))) return;
  const banner = /** @type {HTMLElement | null} */ (document.querySelector("[data-version-ancienne]"));
  const way = /** @type {HTMLAnchorElement | null} */ (banner?.querySelector("[data-version-lien]"));
  if (!banner || !way) return;
  // A closed version says so above; one banner is enough.
  document.querySelector("[data-version-close]")?.toggleAttribute("hidden", true);
  way.dataset.racine = new URL(`../${current[0]}/`, base).href;
  way.addEventListener("click", followVersion);
  banner.hidden = false;
  const departed = await fetch(new URL("../versions/retirees.json", base)).catch(() => undefined);
  const address = location.pathname.slice(base.pathname.length).replace(/index\.html$/, "");
  if (!departed?.ok || !(address in (await departed.json()))) return;
  way.hidden = true;
  banner.querySelector("[data-version-retiree]")?.removeAttribute("hidden");
}

/** The outline follows the reader. */
function setUpOutline() {
  const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".md-nav--secondary a[href^='#']"))];
  const pairs = links.map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }));
  const mark = () => {
    const passed = pairs.filter(({ heading }) => heading && heading.getBoundingClientRect().top < 120);
    for (const { link } of pairs) link.classList.toggle("md-nav__link--active", link === passed.at(-1)?.link);
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "-100px 0px 0px 0px" });
  for (const { heading } of pairs) if (heading) observer.observe(heading);
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
  for (const other of document.querySelectorAll("a.ouvre-recherche")) {
    other.setAttribute("role", "button");
    const follow = (/** @type {Event} */ event) => {
      if (event instanceof KeyboardEvent && event.key !== " ") return;
      event.preventDefault();
      open("");
    };
    other.addEventListener("click", follow);
    other.addEventListener("keydown", follow);
  }
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
setUpOutline();
root.dataset.pret = "";
