# SPDX-License-Identifier: MIT
"""Figures of the annuaire, computed and dated: how many labels by state, filière, type, status, source, year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from msgspec import Struct

from .views import LigneAnnuaire

NOT_TOLD = "non dit par les sources"


class Figure(Struct, frozen=True):
    """One line of a figure: ``part`` is its share of the longest line, from 0 to 100."""

    libelle: str
    nombre: int
    part: int


def figures(rows: list[LigneAnnuaire]) -> list[tuple[str, str, list[Figure]]]:
    """Return (identifier, title, lines) of each figure of ``rows``."""

    def by(words: Callable[[LigneAnnuaire], Iterable[str]]) -> list[Figure]:
        counts = Counter(word for row in rows for word in words(row))
        most = max(counts.values(), default=1)
        ordered = sorted(counts.items(), key=lambda item: (item[0] == NOT_TOLD, -item[1], item[0]))
        return [Figure(word, number, round(100 * number / most)) for word, number in ordered]

    def years(row: LigneAnnuaire) -> Iterable[str]:
        term = row.etat.echeance
        return [f"{term.year}{' (théorique)' if row.etat.theorique else ''}"] if term else ["échéance inconnue"]

    return [
        ("etat", "Par état", by(lambda r: [r.etat.libelle])),
        ("filiere", "Par filière (un label peut en compter plusieurs)", by(lambda r: r.filieres or ["non classée"])),
        ("annee", "Par année d’échéance", by(years)),
        ("type", "Par type d’établissement", by(lambda r: [r.type or NOT_TOLD])),
        ("statut", "Par statut", by(lambda r: [r.statut or NOT_TOLD])),
        ("source", "Par source la plus forte", by(lambda r: [r.genre_source])),
    ]  # fmt: skip
