# SPDX-License-Identifier: MIT
"""Which labels are near: the rows laid on a grid, so that the cost grows with the rows and not with their square."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..registry.models import Position
from ..registry.places import distance_km
from .views import LigneAnnuaire

NEAR_KM = 30
#: Degrees; 30 km are 0.27° of latitude, and 0.47° of longitude at 55° north: the cell and its neighbours hold them.
_CELL = 0.5
_Cell = tuple[int, int]


def _cell(position: Position) -> _Cell:
    return int(position.lat // _CELL), int(position.lon // _CELL)


class Grid(Struct, frozen=True):
    """The rows whose place is known, by cell and by filière."""

    cells: dict[tuple[_Cell, str], list[tuple[Position, LigneAnnuaire]]]

    @classmethod
    def of(cls, rows: Iterable[LigneAnnuaire]) -> Grid:
        """Lay ``rows`` on the grid."""
        cells: dict[tuple[_Cell, str], list[tuple[Position, LigneAnnuaire]]] = {}
        for row in rows:
            position = row.etablissement.position
            if position:
                for filiere in row.filieres_ids:
                    cells.setdefault((_cell(position), filiere), []).append((position, row))
        return cls(cells)

    def near(self, position: Position, identifier: str, filieres: set[str]) -> list[tuple[LigneAnnuaire, int]]:
        """Return the rows within 30 km of ``position`` that share a filière, the nearest first, with their distance in km.

        Those of the établissement ``identifier`` itself are left out.
        """
        lat, lon = _cell(position)
        found: dict[str, tuple[LigneAnnuaire, int]] = {}
        for key in (((lat + i, lon + j), f) for f in filieres for i in (-1, 0, 1) for j in (-1, 0, 1)):
            for there, row in self.cells.get(key, ()):
                if row.etablissement.id != identifier and row.label.id not in found:
                    distance = distance_km(position, there)
                    if distance <= NEAR_KM:
                        found[row.label.id] = row, round(distance)
        return sorted(found.values(), key=lambda pair: (pair[1], pair[0].etablissement.nom, pair[0].label.id))
