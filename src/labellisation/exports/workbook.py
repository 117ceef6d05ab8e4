# SPDX-License-Identifier: MIT
"""The labels as an OpenDocument workbook: every cell is text, so that ``01004`` stays ``01004``."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from pathlib import Path

import jinja2
from odfdo import Document, Element

from .archive import fixed_archive
from .columns import COLUMNS, Table
from .metadata import DESCRIPTION, LICENCE_URL, TITLE

_ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)


def labels_ods(table: Table) -> bytes:
    """Return the workbook of all labels, and a sheet that says what each column holds; same inputs, same bytes."""
    document = Document("spreadsheet")
    document.body.clear()
    lines = [[value or "" for value in row.values()] for row in table.values]
    _add(document.body, "Labels", [c.titre for c in COLUMNS], lines)
    notes = [[c.titre, c.name, c.description] for c in COLUMNS] + [
        ["Licence", "", LICENCE_URL],
        ["Date de référence", "", table.day.iso],
    ]
    _add(document.body, "Définitions", ["Colonne", "Nom dans le CSV", "Définition"], notes)
    meta, moment = document.meta, datetime.combine(table.day.first_day(), time(), UTC)
    meta.title, meta.description, meta.language = TITLE, DESCRIPTION, "fr-FR"
    meta.creation_date = meta.date = moment
    out = io.BytesIO()
    document.save(out)
    return fixed_archive(out.getvalue())


def _add(body: Element, name: str, titles: list[str], lines: list[list[str]]) -> None:
    table = Element.from_tag(_ENV.get_template("tableau.xml").render(nom=name, titres=titles))
    body.append(table)
    # Row by row, once the table is in its place: the time to move a tree into a document grows with the square of its size.
    row = _ENV.get_template("ligne.xml")
    for line in lines:
        table.append(Element.from_tag(row.render(ligne=line)))
