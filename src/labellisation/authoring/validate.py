# SPDX-License-Identifier: MIT
"""What an answer may be: the shapes of the schemas, the words of the vocabularies, the identifiers that exist or are free."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection

from ..content import typography
from ..registry import DateError, PartialDate
from ..registry.hints import HINTS
from ..registry.known import known_etablissements, known_ids
from ..registry.uai import check_uai
from .questions import Check, RefusedError, Talk


def shape(schema: str, name: str) -> Check:
    """Accept what the definition ``name`` of the schema accepts (NOR, address, date, code…); dates must exist."""

    def check(text: str, talk: Talk) -> str:
        node = talk.registry.schema(schema).content["$defs"][name]
        if not re.search(node["pattern"], text):
            hint = HINTS.get(node.get("x-regle", ""))
            guess = hint(text) if hint else None
            raise RefusedError(f"attendu {node['x-attendu']}" + (f" ({guess})" if guess else ""))
        if name in ("date", "jour"):
            try:
                PartialDate.parse(text)
            except DateError:
                raise RefusedError("attendu une date qui existe au calendrier") from None
        return text

    return check


def words(least: int = 1, most: int = 2000) -> Check:
    """Accept one line of prose; the French spaces and apostrophes are put right."""

    def check(text: str, _talk: Talk) -> str:
        mended = typography.mended(text)
        odd = any(unicodedata.category(sign).startswith("C") for sign in mended)
        if odd or not least <= len(mended) <= most:
            raise RefusedError(f"attendu de {least} à {most} signes visibles, sur une ligne ({len(mended)} ici)")
        return mended

    return check


def plain_words(least: int = 1, most: int = 200) -> Check:
    """Accept prose for the front matter of a page, where braces and angle brackets have no place."""

    def check(text: str, talk: Talk) -> str:
        if re.search(r"[{}<>]", text):
            raise RefusedError("attendu un texte sans accolade ni chevron")
        return str(words(least, most)(text, talk))

    return check


def one_of(options: Collection[str] | Callable[[Talk], Collection[str]]) -> Check:
    """Accept one word of a closed list."""

    def check(text: str, talk: Talk) -> str:
        allowed = options(talk) if callable(options) else options
        if text in allowed:
            return text
        near = difflib.get_close_matches(text, list(allowed), 1)
        guess = f" (vouliez-vous dire {near[0]}\u00a0?)" if near else ""
        raise RefusedError(f"attendu un mot de la liste\u00a0: {', '.join(allowed)}{guess}")

    return check


def vocabulary(name: str) -> Check:
    """Accept an entry of ``data/vocabulaires/<name>.yml``."""
    return one_of(lambda talk: [e.id for e in talk.registry.vocabulaires[name].entrees])


def free(kind: str) -> Check:
    """Accept an identifier of ``kind`` that no record bears."""

    def check(text: str, talk: Talk) -> str:
        shape("glossaire", "id")(text, talk)
        if text in known_ids(talk.registry, kind):
            raise RefusedError(f"{text!r} existe déjà\u00a0: attendu un identifiant libre")
        return text

    return check


def known_list(kind: str) -> Check:
    """Accept identifiers of ``kind`` that exist, parted by commas."""

    def check(text: str, talk: Talk) -> list[str]:
        found = several(text, talk)
        known = known_ids(talk.registry, kind)
        for item in found:
            if item not in known:
                near = difflib.get_close_matches(item, known, 1)
                raise RefusedError(
                    f"{item!r} n’existe pas" + (f" (vouliez-vous dire {near[0]}\u00a0?)" if near else "")
                )
        return found

    return check


def several(text: str, _talk: Talk) -> list[str]:
    """Accept words parted by commas, each once."""
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def each_of(options: Collection[str]) -> Check:
    """Accept words of a closed list, parted by commas."""
    return lambda text, talk: [one_of(options)(item, talk) for item in several(text, talk)]


def new_uai(text: str, talk: Talk) -> str:
    """Accept a sound UAI that the registry does not hold yet."""
    text = text.upper()
    wanted = check_uai(text)
    if wanted:
        raise RefusedError(f"attendu {wanted}")
    shape("etablissements", "uai")(text, talk)
    for item in talk.registry.all_etablissements():
        if item.uai == text or item.id == text.lower():
            place = talk.registry.locate(item.origine)
            raise RefusedError(
                f"{text} est déjà inscrit ({place.path}, ligne {place.line})\u00a0: ajoutez un fait à son label"
            )
    if text.lower() in known_etablissements(talk.registry):
        raise RefusedError(f"{text} est déjà inscrit\u00a0: ajoutez un fait à son label")
    return text


def academie_of(uai: str | None, talk: Talk) -> str | None:
    """Return the only académie whose établissements bear the prefix of ``uai``; ``None`` if there is not exactly one."""
    found = {
        slug
        for slug, academie in talk.registry.academies.items()
        for departement in academie.departements
        if uai and uai[:3] in departement.prefixes_uai
    }
    return found.pop() if len(found) == 1 else None


def departement_of(uai: str | None, talk: Talk) -> str | None:
    """Return the only département of the chosen académie that bears the prefix of ``uai``."""
    academie = talk.registry.academies.get(str(talk["academie"]))
    found = [d.code for d in academie.departements if uai and uai[:3] in d.prefixes_uai] if academie else []
    return found[0] if len(found) == 1 else None
