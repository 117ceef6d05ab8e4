# SPDX-License-Identifier: MIT
"""Where the marks of the map stand: one an établissement, set apart where several share a commune."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ...registry import Academie
from ..views import LigneAnnuaire
from .contours import Point
from .fond import Fond
from .modele import ETATS, Groupe, Marque, Marques


def marques(fond: Fond, rows: Sequence[LigneAnnuaire]) -> Marques:
    """Return one mark an établissement, with the states of all its labels."""
    grouped: dict[str, list[LigneAnnuaire]] = defaultdict(list)
    for row in rows:
        grouped[row.etablissement.id].append(row)
    placed: dict[str, list[Marque]] = defaultdict(list)
    missing: list[Marque] = []
    for same in grouped.values():
        first, record = same[0], same[0].etablissement
        page = first.page or f"annuaire/{first.academie.slug}/#{first.ancre}"
        states = tuple(sorted((r.etat for r in same), key=lambda e: ETATS.index(e.code)))
        position, code = record.position, record.departement or ""
        point = fond.place(code, position.lat, position.lon) if position else None
        x, y = (round(v, 1) for v in point or (0.0, 0.0))
        (placed[code] if point else missing).append(Marque(record, page, states, x, y))
    return Marques(placed, missing)


def spread(marks: Sequence[Marque], rayon: float) -> tuple[Marque, ...]:
    """Set apart the marks of one spot, on a spiral around it, so that none hides another."""
    spots: dict[Point, list[Marque]] = defaultdict(list)
    for mark in marks:
        spots[mark.x, mark.y].append(mark)
    out: list[Marque] = []
    for (x, y), same in spots.items():
        for rank, mark in enumerate(same):
            away = 1.35 * rayon * math.sqrt(rank + 0.5) if len(same) > 1 else 0.0
            angle = rank * math.pi * (3 - math.sqrt(5)) - math.pi / 2
            place = (round(x + away * math.cos(angle), 1), round(y + away * math.sin(angle), 1))
            out.append(replace(mark, x=place[0], y=place[1]))
    return tuple(out)


def groupes(found: Marques, names: Mapping[str, tuple[str, Academie]], rayon: float) -> tuple[Groupe, ...]:
    """Return one figure a département of ``names``, in the middle of its marks."""
    out = []
    for code, (nom, academie) in sorted(names.items()):
        marks = found.placed([code])
        if marks:
            x, y = (round(sum(values) / len(marks), 1) for values in ([m.x for m in marks], [m.y for m in marks]))
            size = round(rayon * (1.4 + 0.35 * math.sqrt(len(marks))), 1)
            out.append(Groupe(nom, f"annuaire/{academie.slug}/", len(marks), x, y, size))
    return tuple(out)
