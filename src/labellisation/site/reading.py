# SPDX-License-Identifier: MIT
"""Reading built pages as they come: what they point at, the anchors that they offer, what their tags may do."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ..content import page_file
from .policy import Risk, refused, risk_of

#: What a tag points at, the anchor that it offers, and what it may do by itself.
_Meaning = tuple[str | None, str | None, Risk | None]
#: An opening tag that has attributes (a sign > may stand between quotes), after what holds no tag of the page.
_TAG = re.compile(
    r"""<!--.*?-->|<(?:script|style)\b[^>]*>.*?</(?:script|style)\s*>"""
    r"""|<[a-zA-Z][a-zA-Z0-9]*[\s/][^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\s(href|src|rel|id)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
#: A tag that may do nothing by itself, whatever its values: most of those that one page alone holds.
_PLAIN = re.compile(
    r"""<(?:a|abbr|article|button|caption|code|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|g|h[1-6]|header|input|label|li"""
    r"""|nav|ol|option|p|path|pre|rect|section|select|span|svg|table|td|text|textarea|th|time|tr|ul)"""
    r"""(?:\s+(?:autocomplete|checked|class|d|datetime|for|height|hidden|href|id|maxlength|max|min|name|open|placeholder|rel|role|rows"""
    r"""|scope|selected|tabindex|title|transform|type|value|viewBox|width|x|y|(?:aria|data)-[a-z-]+)(?:="[^"]*")?)*\s*/?>"""
    r"""|<use href="#[^"]*"(?:\s+[xy]="[^"]*")*\s*/?>"""
    r"""|<meta name="description" content="[^"]*">"""
)
#: Tags whose meaning is kept; then all are forgotten, and the common ones soon known again.
_KEPT = 20_000
#: The tags of a longer piece are taken one by one: a list of them all would weigh more than the piece.
_LONG = 500_000


class Reading(NamedTuple):
    """What a piece of a page points at, the anchors that it offers, what its tags may do by themselves."""

    targets: tuple[str, ...]
    anchors: tuple[str, ...]
    risks: tuple[Risk, ...]


class BuiltPage(NamedTuple):
    """One HTML file: what was read of its pieces; pages share those of their frame."""

    path: str
    readings: tuple[Reading, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """What it points at, each once."""
        return tuple(dict.fromkeys(chain.from_iterable(reading.targets for reading in self.readings)))

    @property
    def anchors(self) -> frozenset[str]:
        """The anchors that it offers."""
        return frozenset(chain.from_iterable(reading.anchors for reading in self.readings))

    @property
    def refused(self) -> tuple[str, ...]:
        """What its Content-Security-Policy would refuse."""
        return _refused(tuple(chain.from_iterable(reading.risks for reading in self.readings)))

    def offers(self, anchor: str) -> bool:
        """Say whether the page has ``anchor``."""
        return any(anchor in reading.anchors for reading in self.readings)


@lru_cache(maxsize=64)
def _refused(risks: tuple[Risk, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(refused(risks)))


class BuiltPages:
    """The pages of a built site, read as they come: most of their tags are the same and are understood once."""

    def __init__(self) -> None:
        self.pages: dict[str, BuiltPage] = {}
        self._known: dict[str, _Meaning] = {}
        self._frames: dict[tuple[str, ...], Reading] = {}

    def add(self, url: str, *pieces: str) -> None:
        """Read the page at ``url``; of several ``pieces``, those at even places stand on many pages and are read once."""
        path = page_file(url)
        if len(pieces) == 1:
            self.pages[path] = BuiltPage(path, (self._read(pieces[0]),))
            return
        shared = pieces[::2]
        frame = self._frames.get(shared)
        if frame is None:
            frame = self._frames[shared] = self._read("".join(shared))
        self.pages[path] = BuiltPage(path, (frame, self._read("".join(pieces[1::2]))))

    def _read(self, piece: str) -> Reading:
        targets: dict[str, None] = {}
        anchors = []
        risks = []
        known = self._known
        for tag in _TAG.findall(piece) if len(piece) < _LONG else (found[0] for found in _TAG.finditer(piece)):
            target, anchor, risk = known.get(tag) or self._learn(tag)
            if target:
                targets[target] = None
            if anchor:
                anchors.append(anchor)
            if risk:
                risks.append(risk)
        return Reading(tuple(targets), tuple(anchors), tuple(risks))

    def _learn(self, tag: str) -> _Meaning:
        if len(self._known) >= _KEPT:
            self._known.clear()
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
    risk = None if _PLAIN.fullmatch(tag) else risk_of(tag)
    if tag.startswith(("<script", "<style")):
        tag = tag[: tag.index(">") + 1]
    values = {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag)}
    name = tag[1:].split(None, 1)[0].lower()
    points = name in ("a", "link", "script", "img") and values.get("rel") != "canonical"
    return (values.get("href") or values.get("src") if points else None), values.get("id"), risk


def _files(folder: Path) -> Iterator[str]:
    """Yield the path of each file of ``folder``, seen from it."""
    start = len(f"{folder}{os.sep}")
    for place, _folders, names in os.walk(folder):
        inside = place[start:].replace(os.sep, "/")
        yield from (f"{inside}/{name}" for name in names) if inside else names
