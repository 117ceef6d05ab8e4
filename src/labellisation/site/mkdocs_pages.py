# SPDX-License-Identifier: MIT
"""MkDocs pages of our own: what was scanned is what is rendered, and fragments need no Markdown.

MkDocs finds them on ``file.page`` and makes none of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file

from ..content import page_url
from .cleaning import clean
from .shell import headings


class WrittenPage(Page):
    """A page written in Markdown: its text and its metadata come from our own reading of the file."""

    def __init__(
        self,
        title: str | None,
        file: File,
        config: MkDocsConfig,
        read: Callable[[str], tuple[str, dict[str, Any]]],
        edit_url: str | None = None,
    ) -> None:
        super().__init__(title, file, config)
        self._read = read
        self.edit_url = edit_url

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown, self.meta = self._read(self.file.src_uri)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        super().render(config, files)
        self.content = clean(self.content or "")


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
