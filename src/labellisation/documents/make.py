# SPDX-License-Identifier: MIT
"""From a tool to its files: the neutral document once, then each format, kept by fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .blocks import TextDocument
from .cache import Cache
from .dashboard import dashboard
from .forms import form, poster
from .grid import grid
from .parts import Source
from .planning import planning
from .sheets import Workbook

_MODELS: dict[str, Callable[[Source], TextDocument | Workbook]] = {
    "affichette": poster,
    "grille": grid,
    "tableau-de-bord": dashboard,
    "retroplanning": planning,
}
#: From a tool to all that a drawn file of it depends on, and what draws it (``pdf`` knows how; this package does not).
Draw = Callable[[Source], tuple[str, Callable[[], bytes]]]


def document_of(source: Source) -> TextDocument | Workbook:
    """Return the neutral document of a tool."""
    return _MODELS.get(source.tool.modele, form)(source)


def make(source: Source, wanted: list[tuple[str, str]], cache: Cache, draw: Draw | None) -> Iterator[tuple[str, bytes]]:
    """Yield (site path, content) of the ``wanted`` files (format, site path) of a tool; ``draw`` makes those in PDF."""
    document = document_of(source)
    inputs = repr(document)
    for kind, path in wanted:
        if kind == "PDF" and draw is not None:
            drawn, write = draw(source)
            yield path, cache.get(kind, drawn, write)
        elif kind != "PDF":
            yield path, cache.get(kind, inputs, _writer(kind, source, document))


def _writer(kind: str, source: Source, document: TextDocument | Workbook) -> Callable[[], bytes]:
    """Return what writes ``document`` in one format; its library, slow to import, is when a file is really written."""

    def write() -> bytes:
        from . import writers

        return writers.write(kind, source, document)

    return write
