# SPDX-License-Identifier: MIT
"""The main sheet of a workbook as CSV that French spreadsheets open by themselves: « ; », UTF-8 with its mark."""

from __future__ import annotations

import csv
import io

from ..registry.text import safe_cell
from .sheets import Workbook, written


def csv_file(workbook: Workbook) -> bytes:
    """Return the CSV of the main sheet; a computed cell is left empty, a text like a formula is made harmless."""
    sheet = next(s for s in workbook.sheets if s.name == workbook.main)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(safe_cell(column.title) for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(safe_cell(written(c)) if isinstance(c.value, str) else written(c) for c in row)
    return ("\ufeff" + out.getvalue()).encode()
