# SPDX-License-Identifier: MIT
"""The retro-planning as calendars: tasks without date, or events dated from a decision."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event, Todo

from ..registry import PartialDate, Registry
from ..registry.models import Jalon
from .model import EtapeAjoutee, OutilDeTravail, milestones, tools
from .parts import Source
from .planning import ACTORS, offset

_PRODID = "-//labellisation//retroplanning//FR"
_HOST = "retroplanning.labellisation.invalid"


def _planned(registry: Registry) -> list[Jalon]:
    """Return the milestones of the tool « rétroplanning », or all if the repository has no such tool."""
    tool: OutilDeTravail | None = next((t for t in tools(registry) if t.modele == "retroplanning"), None)
    return milestones(registry, tool) if tool else sorted(registry.jalons.values(), key=lambda j: j.decalage_mois)


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _fill(component: Event | Todo, jalon: Jalon, stamp: datetime) -> None:
    component.add("uid", f"{jalon.id}@{_HOST}")
    component.add("dtstamp", stamp)
    component.add("summary", jalon.libelle)
    notes = [f"{offset(jalon.decalage_mois)}. {ACTORS.get(jalon.acteur, jalon.acteur)}."]
    notes += [f"Livrable\u00a0: {jalon.livrable}."] if jalon.livrable else []
    notes += ["Date fixée par l’académie\u00a0: à vérifier."] if jalon.local else []
    component.add("description", "\n".join(notes))
    for identifier in jalon.depend_de:
        component.add("related-to", f"{identifier}@{_HOST}")


def _whole_days(step: EtapeAjoutee, date: PartialDate, stamp: datetime) -> Event:
    """Return a step that the académie dates: a day, or the whole month or year that it gives."""
    event = Event()
    event.add("uid", step.uid)
    event.add("dtstamp", stamp)
    event.add("summary", step.libelle)
    event.add("dtstart", date.first_day())
    event.add("dtend", date.last_day() + timedelta(1))
    event.add("transp", "TRANSPARENT")
    return event


def tasks_ics(source: Source) -> bytes:
    """Return the milestones as tasks without date, no decision being known when the site is built; the académie's dates."""
    calendar = _calendar("Rétroplanning du label Lycée des métiers")
    stamp = datetime.combine(source.day.first_day(), time(), UTC)
    for jalon in milestones(source.registry, source.tool):
        task = Todo()
        _fill(task, jalon, stamp)
        calendar.add_component(task)
    for step in source.ajouts.etapes:
        if step.date is not None:
            calendar.add_component(_whole_days(step, step.date, stamp))
    return bytes(calendar.to_ical())


def retroplanning_ics(registry: Registry, decision: PartialDate, day: PartialDate) -> bytes:
    """Return the milestones dated from ``decision`` (its first day when it is partial), stamped at ``day``."""
    calendar = _calendar(f"Rétroplanning du label Lycée des métiers (décision\u00a0: {decision.fr})")
    stamp = datetime.combine(day.first_day(), time(), UTC)
    for jalon in _planned(registry):
        event = Event()
        _fill(event, jalon, stamp)
        start = decision.plus_months(jalon.decalage_mois)
        end = start.plus_months(jalon.duree_mois).first_day() if jalon.duree_mois else start.first_day() + timedelta(1)
        event.add("dtstart", start.first_day())
        event.add("dtend", end)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
