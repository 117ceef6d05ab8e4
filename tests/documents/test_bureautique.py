# SPDX-License-Identifier: MIT
"""Each file opened again by LibreOffice, formulas recalculated: what a reader finds."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from msgspec.structs import replace

from labellisation.documents.grid import CIBLE, CONSTAT, COTE, MOTIF, PREUVE, grid
from labellisation.documents.ods import ods
from labellisation.documents.parts import Source
from labellisation.documents.planning import planning
from labellisation.documents.sheets import Cell, Value, Workbook
from labellisation.documents.xlsx import xlsx
from tests.documents.conftest import Convert

#: « ; », quotes, UTF-8, values as shown, every sheet in its own file.
_CSV = "Text - txt - csv (StarCalc):59,34,76,1,,0,true,true,false,false,false,-1"
_FAULT = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|N/A|NULL|NUM)|Err:\d+|Erreur\s?:\s?\d+")
Cells = dict[tuple[int, int], Value]


def typed(workbook: Workbook, sheet: str, cells: Cells) -> Workbook:
    """Return ``workbook`` with ``cells`` (line, column → value) typed in one sheet."""

    def filled(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
        return tuple(
            tuple(replace(cell, value=cells.get((line, column), cell.value)) for column, cell in enumerate(row))
            for line, row in enumerate(rows, 1)
        )

    sheets = tuple(replace(s, rows=filled(s.rows)) if s.name == sheet else s for s in workbook.sheets)
    return replace(workbook, sheets=sheets)


def answered(source: Source) -> Workbook:
    """Return a grid with answers: three criteria, every rule of a line, six actions of priority 1."""
    book = typed(
        grid(source),
        "Questions",
        {
            (1, COTE): 3, (1, CONSTAT): "Un constat fictif", (1, PREUVE): "Pièce fictive 1", (1, CIBLE): 3,
            (2, COTE): 2, (2, CONSTAT): "Un constat fictif", (2, CIBLE): 3,
            (3, COTE): 0, (3, CONSTAT): "Un constat fictif", (3, CIBLE): 3,
            (4, COTE): "NA", (5, COTE): "NA", (5, MOTIF): "Un motif fictif",
            (7, COTE): 1, (7, CIBLE): 3, (8, COTE): 1, (8, CONSTAT): "=1+1",
        },
    )  # fmt: skip
    actions: Cells = {}
    for line in range(1, 7):
        actions |= {
            (line, 0): "Une action fictive",
            (line, 1): "Publics",
            (line, 3): "une fonction",
            (line, 4): "2027-03",
            (line, 5): 1,
        }
    return typed(book, "Actions", actions)


def sheet(folder: Path, file: str, name: str) -> list[list[str]]:
    """Return the lines of one sheet as LibreOffice shows them."""
    with (folder / f"{file}-{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def members(archive: bytes, name: str) -> list[str]:
    """Return the texts of the members of an office file whose path holds ``name``."""
    with zipfile.ZipFile(io.BytesIO(archive)) as content:
        return [content.read(n).decode() for n in content.namelist() if name in n]


@pytest.fixture(scope="module")
def remplis(source: Callable[[str], Source], convertir: Convert) -> dict[str, Path]:
    """Workbooks with answers, shown by LibreOffice, in both formats."""
    books = {"grille": answered(source("grille-auto-evaluation"))}
    # 45000 is 15 March 2023 in the calendar of spreadsheets.
    books["jalons"] = typed(planning(source("retroplanning")), "Repères", {(1, 2): 45000})
    open_files = {f"{name}.ods": ods(book) for name, book in books.items()}
    excel_files = {f"{name}.xlsx": xlsx(book) for name, book in books.items()}
    return {"ods": convertir(open_files, "csv", _CSV), "xlsx": convertir(excel_files, "csv", _CSV)}


@pytest.fixture(scope="module")
def vides(fichiers: dict[str, bytes], convertir: Convert) -> dict[str, Path]:
    """The files as they are published, shown by LibreOffice."""
    return {
        kind: convertir({n: c for n, c in fichiers.items() if n.endswith(kind)}, target, options)
        for kind, target, options in (
            (".ods", "csv", _CSV), (".xlsx", "csv", _CSV), (".odt", "html", "HTML (StarWriter)"), (".docx", "html", "HTML (StarWriter)"),
        )
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
class TestAnsweredWorkbook:
    """A workbook that somebody filled in."""

    def test_a_mean_leaves_out_what_is_not_applicable(self, remplis: dict[str, Path], kind: str) -> None:
        """Marks 3, 2, 0 and two NA give 1.7; a criterion without a mark has no mean."""
        lines = {line[0]: line for line in sheet(remplis[kind], "grille", "Synthèse")}
        _name, asked, marked, not_applicable, mean, *rest = lines["Offre de formations"]
        assert ("6", "5", "2", "1,7") == (asked, marked, not_applicable, mean.replace(".", ","))
        assert ["1", "1", "0", "1", "0"] == rest
        assert "" == lines["Culture"][4]

    def test_each_line_says_what_it_lacks(self, remplis: dict[str, Path], kind: str) -> None:
        """A proof for a 2, a reason for NA, a fact for any mark."""
        lines = sheet(remplis[kind], "grille", "Questions")
        expected = [
            "Complet",
            "Donnez une preuve",
            "Complet",
            "Donnez le motif",
            "Complet",
            "",
            "Écrivez le constat",
            "Complet",
        ]
        assert expected == [line[10] for line in lines[1:9]]
        assert ["aucun", "faible", "fort", "", "", "", "moyen", ""] == [line[9] for line in lines[1:9]]

    def test_a_text_like_a_formula_stays_a_text(self, remplis: dict[str, Path], kind: str) -> None:
        """« =1+1 » is shown as it was typed."""
        assert "=1+1" == sheet(remplis[kind], "grille", "Questions")[8][CONSTAT]

    def test_six_actions_of_priority_1_are_too_many(self, remplis: dict[str, Path], kind: str) -> None:
        """The synthesis and each action say so."""
        shown = [line[:2] for line in sheet(remplis[kind], "grille", "Synthèse")[9:]]
        assert ["Actions de priorité 1", "6"] == shown[0]
        assert shown[1][0].startswith("Trop d’actions de priorité 1")
        assert {"Trop d’actions de priorité 1"} == {line[6] for line in sheet(remplis[kind], "grille", "Actions")[1:7]}

    def test_milestones_take_their_date_from_the_decision(self, remplis: dict[str, Path], kind: str) -> None:
        """Eighteen months before 15 March 2023 is 15 September 2021."""
        lines = sheet(remplis[kind], "jalons", "Jalons")
        found = {line[2]: line[5] for line in lines[1:]}
        assert ("15/03/2023", "15/09/2021") == (found["T"], found["T\u00a0−\u00a018\u00a0mois"])


class TestPublishedFile:
    """A file as it is downloaded."""

    @pytest.mark.parametrize("kind", [".ods", ".xlsx"])
    def test_no_cell_is_in_error(self, vides: dict[str, Path], kind: str) -> None:
        """Every sheet opens, with no formula in error."""
        sheets = sorted(vides[kind].glob("*.csv"))
        assert 14 == len(sheets)
        assert {} == {
            path.name: found for path in sheets if (found := _FAULT.findall(path.read_text(encoding="utf-8")))
        }

    @pytest.mark.parametrize("kind", [".ods", ".xlsx"])
    def test_an_indicator_brings_its_definition(self, vides: dict[str, Path], kind: str) -> None:
        """The dashboard finds the unit and the source of each indicator."""
        line = sheet(vides[kind], "tableau-de-bord", "Suivi")[3]
        assert ["Taux de pression", "Offre de formations", "rapport", "académie"] == line[:4]

    def test_headings_stay_in_view_on_a4_with_their_lists(self, fichiers: dict[str, bytes], convertir: Convert) -> None:
        """Both formats freeze every sheet; LibreOffice finds A4 and the lists of answers in each ODS."""
        files = {name: content for name, content in fichiers.items() if name.endswith(".ods")}
        folder = convertir(files, "xlsx", "")
        for path in folder.iterdir():
            frozen = members(fichiers[f"{path.stem}.ods"], "settings.xml")[0].count(
                '"VerticalSplitMode" config:type="short">2<'
            )
            given = members(fichiers[path.name], "worksheets/sheet")
            assert len(given) == frozen == sum('state="frozen"' in text for text in given), path.name
            for sheets in (given, members(path.read_bytes(), "worksheets/sheet")):
                assert all('paperSize="9"' in text for text in sheets), path.name
                rules = sum(text.count("<dataValidation ") for text in sheets)
                assert rules >= {"grille-auto-evaluation": 7, "tableau-de-bord": 7, "retroplanning": 4}[path.stem]

    @pytest.mark.parametrize("kind", [".odt", ".docx"])
    def test_a_document_has_headings_and_tables_with_headings(
        self, vides: dict[str, Path], fichiers: dict[str, bytes], kind: str
    ) -> None:
        """Each document is in French, titled, with its plan, and tables whose first row is a heading."""
        pages = sorted(vides[kind].glob("*.html"))
        assert sorted(Path(n).stem for n in fichiers if n.endswith(kind)) == [p.stem for p in pages]
        for path in pages:
            page = html.document_fromstring(path.read_bytes())
            assert "fr-FR" in {*page.xpath("//@lang")}, path.name
            assert page.findtext(".//title"), path.name
            first = " ".join(page.xpath("(//h1)[1]")[0].text_content().split())
            assert first == ("Les critères, et ce que nous faisons" if "affichette" in path.name else "Mode d’emploi")
            assert len(page.xpath("//table")) == len(page.xpath("//table[thead]")), path.name

    @pytest.mark.parametrize("kind", [".odt", ".docx"])
    def test_an_agreement_opens_with_the_legal_warning(self, vides: dict[str, Path], kind: str) -> None:
        """The warning comes before anything to fill in."""
        for name in ("convention-partenariat", "convention-reseau"):
            page = html.document_fromstring((vides[kind] / f"{name}.html").read_bytes())
            text = " ".join(page.text_content().split())
            assert 0 < text.index("faites-le valider par le service juridique") < text.index("Mode d’emploi")

    def test_the_outline_gives_the_official_wording(self, vides: dict[str, Path]) -> None:
        """Each of the eight criteria has its heading and its wording."""
        page = html.document_fromstring((vides[".odt"] / "trame-dossier.html").read_bytes())
        titles = [" ".join(t.text_content().split()) for t in page.xpath("//h2")]
        assert [str(n) for n in range(1, 9)] == [t.split(".")[0] for t in titles if re.match(r"\d\. ", t)]
        assert "L’accueil de publics de statuts différents" in " ".join(page.text_content().split())
