# SPDX-License-Identifier: MIT
"""What a keyboard alone must be able to do, at any width: one function a scenario, which fails with an AssertionError."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

WIDTHS = (1280, 390, 320)
FICHE = "fiches/fiche-2/"
#: More stops than any page has.
MOST = 400
#: The element that has the focus: whether it is off the screen, without mark, or under something else.
STOP = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e), first = e.getClientRects()[0] ?? box;
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  const x = Math.min(Math.max(first.left + first.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(first.top + first.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return { name: `${e.tagName} ${(e.getAttribute("aria-label") || e.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 50)}`,
    off: box.right <= 0 || box.left >= innerWidth || box.width === 0, ring,
    hidden: !top || !(e === top || e.contains(top) || top.contains(e)), first: e.dataset.premier === "", mark: (e.dataset.premier ??= "") };
}"""

Scenario = Callable[[Page, str], None]
SCENARIOS: dict[str, Scenario] = {}


def scenario(name: str) -> Callable[[Scenario], Scenario]:
    """Register a scenario under its French name."""

    def register(function: Scenario) -> Scenario:
        SCENARIOS[name] = function
        return function

    return register


def is_narrow(page: Page) -> bool:
    """Say whether the menu is a drawer at this width."""
    return page.get_by_role("button", name="Menu", exact=True).is_visible()


@scenario("aller au contenu sans traverser le menu")
def skip_link(page: Page, root: str) -> None:
    page.goto(root + FICHE)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main article').contains(document.activeElement)")


def _walk(page: Page, address: str) -> None:
    """Every stop of the page is on the screen, shows its focus and is not covered; the walk ends."""
    page.goto(address)
    wrong: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["first"]:
            break
        wrong += [f"{fault}: {stop['name']}" for fault in ("off", "hidden") if stop[fault]]
        wrong += [] if stop["ring"] else [f"no mark: {stop['name']}"]
    else:
        wrong.append(f"more than {MOST} stops")
    assert wrong == []


@scenario("voir chaque arrêt d’une fiche, jamais hors de l’écran ni caché")
def walk_fiche(page: Page, root: str) -> None:
    _walk(page, root + FICHE)


@scenario("voir chaque arrêt de l’accueil, jamais hors de l’écran ni caché")
def walk_home(page: Page, root: str) -> None:
    _walk(page, root)


@scenario("chercher, choisir un résultat, revenir")
def search(page: Page, root: str) -> None:
    page.goto(root)
    page.keyboard.press("/")
    page.keyboard.type("d335-1")
    expect(page.locator("[data-recherche=resultats]")).to_have_attribute("data-requete", "d335-1")
    first = page.locator("[data-recherche=resultat] a").first
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("textes/code-educ-d335-1/"))
    page.go_back()
    expect(page.locator("[data-recherche=saisie]")).to_have_value("d335-1")


@scenario("fermer la recherche et retrouver sa place")
def leave_search(page: Page, root: str) -> None:
    page.goto(root + FICHE)
    button = page.locator("[data-recherche=ouvrir]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-recherche=saisie]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-recherche=saisie]")).to_be_hidden()
    expect(button).to_be_focused()


@scenario("ouvrir le menu, y choisir une page, ou le fermer")
def menu(page: Page, root: str) -> None:
    page.goto(root + FICHE)
    if not is_narrow(page):
        page.locator(".md-tabs__link", has_text="Textes").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/textes/$"))
        return
    button = page.get_by_role("button", name="Menu", exact=True)
    for key in ("Enter", " "):
        button.focus()
        page.keyboard.press(key)
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(page.locator("#menu :focus")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(button).to_be_focused()


@scenario("passer au thème sombre et le garder")
def theme(page: Page, root: str) -> None:
    page.goto(root)
    button = page.get_by_role("button", name="Thème sombre")
    button.focus()
    before = button.get_attribute("aria-pressed")
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false" if before == "true" else "true")
    page.goto(root + FICHE)
    expect(page.get_by_role("button", name="Thème sombre")).not_to_have_attribute("aria-pressed", str(before))


@scenario("aller d’une question de la fiche à sa réponse")
def question(page: Page, root: str) -> None:
    page.goto(root + FICHE)
    link = page.locator("#cette-fiche-repond-a ~ ul a[href^='#']").first
    anchor = str(link.get_attribute("href"))
    link.focus()
    page.keyboard.press("Enter")
    heading = page.locator(anchor)
    expect(heading).to_be_in_viewport()
    header = page.locator("header.md-header").bounding_box()
    title = heading.bounding_box()
    assert header is not None
    assert title is not None
    assert title["y"] >= header["height"] - 1


@scenario("filtrer l’annuaire et entendre le compte")
def directory(page: Page, root: str) -> None:
    page.goto(root + "annuaire/")
    page.get_by_role("searchbox").first.focus()
    page.keyboard.type("grenoble")
    rows = page.locator("tr[data-etat]:visible")
    count = page.locator("[data-annuaire-compte]")
    expect(count).to_have_attribute("role", "status")
    expect(rows.first).to_be_visible()
    expect(count).to_have_text(re.compile(rf"^{rows.count()}\s"))
