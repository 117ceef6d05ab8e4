# SPDX-License-Identifier: MIT
"""The skeleton of every académie checks at once, and builds; the example shows what a fork adds."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random
from unittest import mock

import pytest
from click.testing import CliRunner
from icalendar import Calendar
from lxml import html

from labellisation.academie.command import academie
from labellisation.academie.skeleton import SkeletonError, create, find_academie
from labellisation.registry import Registry
from labellisation.site.build import build_site
from tests.bifurcation.depots import built_example
from tests.outils import DAY, ROOT, BuiltSite, copy_sources, environment, section, words


@pytest.fixture(scope="module")
def copie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real repository that a test fills and empties."""
    return copy_sources(tmp_path_factory.mktemp("copie") / "depot")


@pytest.fixture(scope="module")
def construit(tmp_path_factory: pytest.TempPathFactory, maison: Path) -> BuiltSite:
    """The site of the example, built once."""
    return built_example(tmp_path_factory.mktemp("exemple"), maison)


def test_every_academie_builds(copie: Path, tmp_path: Path, long_run: bool) -> None:
    """The skeleton of each of the 30 académies and of the other territories builds strictly, and opens on its académie.

    One process and one copy of the national repository; without ``--long``, a seeded sample of three.
    """
    registry = Registry.load(copie)
    assert len(registry.academies) >= 34
    sample = Random(5).sample(list(registry.academies), 3)  # noqa: S311 - a test's dice
    for slug in registry.academies if long_run else sample:
        academie = registry.academies[slug]
        create(copie, registry, slug)
        with mock.patch.dict(os.environ, environment(), clear=True):
            built = build_site(copie, tmp_path / "site", DAY)
        shutil.rmtree(copie / "academie")
        assert [] == [str(d) for d in built.diagnostics if d.severite == "erreur"], slug
        home = words(html.document_fromstring((tmp_path / "site/index.html").read_bytes()))
        assert f"Label Lycée des métiers : {academie.nom_complet}" in home
        directory = html.document_fromstring((tmp_path / "site/annuaire/index.html").read_bytes())
        assert {slug} >= set(directory.xpath("//tr[@data-academie]/@data-academie")), slug


def test_creer_never_writes_over(copie: Path) -> None:
    """A second skeleton, or one of no académie, is refused and writes nothing."""
    registry = Registry.load(copie)
    with pytest.raises(SkeletonError, match="vouliez-vous dire 'lyon'"):
        create(copie, registry, "lyonn")
    assert "la-reunion" == find_academie(registry, "La Réunion").slug
    create(copie, registry, "lyon")
    with pytest.raises(SkeletonError, match="existe déjà"):
        create(copie, registry, "lyon")
    shutil.rmtree(copie / "academie")


def test_the_commands(copie: Path) -> None:
    """``creer``, ``etat`` and ``derive`` answer in words, and without a traceback where there is nothing."""
    run, there = CliRunner(), ["--racine", str(copie)]
    assert 1 == run.invoke(academie, ["etat", *there]).exit_code
    assert 0 == run.invoke(academie, ["creer", "lyon", *there]).exit_code
    state = run.invoke(academie, ["etat", "--date", DAY, *there])
    assert (0, True) == (state.exit_code, "manque           dates de la campagne" in state.output)
    drift = run.invoke(academie, ["derive", *there])
    assert (0, True) == (drift.exit_code, "Rien n’a dérivé" in drift.output)
    shutil.rmtree(copie / "academie")


def test_the_home_opens_on_the_academie(construit: BuiltSite) -> None:
    """The home names the académie and leads to its page, to its labels and to the whole country."""
    article = construit.article("")
    links = set(article.xpath(".//aside//a/@href"))
    assert {"academie/", "annuaire/exemple/", "annuaire/national/"} <= links
    band = words(article.xpath(".//aside")[0])
    told = [
        "Académie fictive d’Exemple",
        "15 décembre 2026",
        "3 pièces, dont 2 obligatoires",
        "labellisation@",
        "Délégation",
    ]
    assert told == sorted((word for word in told if word in band), key=band.index)
    assert "Dans mon académie" in words(construit.page(""))


def test_the_local_home(construit: BuiltSite) -> None:
    """Dates, pieces, deposit and contacts come first, then the labels with their expiries."""
    text = construit.text("academie/")
    order = ["Les dates de la campagne", "Les pièces à réunir", "Où déposer", "Qui joindre", "Les labels de l’académie"]
    assert order == sorted(order, key=text.index)
    assert "31 janvier 2027" in text
    assert "Lycée fictif du Moulin" in text
    assert "31 août 2029" in text


def test_the_campaign_is_a_calendar(construit: BuiltSite) -> None:
    """The calendar holds the three dated steps, and not the one without a date."""
    calendar = Calendar.from_ical((construit.folder / "academie/calendrier.ics").read_bytes())
    events = {str(e["summary"]): e["dtstart"].dt.isoformat() for e in calendar.walk("VEVENT")}
    assert 3 == len(events)
    assert "2027-01-31" == events["Date limite de dépôt (académie fictive d’Exemple)"]


def test_encarts_are_visibly_local(construit: BuiltSite) -> None:
    """An encart says in words who wrote it and when it was read; the académie's stands in the place of the région's."""
    asides = construit.article("fiches/fiche-4/").xpath(".//*[@data-emplacement]")
    shown = {a.get("data-emplacement"): words(a) for a in asides}
    assert {"pieces", "depot-du-dossier", "visite"} == set(shown)
    assert all("Académie fictive d’Exemple" in text and "Texte local" in text for text in shown.values())
    assert "La visite fictive" in shown["visite"]
    assert "n’a pas été relu depuis plus de douze mois" in shown["visite"]
    assert "arrêté fictif du 1er septembre 2026" in shown["depot-du-dossier"]
    region = words(construit.article("fiches/fiche-2/").xpath(".//*[@data-emplacement='qui-decide']")[0])
    assert region.startswith("Région académique Région fictive")


