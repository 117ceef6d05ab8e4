# SPDX-License-Identifier: MIT
"""What changed in the Annuaire between two snapshots."""

from __future__ import annotations

from collections.abc import Callable

from ..registry.models.witness import LigneTemoin, Temoin
from ..registry.text import fold
from .sections import Section, commune_code, kilometres, named

MOVED_KM = 0.5
CLOSING = {"ferme": "fermé", "a_fermer": "à fermer"}


def _renamed(old: LigneTemoin, new: LigneTemoin) -> str | None:
    return f"{named(new)}, auparavant {old.nom}" if fold(old.nom) != fold(new.nom) else None


def _moved(old: LigneTemoin, new: LigneTemoin) -> str | None:
    if old.code_insee and new.code_insee and commune_code(old.code_insee) != commune_code(new.code_insee):
        return f"{named(new)}, auparavant à {old.commune}"
    if old.position and new.position and (gap := kilometres(old.position, new.position)) >= MOVED_KM:
        return f"{named(new)}, à {f'{gap:.1f}'.replace('.', ',')} km du point précédent"
    return None


def _closed(old: LigneTemoin, new: LigneTemoin) -> str | None:
    return f"{named(new)}\u00a0: {CLOSING[new.etat]}" if new.etat in CLOSING and old.etat != new.etat else None


def _flag(wanted: bool) -> Callable[[LigneTemoin, LigneTemoin], str | None]:
    return lambda old, new: (
        named(new) if old.lycee_des_metiers is not wanted and new.lycee_des_metiers is wanted else None
    )


def changes(old: Temoin, new: Temoin) -> list[Section]:
    """Return what ``new`` has that ``old`` had not, list by list, in the order of the UAIs."""
    added = [uai for uai in new.lignes if uai not in old.lignes]
    gone = [uai for uai in old.lignes if uai not in new.lignes]
    kept = [(old.lignes[uai], new.lignes[uai]) for uai in new.lignes if uai in old.lignes]

    def listed(what: Callable[[LigneTemoin, LigneTemoin], str | None]) -> tuple[str, ...]:
        return tuple(text for pair in kept if (text := what(*pair)))

    def marked(ligne: LigneTemoin) -> str:
        return named(ligne) + (", avec le drapeau" if ligne.lycee_des_metiers else "")

    return [
        Section("nouveaux", tuple(marked(new.lignes[uai]) for uai in added)),
        Section("disparus", tuple(marked(old.lignes[uai]) for uai in gone)),
        Section("drapeau gagné", listed(_flag(True))),
        Section("drapeau perdu", listed(_flag(False))),
        Section("renommés", listed(_renamed)),
        Section("déplacés", listed(_moved)),
        Section("fermés ou à fermer", listed(_closed)),
    ]
