# SPDX-License-Identifier: MIT
"""From a tool to its files: the neutral document once, then each format, kept by fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..registry import PartialDate, Registry
from .cache import Cache
from .csv_file import csv_file
from .dashboard import dashboard
from .docx_file import docx
from .forms import form, poster
from .grid import grid
from .model import Ajouts, OutilDeTravail
from .ods import ods
from .odt import odt
from .parts import Source
from .planning import planning, tasks_ics
from .sheets import Workbook
from .xlsx import xlsx

_WORKBOOKS: dict[str, Callable[[Source], Workbook]] = {
    "grille": grid,
    "tableau-de-bord": dashboard,
    "retroplanning": planning,
}


def make(
    registry: Registry,
    tool: OutilDeTravail,
    day: PartialDate,
    site_url: str,
    wanted: list[tuple[str, str]],
    cache: Cache,
    ajouts: Ajouts,
) -> Iterator[tuple[str, bytes]]:
    """Yield (site path, content) of the ``wanted`` files (format, site path) of ``tool``."""
    source = Source(registry, tool, day, site_url, ajouts)
    inputs, writers = _writers(source)
    for kind, path in wanted:
        if kind in writers:
            yield path, cache.get(kind, inputs, writers[kind])


def _writers(source: Source) -> tuple[str, dict[str, Callable[[], bytes]]]:
    """Return all that the files of a tool depend on, and by format what writes them."""
    if source.tool.modele not in _WORKBOOKS:
        document = poster(source) if source.tool.modele == "affichette" else form(source)
        return repr(document), {"ODT": lambda: odt(document), "DOCX": lambda: docx(document)}
    workbook = _WORKBOOKS[source.tool.modele](source)
    found: dict[str, Callable[[], bytes]] = {
        "ODS": lambda: ods(workbook),
        "XLSX": lambda: xlsx(workbook),
        "CSV": lambda: csv_file(workbook),
    }
    if source.tool.modele == "retroplanning":
        found["ICS"] = lambda: tasks_ics(source)
    return repr(workbook), found
