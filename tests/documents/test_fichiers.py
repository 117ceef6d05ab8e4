# SPDX-License-Identifier: MIT
"""The files of the tools: which, how heavy, always the same bytes, with or without a cache."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from lxml import etree, html
from msgspec.structs import replace

from labellisation import documents
from labellisation.documents import cache as cache_module
from labellisation.documents.blocks import TextDocument
from labellisation.documents.csv_file import csv_file
from labellisation.documents.forms import form
from labellisation.documents.grid import grid
from labellisation.documents.model import tools
from labellisation.documents.ods import ods
from labellisation.documents.parts import Source
from labellisation.documents.xlsx import xlsx
from labellisation.registry import PartialDate
from labellisation.site.generated import view
from labellisation.site.model import Site
from labellisation.site.render import Renderer
from tests.conftest import ROOT
from tests.documents.conftest import DAY

HOSTILE = '=HYPERLINK("http://exemple.invalid";"texte fictif")'


def made(site: Site, folder: Path) -> dict[str, bytes]:
    """Return every file, made with the cache kept in ``folder``."""
    return dict(documents.tool_files(site.registry, DAY, folder))


def xml(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the XML members of an office file."""
    with zipfile.ZipFile(io.BytesIO(archive)) as content:
        yield from (
            (name, content.read(name))
            for name in content.namelist()
            if name.endswith((".xml", ".rels")) and content.getinfo(name).file_size
        )


