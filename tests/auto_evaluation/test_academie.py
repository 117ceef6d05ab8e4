# SPDX-License-Identifier: MIT
"""What an académie adds to the two tools: its criteria in the grid, its dates before the calculated ones."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html
from lxml.html import HtmlElement
from msgspec.structs import replace as replaced

from labellisation.registry import PartialDate
from labellisation.site.generated import view
from labellisation.site.macros import Call, render_macro
from labellisation.site.model import Site
from labellisation.site.render import Renderer
from labellisation.templates import fragment_folders
from tests.bifurcation.depots import FICTITIOUS, put_example
from tests.conftest import REAL_DAY
from tests.outils import absent, copy_sources, words


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The fictitious académie of Exemple."""
    folder = copy_sources(tmp_path_factory.mktemp("academie") / "depot")
    path: Path = folder / "data" / "academies.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("autres_territoires:", f"{FICTITIOUS}autres_territoires:", 1)
    )
    put_example(folder)
    return Site.load(folder, REAL_DAY)


def rendered(site: Site, name: str) -> HtmlElement:
    """Render one of the two macros on its page."""
    call = Call(site, f"outils/{name}.md", f"outils/{name}/")
    renderer = Renderer(site, fragment_folders(site.root))
    return html.fragment_fromstring(str(render_macro(renderer, call, name, (), {})), create_parent=True)


def test_the_criteria_of_the_academie_are_asked_and_counted(fork: Site) -> None:
    """Each has its part after the national ones, without number, its question and its line in the synthesis."""
    assert fork.academie is not None
    assert fork.academie.settings is not None
    added = fork.academie.settings.criteres
    assert added
    page = rendered(fork, "auto_evaluation")
    lines = page.xpath("//tr/@data-ae-ligne")
    assert lines[8:] == [c.id for c in added]
    for critere in added:
        (question,) = page.xpath(f"//fieldset[@data-critere='{critere.id}']")
        assert (critere.attendu or critere.libelle) in question.xpath("string(.//*[@data-enonce])")
        assert critere.libelle in page.xpath(f"string(//details[@id='ae-critere-{critere.id}']/summary/h3)")


def test_the_dates_of_the_academie_come_first(fork: Site) -> None:
    """Its steps, dated or « à vérifier », and the calendar file of its campaign."""
    assert fork.academie is not None
    assert fork.academie.settings is not None
    page = rendered(fork, "calendrier")
    said = words(page)
    assert [e.libelle for e in fork.academie.settings.campagne.etapes if e.libelle not in said] == []
    assert page.xpath("//a[contains(@href, 'calendrier.ics')]")


def test_every_file_and_page_holds_what_the_academie_adds(fork: Site) -> None:
    """Its criterion, its pieces and its dates are in each file that has a place for them, in each format, and on its page."""
    assert fork.academie is not None
    assert fork.academie.settings is not None
    settings = fork.academie.settings
    site = replace(fork, with_documents=True)
    read: dict[str, set[str]] = {}
    for path, content in site.tool_files.items():
        said = said_by(path, content)
        for kind, names in (
            ("critère", [c.libelle for c in settings.criteres]),
            ("pièce", [p.libelle for p in settings.pieces if p.id != "deliberation"]),
            ("date", [e.libelle for e in settings.campagne.etapes]),
        ):
            dated = kind != "date" or not path.endswith(".ics")
            if all(name in said for name in (names if dated else names[:3])):
                read.setdefault(kind, set()).add(Path(path).name)
    both = (".odt", ".docx")
    grid, plan = {"ods", "xlsx", "csv"}, {"ods", "xlsx", "csv", "ics"}
    texts = ("affichette-criteres", "rapport-visite", "trame-dossier")
    papers = {"affichette-criteres.pdf"} if site.has_papers else set()
    assert {f"{n}{e}" for n in texts for e in both} | {f"grille-auto-evaluation.{e}" for e in grid} | papers <= read[
        "critère"
    ]
    assert {f"{n}{e}" for n in ("lettre-candidature", "trame-dossier") for e in both} <= read["pièce"]
    assert {f"retroplanning.{e}" for e in plan} == read["date"]
    for name, words_of_it in (
        ("grille-auto-evaluation", "critère"),
        ("retroplanning", "Date limite de dépôt"),
        ("lettre-candidature", "Photographies"),
    ):
        planned = site.plan[f"outils/{name}.md"]
        renderer = Renderer(site, fragment_folders(site.root))
        page = html.document_fromstring(str(renderer.render("page-outil", planned.url, **view(site, planned))))
        (added,) = page.xpath("//*[@id='ajouts-de-l-academie']/following::dl[1]")
        assert words_of_it.lower() in words(added).lower(), name


def said_by(path: str, content: bytes) -> str:
    """Return the words of a file."""
    if path.endswith(".pdf"):
        command = shutil.which("pdftotext")
        if command is None:
            absent("pdftotext manque : sudo apt install poppler-utils")
        return " ".join(
            subprocess.run([command, "-", "-"], input=content, capture_output=True, check=True).stdout.decode().split()
        )
    if path.endswith((".csv", ".ics")):
        return content.decode("utf-8-sig").replace("\r\n ", "").replace("\\,", ",")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = (
            etree.fromstring(archive.read(n))
            for n in archive.namelist()
            if n.endswith(".xml") and archive.getinfo(n).file_size
        )
        return " ".join(" ".join(str(t) for t in part.itertext()) for part in parts)


def test_the_decision_of_the_academie_is_where_the_count_starts(fork: Site) -> None:
    """Its step « decision » dates the page if its day is known, and it says so; a month or an unknown day does not."""
    assert fork.academie is not None
    settings = fork.academie.settings
    assert settings is not None
    for written, expected in (("2031-06-15", ["2031-06-15"]), ("2031-06", []), (None, [])):
        day = PartialDate.parse(written) if written else None
        steps = tuple(replaced(e, date=day) if e.id == "decision" else e for e in settings.campagne.etapes)
        mine = replaced(settings, campagne=replaced(settings.campagne, etapes=steps))
        site = replace(fork, academie=replace(fork.academie, settings=mine))
        assert expected == rendered(site, "calendrier").xpath("//input[@id='cal-decision']/@value")


def test_the_national_site_adds_nothing(site_reel: Site) -> None:
    """Eight criteria, and no date of an académie."""
    assert len(rendered(site_reel, "auto_evaluation").xpath("//tr[@data-ae-ligne]")) == 8
    assert not rendered(site_reel, "calendrier").xpath("//*[@id='dates-de-l-academie']")
