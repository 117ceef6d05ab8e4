# SPDX-License-Identifier: MIT
"""Lists printed at the end of an import: a title with its count, then the first lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from ..registry.models import Position
from ..registry.models.witness import LigneTemoin

_CITIES = {"75": "75056", "132": "13055", "6938": "69123"}


@dataclass(frozen=True, slots=True)
class Section:
    """A list with its title; an empty one is printed as a title with zero."""

    titre: str
    lignes: tuple[str, ...]


def number(value: int) -> str:
    """Write an integer as French does: groups of three, spaces that do not break."""
    return f"{value:,}".replace(",", "\u00a0")


def counted(value: int, one: str, many: str | None = None) -> str:
    """Write ``value`` and its noun; the plural begins at two."""
    return f"{number(value)} {one if value < 2 else many or one + 's'}"


def named(ligne: LigneTemoin) -> str:
    """Return how a lycée is written in the lists."""
    return f"{ligne.uai} {ligne.nom}" + (f" ({ligne.commune})" if ligne.commune else "")


def layout(sections: Iterable[Section], shown: int | None) -> Iterator[str]:
    """Yield the lines of ``sections``, at most ``shown`` for each list."""
    for section in sections:
        yield f"- {section.titre}\u00a0: {number(len(section.lignes))}"
        kept = section.lignes[:shown]
        yield from (f"    {ligne}" for ligne in kept)
        if len(kept) < len(section.lignes):
            yield f"    … et {counted(len(section.lignes) - len(kept), 'autre')} (toutes avec --tout)"


def commune_code(code: str | None) -> str | None:
    """Return an Insee code, that of the whole city for an arrondissement of Paris, Lyon or Marseille."""
    return next((whole for start, whole in _CITIES.items() if code and code.startswith(start)), code)


def kilometres(a: Position, b: Position) -> float:
    """Return the great-circle distance of two points."""
    lat1, lat2, lon = radians(a.lat), radians(b.lat), radians(a.lon - b.lon)
    return 12742 * asin(sqrt(sin((lat1 - lat2) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(lon / 2) ** 2))
