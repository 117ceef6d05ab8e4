# SPDX-License-Identifier: MIT
"""From a tool to its files: the neutral document once, then each format, kept by fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..registry import PartialDate, Registry
from .blocks import TextDocument
from .cache import Cache
from .csv_file import csv_file
from .dashboard import dashboard
from .docx_file import docx
from .forms import form
from .grid import grid
from .model import OutilDeTravail
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
_SHEETS: dict[str, Callable[[Workbook], bytes]] = {"ODS": ods, "XLSX": xlsx, "CSV": csv_file}
_TEXTS: dict[str, Callable[[TextDocument], bytes]] = {"ODT": odt, "DOCX": docx}


def make(
    registry: Registry, tool: OutilDeTravail, day: PartialDate, site_url: str, wanted: list[tuple[str, str]], cache: Cache
) -> Iterator[tuple[str, bytes]]:
    """Yield (site path, content) of the ``wanted`` files (format, site path) of ``tool``; a format that it cannot have is left out."""
    source = Source(registry, tool, day, site_url)
    workbook = _WORKBOOKS[tool.modele](source) if tool.modele in _WORKBOOKS else None
    document = None if workbook else form(source)
    inputs = repr(workbook or document)
    for kind, path in wanted:
        if workbook and kind in _SHEETS:
            yield path, cache.get(kind, inputs, lambda write=_SHEETS[kind]: write(workbook))  # type: ignore[misc]
        elif document and kind in _TEXTS:
            yield path, cache.get(kind, inputs, lambda write=_TEXTS[kind]: write(document))  # type: ignore[misc]
        elif kind == "ICS" and tool.modele == "retroplanning":
            yield path, tasks_ics(source)
