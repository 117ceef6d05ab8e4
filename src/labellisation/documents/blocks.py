# SPDX-License-Identifier: MIT
"""A text document before it is ODT or DOCX: headings, paragraphs, lists and tables, each with its real style."""

from __future__ import annotations

from msgspec import Struct

LINE_MM = 174


class Heading(Struct, frozen=True):
    """A heading; ``level`` counts from 1."""

    level: int
    text: str


class Paragraph(Struct, frozen=True):
    """``style``: ``texte``, ``resume``, ``modele``, ``avertissement``,
    ``consigne``, ``consigne-champ`` (kept with what follows) or ``saisie`` (a place to write)."""

    text: str
    style: str = "texte"


class Items(Struct, frozen=True):
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


class Cell(Struct, frozen=True):
    """What a table cell says, and below it the instruction that goes with it."""

    text: str = ""
    consigne: str = ""


class Table(Struct, frozen=True):
    """A table with a row of headings, repeated on each page; ``widths`` are shares of the line.

    ``row_headings``: the first column names the row.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    row_headings: bool = False

    @property
    def millimetres(self) -> tuple[int, ...]:
        """The widths of the columns on an A4 page between margins of 18 mm."""
        return tuple(round(LINE_MM * width / sum(self.widths)) for width in self.widths)


Block = Heading | Paragraph | Items | Table


class TextDocument(Struct, frozen=True):
    """A text document, whatever the format that will hold it."""

    title: str
    subject: str
    day: str
    footer: str
    blocks: tuple[Block, ...]
