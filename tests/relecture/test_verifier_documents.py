# SPDX-License-Identifier: MIT
"""The command « verifier-documents » on fictitious files, sound and wrong: what it prints, and the code that it leaves."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from click.testing import CliRunner, Result

from labellisation.relecture import office
from labellisation.relecture.command import verifier_documents
from labellisation.relecture.papers import read_pdf
from tests.outils import absent

_CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n"
    "BEGIN:VTODO\r\nUID:a@essai.invalid\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Fictif\r\nEND:VTODO\r\n"
    "{}END:VCALENDAR\r\n"
)


def ask(folder: Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(verifier_documents, [str(folder)])


def put(folder: Path, path: str, content: bytes) -> None:
    """Write a file of the fictitious site."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)


def workbook(formula: str) -> bytes:
    """Return a workbook of one formula whose kept value is a lie."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Essai").write_formula(0, 0, formula, None, 7)
    book.close()
    return out.getvalue()


def blank() -> bytes:
    """Return a PDF without tags, language or title."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


def test_a_bare_pdf_has_every_fault() -> None:
    """Tags, language, title, PDF/UA and bookmarks are missed, one by one."""
    paper = read_pdf("essai.pdf", blank())
    assert ("sans balises", "sans langue", "sans titre", "PDF/UA non déclaré", "sans signets") == paper.faults
    assert 1 == paper.pages


def test_sound_files_leave_zero(tmp_path: Path) -> None:
    """A calendar and a table: what each holds, no fault."""
    put(tmp_path, "outils/essai/essai.ics", _CALENDAR.format("").encode())
    put(tmp_path, "outils/essai/essai.csv", "\ufeffA;B\r\n1;2\r\n".encode())
    done = ask(tmp_path)
    assert 0 == done.exit_code, done.output
    assert "1 tâche, 0 date" in done.output.replace("\u00a0", " ")
    assert "1 ligne, 2 colonnes, 0 formule" in done.output.replace("\u00a0", " ")
    assert "2 fichiers" in done.output.replace("\u00a0", " ")


def test_wrong_files_are_named_and_leave_one(tmp_path: Path) -> None:
    """An unreadable calendar, a doubled task, an uneven table, a bare PDF: each named with its fault."""
    task = _CALENDAR.split("VERSION:2.0\r\nPRODID:-//essai//FR\r\n")[1].split("{}")[0]
    put(tmp_path, "outils/a/a.ics", b"BEGIN:VCALENDAR\r\nrien\r\n")
    put(tmp_path, "outils/b/b.ics", _CALENDAR.format(task).encode())
    put(tmp_path, "outils/c/c.csv", b"A;B\r\n=1+1\r\n")
    put(tmp_path, "fiches/d.pdf", blank())
    done = ask(tmp_path)
    said = done.output.replace("\u00a0", " ")
    assert 1 == done.exit_code
    for words in (
        "outils/a/a.ics : illisible",
        "outils/b/b.ics : 1 identifiants absents ou doubles",
        "outils/c/c.csv : lignes inégales",
        "outils/c/c.csv : cellule de formule",
        "fiches/d.pdf : PDF/UA non déclaré",
    ):
        assert words in said, said


def test_an_empty_site_says_what_to_do(tmp_path: Path) -> None:
    """No document: one sentence, and 1."""
    done = ask(tmp_path)
    assert 1 == done.exit_code
    assert "construisez d’abord le site avec --documents" in done.output


def test_formulas_are_computed_again(tmp_path: Path) -> None:
    """A division by zero that the file hides behind a kept value is found; without LibreOffice, the file is said unread."""
    put(tmp_path, "outils/juste/juste.xlsx", workbook("=1+1"))
    put(tmp_path, "outils/faux/faux.xlsx", workbook("=1/0"))
    if office.command() is None:
        absent("LibreOffice est absent : les formules n’ont pas été recalculées")
    done = ask(tmp_path)
    said = done.output.replace("\u00a0", " ")
    assert 1 == done.exit_code
    assert "outils/faux/faux.xlsx : 1 cellule en erreur" in said
    assert "outils/juste/juste.xlsx :" not in said


def test_without_libreoffice_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other files are read, and the sentence says what was not."""
    monkeypatch.setattr(office.shutil, "which", lambda _name: None)
    put(tmp_path, "outils/juste/juste.xlsx", workbook("=1+1"))
    done = ask(tmp_path)
    assert 0 == done.exit_code
    assert "personne" in done.output
    assert "LibreOffice est absent" in done.output
