# SPDX-License-Identifier: MIT
"""The search, in Chromium: it opens by three ways, finds what readers write, costs nothing before use."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.outils import BuiltSite

from .conftest import Visit

OPEN = "[data-recherche=ouvrir]"
INPUT = "[data-recherche=saisie]"
RESULT = "[data-recherche=resultat]"
LAZY = ("/pagefind/", "/recherche.js")

# What the reader writes → the pages of which one must come first.
QUERIES = {
    "evaluation": ("/fiches/fiche-3/", r"/[^?]*evaluation"),
    "évaluation": ("/fiches/fiche-3/", r"/[^?]*evaluation"),
    "qualeduc": (r"/textes/qualeduc/", r"/glossaire/[^?]*qualeduc", r"/annexes/annexe-9/", r"/[^?]*qualeduc"),
    "d335-1": ("/textes/code-educ-d335-1/",),
    "D. 335-1": ("/textes/code-educ-d335-1/",),
    "article D335-1": ("/textes/code-educ-d335-1/",),
    "MENE2319599C": ("/textes/circulaire-2023-10-23/",),
    "mene2319599c": ("/textes/circulaire-2023-10-23/",),
    "2023-763": ("/textes/decret-2023-763/",),
    "0070001N": ("/etablissements/0070001N/",),
}


def search(page: Page, query: str) -> Locator:
    """Open the search, write ``query`` and wait for the answer; return the links of the results."""
    page.locator(OPEN).click()
    page.locator(INPUT).fill(query)
    expect(page.get_by_role("status").filter(has_text=re.compile("résultat"))).to_be_visible()
    return page.locator(f"{RESULT} a")


def place(link: Locator) -> str:
    """Return the path and the anchor where a result leads."""
    parts = urlsplit(str(link.evaluate("a => a.href")))
    return f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path


@pytest.mark.parametrize("way", ["button", "/", "Control+k"])
def test_the_search_opens(visit: Visit, way: str) -> None:
    """By its button, by « / » and by Ctrl+K: the dialog is shown and one may write at once."""
    page = visit().go("fiches/fiche-2/")
    expect(page.locator(INPUT)).to_be_hidden()
    if way == "button":
        page.locator(OPEN).click()
    else:
        page.keyboard.press(way)
    expect(page.locator(INPUT)).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_accessible_name(re.compile("Rechercher"))


@pytest.mark.parametrize("query", QUERIES)
def test_the_first_result_is_the_expected_page(visit: Visit, query: str) -> None:
    """What a reader writes, accents or not, leads first to the page that answers; choosing it opens it."""
    page = visit().go()
    first = search(page, query).first
    found = place(first)
    assert any(re.match(expected, found) for expected in QUERIES[query]), f"{query!r} → {found}"
    first.click()
    page.wait_for_url(re.compile(re.escape(urlsplit(found).path)))
    expect(page.locator("h1")).to_have_count(1)


def test_the_fiches_come_before_the_lycees(visit: Visit) -> None:
    """A word that both use gives the fiches first."""
    links = search(visit().go(), "partenariat")
    places = [place(links.nth(n)) for n in range(links.count())]
    ranks = [n for n, p in enumerate(places) if p.startswith("/etablissements/")]
    assert places[0].startswith(("/fiches/", "/annexes/", "/criteres/"))
    assert all(n > 0 for n in ranks)


def test_every_result_leads_somewhere(visit: Visit, built: BuiltSite) -> None:
    """The addresses of the results are pages of the site, and their anchors are on these pages."""
    links = search(visit().go("textes/code-educ-d335-1/"), "réseau")
    targets = sorted({place(links.nth(n)) for n in range(links.count())})
    assert len(targets) > 10
    for target in targets:
        path, _, anchor = target.partition("#")
        assert path.removeprefix("/") in built.addresses
        assert not anchor or unquote(anchor) in built.page(path.removeprefix("/")).xpath("//@id"), target


def test_a_search_without_answer_says_so(visit: Visit) -> None:
    """A word that is nowhere: it is said and announced, and the index of terms is offered."""
    page = visit().go()
    page.locator(OPEN).click()
    page.locator(INPUT).fill("xylophonique")
    expect(page.get_by_role("status").filter(has_text="Aucun résultat")).to_be_visible()
    results = page.locator("[data-recherche=resultats]")
    expect(results).to_contain_text("Rien pour « xylophonique »")
    expect(results.get_by_role("link", name="index des termes")).to_have_attribute("href", re.compile("/index/$"))
    expect(page.locator(RESULT)).to_have_count(0)


def test_what_is_written_is_never_markup(visit: Visit) -> None:
    """A query made of HTML is shown as it was written."""
    page = visit().go()
    page.locator(OPEN).click()
    page.locator(INPUT).fill("<img src=x onerror=alert(1)>zzqx")
    expect(page.get_by_role("status").filter(has_text=re.compile("résultat"))).to_be_visible()
    expect(page.locator("[data-recherche=resultats] img")).to_have_count(0)


def test_escape_closes_and_gives_the_focus_back(visit: Visit) -> None:
    """Escape returns to the button that opened the search."""
    page = visit().go()
    page.locator(OPEN).focus()
    page.keyboard.press("Enter")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("reseau")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(INPUT)).to_be_hidden()
    expect(page.locator(OPEN)).to_be_focused()


def test_the_search_works_with_the_keyboard_alone(visit: Visit) -> None:
    """« / », a word, arrow, Enter: one is on the page found."""
    page = visit().go()
    page.keyboard.press("/")
    page.keyboard.type("d335-1")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{RESULT} a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/textes/code-educ-d335-1/"))


def test_slash_is_a_letter_where_one_writes(visit: Visit) -> None:
    """In a field, « / » writes itself and opens nothing."""
    page = visit().go("annuaire/")
    page.locator("#filtre-texte").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#filtre-texte")).to_have_value("a/b")
    expect(page.locator(INPUT)).to_be_hidden()


def test_an_address_with_a_query_opens_the_search(visit: Visit) -> None:
    """A search can be shared: its address holds it."""
    page = visit().go("?q=qualeduc")
    expect(page.locator(INPUT)).to_have_value("qualeduc")
    expect(page.locator(RESULT).first).to_be_visible()


def test_nothing_is_fetched_before_use(visit: Visit) -> None:
    """The index and the code of the search cost no byte to one who does not search."""
    visitor = visit()
    for place_ in ("", "fiches/fiche-1/", "annuaire/"):
        visitor.go(place_).wait_for_load_state("networkidle")
    assert [r for r in visitor.requests if any(part in r for part in LAZY)] == []
    assert visitor.requests
    search(visitor.page, "evaluation")
    assert any("/pagefind/" in r for r in visitor.requests)


def test_without_scripts_the_index_of_terms_replaces_the_search(visit: Visit) -> None:
    """No JavaScript: a link to /index/ stands where the button was, and that page leads to the terms."""
    visitor = visit(java_script_enabled=False)
    page = visitor.go("fiches/fiche-1/")
    expect(page.locator(OPEN)).to_be_hidden()
    link = page.get_by_role("banner").get_by_role("link", name="Index")
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url(re.compile("/index/$"))
    assert page.get_by_role("main").get_by_role("link").count() > 50
