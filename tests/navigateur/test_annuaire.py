# SPDX-License-Identifier: MIT
"""The annuaire, in Chromium: filters that say what they keep, an address that can be shared, whole without JavaScript."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from labellisation.registry import labels
from labellisation.registry.text import fold
from tests.outils import BuiltSite

from .conftest import Visit

ROWS = "tr[data-etat]"
#: What a reader may type of a row: its code, its académie, its name, its commune, its title, its filières.
WORDS = """rows => rows.map((row) => [row.id.slice(1), row.closest("table").caption.textContent,
  ...[...row.cells].slice(0, 3).map((cell) => cell.textContent)].join(" "))"""


def shown(page: Page) -> Locator:
    """Return the rows that are seen."""
    return page.locator(f"{ROWS}:visible")


def count(page: Page) -> Locator:
    """Return the sentence that announces the count."""
    return page.locator("[data-annuaire-compte]")


def expect_count(page: Page, number: int) -> None:
    """``number`` rows are seen, and the count that is announced says so."""
    expect(shown(page)).to_have_count(number)
    expect(count(page)).to_have_text(re.compile(rf"^{number}\s(?:label|labels)\b"))


@pytest.fixture
def directory(visit: Visit) -> Page:
    """The annuaire, open."""
    return visit().go("annuaire/")


def test_every_label_is_listed_and_counted(directory: Page, built: BuiltSite) -> None:
    """Without filter, all the labels are seen, and their number is announced to screen readers."""
    expect_count(directory, sum(1 for _ in built.registry.labels()))
    expect(count(directory)).to_have_attribute("role", "status")


@pytest.mark.parametrize(
    ("written", "uai"),
    [("chateaulin", None), ("méi", None), ("CREATION industrielle annonay", "0070001N"), ("0070001n", "0070001N")],
)
def test_text_filters_without_accents(directory: Page, built: BuiltSite, written: str, uai: str | None) -> None:
    """A name, a commune, a title or a UAI, without accents, in any case and in any order; an accent cuts no word in two."""
    wanted = fold(written).split()
    rows = directory.locator(ROWS)
    expected = sum(all(w in fold(text) for w in wanted) for text in rows.evaluate_all(WORDS))
    directory.get_by_label(re.compile("^Nom, commune")).fill(written)
    if expected:
        expect_count(directory, expected)
    else:
        expect(directory.locator("[data-annuaire-vide]")).to_be_visible()
        expect(count(directory)).to_have_text(re.compile(r"^0\s"))
    if uai:
        assert expected == 1
        expect(shown(directory)).to_have_attribute("id", f"u{uai}")


def test_accents_written_or_not_keep_the_same_rows(directory: Page) -> None:
    """« metiers de l’hotellerie » and « Métiers de l’Hôtellerie » answer alike."""
    field = directory.get_by_label(re.compile("^Nom, commune"))
    found = []
    for written in ("metiers de l'hotellerie", "Métiers de l’Hôtellerie"):
        field.fill(written)
        expect(count(directory)).to_contain_text(" sur ")
        found.append(shown(directory).evaluate_all("rows => rows.map(r => r.textContent)"))
    assert found[0] == found[1]
    assert found[0]


def test_one_academie_at_a_time(directory: Page, built: BuiltSite) -> None:
    """The académie keeps its rows; the tables of the others are hidden with their captions."""
    number = sum(len(e.labels) for e in built.registry.etablissements.values() if e.academie == "grenoble")
    directory.get_by_label("Académie", exact=True).select_option("grenoble")
    expect_count(directory, number)
    expect(directory.locator("[data-annuaire-bloc]:visible")).to_have_count(1)


def test_one_state_at_a_time(directory: Page, built: BuiltSite) -> None:
    """Each state offered keeps the rows that have it, and only them."""
    states = [labels.state_on(label, built.site.day).code for _e, label in built.registry.labels()]
    field = directory.get_by_label("État du label")
    offered = [v for v in field.locator("option").evaluate_all("o => o.map(x => x.value)") if v]
    assert sorted(offered) == sorted(set(states))
    for state in offered:
        field.select_option(state)
        expect_count(directory, states.count(state))


def test_filters_add_up_and_are_cleared(directory: Page, built: BuiltSite) -> None:
    """Two filters keep what answers both; « Effacer les filtres » gives everything back."""
    directory.get_by_label("Académie", exact=True).select_option("grenoble")
    directory.get_by_label("État du label").select_option("avis")
    opinions = [
        label
        for e, label in built.registry.labels()
        if e.academie == "grenoble" and labels.state_on(label, built.site.day).code == "avis"
    ]
    expect_count(directory, len(opinions))
    directory.get_by_role("button", name="Effacer les filtres").click()
    expect_count(directory, sum(1 for _ in built.registry.labels()))


def test_nothing_found_is_said(directory: Page) -> None:
    """No row answers: it is said, and how to go on."""
    directory.get_by_label(re.compile("^Nom, commune")).fill("zzqx")
    expect(directory.locator("[data-annuaire-vide]")).to_be_visible()
    expect(count(directory)).to_have_text(re.compile(r"^0\s"))


def test_the_address_holds_the_filters(directory: Page, visit: Visit) -> None:
    """The choice is in the address: reloading or sharing it gives the same rows and the same fields."""
    directory.get_by_label(re.compile("^Nom, commune")).fill("métiers")
    directory.get_by_label("Académie", exact=True).select_option("grenoble")
    directory.wait_for_url(re.compile("academie=grenoble"))
    asked = parse_qs(urlsplit(directory.url).query)
    assert asked == {"texte": ["métiers"], "academie": ["grenoble"]}
    number = shown(directory).count()
    other = visit().go("annuaire/?" + urlsplit(directory.url).query)
    expect(other.get_by_label("Académie", exact=True)).to_have_value("grenoble")
    expect(other.get_by_label(re.compile("^Nom, commune"))).to_have_value("métiers")
    expect_count(other, number)
    other.get_by_role("button", name="Effacer les filtres").click()
    other.wait_for_url(re.compile(r"/annuaire/$"))


def test_an_anchor_shows_its_row(visit: Visit) -> None:
    """The address of a row (#u<UAI>) brings it to the screen."""
    page = visit().go("annuaire/#u0932667U")
    expect(page.locator("#u0932667U")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_links_of_the_top_reach_their_part(visit: Visit, width: int) -> None:
    """The first links lead to the list, the map and the figures, which stay under the header once all above is drawn."""
    for rank, target in enumerate(("tous-les-etablissements", "chercher-par-academie", "les-nombres")):
        page = visit(viewport={"width": width, "height": 844}, reduced_motion="reduce").go("annuaire/")
        link = page.locator("article a.bouton").nth(rank)
        expect(link).to_have_attribute("href", f"#{target}")
        expect(link).to_be_in_viewport()
        link.click()
        page.wait_for_timeout(400)  # nothing announces that nothing moves any more
        assert 0 <= page.locator(f"#{target}").evaluate("e => e.getBoundingClientRect().top") < 300, target


def test_the_directory_is_whole_without_scripts(visit: Visit, built: BuiltSite) -> None:
    """No JavaScript: every row, its state and its source are there; the filter, useless, does not get in the way."""
    page = visit(java_script_enabled=False).go("annuaire/")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(sum(1 for _ in built.registry.labels()))
    expect(page.locator("#u0070001N")).to_contain_text("avis, pas de décision vue")
    expect(page.locator("#u0070001N").get_by_role("link")).to_be_visible()
    expect(page.locator("[data-annuaire-filtre]")).to_be_hidden()
