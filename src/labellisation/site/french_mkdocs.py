# SPDX-License-Identifier: MIT
"""What MkDocs says, in French: each of its sentences that an editor may meet, with what it names.

A sentence that the catalogue lacks stays as MkDocs wrote it, and a test compares the catalogue with the installed MkDocs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

#: What a sentence points at: an entry of « nav », a setting, a link of a page, a page, a template, nothing known.
Target = Literal["nav", "reglage", "lien", "page", "gabarit", ""]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence in French, and what it points at: its kind, the name of the thing, the page that holds it."""

    message: str
    kind: Target = ""
    name: str = ""
    page: str = ""


_KINDS = {
    "str": "un texte", "int": "un nombre", "float": "un nombre", "list": "une liste", "dict": "des clés et leurs valeurs",
    "bool": "true ou false", "NoneType": "rien",
}  # fmt: skip
_TYPE = re.compile(r"<class '([\w.]+)'>")


def _kinds(text: str) -> str:
    """Say in French the Python types that ``text`` names."""
    return _TYPE.sub(lambda m: _KINDS.get(m[1], m[1]), text).replace("(", "").replace(")", "")


def _type_expected(found: Mapping[str, str]) -> str:
    return f"attendu {_kinds(found['attendu'])}, lu {_kinds(found['lu'])}"


def _within(found: Mapping[str, str]) -> str:
    """Translate the sentence inside another."""
    return translate(found["suite"]).message


