# SPDX-License-Identifier: MIT
"""Python-Markdown extension of the site: no raw HTML; tables get a class and the scope of their headers."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            # Material wraps class-less tables in a region that the keyboard cannot reach.
            table.set("class", "tableau")
            for header in table.iterfind("./thead/tr/th"):
                header.set("scope", "col")


class SiteExtension(Extension):
    """What a page may not do, and what every table needs."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Tables(md), "labellisation_tables", 0)


def makeExtension(**kwargs: object) -> SiteExtension:  # noqa: N802 - the name is Python-Markdown's
    """Entry point of Python-Markdown."""
    return SiteExtension(**kwargs)
