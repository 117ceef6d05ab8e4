# SPDX-License-Identifier: MIT
"""Numbered notes: each text that a chapter cites has one number there, in the order of its first citation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import Element, HtmlElement

from ..registry import Texte

_TEXT_PAGE = re.compile(r"(?:\.\./)*textes/([a-z0-9-]+)/$")


def note_id(slug: str, number: int) -> str:
    """Return the anchor of a note."""
    return f"{slug}-note-{number}"


def citation_id(slug: str, texte: str) -> str:
    """Return the anchor of the first citation of a text in a chapter."""
    return f"{slug}-cite-{texte}"


def number_citations(article: HtmlElement, slug: str, textes: Mapping[str, Texte]) -> list[Texte]:
    """Make each citation of ``article`` lead to its note; return the texts by number (the first is 1).

    The number is written once in each section, at the first citation there.
    """
    cited: dict[str, int] = {}
    shown: set[str] = set()
    for element in list(article.iter("h2", "a")):
        if element.tag == "h2":
            shown.clear()
            continue
        match = _TEXT_PAGE.match(element.get("href", ""))
        if match is None or match[1] not in textes or "lien-texte" not in element.get("class", ""):
            continue
        identifier = match[1]
        if identifier not in cited:
            cited[identifier] = len(cited) + 1
            element.set("id", citation_id(slug, identifier))
        element.set("href", f"#{note_id(slug, cited[identifier])}")
        if identifier not in shown:
            shown.add(identifier)
            call = Element("sup", {"class": "appel"})
            call.text = str(cited[identifier])
            element.append(call)
    return [textes[identifier] for identifier in cited]
