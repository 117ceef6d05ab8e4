# SPDX-License-Identifier: MIT
"""One writer a format; importing this module imports the libraries of office files."""

from __future__ import annotations

from .blocks import TextDocument
from .csv_file import csv_file
from .docx_file import docx
from .ics import tasks_ics
from .ods import ods
from .odt import odt
from .parts import Source
from .sheets import Workbook
from .xlsx import xlsx

_TEXTS = {"ODT": odt, "DOCX": docx}
_SHEETS = {"ODS": ods, "XLSX": xlsx, "CSV": csv_file}


def write(kind: str, source: Source, document: TextDocument | Workbook) -> bytes:
    """Return the file of ``kind`` of a tool, whose neutral content is ``document``."""
    if kind == "ICS":
        return tasks_ics(source)
    return _TEXTS[kind](document) if isinstance(document, TextDocument) else _SHEETS[kind](document)
