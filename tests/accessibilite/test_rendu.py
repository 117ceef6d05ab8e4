# SPDX-License-Identifier: MIT
"""axe on the other kinds of pages and on a sample; text spacing, forced colours, print, reduced motion, sizes of targets."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import Page, expect

from tests.navigateur.conftest import Visit
from tests.navigateur.test_accessibilite import SCHEMES, WIDTHS, violations
from tests.outils import BuiltSite

#: The kinds of page that tests/navigateur does not open.
OTHERS = (
    "annuaire/grenoble/", "textes/", "glossaire/", "index/", "plan-du-site/", "donnees/", "comparaison/", "a-verifier/", "reseaux/",
    "parcours/chef-etablissement/", "contribuer/", "contribuer/regles/fic001/", "outils/tableau-de-bord/", "accessibilite/", "404.html",
)  # fmt: skip
READ = {"accueil": "", "fiche": "fiches/fiche-2/", "annuaire": "annuaire/", "etablissement": "etablissements/0070001N/"}
SAMPLE, SEED = 6, 20231023

#: WCAG 1.4.12: what a reader may ask without losing anything.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
CLIPPED = """() => {
  const texts = [...document.querySelectorAll("main :is(p, li, td, th, dd, dt, h1, h2, h3, a, button, label, summary)")];
  return texts.filter((e) => {
    const cuts = ["hidden", "clip"].includes(getComputedStyle(e).overflowY);
    return e.checkVisibility() && cuts && e.clientHeight > 4 && e.scrollHeight > e.clientHeight + 2;
  }).map((e) => e.outerHTML.slice(0, 120));
}"""
#: Targets under 24 × 24 px with another under their circle (WCAG 2.5.8); links inside a sentence are let off.
SMALL = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, summary")];
  const box = (e) => e.getBoundingClientRect();
  const targets = all.filter((e) => e.checkVisibility({ visibilityProperty: true }) && box(e).width > 2);
  const inline = (e) => getComputedStyle(e).display === "inline" && e.parentElement.textContent.trim() !== e.textContent.trim();
  const letOff = (e) => inline(e) || e.closest(".evitement, .visuellement-cache") || (box(e).width >= 24 && box(e).height >= 24);
  const near = (e, other) => {
    if (other === e || other.contains(e) || e.contains(other)) return false;
    const [b, o] = [box(e), box(other)], x = b.x + b.width / 2, y = b.y + b.height / 2;
    return Math.hypot(Math.max(o.left - x, 0, x - o.right), Math.max(o.top - y, 0, y - o.bottom)) < 12;
  };
  return targets.filter((e) => !letOff(e) && targets.some((other) => near(e, other))).map((e) => e.outerHTML.slice(0, 120));
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((e) => {
  const s = getComputedStyle(e), times = `${s.transitionDuration},${s.animationDuration}`.split(",");
  return s.scrollBehavior === "smooth" || times.some((time) => parseFloat(time) > 0.05);
}).map((e) => `${e.tagName}.${e.className}`).slice(0, 5)"""
BORDERLESS = """all => all.filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).borderTopWidth) === 0)
  .map(e => e.outerHTML.slice(0, 90))"""


def check(page: Page, width: str) -> None:
    """axe finds nothing, and the page does not scroll sideways."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]["width"]


@pytest.mark.parametrize(("width", "scheme"), [("1280", "clair"), ("390", "sombre")])
def test_axe_finds_nothing_on_the_other_kinds(visit: Visit, width: str, scheme: str) -> None:
    """Zero violation on the lists, the duties, the guide and « Not found »."""
    visitor = visit(viewport=WIDTHS[width], color_scheme=SCHEMES[scheme][0], reduced_motion="reduce")
    for place in OTHERS:
        check(visitor.go(place), width)


@pytest.mark.parametrize(("width", "scheme"), [("1280", "sombre"), ("390", "clair")])
def test_axe_finds_nothing_on_a_sample_of_lycees(visit: Visit, built: BuiltSite, width: str, scheme: str) -> None:
    """Zero violation on établissements drawn at random, always the same."""
    pages = sorted(a for a in built.addresses if a.startswith("etablissements/"))
    visitor = visit(viewport=WIDTHS[width], color_scheme=SCHEMES[scheme][0], reduced_motion="reduce")
    for place in random.Random(SEED).sample(pages, SAMPLE):  # noqa: S311 - a sample, not a secret
        check(visitor.go(place), width)


@pytest.mark.parametrize("place", READ.values(), ids=READ)
def test_text_may_be_spaced_out(visit: Visit, place: str) -> None:
    """At 320 px with the spacing of WCAG 1.4.12, no text is cut and nothing scrolls sideways."""
    page = visit(viewport={"width": 320, "height": 640}, bypass_csp=True).go(place)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("place", READ.values(), ids=READ)
@pytest.mark.parametrize("width", [1280, 320])
def test_targets_are_large_enough(visit: Visit, place: str, width: int) -> None:
    """Every target is 24 × 24 px or stands alone (WCAG 2.5.8)."""
    assert visit(viewport={"width": width, "height": 800}).go(place).evaluate(SMALL) == []


def test_forced_colours_keep_the_focus_and_the_borders(visit: Visit) -> None:
    """With the colours of the system, the focus is an outline, and buttons and fields have a border."""
    page = visit(forced_colors="active").go("annuaire/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") > 0
    assert page.locator("main :is(input, select, button)").evaluate_all(BORDERLESS) == []


@pytest.mark.parametrize("place", READ.values(), ids=READ)
def test_the_printed_page_is_the_article(visit: Visit, place: str) -> None:
    """On paper: the article and its title, without menus, search or outline."""
    page = visit().go(place)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for frame in (".ouvrir-recherche", ".md-tabs", ".md-sidebar", ".bouton-theme", ".voisines"):
        for element in page.locator(frame).all():
            expect(element).to_be_hidden()
    ink = re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).color"))
    assert sum(map(int, ink[:3])) < 200


def test_motion_is_reduced(visit: Visit) -> None:
    """Who asks for less motion gets no transition and no smooth scrolling."""
    page = visit(reduced_motion="reduce").go("fiches/fiche-1/")
    assert page.evaluate(MOVING) == []
