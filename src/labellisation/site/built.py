# SPDX-License-Identifier: MIT
"""The built site, read again: every internal link and anchor leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from ..content import SourcePage
from ..diagnostics import Diagnostic, Location, expected

_OUTSIDE = ("http", "https", "mailto", "tel")
_MANY = 10


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file: what it points at, and the anchors that it offers."""

    path: str
    targets: tuple[str, ...]
    anchors: frozenset[str]


def read_built(folder: Path) -> dict[str, BuiltPage]:
    """Read every HTML page of ``folder`` by its path there."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        root = html.document_fromstring(path.read_bytes())
        targets = [
            value
            for element in root.iter("a", "link", "script", "img")
            if (value := element.get("href") or element.get("src")) and element.get("rel") != "canonical"
        ]
        anchors = frozenset(value for element in root.iter() if (value := element.get("id")))
        name = path.relative_to(folder).as_posix()
        found[name] = BuiltPage(name, tuple(dict.fromkeys(targets)), anchors)
    return found


def broken_links(folder: Path, pages: Mapping[str, BuiltPage]) -> Iterator[tuple[str, str, str]]:
    """Yield (page, target, what is missing) for each internal link that leads nowhere."""
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    for page in pages.values():
        if page.path == "404.html":  # its links start from the root of the published site
            continue
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme in _OUTSIDE or parts.netloc:
                continue
            place = (
                posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
                if parts.path
                else page.path
            )
            if place.startswith(".."):  # another version of the site
                continue
            if parts.path.endswith("/") or place == "." or (place not in files and f"{place}/index.html" in files):
                place = posixpath.normpath(f"{place}/index.html")
            if place not in files:
                yield page.path, target, "page"
            elif (
                parts.fragment
                and place in pages
                and unquote(parts.fragment) not in pages[place].anchors
                and parts.fragment != "__top"
            ):
                yield page.path, target, "ancre"


def check_built(folder: Path, sources: Mapping[str, SourcePage]) -> list[Diagnostic]:
    """Return a diagnostic for each broken link of the built site, at its place in the source where it can be found."""
    found = []
    by_address = {page.url: page for page in sources.values()}
    broken: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for path, target, what in broken_links(folder, read_built(folder)):
        broken.setdefault((target.replace("../", ""), what), []).append((path, target))
    for (_name, what), places in broken.items():
        wanted = "une page du site" if what == "page" else "une ancre de la page visée"
        # The same link on many pages comes from a template: it is told once.
        hint = f"sur {len(places)} pages, donc dans un gabarit d’overrides/" if len(places) > _MANY else None
        for path, target in places[:1] if hint else places:
            source = by_address.get(path.removesuffix("index.html"))
            location = _place(source, target) if source and not hint else Location(f"site/{path}")
            found.append(Diagnostic(location, "SIT010", expected("lien", target, wanted, hint)))
    return found


def _place(source: SourcePage, target: str) -> Location:
    """Return where the link to ``target`` is written in ``source``, found by its anchor or the name of its page."""
    parts = urlsplit(target)
    names = [f"#{parts.fragment}"] if parts.fragment else []
    names.append(posixpath.basename(parts.path.strip("/")))
    for name in filter(None, names):
        for link in source.outline.links():
            if name in link.target:
                return source.at(link.line, link.column)
    return source.at(1)
