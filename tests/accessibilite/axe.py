# SPDX-License-Identifier: MIT
"""axe on pages, in the four ways of reading them, and on what opens over them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.navigateur.conftest import ARGUMENTS
from tests.navigateur.test_accessibilite import SCHEMES, WIDTHS, violations

#: Width and scheme of each way of reading.
LOOKS = tuple(itertools.product(WIDTHS, SCHEMES))


def version() -> str:
    """Return the version of axe-core that is used."""
    return str(Axe().axe_script.partition("axe v")[2].split()[0])


def _page(browser: Browser, width: str, scheme: str) -> Page:
    options: dict[str, Any] = {"viewport": WIDTHS[width], "color_scheme": SCHEMES[scheme][0]}
    return browser.new_context(locale="fr-FR", reduced_motion="reduce", **options).new_page()


#: What an audit yields: the page, the way of reading it, the violations.
Found = tuple[str, str, list[str]]


def audit(
    browser: Browser, root: str, pages: Iterable[str], looks: Iterable[tuple[str, str]] = LOOKS
) -> Iterator[Found]:
    """Yield what axe finds on each page in each way of reading."""
    addresses = list(pages)
    for width, scheme in looks:
        page = _page(browser, width, scheme)
        for address in addresses:
            page.goto(root + address)
            yield address, f"{width} px, {scheme}", violations(page)
        page.context.close()


def audit_together(chromium: str, root: str, pages: Iterable[str], browsers: int = 2) -> Iterator[Found]:
    """Yield the same, the ways of reading shared between some browsers, and say each way that is done."""
    addresses = list(pages)

    def one(look: tuple[str, str]) -> list[Found]:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            found = list(audit(browser, root, addresses, [look]))
            browser.close()
        wrong = sum(len(violated) for _page, _look, violated in found)
        print(f"axe, {' px, '.join(look)} : {len(found)} pages, {wrong} défaut", flush=True)
        return found

    with ThreadPoolExecutor(browsers) as pool:
        for found in pool.map(one, LOOKS):
            yield from found


def open_menu(page: Page) -> None:
    """The drawer of narrow screens; on a wide one, nothing opens."""
    button = page.get_by_role("button", name="Menu", exact=True)
    if button.is_visible():
        button.click()
        expect(page.locator("#menu")).to_be_in_viewport()
        page.wait_for_timeout(400)  # the drawer slides in


def open_search(page: Page) -> None:
    """The search, with results."""
    page.keyboard.press("/")
    page.keyboard.type("evaluation")
    expect(page.locator("[data-recherche=resultats]")).to_have_attribute("data-requete", "evaluation")


def open_versions(page: Page) -> None:
    """The selector of versions."""
    page.locator(".md-version__current").click()
    expect(page.locator(".md-version__link").first).to_be_visible()


OPENINGS = {"menu": open_menu, "recherche": open_search, "sélecteur de versions": open_versions}


def audit_openings(browser: Browser, root: str, place: str) -> Iterator[Found]:
    """Yield (what is open, way of reading, violations) over the page at ``place``, which must show several versions."""
    for (width, scheme), (name, unfold) in itertools.product(LOOKS, OPENINGS.items()):
        page = _page(browser, width, scheme)
        page.goto(root + place)
        unfold(page)
        yield f"{place} ({name})", f"{width} px, {scheme}", violations(page)
        page.context.close()
