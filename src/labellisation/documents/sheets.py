# SPDX-License-Identifier: MIT
"""A workbook before it is ODS, XLSX or CSV: sheets, typed cells, formulas in one neutral writing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

#: Mean width of a sign and height of a line, in Liberation Sans 10 pt.
_MM_PER_SIGN, _MM_PER_LINE = 2.0, 4.2
_FIRST_DAY = date(1899, 12, 30)


class Ref(Struct, frozen=True):
    """Cells of a sheet (first and last, zero-based column and row); ``sheet`` empty means the same sheet, one relative cell."""

    sheet: str
    column: int
    row: int
    last_column: int | None = None
    last_row: int | None = None

    @property
    def absolute(self) -> bool:
        return bool(self.sheet)


class Formula(Struct, frozen=True):
    """``template`` holds ``{names}`` of ``refs`` and « ; » between arguments; ``initial`` is its value in the empty file."""

    template: str
    refs: Mapping[str, Ref]
    initial: str | float = ""


Value = str | int | float | Formula


class Cell(Struct, frozen=True):
    """``style``: ``texte``, ``libelle`` (names its row), ``consigne``, ``saisie``, ``saisie-texte``, ``saisie-date``, ``calcul``,
    ``calcul-date`` or ``moyenne``.
    """

    value: Value = ""
    style: str = "texte"


class Column(Struct, frozen=True):
    """A column of a sheet; its width in millimetres."""

    title: str
    width_mm: int


class Validation(Struct, frozen=True):
    """What the rows ``first``–``last`` of ``column`` accept: a list kept in ``source``, a longest text, or a date."""

    column: int
    first: int
    last: int
    kind: str
    message: str
    source: Ref | None = None
    longest: int = 0


class Sheet(Struct, frozen=True):
    """A table with one row of headings, which stays in view; ``frozen_columns`` stay too."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    validations: tuple[Validation, ...] = ()
    frozen_columns: int = 0
    #: Columns that are printed; the others stay on the screen (0: all).
    printed_columns: int = 0
    landscape: bool = True


class Workbook(Struct, frozen=True):
    """A workbook, whatever the format that will hold it."""

    title: str
    subject: str
    day: str
    footer: str
    sheets: tuple[Sheet, ...]
    #: Name of the sheet that the CSV holds.
    main: str


def row_height(sheet: Sheet, row: tuple[Cell, ...]) -> int:
    """Return a height in millimetres that shows the longest text of ``row``: some programs do not fit rows by themselves."""
    lines = 1
    for column, cell in zip(sheet.columns, row, strict=False):
        value = cell.value.initial if isinstance(cell.value, Formula) else cell.value
        lines = max(lines, math.ceil(len(str(value)) * _MM_PER_SIGN / (column.width_mm - 2)))
    return round(lines * _MM_PER_LINE) + 2


def serial(day: date) -> int:
    """Return a day as spreadsheets count it."""
    return (day - _FIRST_DAY).days


def written(cell: Cell) -> str:
    """Write what a cell holds as a text: a day as JJ/MM/AAAA, nothing for what is computed."""
    if isinstance(cell.value, Formula):
        return ""
    if isinstance(cell.value, int) and cell.style.endswith("-date"):
        return f"{_FIRST_DAY + timedelta(cell.value):%d/%m/%Y}"
    return str(cell.value)


def letters(column: int) -> str:
    """Return the name of a zero-based column: 0 → A, 26 → AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def excel(formula: Formula) -> str:
    """Write a formula as XLSX stores it."""

    def ref(r: Ref) -> str:
        sign = "$" if r.absolute else ""
        first = f"{sign}{letters(r.column)}{sign}{r.row + 1}"
        last = "" if r.last_row is None else f":{sign}{letters(_last_column(r))}{sign}{r.last_row + 1}"
        return (f"'{r.sheet}'!" if r.sheet else "") + first + last

    return "=" + _filled(formula.template.replace(";", ","), {name: ref(r) for name, r in formula.refs.items()})


def open_formula(formula: Formula) -> str:
    """Write a formula as OpenDocument stores it (OpenFormula)."""
    return "of:=" + _filled(formula.template, {name: open_ref(r) for name, r in formula.refs.items()})


def open_ref(r: Ref) -> str:
    """Write a reference in OpenFormula."""
    sign = "$" if r.absolute else ""
    sheet = f"$'{r.sheet}'" if r.sheet else ""
    first = f"{sheet}.{sign}{letters(r.column)}{sign}{r.row + 1}"
    last = "" if r.last_row is None else f":.{sign}{letters(_last_column(r))}{sign}{r.last_row + 1}"
    return f"[{first}{last}]"


def excel_ref(r: Ref) -> str:
    """Write a reference as a data validation of XLSX wants it."""
    return excel(Formula("{r}", {"r": r}))


def _last_column(r: Ref) -> int:
    return r.column if r.last_column is None else r.last_column


def _filled(template: str, refs: Mapping[str, str]) -> str:
    for name, written in refs.items():
        template = template.replace("{" + name + "}", written)
    return template
