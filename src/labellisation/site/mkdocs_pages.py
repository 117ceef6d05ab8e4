# SPDX-License-Identifier: MIT
"""A MkDocs page whose content comes from a fragment, without Markdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc


class FragmentPage(Page):
    """A generated page. MkDocs finds it on ``file.page`` and makes none of its own."""

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
    return [{"level": 2, "id": h.get("id"), "name": h.text_content().strip(), "children": []} for h in found if h.get("id")]