#: Regular expression over the whole sentence → French (a form with the groups, or a function), kind, group of the name.
_Entry = tuple[str, str | Callable[[Mapping[str, str]], str], Target, str]
_NOT_VALID = "réglage refusé"
SENTENCES: tuple[_Entry, ...] = (
    # Links of a page.
    (r"Doc file '(?P<page>.*?)' contains a link '(?P<nom>.*)', but the target.* is not found among documentation files\.(?: Did you mean '(?P<piste>.*)'\?)?",
     "lien {nom!r}\u00a0: attendu une page ou un fichier du site", "lien", "nom"),
    (r"Doc file '(?P<page>.*?)' contains an unrecognized relative link '(?P<nom>.*)', it was left as is\.(?: Did you mean '(?P<piste>.*)'\?)?",
     "lien {nom!r}\u00a0: attendu le fichier .md de la page", "lien", "nom"),
    (r"Doc file '(?P<page>.*?)' contains an absolute link '(?P<nom>.*)', it was left as is\.(?: Did you mean '(?P<piste>.*)'\?)?",
     "lien {nom!r}\u00a0: attendu un lien qui part de cette page, sans / au début", "lien", "nom"),
    (r"Doc file '(?P<page>.*?)' contains a link to '(?P<nom>.*)' which is excluded from the built site\.",
     "lien {nom!r}\u00a0: attendu une page publiée", "lien", "nom"),
    (r"Doc file '(?P<page>.*?)' contains a link '(?P<nom>.*)', but there is no such anchor on this page\.(?: This seems.*)?",
     "ancre {nom!r}\u00a0: attendu une ancre de cette page", "lien", "nom"),
    (r"Doc file '(?P<page>.*?)' contains a link '(?P<nom>.*)', but the doc '(?P<cible>.*)' does not contain an anchor '(?P<ancre>.*)'\.",
     "ancre {ancre!r}\u00a0: attendu une ancre de {cible}", "lien", "nom"),
    # Pages and templates.
    (r"Error (?:reading|building) page '(?P<page>.*?)':(?P<suite>.*)", "la page ne se construit pas\u00a0:{suite}", "page", "page"),
    (r"File not found: (?P<page>.*)", "fichier introuvable", "page", "page"),
    (r"Encoding error reading file: (?P<page>.*)", "le fichier n’est pas en UTF-8\u00a0: enregistrez-le dans ce codage", "page", "page"),
    (r"Excluding '(?P<page>.*)' from the site because it conflicts with '(?P<autre>.*)'\.",
     "même adresse que {autre}\u00a0: attendu un autre nom de fichier", "page", "page"),
    (r"Template skipped: '(?P<nom>.*)' not found in (?:docs_dir|theme directories)\.", "gabarit {nom!r} introuvable", "gabarit", "nom"),
    (r"Error reading template '(?P<nom>.*)': (?P<suite>.*)", "gabarit {nom!r} illisible\u00a0: {suite}", "gabarit", "nom"),
    # The menu.
    (r"A reference to '(?P<nom>.*)' is included in the 'nav' configuration, which is not found in the documentation files\.",
     "menu {nom!r}\u00a0: attendu une page qui existe", "nav", "nom"),
    (r"A reference to '(?P<nom>.*)' is included in the 'nav' configuration, but this file is excluded from the built site\.",
     "menu {nom!r}\u00a0: attendu une page publiée", "nav", "nom"),
    (r"An absolute path to '(?P<nom>.*)' is included in the 'nav' configuration, which presumably points to an external resource\.",
     "menu {nom!r}\u00a0: attendu le fichier .md d’une page, sans / au début", "nav", "nom"),
    (r"The following pages exist in the docs directory, but are not included in the \"nav\" configuration:(?P<nom>.*)",
     "pages absentes du menu\u00a0:{nom}", "nav", ""),
    (r"Expected nav to be a list, got .*", "nav\u00a0: attendu une liste", "reglage", "nav"),
    (r"Expected nav item to be a (?:dict of size 1|string or dict), got (?P<lu>.*)",
     "nav\u00a0: attendu une page par ligne, ou « titre\u00a0: page » ({lu} ici)".replace("« ", "«\u00a0").replace(" »", "\u00a0»"), "nav", ""),
    # Settings.
    (r"Config value '(?P<nom>.*?)': (?P<suite>.*)", _within, "reglage", "nom"),
    (r"Sub-option '(?P<nom>.*?)': (?P<suite>.*)", lambda m: f"{m['nom']}\u00a0: {_within(m)}", "reglage", "nom"),
    (r"Plugin '(?P<greffon>.*?)' option '(?P<nom>.*?)': (?P<suite>.*)",
     lambda m: f"greffon {m['greffon']!r}, {m['nom']}\u00a0: {_within(m)}", "reglage", "nom"),
    (r"Plugin '(?P<nom>.*)' was specified multiple times.*", "greffon {nom!r} écrit plusieurs fois\u00a0: attendu une seule", "nav", "nom"),
    (r"Plugin '(?P<nom>.*?)': (?P<suite>.*)", lambda m: f"greffon {m['nom']!r}\u00a0: {_within(m)}", "reglage", "nom"),
    (r"Unrecognised configuration name: (?P<nom>.*)", "réglage {nom!r} inconnu\u00a0: attendu un réglage de MkDocs", "reglage", "nom"),
    (r"The configuration option '(?P<nom>.*?)' (?:was removed|has been deprecated).*", "réglage {nom!r} abandonné\u00a0: retirez-le", "reglage", "nom"),
    (r"Required configuration not provided\.", "réglage obligatoire, absent", "", ""),
    (r"Expected type: (?P<attendu>.*?) (?:with length .*? )?but received: (?P<lu>.*)", _type_expected, "", ""),
    (r"Expected type: (?P<attendu>.*?) for keys, but received: (?P<lu>.*)", _type_expected, "", ""),
    (r"Expected a (?P<attendu>list|dict) of items, but a (?P<lu>.*) was given\.",
     lambda m: f"attendu {_KINDS[m['attendu']]}, lu {_kinds(m['lu'])}", "", ""),
    (r"Expected a (?:multiline )?string, (?:got|but a) (?P<lu><class '.*?'>)(?: was given\.)?", lambda m: f"attendu un texte, lu {_kinds(m['lu'])}", "", ""),
    (r"Expected one of:? (?P<attendu>.*?)(?: but received:|, got) (?P<lu>.*)", "attendu l’un de {attendu}, lu {lu}", "", ""),
    (r"Expected boolean but received: (?P<lu>.*)", lambda m: f"attendu true ou false, lu {_kinds(m['lu'])}", "", ""),
    (r"Invalid type (?P<lu>.*)\. Expected a string or key/value pairs\.", lambda m: f"attendu un texte ou des clés, lu {_kinds(m['lu'])}", "", ""),
    (r"The URL isn't valid, it should include the http:// \(scheme\)|Unable to parse the URL\.", "attendu une adresse qui commence par https://", "", ""),
    (r"edit_uri: (?P<nom>.*) is not a valid URL.*", "lien de modification {nom}\u00a0: attendu une adresse qui commence par https://", "reglage", "edit_uri"),
    (r"Must be a string of format 'IP:PORT'|'.*' is not a valid port", "attendu une adresse et un port, comme 127.0.0.1:8000", "", ""),
    (r"The option '(?P<nom>.*?)' has no effect when '(?P<autre>.*?)' is set\.", "réglage {nom!r} sans effet quand {autre!r} est donné", "reglage", "nom"),
    (r"The path '(?P<nom>.*)' isn't an existing (?P<genre>.*)\.", "chemin {nom!r} introuvable", "reglage", "nom"),
    (r"The '(?P<nom>.*?)' should not be .*", "{nom!r}\u00a0: attendu un dossier à côté de mkdocs.yml, ni dans docs ni dans site", "reglage", "nom"),
    (r"Unrecognised theme name: '(?P<nom>.*?)'\..*", "thème {nom!r} inconnu\u00a0: attendu material", "reglage", "theme"),
    (r"At least one of 'name' or 'custom_dir' must be defined\.|No theme name set\.", "thème sans nom\u00a0: attendu name: material", "reglage", "theme"),
    (r"The path set in custom_dir \('(?P<nom>.*)'\) does not exist\.", "dossier de gabarits {nom!r} introuvable", "reglage", "custom_dir"),
    (r"'locale' must be a string\.", "langue\u00a0: attendu un texte", "reglage", "locale"),
    (r"(?:The theme|A theme named) '(?P<nom>.*?)' .*", "thème {nom!r} mal installé\u00a0: refaites l’installation", "reglage", "theme"),
    (r"'(?P<nom>.*)' is not a valid Markdown Extension name\.|Invalid config options for Markdown Extension '.*'\.|Invalid Markdown Extensions configuration",
     "extension de Markdown mal écrite", "reglage", "markdown_extensions"),
    (r"Failed to load extension '(?P<nom>.*?)'\..*", "extension de Markdown {nom!r} introuvable", "nav", "nom"),
    (r"The \"(?P<nom>.*)\" plugin is not installed", "greffon {nom!r} absent\u00a0: retirez-le, ou installez-le", "nav", "nom"),
    (r"'.*' is not a valid plugin name\.|Invalid Plugins configuration.*|Invalid config options for the '.*' plugin\.|.* must be a subclass of .*",
     "greffon mal écrit", "reglage", "plugins"),
    (r"Cannot import path '(?P<nom>.*)' as a Python module", "programme {nom!r} introuvable", "nav", "nom"),
    (r"The configuration is invalid\. Expected a key-value mapping.*", "attendu des réglages, un par ligne\u00a0: «\u00a0nom: valeur\u00a0»", "", ""),
    (r"Config file '(?P<nom>.*)' does not exist\.", "mkdocs.yml est absent\u00a0: remettez-le", "", ""),
    (r"Inherited config file '(?P<nom>.*?)' does not exist at .*", "fichier {nom!r} introuvable", "reglage", "INHERIT"),
    (r"MkDocs encountered an error parsing the configuration file: (?P<suite>.*)", "mkdocs.yml illisible", "", ""),
    (r"Unknown prefix .*|'!relative' tag .*|The current file is not set for the '!relative' tag.*", _NOT_VALID, "", ""),
    (r"Path '(?P<nom>.*)' uses OS-specific separator.*", "chemin {nom!r}\u00a0: attendu des / et non des \\", "reglage", "nom"),
    (r"Aborted with .*", "la construction s’est arrêtée", "", ""),
)  # fmt: skip


def _match(pattern: str, sentence: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, sentence.strip(), re.DOTALL)  # compiled when the engine has something to say


def translate(sentence: str) -> Told:
    """Return the French of one sentence of MkDocs; a sentence that is not known stays, told as the engine's."""
    for pattern, french, kind, name in SENTENCES:
        if match := _match(pattern, sentence):
            found = {key: value or "" for key, value in match.groupdict().items()}
            message = french(found) if callable(french) else french.format(**found)
            if found.get("piste"):
                message += f" (vouliez-vous dire {found['piste']}\u00a0?)"
            inner = translate(found["suite"]) if callable(french) and "suite" in found else Told("")
            if inner.kind:
                return Told(message, inner.kind, inner.name, inner.page)
            return Told(message, kind, found.get(name, name), found.get("page", ""))
    return Told(f"le moteur du site signale\u00a0: {' '.join(sentence.split())}")


def is_known(sentence: str) -> bool:
    """Say whether the catalogue holds the French of ``sentence``."""
    return any(_match(pattern, sentence) for pattern, *_rest in SENTENCES)
