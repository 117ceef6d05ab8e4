# SPDX-License-Identifier: MIT
"""Coming expiries as calendars (RFC 5545), national and per académie."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event

from .columns import Row, Table

_FOLDED = 74
_END = b"END:VCALENDAR\r\n"


def expiries_ics(table: Table, academie: str | None = None) -> bytes:
    """Return the calendar of coming expiries; a term known to the year is an event on its last day, and says so."""
    return Calendars(table).of(academie)


class Calendars:
    """The calendars of one table: an event is written once, for its académie and for the country."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._events: dict[str, bytes] = {}

    def of(self, academie: str | None) -> bytes:
        """Return the calendar of one académie, or of all of them."""
        calendar = Calendar()
        calendar.add("prodid", "-//labellisation//echeances//FR")
        calendar.add("version", "2.0")
        where = self._table.registry.academies[academie].nom_complet if academie else "national"
        calendar.add("x-wr-calname", f"Échéances du label Lycée des métiers ({where})")
        head = bytes(calendar.to_ical()).removesuffix(_END)
        return b"".join((head, *map(self._event, self._table.coming_in(academie)), _END))

    def _event(self, row: Row) -> bytes:
        known = self._events.get(row.label.id)
        if known is None:
            stamp = datetime.combine(self._table.day.first_day(), time(), UTC)
            lines = _event(row, stamp).content_lines()
            known = self._events[row.label.id] = b"".join(_written(line) for line in lines if line)
        return known


def _written(line: Any) -> bytes:
    """Write one line; the library looks at each letter of it for where to fold it, and most are too short to be folded."""
    short = line.encode()
    return (short if len(short) < _FOLDED else bytes(line.to_ical())) + b"\r\n"


def _event(row: Row, stamp: datetime) -> Event:
    term = row.etat.echeance
    assert term is not None  # noqa: S101 - Table.coming leaves the others out
    event = Event()
    event.add("uid", f"{row.label.id}@labellisation.invalid")
    event.add("dtstamp", stamp)
    event.add("dtstart", term.last_day())
    event.add("dtend", term.last_day() + timedelta(days=1))
    kind = "échéance théorique" if row.etat.theorique else "échéance"
    event.add("summary", f"{row.etablissement.nom} : {kind} du label")
    event.add("description", f"{row.label.intitule or 'Lycée des métiers'}. {row.etat.phrase}.")
    event.add("transp", "TRANSPARENT")
    return event
