# SPDX-License-Identifier: MIT
"""How much a page says, and with what: for editors who want the whole at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from .pages import SourcePage

_NOT_WORDS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{:[^}]*\}|\]\([^)]*\)|https?://\S+")
_TOOL_LINK = re.compile(r"(?:annexes/annexe-\d+|outils/[\w-]+)\.md")


class PageStats(Struct, frozen=True):
    """Counts of one page: words, citations of texts, tools linked, facts to check, slots for an académie."""

    page: str
    mots: int
    references: int
    outils: int
    a_verifier: int
    encarts: int


def stats(page: SourcePage) -> PageStats:
    """Count what ``page`` holds; a tool is an ``outil`` macro or a link to an annex or a tool."""
    names = [call.name for call in page.scan.calls]
    words = sum(len(re.findall(r"\w[\w’'-]*", _NOT_WORDS.sub(" ", line))) for line in page.outline.lines)
    links = sum(bool(_TOOL_LINK.search(link.target)) for link in page.outline.links())
    return PageStats(
        page.path, words, names.count("texte") + names.count("textes"), names.count("outil") + links,
        names.count("a_verifier"), names.count("encart"),
    )  # fmt: skip


def table(pages: Iterable[SourcePage]) -> Iterator[str]:
    """Yield the lines of the table of the fiches and annexes."""
    rows = [stats(p) for p in pages if p.meta.get("genre") in ("fiche", "annexe")]
    yield f"{'page':<32}{'mots':>7}{'références':>12}{'outils':>8}{'à vérifier':>12}{'encarts':>9}"
    for row in sorted(rows, key=lambda r: ("annexes" in r.page, r.page)):
        yield f"{row.page:<32}{row.mots:>7}{row.references:>12}{row.outils:>8}{row.a_verifier:>12}{row.encarts:>9}"
    total = [
        sum(getattr(row, name) for row in rows) for name in ("mots", "references", "outils", "a_verifier", "encarts")
    ]
    yield f"{'total':<32}{total[0]:>7}{total[1]:>12}{total[2]:>8}{total[3]:>12}{total[4]:>9}"
