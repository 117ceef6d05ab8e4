# SPDX-License-Identifier: MIT
"""The state of a text at a date. An unknown state stays unknown: ``None`` never means « in force »."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .dates import PartialDate
from .models import Texte
from .registry import Registry

LIBELLES = {
    "en_vigueur": "en vigueur",
    "a_venir": "à venir",
    "abroge": "abrogé",
    "remplace": "remplacé",
    "inconnu": "vigueur à vérifier",
    "sans_objet": "sans valeur réglementaire",
}
ENDED = frozenset({"abroge", "remplace"})
INVERSES = {
    "applique": "Appliqué par",
    "modifie": "Modifié par",
    "remplace": "Remplacé par",
    "abroge": "Abrogé par",
    "cree": "Créé par",
    "codifie": "Codifié par",
}
DIRECT = {
    "applique": "Applique",
    "modifie": "Modifie",
    "remplace": "Remplace",
    "abroge": "Abroge",
    "cree": "Crée",
    "codifie": "Codifie",
}


class EtatCourant(Struct, frozen=True):
    """The state of a text at a date, with the words to say it."""

    code: str
    libelle: str
    phrase: str
    successeurs: tuple[Texte, ...] = ()


def state_on(texte: Texte, day: PartialDate) -> str:
    """Return the state code of ``texte`` at ``day``: what its source says, moved on by its own dates."""
    code, period = texte.etat.valeur, texte.vigueur
    if code == "a_venir" and period.du and period.du.first_day() <= day.first_day():
        code = "en_vigueur"
    if code == "en_vigueur" and period.au and period.au.first_day() <= day.first_day():
        code = "abroge"
    return code


def in_force_on(texte: Texte, day: PartialDate) -> bool | None:
    """Return whether ``texte`` is in force at ``day``; ``None`` when nobody checked."""
    code = state_on(texte, day)
    return None if code in ("inconnu", "sans_objet") else code == "en_vigueur"


def successors(registry: Registry, texte: Texte) -> tuple[Texte, ...]:
    """Return the texts that replace, repeal or codify ``texte``."""
    return tuple(
        other
        for other in registry.textes.values()
        if any(r.texte == texte.id and r.genre in ENDED_BY for r in other.relations)
    )


ENDED_BY = frozenset({"remplace", "abroge", "codifie"})


def current_state(registry: Registry, texte: Texte, day: PartialDate) -> EtatCourant:
    """Return the state of ``texte`` at ``day`` with its wording and its successors."""
    code = state_on(texte, day)
    after = successors(registry, texte) if code in ENDED else ()
    if code == "sans_objet":
        phrase = "document sans valeur réglementaire"
    elif code == "inconnu":
        phrase = f"vigueur non vérifiée au {day.fr}"
    else:
        phrase = f"{LIBELLES[code]} au {day.fr}"
        phrase += f", selon {texte.etat.source.rstrip('.')}" if texte.etat.source else ""
    return EtatCourant(code, LIBELLES[code], phrase, after)


def relations_of(registry: Registry, texte: Texte) -> Iterator[tuple[str, Texte, bool, str | None]]:
    """Yield (wording, other text, deduced, note) for each relation, in both directions."""
    for relation in texte.relations:
        if relation.texte in registry.textes:
            yield DIRECT[relation.genre], registry.textes[relation.texte], relation.deduit, relation.note
    for other in registry.textes.values():
        for relation in other.relations:
            if relation.texte == texte.id:
                yield INVERSES[relation.genre], other, relation.deduit, relation.note
