# SPDX-License-Identifier: MIT
"""The interface of the search: kinds of page, address and Back, what is announced, what a narrow screen shows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.navigateur.conftest import Visit, until

OPEN = "[data-recherche=ouvrir]"
INPUT = "[data-recherche=saisie]"
RESULT = "[data-recherche=resultat]"
STATUS = "[data-recherche-compte]"


def ask(page: Page, query: str) -> None:
    """Open the search, write ``query`` and wait for its answer."""
    page.locator(OPEN).click()
    page.locator(INPUT).fill(query)
    until(page, "q => document.querySelector('[data-recherche=resultats]').dataset.requete === q", query)


def test_one_kind_of_page_is_kept(visit: Visit) -> None:
    """A button of kind keeps the pages of that kind, says that it is pressed, keeps the focus, and the address says it."""
    page = visit().go()
    ask(page, "partenariat")
    page.get_by_role("button", name=re.compile(r"^Textes \(\d+\)$")).click()
    pressed = page.locator("[data-recherche-genre=textes]")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_be_focused()
    links = page.locator(f"{RESULT} a").evaluate_all("links => links.map(a => new URL(a.href).pathname)")
    assert links
    assert [link for link in links if not link.startswith("/textes/")] == []
    assert "q=partenariat&genre=textes" in page.url


def test_the_address_opens_the_same_search(visit: Visit) -> None:
    """An address with a query and a kind gives both back."""
    page = visit().go("?q=convention&genre=outils")
    expect(page.locator(INPUT)).to_have_value("convention")
    expect(page.locator("[data-recherche-genre=outils]")).to_have_attribute("aria-pressed", "true")


def test_back_closes_the_search_and_returns_to_it(visit: Visit) -> None:
    """After a search and a page, Back gives the search again; Back once more, the page where one was."""
    page = visit().go("fiches/fiche-2/")
    ask(page, "d335-1")
    page.locator(f"{RESULT} a").first.click()
    page.wait_for_url(re.compile("/textes/code-educ-d335-1/"))
    page.go_back()
    expect(page.locator(INPUT)).to_have_value("d335-1")
    expect(page.locator(RESULT).first).to_be_visible()
    page.go_back()
    expect(page.locator(INPUT)).to_be_hidden()
    assert page.url.endswith("/fiches/fiche-2/")


def test_a_mistake_of_one_letter_is_said(visit: Visit) -> None:
    """The word that was understood is announced with the count."""
    page = visit().go()
    ask(page, "rétroplaning")
    expect(page.locator(STATUS)).to_have_attribute("role", "status")
    expect(page.locator(STATUS)).to_contain_text("pour « retroplanning »")


def test_a_query_without_answer_says_where_to_ask(visit: Visit) -> None:
    """The index of terms and the contact page."""
    page = visit().go()
    ask(page, "xylophonique")
    hrefs = page.locator("[data-recherche=resultats] a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert [re.sub(r"^.*?(?=/[a-z]+/$)", "", href) for href in hrefs] == ["/index/", "/contact/"]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_answer_fits_the_screen(visit: Visit, width: int) -> None:
    """Nothing scrolls sideways, and the field and the first result are on the screen."""
    page = visit(viewport={"width": width, "height": 640}).go()
    ask(page, "qu’est-ce qui a changé entre 2016 et 2023")
    expect(page.locator(f"{RESULT} a").first).to_be_in_viewport()
    over = "e => e.scrollWidth - e.clientWidth"
    assert page.locator(".recherche").evaluate(over) <= 0
    assert page.locator("[data-recherche=resultats]").evaluate(over) <= 0
