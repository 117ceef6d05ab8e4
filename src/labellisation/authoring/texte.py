# SPDX-License-Identifier: MIT
"""A new text of reference: one file of ``data/textes/``."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ruamel.yaml.comments import CommentedMap

from ..registry.text import slug
from .questions import Question, Talk
from .roundtrip import dump, quoted
from .validate import free, one_of, shape, words

_TYPES = ("loi", "decret", "arrete", "circulaire", "note_de_service", "article_de_code", "liste", "bulletin_academique",
          "rapport", "etude", "document", "demarche", "label")  # fmt: skip
_LEGAL = frozenset(_TYPES[:6])
_STATES = ("en_vigueur", "a_venir", "abroge", "remplace", "inconnu", "sans_objet")
_STATED = frozenset(_STATES[:4])
_TO_FIND = {
    "nor": "NOR non vu\u00a0: à relever sur la page officielle.",
    "titre": "Intitulé officiel non vu\u00a0: à recopier de la page officielle.",
    "publications": "Publication officielle non vue.",
    "url": "Aucune adresse vue.",
    "etat": "Vigueur non vérifiée\u00a0: ouvrir la page officielle.",
    "vigueur": "Date d’entrée en vigueur non vue.",
}


def _identifier(talk: Talk) -> str | None:
    if talk["article"]:
        code = {"code-education": "code-educ", "code-travail": "code-travail"}[talk["code"]]
        return f"{code}-{slug(talk['article'])}"
    return f"{slug(talk['type'])}-{talk['date']}" if talk["date"] else None


def _is_article(talk: Talk) -> bool:
    return bool(talk["type"] == "article_de_code")


def _is_not_article(talk: Talk) -> bool:
    return not _is_article(talk)


QUESTIONS = (
    Question("type", f"Type de texte ({', '.join(_TYPES)})", one_of(_TYPES), required=True),
    Question("code", "Code (code-education ou code-travail)", one_of(("code-education", "code-travail")), required=True, when=_is_article),
    Question("article", "Article, sans point ni espace (D335-1)", shape("texte", "article"), required=True, when=_is_article),
    Question("date", "Date de signature, AAAA, AAAA-MM ou AAAA-MM-JJ", shape("texte", "date"), when=_is_not_article),
    Question("numero", "Numéro (2023-763)", words(), when=_is_not_article),
    Question("nor", "NOR (quatre lettres, sept chiffres, une lettre)", shape("texte", "nor"), when=_is_not_article),
    Question("id", "Identifiant, qui fait l’adresse de la page", free("texte"), required=True, default=_identifier),
    Question("titre", "Intitulé officiel, recopié", words(3)),
    Question("titre_court", "Citation courte, sans majuscule (circulaire du 23 octobre 2023)", words(3), required=True),
    Question("objet", "Objet\u00a0: ce que fait le texte, en une ou deux phrases à vous", words(10), required=True),
    Question("territoire", "Académie ou région, pour un texte local (rien s’il est national)", words(3)),
    Question("support", "Publié au (BOEN, JORF, BOESR, JOUE)", one_of(("BOEN", "JORF", "BOESR", "JOUE"))),
    Question("support_numero", "Numéro du bulletin ou du journal", words(), when=lambda t: bool(t["support"])),
    Question("support_date", "Date de publication", shape("texte", "date"), when=lambda t: bool(t["support"])),
    Question("url", "Adresse de la page officielle", shape("texte", "url")),
    Question("etat", f"État ({', '.join(_STATES)})", one_of(_STATES), required=True, default=lambda _t: "inconnu"),
    Question("etat_source", "Qui dit cet état, et où", words(3), required=True, when=lambda t: t["etat"] in _STATED),
    Question("vigueur_du", "Entrée en vigueur", shape("texte", "date")),
    Question("source", "Adresse de la page que vous avez lue", shape("texte", "url"), required=True, default=lambda t: t["url"]),
    Question("source_note", "Ce que cette page apprend, ou sa nature (copie, presse)", words(3)),
    Question("lu_le", "Jour où vous l’avez lue, AAAA-MM-JJ", shape("texte", "jour"), required=True),
)  # fmt: skip


def path(talk: Talk) -> str:
    """Return the file of the text."""
    return f"data/textes/{talk['id']}.yml"


def _day(text: str | None) -> Any:
    """Return a date as the files of texts write it: a whole day without quotes."""
    return date.fromisoformat(text) if text and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else quoted(text)


def text(talk: Talk, schema: str) -> str:
    """Return the YAML of the text; what is not known is ``null`` and listed under ``a_verifier``."""
    a = talk
    entry = CommentedMap(id=a["id"], type=a["type"], numero=quoted(a["numero"]), date=_day(a["date"]), nor=a["nor"])
    if _is_article(talk):
        entry |= {"code": a["code"], "article": a["article"]}
    entry |= {"titre": quoted(a["titre"]), "titre_court": quoted(a["titre_court"]), "objet": quoted(a["objet"])}
    entry["portee"] = "locale" if a["territoire"] else "nationale"
    if a["territoire"]:
        entry["territoire"] = quoted(a["territoire"])
    publication = {"support": a["support"], "numero": quoted(a["support_numero"]), "date": _day(a["support_date"])}
    entry |= {
        "publications": [CommentedMap(publication)] if a["support"] else [],
        "url": a["url"],
        "etat": CommentedMap(valeur=a["etat"], source=quoted(a["etat_source"]), note=None),
        "vigueur": CommentedMap(du=_day(a["vigueur_du"]), au=None),
        "relations": [],
        "sources": [CommentedMap(url=a["source"], note=quoted(a["source_note"]), lu_le=_day(a["lu_le"]))],
        "lu_le": _day(a["lu_le"]),
        "verifie_le": None,
        "a_verifier": [
            CommentedMap(champ=field, note=quoted(note)) for field, note in _TO_FIND.items() if _lacks(a, field)
        ],
    }
    return f"# yaml-language-server: $schema={schema}\n{dump(entry)}"


def _lacks(talk: Talk, field: str) -> bool:
    if field == "etat":
        return bool(talk["etat"] == "inconnu")
    if field in ("vigueur", "publications", "nor"):
        key = {"vigueur": "vigueur_du", "publications": "support", "nor": "nor"}[field]
        return talk["type"] in _LEGAL and not talk[key] and (field != "nor" or _is_not_article(talk))
    return not talk[field]


def next_steps(talk: Talk) -> list[str]:
    """Say what to do now."""
    return [
        "Relisez le fichier\u00a0: chaque null est un fait inconnu, que «\u00a0a_verifier\u00a0» demande de chercher.",
        "S’il modifie ou remplace un autre texte, dites-le sous «\u00a0relations\u00a0».",
        f'Pour le citer dans une page\u00a0: {{{{ texte("{talk["id"]}") }}}}',
    ]
