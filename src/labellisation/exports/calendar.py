# SPDX-License-Identifier: MIT
"""Coming expiries as calendars (RFC 5545), national and per académie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast

from icalendar import Calendar
from icalendar.parser import Contentline
from icalendar.prop import vText

from ..registry.text import capital
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
            lines = (f"{name}:{value}" for name, value in _properties(row, self._table))
            known = self._events[row.label.id] = b"".join(map(_written, lines))
        return known


def _written(line: str) -> bytes:
    """Write one line; the library looks at each letter of it for where to fold it, and most are too short to be folded."""
    short = line.encode()
    return (short if len(short) < _FOLDED else bytes(cast(Any, Contentline)(line).to_ical())) + b"\r\n"


def _properties(row: Row, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the names and the values of an event, as they are written."""
    term = row.etat.echeance
    assert term is not None  # noqa: S101 - Table.coming leaves the others out
    kind = "échéance théorique" if row.etat.theorique else "échéance"
    yield "BEGIN", "VEVENT"
    yield "SUMMARY", _text(f"{row.etablissement.nom} : {kind} du label")
    yield "DTSTART;VALUE=DATE", f"{term.last_day():%Y%m%d}"
    yield "DTEND;VALUE=DATE", f"{term.last_day() + timedelta(days=1):%Y%m%d}"
    yield "DTSTAMP", f"{table.day.first_day():%Y%m%d}T000000Z"
    yield "UID", _text(f"{row.label.id}@labellisation.invalid")
    yield "DESCRIPTION", _text(f"{capital(row.label.intitule or 'Lycée des métiers')}. {capital(row.etat.phrase)}.")
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _text(value: str) -> str:
    """Return a text as a calendar writes it; the objects that the library makes of an event take four times as long."""
    return vText(value).to_ical().decode()
