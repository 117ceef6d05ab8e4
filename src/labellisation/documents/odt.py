# SPDX-License-Identifier: MIT
"""A text document as OpenDocument: real headings, lists, and tables whose first row is a heading."""

from __future__ import annotations

from typing import Any

from .blocks import Heading, Items, Paragraph, Table, TextDocument
from .opendocument import ENV, package

ENV.tests |= {
    "titre": lambda block: isinstance(block, Heading),
    "paragraphe": lambda block: isinstance(block, Paragraph),
    "liste": lambda block: isinstance(block, Items),
}


def odt(document: TextDocument) -> bytes:
    """Return the ODT file of ``document``."""
    widths = sorted({width for block in document.blocks if isinstance(block, Table) for width in block.millimetres})
    parts: dict[str, tuple[str, dict[str, Any]]] = {
        "content.xml": ("texte-contenu.xml", {"document": document, "largeurs": widths}),
        "styles.xml": ("texte-styles.xml", {"document": document}),
    }
    return package("text", parts, document.title, document.subject, document.day)
