# SPDX-License-Identifier: MIT
"""The built site, read again: every internal link and anchor leads somewhere."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..content import SourcePage
from ..diagnostics import Diagnostic, Location, expected
from ..registry.text import address_parts
from .policy import Risk, refused, risk_of

#: What a tag points at, the anchor that it offers, and what it may do by itself.
_Meaning = tuple[str | None, str | None, Risk | None]
_OUTSIDE = ("http", "https", "mailto", "tel")
_MANY = 10
#: An opening tag that has attributes (a sign > may stand between quotes), after what holds no tag of the page.
_TAG = re.compile(
    r"""<!--.*?-->|<(?:script|style)\b[^>]*>.*?</(?:script|style)\s*>"""
    r"""|<[a-zA-Z][a-zA-Z0-9]*[\s/][^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\s(href|src|rel|id)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """One HTML file: what it points at, and the anchors that it offers."""

    path: str
    targets: tuple[str, ...]
    anchors: frozenset[str]
    #: What its Content-Security-Policy would refuse.
    refused: tuple[str, ...] = ()


class BuiltPages:
    """The pages of a built site, read as they come: most of their tags are the same and are understood once."""

    def __init__(self) -> None:
        self.pages: dict[str, BuiltPage] = {}
        self._known: dict[str, _Meaning] = {}

    def add(self, url: str, page: str) -> None:
        """Read the page at ``url``."""
        path = url if url.endswith(".html") else f"{url}index.html"
        targets: dict[str, None] = {}
        anchors = set()
        risks = []
        for tag in _TAG.findall(page):
            target, anchor, risk = self._known.get(tag) or self._learn(tag)
            if target:
                targets[target] = None
            if anchor:
                anchors.add(anchor)
            if risk:
                risks.append(risk)
        self.pages[path] = BuiltPage(path, tuple(targets), frozenset(anchors), tuple(dict.fromkeys(refused(risks))))

    def _learn(self, tag: str) -> _Meaning:
        found = self._known[tag] = _read_tag(tag)
        return found

    def add_missing(self, folder: Path) -> list[str]:
        """Read the HTML files of ``folder`` that did not come; return every file there."""
        files = list(_files(folder))
        for path in sorted(files):
            if path.endswith(".html") and path not in self.pages:
                self.add(path, (folder / path).read_text(encoding="utf-8"))
        return files


def _read_tag(tag: str) -> _Meaning:
    """Return what a tag points at, the anchor that it offers, and what it may do by itself."""
    if tag.startswith("<!--"):
        return None, None, None
    risk = risk_of(tag)
    if tag.startswith(("<script", "<style")):
        tag = tag[: tag.index(">") + 1]
    values = {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag)}
    name = tag[1:].split(None, 1)[0].lower()
    points = name in ("a", "link", "script", "img") and values.get("rel") != "canonical"
    return (values.get("href") or values.get("src") if points else None), values.get("id"), risk


def _files(folder: Path) -> Iterator[str]:
    """Yield the path of each file of ``folder``, seen from it."""
    for place, _folders, names in os.walk(folder):
        inside = Path(place).relative_to(folder).as_posix()
        yield from (name if inside == "." else f"{inside}/{name}" for name in names)


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


def broken_links(files: Iterable[str], pages: Mapping[str, BuiltPage]) -> Iterator[tuple[str, str, str]]:
    """Yield (page, target, what is missing) for each internal link that leads nowhere; ``files`` are all those built."""
    known = frozenset(files)

    def missing(path: str, target: str) -> str | None:
        found = _resolve(path, target)
        if found is None:
            return None
        place, anchor = found
        if place not in known and f"{place}/index.html" in known:
            place = f"{place}/index.html"
        if place not in known:
            return "page"
        lost = anchor and place in pages and anchor not in pages[place].anchors and anchor != "__top"
        return "ancre" if lost else None

    shared: dict[tuple[int, str], str | None] = {}
    for page in pages.values():
        if page.path == "404.html":  # its links start from the root of the published site
            continue
        depth = page.path.count("/")
        for target in page.targets:
            if depth and target.startswith("../" * depth):  # seen from the root: the same for every page this deep
                key = depth, target
                if key not in shared:
                    shared[key] = missing(page.path, target)
                what = shared[key]
            else:
                what = missing(page.path, target)
            if what:
                yield page.path, target, what


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
