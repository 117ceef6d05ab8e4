# SPDX-License-Identifier: MIT
"""The built site, read again: every internal link and anchor leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..content import SourcePage
from ..diagnostics import Diagnostic, Location, expected
from ..registry.text import address_parts
from .fork import Beside
from .reading import BuiltPage, BuiltPages

_OUTSIDE = ("http", "https", "mailto", "tel")
_ELSEWHERE = tuple(f"{scheme}:" for scheme in _OUTSIDE)
_MANY = 10
#: More pages than this are followed by two processes, half each.
_TWO_BY_TWO = 5000


def _resolve(path: str, target: str) -> tuple[str, str] | None:
    """Return the place and the anchor that ``target`` means on the page ``path``; ``None`` if it leaves this site."""
    parts = address_parts(target)
    if parts is None or parts.scheme in _OUTSIDE or parts.netloc:
        return None
    if not parts.path:
        return path, unquote(parts.fragment)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if place.startswith(".."):  # another version of the site
        return None
    ends = parts.path.endswith("/") or place == "."
    return (posixpath.normpath(f"{place}/index.html") if ends else place), unquote(parts.fragment)


class _Links:
    """Where links lead, among ``files``; what many pages share is followed once."""

    def __init__(self, files: frozenset[str], pages: Mapping[str, BuiltPage]) -> None:
        self._files, self._pages = files, pages
        self._shared: dict[tuple[int, str], str | None] = {}
        self._pieces: dict[tuple[int, int], tuple[dict[str, str], list[str]]] = {}

    def missing(self, path: str, target: str) -> str | None:
        """Return what lacks where ``target`` leads from the page ``path``: the page, the anchor, or nothing."""
        found = (path, unquote(target[1:])) if target.startswith("#") else _resolve(path, target)
        if found is None:
            return None
        place, anchor = found
        if place not in self._files and f"{place}/index.html" in self._files:
            place = f"{place}/index.html"
        if place not in self._files:
            return "page"
        pages = self._pages
        lost = anchor and place in pages and anchor != "__top" and not pages[place].offers(anchor)
        return "ancre" if lost else None

    def of(self, page: BuiltPage) -> dict[str, str]:
        """Return the targets of ``page`` that lead nowhere, and what lacks there."""
        depth = page.path.count("/")
        found: dict[str, str] = {}
        for reading in page.readings:
            piece = id(reading), depth  # pages share those of their frame
            if piece not in self._pieces:
                self._pieces[piece] = self._follow(page.path, depth, reading.targets)
            lost, own = self._pieces[piece]
            found.update(lost)
            found.update((target, what) for target in own if (what := self.missing(page.path, target)))
        return found

    def _follow(self, path: str, depth: int, targets: Iterable[str]) -> tuple[dict[str, str], list[str]]:
        """Return what lacks where targets lead that are the same for every page this deep, and the other targets."""
        lost, own = {}, []
        up = "../" * depth if depth else None
        for target in targets:
            if up and target.startswith(up):  # seen from the root
                key = depth, target
                if key not in self._shared:
                    self._shared[key] = self.missing(path, target)
                if what := self._shared[key]:
                    lost[target] = what
            elif not target.startswith(_ELSEWHERE):
                own.append(target)
        return lost, own


def broken_links(files: Iterable[str], pages: Mapping[str, BuiltPage]) -> Iterator[tuple[str, str, str]]:
    """Yield (page, target, what is missing) for each internal link that leads nowhere; ``files`` are all those built."""
    known, every = frozenset(files), list(pages.values())
    middle = len(every) // 2 if len(every) > _TWO_BY_TWO else len(every)
    with closing(Beside(partial(_broken, known, pages, every[middle:]))) as others:
        if every[middle:]:
            others.start()
        yield from _broken(known, pages, every[:middle])
        yield from others.value


def _broken(
    files: frozenset[str], pages: Mapping[str, BuiltPage], some: Iterable[BuiltPage]
) -> list[tuple[str, str, str]]:
    """Return what :func:`broken_links` yields of ``some`` of the pages."""
    links = _Links(files, pages)
    return [
        (page.path, target, what)
        for page in some
        if page.path != "404.html"  # its links start from the root of the published site
        for target, what in links.of(page).items()
    ]


def check_built(folder: Path, sources: Mapping[str, SourcePage], known: BuiltPages | None = None) -> list[Diagnostic]:
    """Return a diagnostic for each broken link of the built site, at its place in the source where it can be found.

    What the policy of a page would refuse is told as well.
    """
    built = known or BuiltPages()
    files = built.add_missing(folder)
    found = list(_unsafe(built.pages.values(), sources))
    by_address = {page.url: page for page in sources.values()}
    broken: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for path, target, what in broken_links(files, built.pages):
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


def _unsafe(built: Iterable[BuiltPage], sources: Mapping[str, SourcePage]) -> Iterator[Diagnostic]:
    """Yield what the policy refuses, at the page it stands on; once if it stands on many."""
    by_address = {page.url: page for page in sources.values()}
    told: dict[str, list[str]] = {}
    for page in built:
        for fault in page.refused:
            told.setdefault(fault, []).append(page.path)
    for fault, paths in told.items():
        hint = f" (sur {len(paths)} pages, donc dans un gabarit)" if len(paths) > _MANY else ""
        for path in paths[:1] if hint else paths:
            source = by_address.get(path.removesuffix("index.html"))
            place = source.at(1) if source and not hint else Location(f"site/{path}")
            yield Diagnostic(place, "SIT020", fault + hint)


def _place(source: SourcePage, target: str) -> Location:
    """Return where the link to ``target`` is written in ``source``, found by its anchor or the name of its page."""
    parts = urlsplit(target)  # it was split already: it is an address
    names = [f"#{parts.fragment}"] if parts.fragment else []
    names.append(posixpath.basename(parts.path.strip("/")))
    for name in filter(None, names):
        for link in source.outline.links():
            if name in link.target:
                return source.at(link.line, link.column)
    return source.at(1)
