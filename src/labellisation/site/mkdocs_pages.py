# SPDX-License-Identifier: MIT
"""MkDocs pages of our own: what was scanned is what is rendered, and fragments need no Markdown.

MkDocs finds them on ``file.page`` and makes none of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files, InclusionLevel

from .cleaning import clean
from .one_converter import OneConverter

vars(pages).update(markdown=OneConverter())  # where MkDocs makes its converters


class WrittenPage(pages.Page):
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


class OurFile(File):
    """A page or a file of ours from end to end: MkDocs knows its address, for links, and leaves its content to us."""

    def __init__(self, uri: str, config: MkDocsConfig, place: str) -> None:
        super().__init__(uri, None, config.site_dir, True, dest_uri=place, inclusion=InclusionLevel.INCLUDED)
        self.generated_by = "labellisation"

    #: Thousands are made: their source, which has slashes already, is not read as a path.
    src_path = property(attrgetter("src_uri"), lambda file, uri: vars(file).update(src_uri=uri))

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Write nothing: the plugin does, with as many processes as help."""
