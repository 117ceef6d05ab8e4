# SPDX-License-Identifier: MIT
"""The skeleton of every académie checks at once, and builds; the example shows what a fork adds."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from labellisation.academie.command import academie
from labellisation.academie.skeleton import SkeletonError, create
from labellisation.registry import Registry
from labellisation.site.build import build_site
from labellisation.site.model import Site
from tests.bifurcation.depots import built_example, errors
from tests.outils import DAY, ROOT, BuiltSite, copy_sources, environment, words


@pytest.fixture(scope="module")
def copie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real repository that a test fills and empties."""
    return copy_sources(tmp_path_factory.mktemp("copie") / "depot")


@pytest.fixture(scope="module")
def construit(tmp_path_factory: pytest.TempPathFactory, maison: Path) -> BuiltSite:
    """The site of the example, built once."""
    return built_example(tmp_path_factory.mktemp("exemple"), maison)


def test_every_academie_checks_at_once(copie: Path, long_run: bool) -> None:
    """The skeleton of each of the 30 académies and of the other territories has no error (one in five without ``--long``)."""
    registry = Registry.load(copie)
    assert len(registry.academies) >= 34
    found = {}
    for slug in list(registry.academies)[:: 1 if long_run else 5]:
        create(copie, registry, slug)
        found[slug] = errors(Site.load(copie, DAY))
        shutil.rmtree(copie / "academie")
    assert {} == {slug: messages for slug, messages in found.items() if messages}


def test_a_skeleton_builds(copie: Path, tmp_path: Path, long_run: bool) -> None:
    """The skeleton builds strictly (with ``--long``, that of every académie)."""
    registry = Registry.load(copie)
    for slug in registry.academies if long_run else ("la-reunion",):
        create(copie, registry, slug)
        with mock.patch.dict(os.environ, environment(), clear=True):
            built = build_site(copie, tmp_path / "site", DAY)
        shutil.rmtree(copie / "academie")
        assert [] == [str(d) for d in built.diagnostics if d.severite == "erreur"], slug


def test_creer_never_writes_over(copie: Path) -> None:
    """A second skeleton, or one of no académie, is refused and writes nothing."""
    registry = Registry.load(copie)
    with pytest.raises(SkeletonError, match="vouliez-vous dire 'lyon'"):
        create(copie, registry, "lyonn")
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
    assert "version de l’académie fictive d’Exemple" in words(article)
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
    assert len(set(construit.page("annuaire/national/").xpath(rows))) > 10
    assert "../annuaire/national/" in construit.page("annuaire/").xpath("//article//a/@href")


def test_names_and_addresses_come_from_the_fork(construit: BuiltSite) -> None:
    """The name of the site is the fork's; addresses and edit links are those that the forge says."""
    page = construit.page("fiches/fiche-7/")
    assert "Label Lycée des métiers : académie fictive d’Exemple" in words(page)
    assert ["https://pages.exemple.invalid/fiches/fiche-7/"] == page.xpath("//link[@rel='canonical']/@href")
    edit = "https://forge.exemple.invalid/exemple/label/-/edit/main/academie/fiches/fiche-7.md"
    assert edit in page.xpath("//a/@href")


def test_templates_of_the_fork_come_first(construit: BuiltSite) -> None:
    """A template of ``academie/overrides`` takes the place of the national one."""
    assert construit.page("").xpath("//header//circle[@class='marque__arc']")


def test_upstream_holds_no_academie() -> None:
    """The repository of these tests has no ``academie/``, unless it is a fork."""
    if (ROOT / "academie").is_dir():
        assert (ROOT / "academie" / "academie.yml").is_file()
