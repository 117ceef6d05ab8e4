# SPDX-License-Identifier: MIT
"""The retro-planning as a calendar, read back by icalendar."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from labellisation.documents.ics import retroplanning_ics
from labellisation.registry import PartialDate
from labellisation.site.model import Site
from tests.documents.conftest import DAY


def test_without_a_decision_milestones_are_tasks_without_date(site_reel: Site, fichiers: dict[str, bytes]) -> None:
    """The calendar of the build holds each milestone once, and no date that nobody gave."""
    calendar = Calendar.from_ical(fichiers["retroplanning.ics"].decode())
    tasks = calendar.walk("VTODO")
    assert len(site_reel.registry.jalons) == len(tasks) == len({str(task["uid"]) for task in tasks})
    assert not any(name in task for task in tasks for name in ("dtstart", "due", "dtend"))


@pytest.mark.parametrize(
    ("decision", "expected"),
    [("2030-06-30", date(2028, 12, 30)), ("2030-06", date(2028, 12, 1)), ("2030", date(2028, 7, 1))],
)
def test_a_decision_dates_every_milestone(site_reel: Site, decision: str, expected: date) -> None:
    """The call for candidates comes eighteen months before; a partial date counts from its first day."""
    content = retroplanning_ics(site_reel.registry, PartialDate.parse(decision), DAY)
    events = Calendar.from_ical(content.decode()).walk("VEVENT")
    starts = {str(event["uid"]).split("@")[0]: event.decoded("dtstart") for event in events}
    assert set(site_reel.registry.jalons) == set(starts)
    assert expected == starts["appel-candidature"]
    assert all(event.decoded("dtstart") < event.decoded("dtend") for event in events)
    assert content == retroplanning_ics(site_reel.registry, PartialDate.parse(decision), DAY)
