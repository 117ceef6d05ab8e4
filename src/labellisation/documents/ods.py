# SPDX-License-Identifier: MIT
"""A workbook as OpenDocument: one template for its content, one for its styles, one for the panes that stay in view."""

from __future__ import annotations

from typing import Any

from .opendocument import ENV, package
from .sheets import Sheet, Validation, Workbook, letters, open_ref, row_height


def ods(workbook: Workbook) -> bytes:
    """Return the ODS file of ``workbook``."""
    validations: list[dict[str, str]] = []
    controls: dict[tuple[str, int, int], str] = {}
    for sheet in workbook.sheets:
        for one in sheet.validations:
            name = f"regle{len(validations) + 1}"
            validations.append(_validation(name, sheet, one))
            controls |= {(sheet.name, one.column, row): name for row in range(one.first, one.last + 1)}
    widths = sorted({column.width_mm for sheet in workbook.sheets for column in sheet.columns})
    content: dict[str, Any] = {
        "feuilles": workbook.sheets,
        "largeurs": widths,
        "validations": validations,
        "controles": controls,
        "hauteurs": sorted({row_height(sheet, row) for sheet in workbook.sheets for row in sheet.rows}),
        "hauteur": row_height,
    }
    parts = {
        "content.xml": ("classeur-contenu.xml", content),
        "styles.xml": ("classeur-styles.xml", {"classeur": workbook}),
        "settings.xml": ("classeur-reglages.xml", {"classeur": workbook}),
    }
    return package("spreadsheet", parts, workbook.title, workbook.subject, workbook.day)


def printed(sheet: Sheet) -> str:
    """Write the cells that are printed."""
    return f"'{sheet.name}'.A1:'{sheet.name}'.{letters(sheet.printed_columns - 1)}{len(sheet.rows) + 1}"


ENV.filters["etendue"] = printed


def _validation(name: str, sheet: Sheet, one: Validation) -> dict[str, str]:
    base = f"${sheet.name}.${letters(one.column)}${one.first + 1}"
    if one.kind == "list" and one.source:
        condition = f"of:cell-content-is-in-list({open_ref(one.source)})"
    elif one.kind == "length":
        condition = f"of:cell-content-text-length()<={one.longest}"
    else:
        condition = "of:cell-content-is-date() and cell-content()>=36526"
    quoted = base if sheet.name.isalpha() else f"$'{sheet.name}'.${letters(one.column)}${one.first + 1}"
    title = sheet.columns[one.column].title
    return {"nom": name, "condition": condition, "base": quoted, "titre": title, "message": one.message}
