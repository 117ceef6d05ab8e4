# SPDX-License-Identifier: MIT
"""The campaign of an académie as a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from ..registry import Academie, PartialDate
from .settings import Settings


def campaign_ics(settings: Settings, academie: Academie, day: PartialDate) -> bytes:
    """Return the dated steps of the campaign, one whole day each; a step without a date is left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//labellisation//campagne//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Label Lycée des métiers, campagne ({academie.nom_complet})")
    for step in settings.campagne.etapes:
        if step.date is None:
            continue
        event = Event()
        event.add("uid", settings.step_uid(academie.slug, step))
        event.add("dtstamp", datetime.combine(day.first_day(), time(), UTC))
        event.add("dtstart", step.date.first_day())
        event.add("dtend", step.date.last_day() + timedelta(days=1))
        event.add("summary", f"{step.libelle} ({academie.nom_complet})")
        if step.note:
            event.add("description", step.note)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
