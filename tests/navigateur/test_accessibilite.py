# SPDX-License-Identifier: MIT
"""axe finds nothing on the pages of each kind, in light and dark, wide and narrow; the keyboard reaches what the mouse does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import Visit, until

PAGES = {
    "accueil": "",
    "fiche": "fiches/fiche-1/",
    "annexe": "annexes/annexe-1/",
    "annuaire": "annuaire/",
    "etablissement": "etablissements/0070001N/",
    "texte": "textes/code-educ-d335-1/",
    "critere": "criteres/offre/",
    "outil": "outils/grille-auto-evaluation/",
}
WIDTHS = {"1280": {"width": 1280, "height": 900}, "390": {"width": 390, "height": 844}}
SCHEMES = {"clair": ("light", "default"), "sombre": ("dark", "slate")}


_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page that was drawn: rule, how many elements, the first ones."""
    page.evaluate(_DRAWN)  # what slides becomes a stop of the keyboard once its size is known
    found: list[dict[str, Any]] = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{v['id']} ({v['impact']}), {len(v['nodes'])}: "
        + "; ".join(f"{n['target'][0]} ({n['failureSummary'].splitlines()[-1].strip()})" for n in v["nodes"][:3])
        for v in found
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(visit: Visit, kind: str, width: str, scheme: str) -> None:
    """Zero violation on each kind of page, in each theme, at each width."""
    preferred, expected = SCHEMES[scheme]
    page = visit(viewport=WIDTHS[width], color_scheme=preferred, reduced_motion="reduce").go(PAGES[kind])
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", expected)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_the_open_search(visit: Visit, scheme: str) -> None:
    """Zero violation with the results of a search on the screen."""
    page = visit(color_scheme=SCHEMES[scheme][0], reduced_motion="reduce").go()
    page.keyboard.press("/")
    page.keyboard.type("evaluation")
    expect(page.locator("[data-recherche=resultat]").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_the_open_drawer(visit: Visit, scheme: str) -> None:
    """Zero violation with the menu of narrow screens open."""
    page = visit(viewport=WIDTHS["390"], color_scheme=SCHEMES[scheme][0], reduced_motion="reduce").go("fiches/fiche-1/")
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#menu")).to_be_in_viewport()
    page.wait_for_timeout(400)  # the drawer slides in
    assert violations(page) == []


def focused(page: Page) -> dict[str, Any]:
    """Describe the element that has the focus: its name, where it is, whether the focus is seen."""
    return page.evaluate(
        """() => {
          const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
          const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
          return { tag: e.tagName, name: (e.getAttribute("aria-label") || e.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 40),
            off: box.right <= 0 || box.left >= innerWidth || box.width === 0, ring };
        }"""
    )


def walk(page: Page, steps: int) -> list[dict[str, Any]]:
    """Press Tab ``steps`` times and describe each stop."""
    stops = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    return stops


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_first_stops_of_the_keyboard(visit: Visit, width: int) -> None:
    """Skip link first; each stop is on the screen and shows its focus; search, theme and (narrow) menu are reached."""
    page = visit(viewport={"width": width, "height": 800}, reduced_motion="reduce").go("fiches/fiche-1/")
    stops = walk(page, 14)
    assert stops[0]["name"] == "Aller au contenu"
    assert [s["name"] for s in stops].count("Aller au contenu") == 1
    assert [s for s in stops if s["off"]] == []
    assert [s for s in stops if not s["ring"] and s["tag"] != "BODY"] == []
    names = " | ".join(s["name"] for s in stops)
    assert "Rechercher" in names
    assert "Thème sombre" in names
    assert ("Menu" in names) == (width < 1000)


def test_the_skip_link_leads_to_the_content(visit: Visit) -> None:
    """Tab, Enter: the focus is in the article."""
    page = visit().go("fiches/fiche-1/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main article').contains(document.activeElement)")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_drawer_works_with_the_keyboard(visit: Visit, key: str) -> None:
    """At 390 px, Enter or Space opens the menu, says so, enters it; Escape closes it and returns to the button."""
    page = visit(viewport=WIDTHS["390"], reduced_motion="reduce").go("fiches/fiche-1/")
    button = page.get_by_role("button", name="Menu")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press(key)
    expect(button).to_have_attribute("aria-expanded", "true")
    until(page, "document.getElementById('menu').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_the_theme_is_kept(visit: Visit) -> None:
    """The button of the dark theme says its state, and the next page remembers it."""
    page = visit().go()
    button = page.get_by_role("button", name="Thème sombre")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Plan du site").first.click()
    page.wait_for_url(re.compile("plan-du-site"))
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name="Thème sombre")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_overflows_a_narrow_screen(visit: Visit, kind: str) -> None:
    """At 320 px (400 % zoom) a page does not scroll sideways."""
    page = visit(viewport={"width": 320, "height": 640}).go(PAGES[kind])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