def test_the_table_of_contents_stays_national(construit: BuiltSite, built: BuiltSite) -> None:
    """Encarts change no anchor of a national fiche."""
    anchors = "//article//*[self::h2 or self::h3]/@id"
    assert built.page("fiches/fiche-4/").xpath(anchors) == construit.page("fiches/fiche-4/").xpath(anchors)


def test_the_directory_is_scoped(construit: BuiltSite) -> None:
    """The annuaire and the figures count the académie, one link away from the whole country."""
    rows = "//tr[@data-academie]/@data-academie"
    assert {"exemple"} == set(construit.page("annuaire/").xpath(rows))
    assert ["Exemple"] == [
        words(a) for a in construit.page("annuaire/").xpath("//table[contains(@class, 'tableau--carte')]//a")
    ]
    assert len(set(construit.page("annuaire/national/").xpath(rows))) > 10
    assert "../annuaire/national/" in construit.page("annuaire/").xpath("//article//a/@href")


def test_names_and_addresses_come_from_the_fork(construit: BuiltSite) -> None:
    """The name of the site is the fork's; addresses and edit links are those that the forge says."""
    page = construit.page("fiches/fiche-7/")
    assert "Label Lycée des métiers : académie fictive d’Exemple" in words(page)
    assert ["https://pages.exemple.invalid/fiches/fiche-7/"] == page.xpath("//link[@rel='canonical']/@href")
    edit = "https://forge.exemple.invalid/exemple/label/-/edit/main/academie/fiches/fiche-7.md"
    assert edit in page.xpath("//a/@href")


def test_the_logo_and_the_colours_are_those_of_the_fork(construit: BuiltSite, built: BuiltSite) -> None:
    """Every page bears the logo with its text, and the colour in its shades; the national site bears neither."""
    for address in ("", "fiches/fiche-4/", "etablissements/9990001X/", "404.html"):
        page = construit.page(address)
        logo = page.xpath("//header//a[contains(@class, 'marque')]//img")[0]
        assert "Académie fictive d’Exemple" == logo.get("alt")
        place = logo.get("src").lstrip("./")
        assert "academie/logo.svg" == place
        assert ["#3b2a6b"] == page.xpath("//meta[@name='theme-color']/@content")
    assert (construit.folder / "academie/logo.svg").is_file()
    style = (construit.folder / "assets/academie.css").read_text(encoding="utf-8")
    assert 1 == style.count("--petrole: #3b2a6b;")
    assert 2 == style.count("--petrole-pale: #")
    assert not built.page("").xpath("//header//img")
    assert not (built.folder / "assets/academie.css").exists()


def test_the_region_is_a_layer_below(construit: BuiltSite) -> None:
    """Encarts, pages, facts and templates of the région stand where the académie has none of its own, and nowhere else."""
    assert "Une page fictive de la région académique." in construit.text("academie/carte-des-formations/")
    assert "Région académique Région fictive" in construit.text("academie/carte-des-formations/")
    assert "Notre procédure fictive" in construit.text("academie/procedure/")
    glossary = {dd.getparent().find("dt").get("id"): words(dd) for dd in construit.article("glossaire/").iter("dd")}
    assert ("Définition académique fictive.", "ajouté par l’académie") == _told(glossary["sfa"])
    assert ("Définition régionale fictive.", "ajouté par la région académique") == _told(glossary["sfr"])
    assert "Pied académique fictif." in construit.text("fiches/fiche-4/")
    assert "Pied régional fictif." not in construit.text("fiches/fiche-4/")
    assert "Donnée locale fictive." in construit.text("textes/exemple-arrete-fictif/")


def _told(definition: str) -> tuple[str, str]:
    """Return the definition of a term and who added it."""
    before, _mark, after = definition.partition(" usage local ")
    return before, after


def test_what_a_fork_adds_says_so(construit: BuiltSite, built: BuiltSite) -> None:
    """Labels, texts and terms of the fork bear its mark in words, in the lists and on their pages; national ones do not."""
    rows = construit.article("annuaire/").xpath(".//tr[@data-academie='exemple']")
    assert all("ajouté par l’académie" in words(row) for row in rows)
    assert "ajouté par l’académie" in construit.text("etablissements/9990001X/")
    assert "ajouté par l’académie" in construit.text("textes/")
    national = construit.article("annuaire/national/").xpath(".//tr[@data-academie and @data-academie!='exemple']")
    assert not any("ajouté par" in words(row) for row in national)
    assert "ajouté par" not in built.text("textes/")


def test_a_text_cited_in_an_encart_is_cited(construit: BuiltSite) -> None:
    """The page of the text names the fiche where the encart is read, and the references of the fiche name the text."""
    cited = section(construit.article("textes/exemple-arrete-fictif/"), "cite-par")
    assert "Constituer le dossier et réussir la visite" in cited
    assert "arrêté fictif" in section(construit.article("fiches/fiche-4/"), "references").lower()


def test_upstream_holds_no_academie() -> None:
    """The repository of these tests has no ``academie/``, unless it is a fork."""
    if (ROOT / "academie").is_dir():
        assert (ROOT / "academie" / "academie.yml").is_file()
