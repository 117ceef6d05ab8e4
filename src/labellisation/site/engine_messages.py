# SPDX-License-Identifier: MIT
"""The diagnostics of what the engine says: its sentence in French, at the line of the file that it speaks of."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from ..content import SourcePage
from ..diagnostics import Diagnostic, Location
from ..registry import Document
from .french_mkdocs import Told, translate
from .model import Site

CODE = "SIT011"
SETTINGS = "mkdocs.yml"
_END = re.compile(r"Aborted with ")


def settings(root: Path) -> Document:
    """Return ``mkdocs.yml`` with its positions."""
    try:
        text = (root / SETTINGS).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""
    return Document(SETTINGS, text)


def diagnostics(site: Site, sentences: Iterable[str]) -> list[Diagnostic]:
    """Return one diagnostic for each different sentence; « aborted » alone says nothing when others say why."""
    told = list(dict.fromkeys(sentences))
    told = [s for s in told if not _END.match(s)] or told
    document = settings(site.root)
    return [Diagnostic(_place(site, document, t), CODE, t.message) for t in map(translate, told)]


def _place(site: Site, document: Document, told: Told) -> Location:
    if told.kind in ("lien", "page"):
        page = site.pages.get(told.page)
        if page is None:
            planned = site.plan.get(told.page)
            return Location(planned.source if planned else f"docs/{told.page}")
        return _link(page, told.name) if told.kind == "lien" else Location(page.path)
    if told.kind == "gabarit":
        return Location(f"overrides/{told.name}")
    found = next((place for place in _scalars(document, told)), None) if told.kind else None
    return found or Location(SETTINGS)


def _link(page: SourcePage, target: str) -> Location:
    """Return the place of the first link of ``page`` to ``target``."""
    found = (page.at(link.line, link.column) for link in page.outline.links() if link.target == target)
    return next(found, Location(page.path))


def _scalars(document: Document, told: Told) -> Iterator[Location]:
    """Yield the places of ``mkdocs.yml`` where the name stands: as a key for a setting, as a value for an entry."""
    wanted = told.name.rpartition(".")[2] if told.kind == "reglage" else told.name
    for key, node in _walk(document.node):
        if node.value == wanted and key == (told.kind == "reglage"):
            yield Location(SETTINGS, node.start_mark.line + 1, node.start_mark.column + 1)


def _walk(node: yaml.Node | None) -> Iterator[tuple[bool, yaml.ScalarNode]]:
    """Yield each scalar under ``node``, in the order of the file, and whether it is a key."""
    if isinstance(node, yaml.ScalarNode):
        yield False, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from ((True, scalar) for _is_key, scalar in _walk(key))
            yield from _walk(value)


def of_exception(root: Path, error: BaseException) -> Diagnostic:
    """Return what an exception that nobody foresaw says, at the deepest line of this repository that it went through."""
    lineno, name = getattr(error, "lineno", None), getattr(error, "filename", None)
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(lineno, int) and isinstance(name, str):
        frames.append((name, lineno))
    own = [(Path(file), line) for file, line in frames if Path(file).is_relative_to(root) and ".nox" not in file]
    path, line = own[-1] if own else (root / SETTINGS, 1)
    words = " ".join(str(error).split()) or "sans message"
    kind = type(error).__name__
    way = "corrigez ce gabarit" if path.suffix == ".html" else "défaites le dernier changement, et signalez-le"
    return Diagnostic(
        Location(path.relative_to(root).as_posix(), line),
        CODE,
        f"construction arrêtée ({kind}\u00a0: {words})\u00a0: {way}",
    )
