# SPDX-License-Identifier: MIT
"""The measures as one table for a reader, and as JSON."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .lieux import Places
from .lignes import COLD, LARGE, OURS, PEERS, STOCK, ZENSICAL, Row
from .mesures import Found
from .processus import PERIOD, Cost

_ABSENT, _NOTHING = "absent", "—"
_COLUMNS = ("mesure", *PEERS, "/ordinaire", "/Zensical", "calcul (s)", "mémoire (Mo)")
_WIDTHS = (45, 10, 11, 10, 12, 11, 20, 30)


def median(costs: Sequence[Cost], what: str) -> float | None:
    """Return the median of « wall », « cpu » or « memory »; ``None`` without a measure."""
    values = [value for cost in costs if (value := getattr(cost, what)) is not None]
    return statistics.median(values) if values else None


def lines(rows: Sequence[Row], found: Found, places: Places, tours: int) -> Iterator[str]:
    """Yield the lines of the table, what it counts first."""
    yield from _header(places, tours)
    yield _line(_COLUMNS)
    for row in rows:
        yield _line(_cells(row, found[row.name]))
    if growth := growth_of(found, places):
        milliseconds, megabytes = growth
        yield ""
        yield (
            f"Un établissement de plus, de {_count(places.labels)} à {_count(places.large_labels)}\u00a0: "
            f"{_number(milliseconds, 2)} ms" + (f", {_number(megabytes, 3)} Mo" if megabytes is not None else "")
        )


def growth_of(found: Found, places: Places) -> tuple[float, float | None] | None:
    """Return the milliseconds and megabytes of one établissement more, if both sizes were built."""
    small, large = (found.get(name, {}).get(OURS, []) for name in (COLD, LARGE))
    more = places.large_labels - places.labels
    seconds = [median(costs, "wall") for costs in (small, large)]
    memory = [median(costs, "memory") for costs in (small, large)]
    if seconds[0] is None or seconds[1] is None:
        return None
    extra = None if memory[0] is None or memory[1] is None else (memory[1] - memory[0]) / more
    return (seconds[1] - seconds[0]) * 1000 / more, extra


def as_json(rows: Sequence[Row], found: Found, places: Places, tours: int) -> dict[str, Any]:
    """Return every measure, in seconds and megabytes."""
    growth = growth_of(found, places)
    return {
        "python": platform.python_version(),
        "coeurs": os.cpu_count(),
        "pages": places.pages if places.counted else None,
        "labels": places.labels,
        "tours": tours,
        "mesures": {
            row.name: {peer: [vars(c) for c in costs] for peer, costs in found[row.name].items()} for row in rows
        },
        "etablissement_de_plus_ms": growth[0] if growth else None,
        "etablissement_de_plus_mo": growth[1] if growth else None,
    }


def _header(places: Places, tours: int) -> Iterator[str]:
    pages = f"{_count(places.pages)} pages chez nous et sur les sites comparés\u00a0; " if places.counted else ""
    yield ""
    yield f"{_count(places.labels)} labels fictifs\u00a0; {pages}médianes de {tours} mesure(s), à tour de rôle."
    yield (
        f"Python {platform.python_version()}, {os.cpu_count()} cœur(s), code compilé gardé "
        "(PYTHONDONTWRITEBYTECODE retiré), un tour de chauffe."
    )
    yield (
        "À froid\u00a0: .cache/ et site/ mis de côté avant chaque mesure, et le disque à jour. "
        "Calcul\u00a0: temps de processeur, enfants compris."
    )
    yield (
        "Mémoire\u00a0: pic de la somme de la commande et de ses enfants (entre parenthèses, la commande seule), "
        f"relevée toutes les {PERIOD * 1000:.0f} ms."
    )
    yield ""


def _cells(row: Row, found: Mapping[str, Sequence[Cost]]) -> tuple[str, ...]:
    """Return the cells of one row: the name, the seconds of each peer, the ratios, processor and memory."""
    walls = {peer: median(found.get(peer, ()), "wall") for peer in PEERS}
    seconds = [_cell(walls[peer], peer in row.runs, " s") for peer in PEERS]
    ratios = [_ratio(walls[OURS], walls[peer]) for peer in (STOCK, ZENSICAL)]
    return (row.name, *seconds, *ratios, _each(found, _cpu), _each(found, _memory))


def _cell(value: float | None, wanted: bool, unit: str) -> str:
    return f"{_number(value, 2)}{unit}" if value is not None else _ABSENT if wanted else _NOTHING


def _ratio(mine: float | None, theirs: float | None) -> str:
    return f"× {_number(mine / theirs, 2)}" if mine is not None and theirs else _NOTHING


def _each(found: Mapping[str, Sequence[Cost]], show: Callable[[Sequence[Cost]], str]) -> str:
    """Return what ``show`` says of each peer that was measured, parted by bars."""
    return " / ".join(filter(None, (show(found.get(peer, ())) for peer in PEERS))) or _NOTHING


def _cpu(costs: Sequence[Cost]) -> str:
    value = median(costs, "cpu")
    return "" if value is None else _number(value, 1)


def _memory(costs: Sequence[Cost]) -> str:
    """Return the peak of all; in parentheses, that of the command alone if its children count."""
    value, own = median(costs, "memory"), median(costs, "own")
    if value is None or own is None:
        return ""
    return f"{value:.0f} ({own:.0f})" if value > own * 1.02 else f"{value:.0f}"


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _count(value: int) -> str:
    return f"{value:_}".replace("_", "\u202f")


def _line(cells: Sequence[str]) -> str:
    """Return one line: the name on the left, the rest on the right of its column."""
    rest = (f"{cell:>{width}}" for cell, width in zip(cells[1:], _WIDTHS[1:], strict=True))
    return f"{cells[0]:<{_WIDTHS[0]}}{''.join(rest)}"