class TestFiles:
    """The files of the real repository."""

    def test_each_tool_has_its_formats(self, site_reel: Site, fichiers: dict[str, bytes]) -> None:
        """Every format said to be there is there, and the paths are known without making them."""
        promised = {path for tool in tools(site_reel.registry) for _f, path in documents.files_of(tool)}
        assert promised == set(documents.tool_paths(site_reel.registry, drawn=True))
        promised = {path for path in promised if not path.endswith(".pdf")}
        assert promised == set(documents.tool_paths(site_reel.registry))
        assert {Path(path).name for path in promised} == set(fichiers)
        assert {"grille-auto-evaluation.ods", "trame-dossier.docx", "retroplanning.ics"} < set(fichiers)

    def test_a_spreadsheet_weighs_60_kb_at_most(self, fichiers: dict[str, bytes]) -> None:
        """The budget of the tools holds for every file."""
        assert {} == {name: len(content) for name, content in fichiers.items() if len(content) > 60_000}

    def test_the_same_inputs_give_the_same_bytes(
        self, site_reel: Site, fichiers: dict[str, bytes], tmp_path: Path
    ) -> None:
        """Made again where no cache can be kept (a file stands in its place), the files are equal."""
        (tmp_path / ".cache").write_text("fictif", encoding="utf-8")
        again = {Path(path).name: content for path, content in made(site_reel, tmp_path).items()}
        assert [] == [name for name in fichiers if fichiers[name] != again[name]]

    def test_no_file_holds_a_macro_or_an_hour(self, fichiers: dict[str, bytes]) -> None:
        """Members are well-formed, dated 1980, and none is a program."""
        for name, content in fichiers.items():
            if name.endswith((".csv", ".ics")):
                continue
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert {(1980, 1, 1, 0, 0, 0)} == {info.date_time for info in archive.infolist()}, name
                assert [] == [n for n in archive.namelist() if "basic" in n.lower() or "vba" in n.lower()], name
            for _member, text in xml(content):
                etree.fromstring(text)

    def test_each_file_says_its_version_its_date_and_its_page(self, fichiers: dict[str, bytes]) -> None:
        """The footer holds the référentiel, the date of reference and the address."""
        for name, content in fichiers.items():
            if not name.endswith((".csv", ".ics")):
                text = b" ".join(text for _member, text in xml(content)).decode()
                for wanted in (
                    "Référentiel de 2023",
                    "22\u00a0novembre\u00a02026",
                    f"outils/{Path(name).stem}/",
                    "fr-FR",
                ):
                    assert wanted in text, (name, wanted)

    def test_the_address_of_the_site_is_taken_up(self, site_reel: Site, tmp_path: Path) -> None:
        """A site that has an address writes it in full."""
        files = documents.tool_files(site_reel.registry, DAY, tmp_path, "https://exemple.invalid/guide/")
        content = next(content for path, content in files if path.endswith("deliberation-ca.odt"))
        assert any(b"https://exemple.invalid/guide/outils/deliberation-ca/" in text for _name, text in xml(content))

    def test_the_csv_opens_in_a_french_spreadsheet(self, fichiers: dict[str, bytes]) -> None:
        """« ; », UTF-8 with its mark, one line a question, with its stable identifier."""
        text = fichiers["grille-auto-evaluation.csv"].decode("utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        asked = [line["Identifiant"] for line in lines if line["Identifiant"]]
        assert 48 == len(asked) == len(set(asked))
        assert {"Prévoir", "Faire", "Vérifier", "Corriger"} == {line["Phase"] for line in lines if line["Phase"]}


class TestHostileText:
    """A text of the data that looks like a formula or like markup."""

    def test_it_never_becomes_a_formula(self, source: Callable[[str], Source]) -> None:
        """In no format is it stored as a formula; the CSV makes it harmless."""
        real = source("grille-auto-evaluation")
        first = replace(real.tool.questions[0], texte=HOSTILE)
        book = grid(replace(real, tool=replace(real.tool, questions=(first, *real.tool.questions[1:]))))
        for content, tag in ((ods(book), b"table:formula"), (xlsx(book), b"<f>")):
            parts = [text for name, text in xml(content) if "content" in name or "sheet" in name]
            formulas = [part.split(b">", 1)[0] for text in parts for part in text.split(tag)[1:]]
            assert formulas
            assert not any(b"HYPERLINK" in formula for formula in formulas)
        assert f"'{HOSTILE}".replace('"', '""') in csv_file(book).decode()

    def test_markup_is_shown_as_it_is_written(self, source: Callable[[str], Source]) -> None:
        """« <b> & » is read back as it was written."""
        real = source("note-passation")
        document = form(replace(real, tool=replace(real.tool, resume="<b> & fictif")))
        assert isinstance(document, TextDocument)
        assert document.subject == "<b> & fictif"
        from labellisation.documents.docx_file import docx
        from labellisation.documents.odt import odt

        for content in (odt(document), docx(document)):
            shown = ["".join(etree.fromstring(text).itertext()) for _name, text in xml(content)]
            assert any("<b> & fictif" in text for text in shown)


class TestLocalAdditions:
    """What an académie adds flows into the files."""

    def test_criteria_pieces_and_dates_are_in_the_files(self, site_reel: Site, tmp_path: Path) -> None:
        """A fictitious académie: its criterion in the grid, the outline and the report, its pieces, its dates."""
        added = documents.Ajouts(
            "Académie fictive",
            (documents.CritereAjoute("fictive-sobriete", "Sobriété fictive", "Un attendu fictif"),),
            (("Pièce fictive", True), ("Annexe fictive", False)),
            (
                documents.EtapeAjoutee(
                    "Dépôt fictif", PartialDate.parse("2030-03-15"), "fictif-1@labellisation.invalid"
                ),
                documents.EtapeAjoutee("Commission fictive", PartialDate.parse("2030-04")),
                documents.EtapeAjoutee("Jury fictif"),
            ),
        )
        files = dict(documents.tool_files(site_reel.registry, DAY, tmp_path, ajouts=added))
        for name, *wanted in (
            ("grille-auto-evaluation.ods", "Sobriété fictive", "Un attendu fictif", "Académie fictive"),
            ("trame-dossier.odt", "Sobriété fictive", "Un attendu fictif", "Annexe fictive (facultative)"),
            ("rapport-visite.docx", "Sobriété fictive"),
            ("lettre-candidature.docx", "Pièce fictive (obligatoire)"),
            ("retroplanning.xlsx", "Dépôt fictif", "avril\u00a02030", "à vérifier"),
        ):
            text = b" ".join(text for _n, text in xml(files[f"outils/{Path(name).stem}/{name}"])).decode()
            assert [] == [word for word in wanted if word not in text], name
        lines = files["outils/retroplanning/retroplanning.csv"].decode("utf-8-sig").splitlines()
        kept = {line.split(";")[0]: line.split(";")[7] for line in lines[-3:]}
        assert {
            "Dépôt fictif": "15/03/2030",
            "Commission fictive": "avril\u00a02030",
            "Jury fictif": "à vérifier",
        } == kept
        events = Calendar.from_ical(files["outils/retroplanning/retroplanning.ics"]).walk("VEVENT")
        dated = {str(e["summary"]): (e.decoded("dtstart"), e.decoded("dtend")) for e in events}
        april = (date(2030, 4, 1), date(2030, 5, 1))
        assert {"Dépôt fictif": (date(2030, 3, 15), date(2030, 3, 16)), "Commission fictive": april} == dated


class TestPage:
    """The page of a tool."""

    def test_it_links_its_files_with_their_kind_and_weight(self, rendu_reel: Renderer, site_reel: Site) -> None:
        """One link a file, and no word of missing formats."""
        files = {
            "outils/deliberation-ca/deliberation-ca.odt": b"-" * 9147,
            "outils/deliberation-ca/deliberation-ca.docx": b"-" * 900,
        }
        page = self.page(rendu_reel, site_reel, documents.downloads("deliberation-ca", files))
        links = {link.get("href"): " ".join(link.text_content().split()) for link in page.xpath("//a[@download]")}
        assert {
            "../../outils/deliberation-ca/deliberation-ca.odt": "Document au format ouvert (ODT, 9 ko)",
            "../../outils/deliberation-ca/deliberation-ca.docx": "Document Word (DOCX, 900 octets)",
        } == links
        assert "compris" not in page.text_content()

    def test_without_files_it_hides_the_links_and_says_so(self, rendu_reel: Renderer, site_reel: Site) -> None:
        """A site built without the extra names the formats that it lacks."""
        page = self.page(rendu_reel, site_reel, [])
        assert [] == page.xpath("//a[@download]")
        assert "Les fichiers ODT, DOCX ne sont pas compris dans cette version du site" in page.text_content()

    def test_it_previews_what_the_file_holds(self, rendu_reel: Renderer, site_reel: Site) -> None:
        """Sheets and their columns, the parts of a text, the lines of the poster; the page that does the same, linked."""
        pages = {}
        for name in ("grille-auto-evaluation", "retroplanning", "trame-dossier", "affichette-criteres"):
            planned = site_reel.plan[f"outils/{name}.md"]
            markup = str(rendu_reel.render("page-outil", planned.url, **view(site_reel, planned)))
            pages[name] = html.document_fromstring(markup)
        sheets = pages["grille-auto-evaluation"].xpath("//table[contains(., 'Colonnes')]/tbody/tr/th/text()")
        assert ["Identité", "Questions", "Actions", "Synthèse"] == sheets
        asked = pages["grille-auto-evaluation"].xpath("//tr[th = 'Questions']/td/text()")
        assert "48\u00a0écrites, 24\u00a0libres" == asked[0]
        assert pages["grille-auto-evaluation"].xpath("//a[contains(@href, 'outils/auto-evaluation/')]")
        assert pages["retroplanning"].xpath("//a[contains(@href, 'outils/calendrier/')]")
        assert "5. Les huit critères" in pages["trame-dossier"].text_content()
        assert 8 == len(pages["affichette-criteres"].xpath("//h2[@id='apercu']/following::table[1]/tbody/tr"))
        assert [] == [n for n, page in pages.items() if page.xpath("//*[@id='ajouts-de-l-academie']")]

    def test_the_questions_are_on_the_page_too(self, rendu_reel: Renderer, site_reel: Site) -> None:
        """Whoever opens no file reads the same 48 questions, by criterion."""
        planned = site_reel.plan["outils/grille-auto-evaluation.md"]
        context = view(site_reel, planned) | {
            "questions": documents.asked(site_reel.registry, "grille-auto-evaluation")
        }
        page = html.document_fromstring(str(rendu_reel.render("page-outil", planned.url, **context)))
        assert 48 == len(page.xpath("//section[starts-with(@aria-labelledby, 'questions-')]//tbody/tr"))
        assert [] == documents.asked(site_reel.registry, "deliberation-ca")

    def page(self, rendu: Renderer, site: Site, files: list[dict[str, str]]) -> html.HtmlElement:
        planned = site.plan["outils/deliberation-ca.md"]
        context = view(site, planned) | {"fichiers": files}
        return html.document_fromstring(str(rendu.render("page-outil", planned.url, **context)))


class TestCache:
    """What is kept between two runs."""

    def test_an_unchanged_file_is_not_made_again(
        self, site_reel: Site, fichiers: dict[str, bytes], cache_plein: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The second run makes nothing and gives the same files."""

        def refuse(*_args: object) -> None:
            pytest.fail("a kept file was made again")

        monkeypatch.setattr(cache_module.Cache, "_write", refuse)
        assert list(fichiers.values()) == list(made(site_reel, cache_plein).values())

    def test_a_run_that_makes_nothing_loads_no_library(self, cache_plein: Path) -> None:
        """What writes office files is imported only where one is written: that is what makes such a run short."""
        program = (
            "import sys; from pathlib import Path; from labellisation import documents; "
            "from labellisation.registry import PartialDate, Registry; "
            "made = dict(documents.tool_files(Registry.load(Path(sys.argv[1])), PartialDate.parse(sys.argv[2]), Path(sys.argv[3]))); "
            "print(len(made), sorted({'docx', 'odfdo', 'weasyprint', 'xlsxwriter'} & set(sys.modules)))"
        )
        arguments = [str(ROOT), str(DAY), str(cache_plein)]
        done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
        assert "30 []" == done.stdout.strip()

    def test_a_wrong_or_deleted_cache_changes_nothing(
        self, site_reel: Site, fichiers: dict[str, bytes], cache_plein: Path
    ) -> None:
        """Truncated, foreign or missing files are made again, and foreign ones removed."""
        folder = cache_plein / documents.FOLDER
        kept = sorted(folder.iterdir())
        kept[0].write_bytes(b"")
        kept[1].write_bytes(kept[1].read_bytes()[:-10])
        kept[2].write_bytes(kept[3].read_bytes()[:64] + b"fictif")
        kept[4].unlink()
        (folder / "ancien").write_text("fictif", encoding="utf-8")
        assert list(fichiers.values()) == list(made(site_reel, cache_plein).values())
        assert kept == sorted(folder.iterdir())

    def test_without_the_extra_there_are_no_files(
        self, site_reel: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The site still builds: no path, no file."""
        monkeypatch.setattr(documents, "find_spec", lambda _name: None)
        assert not documents.available()
        assert ({}, []) == (made(site_reel, tmp_path), list(documents.tool_paths(site_reel.registry)))
