// SPDX-License-Identifier: MIT
/**
 * Words of the search: one writing for dates and identifiers, endings that do not count, words that say little.
 */

const MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(" ");
const NUMBERS = ("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un " +
  "vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un").split(" ");
const SPELLED = [...NUMBERS, "premier"].sort((a, b) => b.length - a.length).map((word) => word.replace(/-/g, "[- ]")).join("|");
/** A year in words, from 2001 on. */
const YEAR = new RegExp(`\\bdeux[- ]mille[- ](${SPELLED})\\b`, "g");
const DATE = new RegExp(`\\b(?:(\\d{1,2}|${SPELLED})(?:er)? +)?(${MONTHS.join("|")}) +(\\d{4})\\b`, "g");
export const EMPTY_WORDS = new Set(
  ("a ai an ans as au aussi aux avec avoir ce cela ces cet cette ceux combien comment d dans de des dire dit doit doivent donc du elle elles en entre est et etre eu fait faire " +
    "faut il ils je l la le les leur leurs lors lui ma mais me mes moi mon ne ni nos notre nous on ont or ou par pas peut peuvent peux plus pour pourquoi puis qu quand que " +
    "quel quelle quelles quels qui quoi sa sans savoir se ses si soi son sont sous sur ta te tes ton tous tout toute toutes tu un une vos votre vous y " +
    "souhaite souhaitons voudrais voudrions veux veut voulons voulez veulent puisse pouvez pouvons puis-je devons devez devra devrait doive suis sommes etes etait sera serait soit " +
    "avons avez aura aurait aurions vais vas allons allez vont irait faites font fera faisons faudra faudrait faille nul beaucoup tres trop jamais aujourd hui actuellement maintenant voudrait voudraient aimerais aimerait aimerions desire desirons " +
    "pourrait pourrait-on pourrais pourrions pourraient devrais devrions devraient serions seront etaient parce car dont ainsi alors hein bonjour merci svp").split(" "),
);
/** Words of questions that say little of what is asked. */
const WEAK_WORDS = new Set(
  ("aide aider aller apres arrive arriver assez autre autres avant besoin bien bon bonne cas cherche chercher chose concerne connaitre compris comprendre concretement " +
    "dois devoir depuis devient devenir donne donner eleve encore est-il eviter existe exactement facon faudrait fois grand gros jamais juste la-bas ou "+
    "fille fils enfant enfants maniere mettre mieux moins moment monsieur meme necessaire obligatoire obligatoirement oblige parle parler part passe passer pendant permet permettre personne petit pres chez " +
    "possible pouvoir pouvons prendre propos propre quelqu quelque quelques rien sert servir sinon sorte souvent suffit sujet temps tenir tient toujours truc trouve trouver utile utiliser va vais " +
    "vient voila voir vouloir vrai vraiment porte portent porter fini finie termine terminee terminer entrer entre-t-on reellement simplement facile facilement normalement " +
    "sait savent savait dites expliquer explique expliquez quelle-est consiste arrive-t-il gens monde marche marchent ressemble ressembler " +
    "viens venons venez viennent venir venu venue venus passons passez passent prend prends prenons prenez prennent laisse laisser laissons laissez reste rester restons pense pensons pensez " +
    "crois croyons croyez voyons voyez voient revenir revient disons disent dirait parlons parlez mets mettons mettez mettent donnons donnez donnent trouvons trouvez essayer essaie essayons essayez arrivons arrivent").split(" "),
);
/** Words of every talk, rare in the guide: they say less than a word of the field that it writes everywhere. */
const COMMON = new Set(
  ("absolu absolument achat annonce apporter apprecie arret avance barre belle bout but cadre cependant cesse change changer chemin choisi choisir choses clair claire cle clef " +
    "commence commencer complique compliquer concret consacrer contre court courte couvrir croiser debut declare deja demain deroule derouler derriere dessous dessus detenir " +
    "detient devant difficile difficulte dirige diriger domaine doute droite effet embete enlever enorme ensemble ensuite entier envie envisage espere etape etonnant fameux faux " +
    "ferme fermer foncer force frais gauche genre hier horaire ideal idee imaginer impossible incapable installer instant interesse interesser invite joindre jour jours laquelle " +
    "lequel lesquels lieu ligne loin lourd lourde mal malgre manque manquer matin merite mille minute montre montrer mot neuf nombreuse nombreux nouveau nouveaux nouvelle nouvelles " +
    "nuit occupe occuper officiellement pareil parfois parmi passage pire plein pleine pose poser position pourtant pousser precis precise preferer premier premiere presque pret " +
    "prete pretes prets prevoir principal probleme produit professionnellement profite profiter promis quasi question raconter raison rapide rapidement rappeler rate rater regarder " +
    "remettre remplacer rencontre repondre reponse resoudre ressortir retard risque risquer route scene serieux seul seule seulement seuls signifie simple situation soir solution " +
    "sortir soudain soutenir surtout surveiller tache taille tard telle tels tente tenter terme tot toucher tour tourner traine travaille travaillent travailler tromper urgent " +
    "valoir vaut vendu vendue vers vie vite vivre volonte").split(" "),
);
/** What the whole guide is about, as it is compared: in a question, the other words say more. */
const SUBJECT = new Set("label labellis labelliser labellisation candidater candidat demander obtenir lyce etablissement metier".split(" "));
/** Writings that stand for a whole word. */
const SHORT = new Map([["st", "saint"], ["ste", "sainte"], ["no", ""], ["num", ""], ["numero", ""]]);

