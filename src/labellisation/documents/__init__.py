# SPDX-License-Identifier: MIT
"""Tools to take away: spreadsheets, text documents and calendars made from the registry. Needs the extra ``outils``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from ..registry import PartialDate, Registry
from .cache import Cache
from .model import OutilDeTravail, tools
from .planning import retroplanning_ics
from .references import check_tools

__all__ = ["available", "check_tools", "files_of", "retroplanning_ics", "tool_files", "tool_paths"]

FOLDER = Path(".cache") / "documents"
#: Format → what it is, in the words of the page.
FORMATS = {
    "ODS": "tableur, format ouvert",
    "XLSX": "tableur, format Excel",
    "CSV": "données en texte, pour tout tableur",
    "ODT": "texte, format ouvert",
    "DOCX": "texte, format Word",
    "ICS": "calendrier",
}
_EXTRA = ("xlsxwriter", "docx")


def available() -> bool:
    """Say whether the libraries of the extra ``outils`` are installed."""
    return all(find_spec(name) for name in _EXTRA)


def files_of(tool: OutilDeTravail) -> list[tuple[str, str]]:
    """Return (format, site path) of the files of ``tool`` that are made here."""
    made = [f.format for f in tool.formats if f.etat == "disponible" and f.format in FORMATS]
    return [(name, f"outils/{tool.id}/{tool.id}.{name.lower()}") for name in made]


def tool_paths(registry: Registry) -> Iterator[str]:
    """Yield the site paths of the files, without making them; none if the extra is not installed."""
    for tool in tools(registry) if available() else ():
        yield from (path for _format, path in files_of(tool))


def tool_files(registry: Registry, day: PartialDate, root: Path, site_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield (site path, content) of every file of every tool at ``day``; ``root`` keeps the cache, which changes nothing.

    ``site_url`` (with its last slash) makes the address in the footers absolute.
    """
    if not available():
        return
    from .make import make

    cache = Cache(root / FOLDER)
    for tool in tools(registry):
        yield from make(registry, tool, day, site_url, files_of(tool), cache)
    cache.forget_others()
