# SPDX-License-Identifier: MIT
"""The files of the tools, opened again: by LibreOffice, formulas recalculated; by icalendar; as CSV."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from lxml import html

from ..diagnostics import plural
from .model import Read
from .office import SHEETS_AS_CSV, TEXT_AS_HTML, OfficeError, convert

HEAVIEST = 60_000
_FAULT = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|N/A|NULL|NUM)|Err:\d+|Erreur\s?:\s?\d+")
_FORMULA = {".ods": rb"table:formula=", ".xlsx": rb"<f>"}


def read_tools(files: Mapping[str, bytes], folder: Path) -> Iterator[Read]:
    """Yield what is found in each of ``files`` (site path → content); ``folder`` is for what LibreOffice writes."""
    for extension, target, options in (
        (".ods", "csv", SHEETS_AS_CSV), (".xlsx", "csv", SHEETS_AS_CSV), (".odt", "html", TEXT_AS_HTML), (".docx", "html", TEXT_AS_HTML),
    ):  # fmt: skip
        named = {PurePosixPath(p).name: (p, c) for p, c in files.items() if p.endswith(extension)}
        if not named:
            continue
        try:
            out = convert({n: c for n, (_p, c) in named.items()}, target, options, folder / extension[1:])
        except OfficeError as error:
            yield from (_unread(path, content, str(error)) for path, content in named.values())
            continue
        for path, content in named.values():
            yield _sheets(path, content, out) if target == "csv" else _text(path, content, out)
    for path, content in files.items():
        if path.endswith(".csv"):
            yield _csv(path, content)
        elif path.endswith(".ics"):
            yield _calendar(path, content)


def _unread(path: str, content: bytes, why: str) -> Read:
    return Read(path, len(content), "personne", why, _weight(content))


def _weight(content: bytes) -> tuple[str, ...]:
    return (f"plus de {HEAVIEST // 1000}\u00a0ko",) if len(content) > HEAVIEST else ()


def _sheets(path: str, content: bytes, out: Path) -> Read:
    """Count the sheets as LibreOffice shows them, the formulas that it computed again, the cells in error."""
    stem, suffix = PurePosixPath(path).stem, PurePosixPath(path).suffix
    shown = sorted(out.glob(f"{stem}-*.csv"))
    wrong = sum(len(_FAULT.findall(page.read_text(encoding="utf-8"))) for page in shown)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [archive.read(n) for n in archive.namelist() if n.endswith(".xml")]
    formulas = sum(len(re.findall(_FORMULA[suffix], member)) for member in members)
    errors = plural(wrong, "cellule en erreur", "cellules en erreur")
    found = (
        f"{plural(len(shown), 'feuille')}, {plural(formulas, 'formule recalculée', 'formules recalculées')}, {errors}"
    )
    faults = (*_weight(content), *((errors,) if wrong else ()))
    return Read(path, len(content), "LibreOffice", found, faults if shown else (*faults, "aucune feuille"))


def _text(path: str, content: bytes, out: Path) -> Read:
    """Count the headings and the tables of a text, and those whose first row is not a heading."""
    page = out / f"{PurePosixPath(path).stem}.html"
    if not page.exists():
        return Read(path, len(content), "LibreOffice", "", ("non ouvert",))
    document = html.document_fromstring(page.read_bytes())
    headings, tables = sum(1 for _ in document.iter("h1", "h2", "h3")), list(document.iter("table"))
    bare = sum(table.find("thead") is None for table in tables)
    tests = {
        "aucun titre": not headings,
        "sans langue": not document.xpath("//@lang[starts-with(., 'fr')]"),
        "sans titre de document": not document.findtext(".//title"),
        plural(bare, "tableau sans en-tête", "tableaux sans en-tête"): bare,
    }
    found = f"{plural(headings, 'titre')}, {plural(len(tables), 'tableau', 'tableaux')} à en-tête, français"
    return Read(
        path, len(content), "LibreOffice", found, (*_weight(content), *(t for t, wrong in tests.items() if wrong))
    )


def _csv(path: str, content: bytes) -> Read:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    uneven = len({len(row) for row in rows}) > 1
    computed = [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    faults = (*(("lignes inégales",) if uneven else ()), *(("cellule de formule",) if computed else ()))
    found = f"{plural(len(rows) - 1, 'ligne')}, {plural(len(rows[0]), 'colonne')}, {plural(len(computed), 'formule')}"
    return Read(path, len(content), "csv", found, faults)


def _calendar(path: str, content: bytes) -> Read:
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(content)
    except ValueError as error:
        return Read(path, len(content), "icalendar", "", (f"illisible\u00a0: {error}",))
    tasks, events = calendar.walk("VTODO"), calendar.walk("VEVENT")
    names = [str(part.get("uid", "")) for part in (*tasks, *events)]
    double = len(names) - len({name for name in names if name})
    faults = (f"{double} identifiants absents ou doubles",) if double else ()
    return Read(
        path, len(content), "icalendar", f"{plural(len(tasks), 'tâche')}, {plural(len(events), 'date')}", faults
    )
