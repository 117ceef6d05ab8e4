# SPDX-License-Identifier: MIT
"""MkDocs pages of our own: what was scanned is what is rendered, and fragments need no Markdown.

MkDocs finds them on ``file.page`` and makes none of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nh3
from lxml import html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

#: What Markdown may become; anything else is dropped, whatever an editor wrote.
_TAGS = frozenset((
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6",
    "hr", "img", "ins", "kbd", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
))  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "title", "role"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align", "scope"},
}


class WrittenPage(Page):
    """A page written in Markdown: its text and its metadata come from our own reading of the file."""

    def __init__(
        self, title: str | None, file: File, config: MkDocsConfig, read: Callable[[], tuple[str, dict[str, Any]]]
    ) -> None:
        super().__init__(title, file, config)
        self._read = read

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown, self.meta = self._read()

    def render(self, config: MkDocsConfig, files: Files) -> None:
        super().render(config, files)
        self.content = nh3.clean(
            self.content or "",
            tags=set(_TAGS),
            attributes=_ATTRIBUTES,
            link_rel=None,
            url_schemes={"http", "https", "mailto"},
        )


class FragmentPage(Page):
    """A generated page, whose content comes from a template."""

    def __init__(self, file: File, config: MkDocsConfig, meta: dict[str, Any], content: Callable[[], str]) -> None:
        super().__init__(None, file, config)
        self._given_meta = meta
        self._make_content = content
        self.meta = meta

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = dict(self._given_meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self._make_content()
        self.toc = get_toc(headings(self.content))


def headings(content: str) -> list[Any]:
    """Return the ``h2`` of an HTML fragment that bear an id, as the tokens of a table of contents."""
    if "<h2" not in content:
        return []
    found = html.fragment_fromstring(content, create_parent=True).iter("h2")
    return [
        {"level": 2, "id": h.get("id"), "name": h.text_content().strip(), "children": []} for h in found if h.get("id")
    ]
