# SPDX-License-Identifier: MIT
"""Python-Markdown extension: tables written by editors get a class and the scope of their headers."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            table.set("class", "tableau")
            for header in table.iterfind("./thead/tr/th"):
                header.set("scope", "col")


class TablesExtension(Extension):
    """Give ``<table>`` its class (Material wraps class-less ones in a region that the keyboard cannot reach)."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.treeprocessors.register(_Tables(md), "labellisation_tables", 0)


def makeExtension(**kwargs: object) -> TablesExtension:  # noqa: N802 - the name is Python-Markdown's
    """Entry point of Python-Markdown."""
    return TablesExtension(**kwargs)
