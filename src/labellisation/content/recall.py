# SPDX-License-Identifier: MIT
"""What the reading of a page found, as plain values: kept from one run to the next, given back to the same text."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from ..diagnostics import Location
from ..memo import Memo
from .calls import Call, Scan
from .markdown import Heading, Link, Outline
from .pages import SourcePage
from .typography import Slip


def recall(pages: Iterable[SourcePage], memo: Memo | None) -> None:
    """Give each page what ``memo`` holds of its text; what is odd is left out, and found again."""
    for page in pages if memo else ():
        with suppress(LookupError, TypeError, ValueError, AttributeError):
            if memo and (kept := memo.get(_key(page))) is not None:
                found, meta = _found(page, kept), kept["meta"]
                page.front_matter.recall(meta)
                vars(page).update(found)


def remember(pages: Iterable[SourcePage], memo: Memo) -> None:
    """Keep what the checks found in each page, unless something is wrong in it: then it is read whole again."""
    for page in pages:
        _remember(page, memo)


def _remember(page: SourcePage, memo: Memo) -> None:
    found = {"scan", "outline", "slips"} <= vars(page).keys() and page.front_matter.value is not None
    sound = found and not page.scan.diagnostics and not page.front_matter.diagnostics
    if sound and memo.get(_key(page)) is None:
        memo.put(_key(page), _plain(page))


def _key(page: SourcePage) -> str:
    return Memo.key("page", page.path, page.text)


def _plain(page: SourcePage) -> dict[str, Any]:
    outline, lines = page.outline, page.body.split("\n")
    return {
        "meta": page.front_matter.value,
        "appels": [
            [c.name, c.args, c.kwargs, c.location.line, c.location.column, c.alone, c.in_heading]
            for c in page.scan.calls
        ],
        "fautes": [[number, s.start, s.end, s.instead, s.why] for number, s in page.slips],
        "texte": _differences(lines, outline.written),
        "sans_code": _differences(lines, outline.lines),
        "titres": [[h.level, h.text, h.anchor, h.line] for h in outline.headings()],
        "liens": [[link.target, link.line, link.column, link.image] for link in outline.links()],
    }


def _found(page: SourcePage, kept: dict[str, Any]) -> dict[str, Any]:
    lines = page.body.split("\n")
    outline = Outline(_with(lines, kept["texte"]), _with(lines, kept["sans_code"]))
    headings = tuple(Heading(*heading) for heading in kept["titres"])
    vars(outline).update(_headings=headings, _links=tuple(Link(*link) for link in kept["liens"]))
    calls = (
        Call(name, tuple(args), tuple((key, value) for key, value in kwargs), Location(page.path, line, column), *rest)
        for name, args, kwargs, line, column, *rest in kept["appels"]
    )
    slips = tuple((number, Slip(*slip)) for number, *slip in kept["fautes"])
    return {"scan": Scan(tuple(calls)), "outline": outline, "slips": slips}


def _differences(lines: list[str], changed: tuple[str, ...]) -> list[list[Any]]:
    return [[rank, line] for rank, (before, line) in enumerate(zip(lines, changed, strict=True)) if line != before]


def _with(lines: list[str], differences: list[list[Any]]) -> tuple[str, ...]:
    changed = list(lines)
    for rank, line in differences:
        changed[rank] = line
    return tuple(changed)
