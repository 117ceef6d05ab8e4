// SPDX-License-Identifier: MIT
/**
 * The preview in the page: it loads itself again when it changes, and shows what the checks say under the heading
 * concerned and in a panel. Only the server of the preview adds it: no page of the built site has it.
 */
(() => {
  const script = document.currentScript;
  const page = script.dataset.page;
  const waiting = document.querySelector("[data-apercu-attente]");
  let seen = -1;
  let asked = null;
  let shown = "";

  /**
   * Make an element.
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   * @returns {HTMLElement}
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const plural = (number, word) => `${number} ${word}${number > 1 ? "s" : ""}`;
  const words = { erreur: "Erreur", alerte: "Alerte", conseil: "Conseil" };

  /** What the editor closed stays closed, in this tab, until the messages change. */
  const closed = {
    has: (key) => sessionStorage.getItem(`apercu:${key}`) === "1",
    set: (key, value) => sessionStorage.setItem(`apercu:${key}`, value ? "1" : "0"),
  };
  const keyOf = (message) => `${message.fichier}:${message.code}:${message.message}`;

  /** The text of a message; in the panel the place and the line are left to the note, if the page shows one. */
  function body(message, short = false) {
    const code = message.regle
      ? make("a", { href: message.regle, title: message.titre }, message.code)
      : make("span", {}, message.code);
    const parts = [
      make(
        "p",
        { class: "apercu__message" },
        make("strong", { class: `apercu__${message.severite}` }, words[message.severite]),
        " ",
        code,
        " ",
        message.message,
      ),
    ];
    if (short) return parts;
    parts.push(make("p", { class: "apercu__lieu" }, `${message.fichier}, ligne ${message.ligne}, colonne ${message.colonne}`));
    if (message.source) parts.push(make("pre", { class: "apercu__source" }, make("code", {}, message.source)));
    return parts;
  }

  /** The heading of this page under which a message goes: the nearest that the page, perhaps older, has. */
  function heading(message) {
    for (const anchor of message.ancres) {
      const found = document.getElementById(anchor);
      if (found && /^H[1-6]$/.test(found.tagName)) return found;
    }
    return document.querySelector("main h1, h1");
  }

  /** Put each message of this page under its heading, with a button that hides it. */
  function annotate(messages) {
    for (const old of document.querySelectorAll(".apercu-note")) old.remove();
    const last = new Map();
    messages.forEach((message, index) => {
      const place = heading(message);
      if (!place || closed.has(keyOf(message))) return;
      const hide = make("button", { type: "button", class: "apercu__fermer" }, "Masquer ce message");
      const note = make(
        "div",
        { class: `apercu-note apercu-note--${message.severite}`, role: "note", id: `apercu-${index}`, tabindex: "-1" },
        ...body(message),
        hide,
      );
      hide.addEventListener("click", () => {
        closed.set(keyOf(message), true);
        const next = place;
        note.remove();
        if (!next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
        next.focus();
      });
      (last.get(place) ?? place).after(note);
      last.set(place, note);
    });
  }

  /** One entry of the panel: it leads to the heading, or to the page that shows the file. */
  function entry(message, index) {
    const noted = index !== null && document.getElementById(`apercu-${index}`);
    const parts = body(message, noted);
    if (noted) {
      const link = make("a", { href: `#apercu-${index}` }, "Voir dans la page");
      parts.push(make("p", {}, link));
    } else if (message.page !== null && message.page !== page) {
      parts.push(make("p", {}, make("a", { href: `/${message.page}` }, "Ouvrir la page concernée")));
    }
    return make("li", {}, ...parts);
  }

  const panel = make("section", { class: "apercu", "aria-label": "Aperçu : messages des contrôles" });
  const status = make("p", { class: "apercu__etat", role: "status" });
  const toggle = make("button", { type: "button", class: "apercu__bascule", "aria-controls": "apercu-liste" });
  const list = make("div", { id: "apercu-liste", class: "apercu__liste", tabindex: "0" });
  const head = make("div", { class: "apercu__tete" }, status, toggle);
  panel.append(head, list);

  function fold(folded) {
    list.hidden = folded;
    toggle.textContent = folded ? "Montrer les messages" : "Réduire";
    toggle.setAttribute("aria-expanded", String(!folded));
  }
  toggle.addEventListener("click", () => {
    fold(!list.hidden);
    closed.set(shown, list.hidden);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    fold(true);
    closed.set(shown, true);
    toggle.focus();
  });

  /** The sentence of the panel: what is wrong, and whether the page is the last good one. */
  function sentence(state, errors) {
    if (state.occupe) return "Le site se reconstruit…";
    const count = [];
    const here = state.ici.length;
    if (here) count.push(`${plural(here, "message")} sur cette page`);
    if (state.ailleurs.length) count.push(`${plural(state.ailleurs.length, "erreur")} ailleurs`);
    if (errors) return `${count.join(", ")}. La dernière version correcte reste affichée.`;
    return count.length ? `${count.join(", ")}.` : "Aucun message : cette page est à jour.";
  }

  function render(state) {
    const errors = state.ailleurs.length + state.ici.filter((m) => m.severite === "erreur").length;
    annotate(state.ici);
    shown = JSON.stringify([state.ici.map(keyOf), state.ailleurs.map(keyOf)]);
    const items = [...state.ici.map(entry), ...state.ailleurs.map((message) => entry(message, null))];
    const parts = items.length ? [make("ul", {}, ...items)] : [];
    if (state.modifiee) {
      const link = make("a", { href: `/${state.modifiee.page}` }, state.modifiee.titre);
      parts.unshift(make("p", { class: "apercu__modifiee" }, "Dernière page modifiée : ", link));
    }
    list.replaceChildren(...parts);
    const text = sentence(state, errors);
    if (status.textContent !== text) status.textContent = text;
    panel.classList.toggle("apercu--erreur", errors > 0);
    toggle.hidden = parts.length === 0;
    fold(parts.length === 0 || closed.has(shown) || (errors === 0 && !state.modifiee));
    if (!panel.isConnected) document.body.append(panel);
  }

  /** Ask for news; the server answers when there are some. A tab that is not seen asks nothing. */
  async function listen() {
    if (document.visibilityState !== "visible" || asked) return;
    asked = new AbortController();
    try {
      const address = `/_apercu/etat?page=${encodeURIComponent(page)}&vu=${seen}`;
      const answer = await fetch(address, { signal: asked.signal });
      const state = await answer.json();
      if (state.marque !== script.dataset.marque && (state.construit || !waiting)) {
        location.reload();
        return;
      }
      if (waiting && state.ici.length + state.ailleurs.length) waiting.textContent = "Corrigez ce qui suit : cette page s’ouvrira d’elle-même.";
      if (state.numero !== seen) render(state);
      seen = state.numero;
      asked = null;
      listen();
    } catch (error) {
      asked = null;
      if (error.name === "AbortError") return;
      status.textContent = "L’aperçu est arrêté : relancez la commande servir.";
      setTimeout(listen, 2000);
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") listen();
    else asked?.abort();
  });
  listen();
})();
