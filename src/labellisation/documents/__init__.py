# SPDX-License-Identifier: MIT
"""Tools to take away: spreadsheets, text documents and calendars made from the registry. Needs the extra ``outils``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..registry import PartialDate, Registry
from .model import NOTHING_ADDED, POSSIBLE, Ajouts, CritereAjoute, EtapeAjoutee, OutilDeTravail, asked, tools
from .references import check_tools
from .share_image import SHARE_IMAGE, share_image

if TYPE_CHECKING:  # what makes the files is imported where they are made: the checks start sooner
    from .make import Draw
    from .parts import Source

__all__ = [
    "SHARE_IMAGE",
    "Ajouts",
    "CritereAjoute",
    "EtapeAjoutee",
    "asked",
    "available",
    "check_tools",
    "downloads",
    "files_of",
    "share_image",
    "source_of",
    "tool_files",
    "tool_paths",
]

FOLDER = Path(".cache") / "documents"
#: Format → what it is, in the words of the page.
FORMATS = {
    "ODS": "Classeur au format ouvert",
    "XLSX": "Classeur Excel",
    "CSV": "Tableau en texte, pour tout tableur",
    "ODT": "Document au format ouvert",
    "DOCX": "Document Word",
    "ICS": "Tâches pour un agenda",
    "PDF": "Page à imprimer",
}
_EXTRA = ("xlsxwriter", "docx")


#: Said where the libraries are absent.
MISSING = "Classeurs et documents non faits\u00a0: il manque XlsxWriter ou python-docx (installez l’extra [outils])."


def available() -> bool:
    """Say whether the libraries of the extra ``outils`` are installed."""
    return all(find_spec(name) for name in _EXTRA)


def files_of(tool: OutilDeTravail) -> list[tuple[str, str]]:
    """Return (format, site path) of the files of ``tool`` that are made here."""
    made = [f.format for f in tool.formats if f.etat == "disponible" and f.format in POSSIBLE.get(tool.modele, ())]
    return [(name, f"outils/{tool.id}/{tool.id}.{name.lower()}") for name in made]


def tool_paths(registry: Registry, drawn: bool = False) -> Iterator[str]:
    """Yield the site paths of the files, without making them; none if the extra is not installed.

    ``drawn`` says whether those in PDF are made too.
    """
    for tool in tools(registry) if available() else ():
        yield from (path for format, path in files_of(tool) if drawn or format != "PDF")


def downloads(outil: str, files: Mapping[str, bytes]) -> list[dict[str, str]]:
    """Return what the page of the tool ``outil`` lists of ``files`` (site path → content): nom, format, taille, adresse."""
    found = []
    for path, content in files.items():
        if path.startswith(f"outils/{outil}/"):
            format = path.rpartition(".")[2].upper()
            found.append({"nom": FORMATS[format], "format": format, "taille": size(len(content)), "adresse": path})
    return found


def size(octets: int) -> str:
    """Write a weight in French: « 19 ko », « 812 octets »."""
    if octets < 1000:
        return f"{octets}\u00a0octets"
    return f"{round(octets / 1000)}\u00a0ko"


def source_of(
    registry: Registry, outil: str, day: PartialDate, site_url: str = "", ajouts: Ajouts = NOTHING_ADDED
) -> Source | None:
    """Return what the files of the tool ``outil`` are made from; ``None`` if it could not be read."""
    from .parts import Source

    tool = next((t for t in tools(registry) if t.id == outil), None)
    return Source(registry, tool, day, site_url, ajouts) if tool else None


def tool_files(
    registry: Registry,
    day: PartialDate,
    root: Path,
    site_url: str = "",
    ajouts: Ajouts = NOTHING_ADDED,
    draw: Draw | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield (site path, content) of every file of every tool at ``day``; ``root`` keeps the cache, which changes nothing.

    ``site_url`` (with its last slash) makes the address in the footers absolute; ``ajouts`` is what an académie adds;
    without ``draw``, no PDF is made.
    """
    if not available():
        return
    from .cache import Cache
    from .make import make
    from .parts import Source

    cache = Cache(root / FOLDER)
    for tool in tools(registry):
        yield from make(Source(registry, tool, day, site_url, ajouts), files_of(tool), cache, draw)
    cache.forget_others()
