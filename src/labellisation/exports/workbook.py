# SPDX-License-Identifier: MIT
"""The labels as an OpenDocument workbook: every cell is text, so that ``01004`` stays ``01004``."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path

import jinja2
from odfdo import Document, Element

from ..templates import quicken
from .archive import fixed_archive
from .columns import COLUMNS, Table
from .metadata import DESCRIPTION, LICENCE_URL, TITLE

_CONTENT = "content.xml"
_ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
quicken(_ENV)


def labels_ods(table: Table) -> bytes:
    """Return the workbook of all labels, and a sheet that says what each column holds; same inputs, same bytes."""
    document = Document("spreadsheet")
    document.body.clear()
    notes = [[c.titre, c.name, c.description] for c in COLUMNS] + [
        ["Licence", "", LICENCE_URL],
        ["Date de référence", "", table.day.iso],
    ]
    lines = ((value or "" for value in row.values()) for row in table.values)
    sheets: dict[str, tuple[list[str], Iterable[Iterable[str]]]] = {
        "Labels": ([c.titre for c in COLUMNS], lines),
        "Définitions": (["Colonne", "Nom dans le CSV", "Définition"], notes),
    }
    for name in sheets:
        document.body.append(Element.from_tag(_place(name)))
    meta, moment = document.meta, datetime.combine(table.day.first_day(), time(), UTC)
    meta.title, meta.description, meta.language = TITLE, DESCRIPTION, "fr-FR"
    meta.creation_date = meta.date = moment
    out = io.BytesIO()
    document.save(out)
    return fixed_archive(out.getvalue(), {_CONTENT: partial(_filled, sheets)})


def _place(name: str) -> str:
    return f'<table:table table:name="{name}"/>'


def _filled(sheets: Mapping[str, tuple[list[str], Iterable[Iterable[str]]]], content: bytes) -> Iterator[bytes]:
    """Yield the content of the document with its sheets in their places, piece by piece.

    A tree of a hundred thousand cells takes half a gigabyte, and a time that grows with the square of its size.
    """
    for name, (titles, lines) in sheets.items():
        before, _place_of_it, content = content.partition(_place(name).encode())
        yield before
        filled = _ENV.get_template("tableau.xml").stream(nom=name, titres=titles, lignes=lines)
        filled.enable_buffering(1000)
        yield from (piece.encode() for piece in filled)
    yield content