/** @param {string} text */
export const fold = (text) =>
  text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘ʼ`´]/g, "'").replace(/\s+/g, " ").trim();

/** Numbers in letters, as they are compared; « neuf » is also an adjective. */
const COUNTED = new Map(["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "dix", "douze", "quinze", "vingt"].map((word) => [word, String(NUMBERS.indexOf(word) + 1)]));

/** A word without the ending of the plural and of the feminine; a number, in figures. @param {string} word */
export const stem = (word) =>
  COUNTED.get(word) ?? (/\d/.test(word) || word.length < 4 ? word : word.replace(/(?<!e)aux$/, "al").replace(/[sx]$/, "").replace(/e$/, ""));

/**
 * A word as it is compared (`key`: a stem, an identifier without signs, or `@2023-10-23`) and as the index is asked (`ask`).
 * @typedef {{ key: string, ask: string, word: string }} Word
 */

/** A word that names one thing: an article, a text, a rule. */
export const IDENTIFIER = /^(?:[a-z]{1,4}\d{3,}[a-z]?|\d{6,}[a-z]?)$/;

const QUESTION = /\b(?:combien|comment|pourquoi|quand|quoi|que (?:faire|faut|se passe)|qu'(?:est-ce|arrive)|est-ce qu|faut-il|(?:peut|doit|est|sont|peuvent|doivent)-(?:on|ils?|elles?)|puis-je)\b/;
/** Whether a query asks how things are done: no lycée answers it. @param {string} text */
export const isQuestion = (text) => QUESTION.test(fold(text));

/** Whether a text asks for several lycées, not for one. @param {string} text */
export const isList = (text) => /\b(?:lycees|etablissements|labellises|liste|annuaire)\b/.test(fold(text));

/** Whether a text asks for one official text, by its kind. @param {string} text */
export const isOfficial = (text) => /\b(?:arrete|circulaire|decret|loi|note de service)\b/.test(fold(text));

/** Whether a word of a question says little of what is asked. @param {Word} word */
export const isWeak = ({ word }) => word.startsWith("?") || WEAK_WORDS.has(word);
/** Whether a word is one of every talk. @param {Word} word */
export const isCommon = ({ word }) => COMMON.has(word);
/** Whether a word is one of the subject of the whole guide. @param {Word} word */
export const isSubject = ({ key }) => SUBJECT.has(key);

/** @param {string} written a number in words */
const counted = (written) => (written === "premier" ? 1 : NUMBERS.indexOf(written.replace(/ /g, "-")) + 1);

/** @param {string} year @param {string | number} month @param {string | number} [day] */
const iso = (year, month, day) => `@${year}-${String(month).padStart(2, "0")}${day ? `-${String(day).padStart(2, "0")}` : ""}`;

/**
 * The words of a text, in order: dates and identifiers in one writing, without elisions nor empty words (unless there is nothing else).
 * @param {string} text
 * @returns {Word[]}
 */
export function read(text) {
  /** @type {Word[]} */
  const known = [];
  const keep = (/** @type {string} */ key, /** @type {string} */ ask) => ` ¤${known.push({ key, ask, word: key }) - 1} `;
  const join = (/** @type {string} */ found) => found.replace(/[^a-z0-9]/g, "");
  const asked = (/** @type {string} */ word) => keep(`?${word}`, word);
  const rest = fold(text.replace(/¤|(?<!\p{L})ça(?!\p{L})/giu, " ").replace(/(?<!\p{L})où(?!\p{L})/giu, () => asked("ou")))
    .replace(/\b(?:combien|pourquoi|quand)\b/g, asked)
    .replace(/^(?:a |de |par )?qui\b/, () => asked("qui"))
    .replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, (_all, y, m, d) => keep(iso(y, m, d), `${Number(d)} ${MONTHS[m - 1] ?? m} ${y}`))
    .replace(/\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/g, (_all, d, m, y) => keep(iso(y, m, d), `${Number(d)} ${MONTHS[m - 1] ?? m} ${y}`))
    .replace(YEAR, (_all, written) => String(2000 + counted(written)))
    .replace(DATE, (all, d, m, y) => {
      const day = d && (Number(d) || counted(d));
      return keep(iso(y, MONTHS.indexOf(m) + 1, day), day ? `${day} ${m} ${y}` : all);
    })
    .replace(/\ben general\b/g, " ")
    .replace(/\b(?:uai|rne|nor)\s+(?=\d{3}|[a-z]{4}\s?\d)/g, " ")
    .replace(/\bart\.?\s+(?=[lrda][\s.]*\d)/g, "article ")
    .replace(/\b([lrda])\s*\.?\s*(\d{2,4})((?:\s*[-–.]\s*|\s+)\d{1,3})((?:\s*[-–]\s*\d{1,2})*)(?!\d)/g, (all) => keep(join(all), join(all)))
    .replace(/\b([lrda])\s*\.\s*(\d{2,4})\b/g, (all) => keep(join(all), join(all)))
    .replace(/\b([a-z]{4}\s?\d{7}|\d{3}\s?\d{4})\s?[a-z]\b/g, (all) => keep(join(all), join(all)))
    .replace(/\b(fiche|annexe) ?\d\b/g, (all, word) => word + keep(join(all), all))
    .replace(/\b(?:aca|etb|fic|sit|txt)[ -]?\d{3}\b/g, (all) => keep(join(all), join(all)))
    .replace(/\b\d{2,4}\s*[-–/]\s*\d{1,4}(?:-\d{1,2})?\b/g, (all) => keep(join(all), all.replace(/[\s–/]+/g, "-")))
    .replace(/\b(?:jusqu|lorsqu|puisqu|qu|[cdjlmnst])'/g, " ");
  const words = (rest.match(/¤\d+|[a-z0-9]+/g) ?? []).flatMap((found) => {
    if (found.startsWith("¤")) return [known[Number(found.slice(1))]];
    const word = SHORT.get(found) ?? found;
    return word.length > 1 || /\d/.test(word) ? [{ key: stem(word), ask: word.replace(/\b(c|s|m|n|v|b|man)?oe(?=u|il|no)/, "$1œ"), word }] : [];
  });
  const full = words.filter(({ word }) => !EMPTY_WORDS.has(word));
  return full.length ? full : words;
}

/** The words of a query without « lycée des métiers », which every page is about, if others are left that say something. @param {Word[]} words */
export function withoutSubject(words) {
  const at = words.findIndex(({ key }, n) => key === "lyce" && words[n + 1]?.key === "metier");
  const left = words.filter((_word, n) => n < at || n > at + 1);
  return at >= 0 && left.some((word) => word.key.length > 3 && !isWeak(word)) ? left : words;
}

/**
 * The keys of a name: a date is also known by its month and its year.
 * @param {string} text
 */
export const keysOf = (text) =>
  read(text).flatMap(({ key }) => (key.startsWith("@") ? [...new Set([key, key.slice(0, 8), key.slice(1, 5)])] : [key]));

/** What a part of a name, and a name that is not the title, are worth. */
const PART = 0.8;
const OTHER = 0.95;

/** A text without signs nor blanks. @param {string} text */
export const compact = (text) => fold(text).replace(/[^a-z0-9]/g, "");

/**
 * @typedef {{ place: number, whole: boolean, keys: string[], weight: number, share: number }} Name
 *
 * Names as they are compared: each text, and each part of it between commas (« Renouveler, modifier, s’arrêter »).
 * @param {string[]} texts
 * @param {number} [place] what they name
 * @returns {Name[]}
 */
export const namesOf = (texts, place = 0) =>
  texts.flatMap((text, n) => {
    const parts = text.split(/\s*[,;:?]\s+/).filter(Boolean);
    return [text, ...(parts.length > 1 ? parts : [])].map((part, rank) => ({ place, whole: !rank, keys: keysOf(part), weight: 0, share: (rank ? PART : 1) * (n ? OTHER : 1) }));
  });

/** The words of a list where each starts with a capital: how many letters it shares with the last. @param {string} text */
export function decode(text) {
  let last = "";
  return (text.match(/[A-Z][a-z0-9]*/g) ?? []).map((part) => (last = last.slice(0, part.charCodeAt(0) - 65) + part.slice(1)));
}
