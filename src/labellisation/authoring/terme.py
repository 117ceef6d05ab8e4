# SPDX-License-Identifier: MIT
"""A new term of ``data/glossaire.yml``, at its place in the alphabet."""

from __future__ import annotations

from ruamel.yaml.comments import CommentedMap

from ..registry import Document
from ..registry.text import slug
from .questions import Question, Talk
from .roundtrip import insert, on_one_line, quoted
from .validate import free, known_list, one_of, several, words

PATH = "data/glossaire.yml"
EMPTY = "termes:\n"

QUESTIONS = (
    Question("sigle", "Sigle ou terme, avec ses capitales et ses accents", words(), required=True),
    Question("id", "Identifiant, en minuscules sans accent", free("terme"), required=True, default=lambda t: slug(t["sigle"])),
    Question("developpe", "Nom complet, si c’est un sigle", words()),
    Question("definition", "Définition, en une ou deux phrases à vous", words(), required=True),
    Question("portee", "Portée (nationale, locale, europeenne)", one_of(("nationale", "locale", "europeenne")), required=True,
             default=lambda _t: "nationale"),
    Question("territoire", "Territoire", words(), when=lambda t: t["portee"] == "locale"),
    Question("synonymes", "Autres formes, séparées par des virgules", several),
    Question("voir", "Identifiants d’autres termes à voir, séparés par des virgules", known_list("terme")),
    Question("verification", "Vu dans une source (lu), ou connaissance générale (a_relire)", one_of(("lu", "a_relire")),
             required=True, default=lambda _t: "a_relire"),
    Question("note", "Précision ou doute à dire au lecteur", words()),
)  # fmt: skip


def text(talk: Talk, before: str) -> str:
    """Return the glossary ``before`` with the new term."""
    a = talk
    entry = CommentedMap(
        id=a["id"],
        sigle=quoted(a["sigle"]),
        developpe=quoted(a["developpe"]),
        definition=quoted(a["definition"]),
        portee=a["portee"],
        territoire=quoted(a["territoire"]),
        synonymes=on_one_line([quoted(item) for item in a["synonymes"] or []]),
        voir=on_one_line(a["voir"] or []),
        verification=a["verification"],
        note=quoted(a["note"]),
    )
    return insert(before, "termes", entry, position(before, a["id"]))


def position(before: str, identifier: str) -> int:
    """Return where ``identifier`` stands in the alphabet of the file."""
    items = (Document("", before).value or {}).get("termes") or []
    return next((n for n, item in enumerate(items) if str(item.get("id")) > identifier), len(items))


def next_steps(talk: Talk) -> list[str]:
    """Say what to do now."""
    return [
        f'Le sigle s’explique de lui-même dans les pages\u00a0; pour l’écrire en entier\u00a0: {{{{ sigle("{talk["id"]}") }}}}'
    ]
