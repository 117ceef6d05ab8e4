# SPDX-License-Identifier: MIT
"""The annuaire with the keyboard alone, wide and narrow: its filters, and every point of its map."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from labellisation.site.carte import carte_france
from tests.outils import BuiltSite

from .conftest import Visit

SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 844}]
ROWS = "tr[data-etat]:visible"
#: What has the focus, once the page has scrolled to it: its tag, its name in the form, its class, its address, its title,
#: the size of its drawing, how it is transformed, whether it is on the screen.
FOCUSED = """async () => {
  await new Promise((done) => requestAnimationFrame(done));
  const it = document.activeElement;
  const box = it.getBoundingClientRect();
  return {
    tag: it.tagName.toLowerCase(), name: it.getAttribute("name"), kind: it.getAttribute("class") ?? "", href: it.getAttribute("href"),
    title: it.querySelector("title")?.textContent ?? "", side: Math.min(box.width, box.height), style: getComputedStyle(it).transform,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def focused(page: Page) -> dict[str, Any]:
    """Return what is known of the element that has the focus."""
    return dict(page.evaluate(FOCUSED))


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field ``name`` has the focus."""
    for _ in range(12):
        if focused(page)["name"] == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach the field {name!r}")


def count(page: Page) -> int:
    """Return the number that the page announces."""
    text = page.locator("[data-annuaire-compte]").text_content() or ""
    return int(re.sub(r"\D.*", "", text.replace("\u202f", "")))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_the_filters_work_with_the_keyboard_alone(visit: Visit, built: BuiltSite, size: dict[str, int]) -> None:
    """From the start of the list: type a word, choose an académie by its first letter, clear all with Enter; the count follows."""
    total = sum(1 for _ in built.registry.labels())
    page = visit(viewport=size, reduced_motion="reduce").go("annuaire/#tous-les-etablissements")
    tab_to(page, "texte")
    page.keyboard.type("metiers")
    expect(page.locator("[data-annuaire-compte]")).to_contain_text(" sur ")
    expect(page.locator(ROWS)).to_have_count(count(page))
    assert 0 < count(page) < total
    tab_to(page, "academie")
    page.keyboard.press("g")
    expect(page.get_by_label("Académie", exact=True)).to_have_value("grenoble")
    expect(page.locator("[data-annuaire-bloc]:visible")).to_have_count(1)
    expect(page.locator(ROWS)).to_have_count(count(page))
    tab_to(page, "etat")
    page.keyboard.press("Tab")
    assert ("button", True) == (focused(page)["tag"], focused(page)["seen"])
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(total)
    assert total == count(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page)["href"], "after the filters, Tab enters the list: a table that scrolls, then its first lycée"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_every_point_of_the_map_is_reached(visit: Visit, built: BuiltSite, size: dict[str, int]) -> None:
    """Tab goes through each lycée that has a place, once, names it, brings it to the screen and enlarges it; Enter opens its page."""
    site = built.site
    assert site.fond
    marks = carte_france(site.fond, list(site.registry.academies.values()), site.lignes).marques
    wanted = {m.page for m in marks.placed(marks.par_departement)}
    page = visit(viewport=size, reduced_motion="reduce").go("annuaire/")
    page.locator(".geo__passer a").first.focus()
    reached: dict[str, dict[str, Any]] = {}
    for _ in range(len(marks) + 20):  # and the groups, the other territories, the credits
        page.keyboard.press("Tab")
        here = focused(page)
        if "geo__m" in here["kind"].split():
            assert here["href"] not in reached, f"{here['href']} is met twice"
            reached[here["href"]] = here
    stated = {href.removeprefix("../") for href in reached}
    assert (len(marks), wanted) == (len(reached), stated)
    assert [] == [
        h["href"] for h in reached.values() if not (h["title"].strip() and h["seen"] and h["style"] != "none")
    ]
    assert min(h["side"] for h in reached.values()) >= 9


def test_a_point_opens_its_page_with_enter(visit: Visit) -> None:
    """A point of the map is a link: Enter opens the page of its lycée."""
    page = visit(viewport=SIZES[1]).go("annuaire/grenoble/")
    page.locator("a.geo__m").first.focus()
    target = page.locator("a.geo__m").first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(target.removeprefix("../../"))))
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_the_map_and_the_list_stand_without_scripts(visit: Visit, built: BuiltSite, size: dict[str, int]) -> None:
    """No JavaScript, wide or narrow: every label is a row that is seen, every point is a link."""
    page = visit(viewport=size, java_script_enabled=False).go("annuaire/")
    expect(page.locator(ROWS)).to_have_count(sum(1 for _ in built.registry.labels()))
    assert page.locator("a.geo__m[href]").count() > 50
    assert page.locator("a.geo__m:not([href])").count() == 0
