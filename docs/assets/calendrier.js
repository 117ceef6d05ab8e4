// SPDX-License-Identifier: MIT
/**
 * The dates of the retro-planning. The server wrote the steps and their offsets; this dates them from the decision
 * and makes the calendar file (RFC 5545) in the browser. Nothing is sent anywhere.
 *
 * @typedef {{ row: HTMLTableRowElement, id: string, months: number, length: number, actor: string }} Step
 */

/** The same identifiers as the calendar to download: taken twice, an event is updated, not doubled. */
const HOST = "retroplanning.labellisation.invalid";
const DAY = 86_400_000;
const long = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" });

/** @param {Date} date */
const inWords = (date) => long.format(date).replace(/^1 /, "1er ");

/** @param {Date} date */
const compact = (date) => date.toISOString().slice(0, 10).replaceAll("-", "");

/**
 * The same day `months` later, or the last of that month if it is shorter.
 * @param {Date} date
 * @param {number} months
 */
function later(date, months) {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return first;
}

/**
 * First day and the day after the last one (a step without length lasts one day).
 * @param {Step} step
 * @param {Date} decision
 */
function span(step, decision) {
  const start = later(decision, step.months);
  return { start, end: step.length ? later(start, step.length) : new Date(start.getTime() + DAY) };
}

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

/**
 * A content line, folded at 75 octets without cutting a character.
 * @param {string} line
 */
function folded(line) {
  const bytes = new TextEncoder();
  let out = "";
  let room = 75;
  for (const character of line) {
    const size = bytes.encode(character).length;
    if (size > room) {
      out += "\r\n ";
      room = 74;
    }
    out += character;
    room -= size;
  }
  return `${out}\r\n`;
}

/** @param {number} months */
const offset = (months) => (months ? `T\u00a0${months < 0 ? "−" : "+"}\u00a0${Math.abs(months)}\u00a0mois` : "T");

/** The words of a cell, in one line; non-breaking spaces stay. @param {Element | null} element */
const wordsOf = (element) => element?.textContent?.replace(/[ \t\r\n]+/g, " ").trim() ?? "";

/**
 * @param {Step} step
 * @param {Date} decision
 * @param {string} stamp
 */
function event(step, decision, stamp) {
  const { start, end } = span(step, decision);
  const product = step.row.querySelector("[data-livrable]");
  const notes = [`${offset(step.months)}. ${wordsOf(step.row.querySelector("[data-acteur-nom]"))}.`];
  if (product && !product.querySelector(".sans-objet")) notes.push(`Livrable\u00a0: ${wordsOf(product)}.`);
  if ("local" in step.row.dataset) notes.push("Date fixée par l’académie\u00a0: à vérifier.");
  return [
    "BEGIN:VEVENT",
    `UID:${step.id}@${HOST}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(start)}`,
    `DTEND;VALUE=DATE:${compact(end)}`,
    `SUMMARY:${escaped(wordsOf(step.row.querySelector("[data-libelle]")))}`,
    `DESCRIPTION:${escaped(notes.join("\n"))}`,
    ...(step.row.dataset.depend ?? "").split(" ").filter(Boolean).map((id) => `RELATED-TO:${id}@${HOST}`),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/**
 * The calendar file of the steps.
 * @param {Step[]} steps
 * @param {Date} decision
 */
function calendar(steps, decision) {
  const stamp = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//labellisation//retroplanning//FR",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(`Rétroplanning du label Lycée des métiers (décision\u00a0: ${inWords(decision)})`)}`,
    ...steps.flatMap((step) => event(step, decision, stamp)),
    "END:VCALENDAR",
  ].map(folded).join("");
}

/** @param {HTMLElement} root */
function setUp(root) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector("[data-calendrier-choix]"));
  const message = /** @type {HTMLElement} */ (root.querySelector("[data-calendrier-message]"));
  const button = /** @type {HTMLButtonElement} */ (root.querySelector('[data-calendrier-bouton="ics"]'));
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  /** @type {Step[]} */
  const steps = [.../** @type {NodeListOf<HTMLTableRowElement>} */ (root.querySelectorAll("[data-jalon]"))].map((row) => ({
    row,
    id: row.dataset.jalon ?? "",
    months: Number(row.dataset.decalage),
    length: Number(row.dataset.duree),
    actor: row.dataset.acteur ?? "",
  }));

  /** The decision: its date, or the first day of the year of the campaign; null if neither can be read. */
  const decision = () => {
    const written = field("decision").value || (/^20\d\d$/.test(field("annee").value) ? `${field("annee").value}-01-01` : "");
    return /^20\d\d-\d\d-\d\d$/.test(written) ? new Date(`${written}T00:00:00Z`) : null;
  };
  const kept = () => steps.filter((step) => !field("acteur").value || step.actor === field("acteur").value);

  const show = () => {
    const day = decision();
    const chosen = kept();
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-calendrier-colonne]"))) cell.hidden = day === null;
    for (const step of steps) {
      step.row.hidden = !chosen.includes(step);
      const cell = /** @type {HTMLElement} */ (step.row.querySelector("[data-calendrier-dates]"));
      if (day === null) {
        cell.textContent = "";
        continue;
      }
      const { start, end } = span(step, day);
      cell.textContent = step.length ? `du ${inWords(start)} au ${inWords(new Date(end.getTime() - DAY))}` : inWords(start);
    }
    button.disabled = day === null || chosen.length === 0;
    const wrong = field("decision").validity.badInput || field("annee").value || field("annee").validity.badInput;
    if (day) message.textContent = `${chosen.length}\u00a0étapes datées pour une décision ${field("decision").value ? `le ${inWords(day)}` : `comptée au ${inWords(day)}`}.`;
    else message.textContent = wrong ? "Écrivez une date complète ou une année, de 2000 à 2099." : "Donnez une date ou une année pour dater les étapes.";
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (submitted) => submitted.preventDefault());
  root.querySelector('[data-calendrier-bouton="imprimer"]')?.addEventListener("click", () => print());
  button.addEventListener("click", () => {
    const day = decision();
    if (!day) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([calendar(kept(), day)], { type: "text/calendar;charset=utf-8" }));
    link.download = `retroplanning-${day.toISOString().slice(0, 10)}.ics`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    message.textContent = "Fichier de calendrier enregistré\u00a0: ouvrez-le avec votre agenda.";
  });
  form.hidden = false;
  show();
}

document.querySelectorAll("[data-calendrier]").forEach((root) => setUp(/** @type {HTMLElement} */ (root)));
