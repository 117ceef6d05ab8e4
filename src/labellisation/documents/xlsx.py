# SPDX-License-Identifier: MIT
"""A workbook as XLSX, by XlsxWriter: texts are written as texts, so that none becomes a formula."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from ..exports.archive import fixed_archive
from .opendocument import ENV
from .sheets import Cell, Formula, Sheet, Validation, Workbook, excel, excel_ref, row_height

_FONT = {
    "font_name": "Liberation Sans",
    "font_size": 10,
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "border_color": "#8a8a8a",
}
_STYLES: dict[str, dict[str, Any]] = {
    "entete": {"bold": True, "bg_color": "#12494b", "font_color": "#ffffff"},
    "texte": {},
    "libelle": {"bold": True},
    "consigne": {"font_color": "#3a3a3a", "font_size": 9},
    "saisie": {"bg_color": "#fff8d6"},
    "saisie-texte": {"bg_color": "#fff8d6", "num_format": "@"},
    "saisie-date": {"bg_color": "#fff8d6", "num_format": "[$-40C]dd/mm/yyyy"},
    "calcul": {"bg_color": "#ececec"},
    "calcul-date": {"bg_color": "#ececec", "num_format": "[$-40C]dd/mm/yyyy"},
    "moyenne": {"bg_color": "#ececec", "num_format": "0.0"},
}  # fmt: skip
_A4, _MM_PER_WIDTH = 9, 2.0
_MARGIN = 0.47  # 12 mm, in inches
_PT_PER_MM = 2.83


def xlsx(workbook: Workbook) -> bytes:
    """Return the XLSX file of ``workbook``."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {name: book.add_format(_FONT | style) for name, style in _STYLES.items()}
    for sheet in workbook.sheets:
        _write(book.add_worksheet(sheet.name), sheet, formats, f"{workbook.title} · {workbook.footer}")
    book.close()
    core = ENV.get_template("core.xml").render(titre=workbook.title, sujet=workbook.subject, jour=workbook.day)
    return fixed_archive(out.getvalue(), {"docProps/core.xml": core.encode(), **_growing_rows(out)})


def _growing_rows(archive: io.BytesIO) -> dict[str, bytes]:
    """Return the sheets of ``archive`` with heights that are a start, not an order: a row grows with what is typed."""
    with zipfile.ZipFile(archive) as content:
        names = [name for name in content.namelist() if name.startswith("xl/worksheets/sheet")]
        return {name: content.read(name).replace(b' customHeight="1"', b"") for name in names}


def _write(page: Any, sheet: Sheet, formats: dict[str, Any], footer: str) -> None:
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width_mm / _MM_PER_WIDTH)
        page.write_string(0, index, column.title, formats["entete"])
    headings = tuple(Cell(column.title) for column in sheet.columns)
    page.set_row(0, row_height(sheet, headings) * _PT_PER_MM)
    for line, cells in enumerate(sheet.rows, 1):
        page.set_row(line, row_height(sheet, cells) * _PT_PER_MM)
        for index, cell in enumerate(cells):
            _cell(page, line, index, cell, formats[cell.style])
    for one in sheet.validations:
        title = sheet.columns[one.column].title
        page.data_validation(one.first, one.column, one.last, one.column, _validation(one, title))
    page.freeze_panes(1, sheet.frozen_columns)
    page.repeat_rows(0)
    if sheet.printed_columns:
        page.print_area(0, 0, len(sheet.rows), sheet.printed_columns - 1)
    page.set_paper(_A4)
    page.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN * 1.5)
    if sheet.landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C&8" + footer.replace("&", "&&")[:220] + " · page &P sur &N")


def _cell(page: Any, line: int, index: int, cell: Cell, style: Any) -> None:
    match cell.value:
        case Formula() as formula:
            page.write_formula(line, index, excel(formula), style, formula.initial)
        case str() as text if text:
            page.write_string(line, index, text, style)
        case str():
            page.write_blank(line, index, None, style)
        case number:
            page.write_number(line, index, number, style)


def _validation(one: Validation, title: str) -> dict[str, Any]:
    rule: dict[str, Any]
    if one.kind == "list" and one.source:
        rule = {"validate": "list", "source": excel_ref(one.source)}
    elif one.kind == "length":
        rule = {"validate": "length", "criteria": "<=", "value": one.longest}
    else:
        rule = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
    words = {
        "input_title": title[:32],
        "input_message": one.message,
        "error_title": title[:32],
        "error_message": one.message,
    }
    return rule | words
