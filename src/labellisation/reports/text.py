# SPDX-License-Identifier: MIT
"""The report that a person reads: by file, the line, a caret under the place, the pages of the rules, the counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

import click

from ..diagnostics import Severite, count, plural
from .places import Place, rule_address, rule_title, visible

_COLOURS = {Severite.ERREUR: "red", Severite.ALERTE: "yellow", Severite.CONSEIL: "blue"}
_WIDTH = 100


def texte(found: list[Place], site_url: str | None, *, colour: bool = False) -> str:
    """Lay out ``found``, in colour if asked."""
    lines: list[str] = []
    for _path, group in groupby(found, key=lambda p: p.diagnostic.location.path):
        for place in group:
            lines += _message(place, colour)
        lines.append("")
    lines += _rules(found, site_url)
    items = [place.diagnostic for place in found]
    counts = [plural(count(items, Severite.ERREUR), "erreur"), plural(count(items, Severite.ALERTE), "alerte")]
    advice = count(items, Severite.CONSEIL)
    lines.append(", ".join(counts + ([plural(advice, "conseil")] if advice else [])))
    return "\n".join(lines)


def _message(place: Place, colour: bool) -> Iterator[str]:
    item = place.diagnostic
    shade = _COLOURS[item.severite]
    path, line, column = item.location
    where, code = f"{visible(path)}:{line}:{column}", item.code
    mark = "" if item.severite is Severite.ERREUR else f" [{item.severite}]"
    if colour:
        where, code = click.style(where, bold=True), click.style(code, fg=shade, bold=True)
    yield f"{where} {code} {visible(item.message)}{mark}"
    if place.source is None or not place.source.strip():
        return
    shown, start, width = _window(place.source, column - 1, place.end_column - column)
    number = str(line)
    caret = "^" + "~" * (width - 1)
    yield f"  {number} | {shown}"
    yield f"  {' ' * len(number)} | {' ' * start}{click.style(caret, fg=shade, bold=True) if colour else caret}"


def _window(source: str, start: int, length: int) -> tuple[str, int, int]:
    """Return the part of a long line around ``start``, the cells before the place in it, and the cells of the place."""
    start = min(start, len(source))
    left = max(0, start - _WIDTH // 2) if len(source) > _WIDTH else 0
    head = ("…" if left else "") + visible(source[left:start].replace("\t", " "))
    right = left + _WIDTH
    middle = visible(source[start : min(start + length, right)].replace("\t", " "))
    tail = visible(source[start + len(middle) : right].replace("\t", " ")).rstrip()
    return head + middle + tail + ("…" if right < len(source) else ""), _cells(head), max(1, _cells(middle))


def _cells(text: str) -> int:
    """Count the columns that ``text`` takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _rules(found: list[Place], site_url: str | None) -> Iterator[str]:
    codes = sorted({place.diagnostic.code for place in found})
    if not codes:
        return
    yield "Chaque règle a sa page, avec un exemple faux et un exemple juste\u00a0:"
    for code in codes:
        yield f"  {code} {rule_title(code)}\u00a0: {rule_address(code, site_url)}"
    yield ""
