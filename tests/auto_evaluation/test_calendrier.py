# SPDX-License-Identifier: MIT
"""The dated retro-planning in Chromium: dates on the page, and a calendar that icalendar reads as the site's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from labellisation.documents.ics import retroplanning_ics
from labellisation.registry import PartialDate
from tests.navigateur.conftest import Visit
from tests.navigateur.test_accessibilite import SCHEMES, WIDTHS, violations
from tests.outils import BuiltSite

PLACE = "outils/calendrier/"
BUTTON = "[data-calendrier-bouton=ics]"


def saved(page: Page, folder: Path) -> bytes:
    """Press the button; return the calendar file."""
    with page.expect_download() as waiting:
        page.locator(BUTTON).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target.read_bytes()


def events(content: bytes) -> dict[str, tuple[date, date, str, str, set[str]]]:
    """Return what each event says: first day, day after the last, title, description, what it depends on."""
    found = {}
    for event in Calendar.from_ical(content).walk("VEVENT"):
        related = event.get("related-to", [])
        names = {str(r) for r in (related if isinstance(related, list) else [related])}
        found[str(event["uid"])] = (
            event["dtstart"].dt, event["dtend"].dt, str(event["summary"]), str(event["description"]), names,
        )  # fmt: skip
    return found


@pytest.mark.parametrize("decision", ["2031-06-15", "2028-08-31", "2032-02-29"])
def test_the_calendar_is_that_of_the_site(visit: Visit, built: BuiltSite, tmp_path: Path, decision: str) -> None:
    """Same events, same days, same words as the calendar that Python makes for this decision; valid lines; nothing asked."""
    visitor = visit(accept_downloads=True)
    page = visitor.go(PLACE)
    page.wait_for_load_state("networkidle")
    before = [url for url in visitor.requests if url.startswith("http")]
    page.context.set_offline(True)
    page.locator("#cal-decision").fill(decision)
    content = saved(page, tmp_path)
    expected = events(retroplanning_ics(built.registry, PartialDate.parse(decision), built.site.day))
    assert events(content) == expected
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines if line.startswith(b"VERSION")] == ["VERSION:2.0"]
    assert [url for url in visitor.requests if url.startswith("http")] == before


def test_the_dates_are_written_on_the_page(visit: Visit, built: BuiltSite) -> None:
    """A date dates every step, a year starts on 1 January, an actor keeps his steps; nothing is dated before."""
    page = visit().go(PLACE)
    column, message = page.locator("[data-calendrier-dates]"), page.locator("[data-calendrier-message]")
    expect(column.first).to_be_hidden()
    expect(page.locator(BUTTON)).to_be_disabled()
    page.locator("#cal-annee").fill("2031")
    expect(message).to_contain_text("comptée au 1er janvier 2031")
    page.locator("#cal-decision").fill("2031-06-15")
    expect(message).to_contain_text("le 15 juin 2031")
    jalon = next(j for j in built.registry.jalons.values() if j.decalage_mois == -18 and j.duree_mois == 1)
    row = page.locator(f"[data-jalon={jalon.id}] [data-calendrier-dates]")
    expect(row).to_have_text("du 15 décembre 2029 au 14 janvier 2030")
    page.get_by_label("Étapes", exact=True).select_option("academie")
    kept = sum(j.acteur == "academie" for j in built.registry.jalons.values())
    expect(page.locator("[data-jalon]:visible")).to_have_count(kept)
    page.locator("#cal-decision").fill("")
    page.locator("#cal-annee").fill("31")
    expect(message).to_contain_text("de 2000 à 2099")
    expect(page.locator(BUTTON)).to_be_disabled()
    expect(column.first).to_be_hidden()


def test_hostile_words_stay_in_their_property(visit: Visit, tmp_path: Path) -> None:
    """A title with every special sign, long and accented, is read back as it was; it adds no line and no event."""
    words = "Réunion ; fictive, \\ « 😀 »\r\nEND:VEVENT BEGIN:VALARM " + "é" * 90
    page = visit(accept_downloads=True).go(PLACE)
    page.evaluate("words => { document.querySelector('[data-libelle]').textContent = words }", words)
    page.locator("#cal-decision").fill("2031-06-15")
    content = saved(page, tmp_path)
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert " ".join(words.split()) in [title for _s, _e, title, _d, _r in events(content).values()]
    assert not list(Calendar.from_ical(content).walk("VALARM"))


def test_without_javascript_the_delays_remain(visit: Visit, built: BuiltSite) -> None:
    """The table keeps its delays, the form that would do nothing is not shown, the spreadsheet is offered."""
    page = visit(java_script_enabled=False).go(PLACE)
    expect(page.locator("[data-jalon]")).to_have_count(len(built.registry.jalons))
    expect(page.get_by_text("18\u00a0mois avant").first).to_be_visible()
    expect(page.locator("[data-calendrier-choix]")).to_be_hidden()
    expect(page.get_by_role("link", name="rétroplanning à télécharger")).to_be_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(visit: Visit, width: str, scheme: str) -> None:
    """Zero violation with the dates on the page."""
    page = visit(viewport=WIDTHS[width], color_scheme=SCHEMES[scheme][0], reduced_motion="reduce").go(PLACE)
    page.locator("#cal-decision").fill("2031-06-15")
    assert violations(page) == []


@pytest.mark.parametrize("options", [{}, {"forced_colors": "active"}], ids=str)
def test_nothing_overflows_at_320_px(visit: Visit, options: dict[str, Any]) -> None:
    """At 320 px, the page never scrolls sideways."""
    page = visit(viewport={"width": 320, "height": 800}, **options).go(PLACE)
    page.locator("#cal-decision").fill("2031-06-15")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_is_enough(visit: Visit, tmp_path: Path) -> None:
    """Type a year, Tab to the button, Enter: the file comes."""
    page = visit(accept_downloads=True).go(PLACE)
    page.locator("#cal-annee").focus()
    page.keyboard.type("2031")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(BUTTON)).to_be_focused()
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "retroplanning-2031-01-01.ics"
