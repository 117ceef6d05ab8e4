# SPDX-License-Identifier: MIT
"""What an académie adds to the two tools: its criteria in the grid, its dates before the calculated ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from labellisation.site.local import fragment_folders
from labellisation.site.macros import Call, render_macro
from labellisation.site.model import Site
from labellisation.site.render import Renderer
from tests.bifurcation.depots import FICTITIOUS, put_example
from tests.conftest import REAL_DAY
from tests.outils import copy_sources, words


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


def test_the_national_site_adds_nothing(site_reel: Site) -> None:
    """Eight criteria, and no date of an académie."""
    assert len(rendered(site_reel, "auto_evaluation").xpath("//tr[@data-ae-ligne]")) == 8
    assert not rendered(site_reel, "calendrier").xpath("//*[@id='dates-de-l-academie']")
