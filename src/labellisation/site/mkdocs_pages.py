# SPDX-License-Identifier: MIT
"""MkDocs pages of our own: what was scanned is what is rendered, and fragments need no Markdown.

MkDocs finds them on ``file.page`` and makes none of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nh3
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file

from ..content import page_url
from .shell import headings

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


class GeneratedFile(File):
    """A page of ours from end to end: MkDocs knows its address, for links, and asks for its content to write it."""

    def __init__(self, uri: str, config: MkDocsConfig, make: Callable[[], str]) -> None:
        place = f"{page_url(uri)}index.html"
        super().__init__(uri, None, config.site_dir, True, dest_uri=place, inclusion=InclusionLevel.INCLUDED)
        self.generated_by = "labellisation"
        self._make = make

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        write_file(self._make().encode(), self.abs_dest_path)


def table_of_contents(content: str) -> Any:
    """Return the table of contents of a written page that a template filled."""
    return get_toc([{"level": 2, "id": h.url[1:], "name": h.title, "children": []} for h in headings(content)])
