# SPDX-License-Identifier: MIT
"""What a file will show, said on the page of its tool: from the same neutral document as the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .blocks import Heading, Table, TextDocument
from .make import document_of
from .model import NOTHING_ADDED, EtapeAjoutee
from .parts import GUIDE, LISTS, Source
from .sheets import Cell, Formula, Workbook

#: Parts that every file has.
_USUAL = {GUIDE, LISTS, "Version du modèle"}


def preview(source: Source) -> dict[str, Any]:
    """Return the sheets of a workbook, the lines of a poster or the plan of a text, and what the académie adds to it."""
    document = document_of(source)
    shown: dict[str, Any] = {"feuilles": [], "lignes": [], "plan": []}
    if isinstance(document, Workbook):
        shown["feuilles"] = list(_sheets(document))
    elif source.tool.modele == "affichette":
        tables = [block for block in document.blocks if isinstance(block, Table)]
        shown["lignes"] = [(row[0].text, row[0].consigne) for table in tables for row in table.rows]
    else:
        shown["plan"] = list(_plan(document))
    return shown | {"ajouts": _added(source, document) if source.ajouts != NOTHING_ADDED else {}}


def _sheets(workbook: Workbook) -> Iterator[dict[str, Any]]:
    for sheet in workbook.sheets:
        if sheet.name not in _USUAL:
            columns = [column.title for column in sheet.columns]
            free = sum(map(_is_free, sheet.rows))
            yield {"nom": sheet.name, "lignes": len(sheet.rows) - free, "libres": free, "colonnes": columns}


def _is_free(row: tuple[Cell, ...]) -> bool:
    """Say whether nothing of a row is written yet, and a person may write in it."""
    blank = all(cell.value == "" or isinstance(cell.value, Formula) for cell in row)
    return blank and any(cell.style.startswith("saisie") for cell in row)


def _plan(document: TextDocument) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of a text, each with its own parts."""
    title, parts = "", list[str]()
    for block in (*document.blocks, Heading(1, "")):
        if not isinstance(block, Heading) or block.level > 2:
            continue
        if block.level == 2:
            parts.append(block.text)
            continue
        if title and title not in _USUAL:
            yield title, parts
        title, parts = block.text, []


def _dated(step: EtapeAjoutee) -> str:
    return f"{step.libelle}\u00a0: {step.date.fr if step.date else 'à vérifier'}"


def _added(source: Source, document: Any) -> dict[str, list[str]]:
    """Return what the académie adds that is really in the file, by kind."""
    added, written = source.ajouts, repr(document)
    pieces = (f"{label} ({'obligatoire' if compulsory else 'facultative'})" for label, compulsory in added.pieces)
    kinds = {
        "Critères": [c.libelle for c in added.criteres if repr(c.libelle)[1:-1] in written],
        "Pièces": [p for p in pieces if repr(p)[1:-1] in written],
        "Dates": [_dated(e) for e in added.etapes if repr(e.libelle)[1:-1] in written],
    }
    return {kind: found for kind, found in kinds.items() if found}
