# SPDX-License-Identifier: MIT
"""Partial dates: a year, a month or a day, never more precise than the source."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache, total_ordering
from typing import Self


class DateError(ValueError):
    """The text is not a date AAAA, AAAA-MM or AAAA-MM-JJ that the calendar knows."""


#: As Babel gives them (a test compares); reading its tables takes longer than checking sixty texts.
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


@total_ordering
class PartialDate:
    """A date known to the year, the month or the day; ordered by its ISO writing."""

    __slots__ = ("_iso",)

    def __init__(self, iso: str) -> None:
        self._iso = iso

    @property
    def iso(self) -> str:
        """The date as AAAA, AAAA-MM or AAAA-MM-JJ."""
        return self._iso

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2008``, ``2008-04`` or ``2008-04-12``; raise :class:`DateError` otherwise."""
        parts = text.split("-")
        widths = [len(part) for part in parts]
        if widths not in ([4], [4, 2], [4, 2, 2]) or not all(p.isascii() and p.isdigit() for p in parts):
            raise DateError(text)
        year, month, day = (*map(int, parts), 1, 1)[:3]
        try:
            date(year, month, day)
        except ValueError as error:
            raise DateError(text) from error
        return cls(text)

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        return int(self.iso[5:7]) if len(self.iso) >= 7 else None

    @property
    def day(self) -> int | None:
        return int(self.iso[8:]) if len(self.iso) == 10 else None

    def first_day(self) -> date:
        """The earliest day that this date can mean."""
        return _bounds(self.iso)[0]

    def last_day(self) -> date:
        """The latest day that this date can mean."""
        return _bounds(self.iso)[1]

    def plus_months(self, months: int) -> PartialDate:
        """The day ``months`` later than the first day that this date can mean (at most the last of that month)."""
        years, month = divmod(self.first_day().month - 1 + months, 12)
        year, month = self.year + years, month + 1
        day = min(self.first_day().day, calendar.monthrange(year, month)[1])
        return PartialDate(f"{year:04d}-{month:02d}-{day:02d}")

    @property
    def epoch(self) -> int:
        """Seconds from 1970-01-01 to the first day, at midnight UTC."""
        return calendar.timegm(self.first_day().timetuple())

    def plus_years(self, years: int) -> PartialDate:
        """The same date ``years`` later, as precise as this one (29 February becomes the 28th)."""
        rest = self.iso[4:]
        year = self.year + years
        if rest == "-02-29" and not calendar.isleap(year):
            rest = "-02-28"
        return PartialDate(f"{year:04d}{rest}")

    @property
    def fr(self) -> str:
        """The date in French words: « 12 avril 2008 », « avril 2008 », « 2008 »."""
        return _in_french(self.iso)

    def __str__(self) -> str:
        return self._iso

    def __repr__(self) -> str:
        return f"PartialDate({self._iso!r})"

    def __eq__(self, other: object) -> bool:
        return self._iso == other._iso if isinstance(other, PartialDate) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self._iso < other._iso if isinstance(other, PartialDate) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._iso)


# The same dates come back on thousands of labels.


@cache
def _bounds(iso: str) -> tuple[date, date]:
    """Return the first and the last day that a date can mean."""
    year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
    last = month or 12
    return date(year, month or 1, day or 1), date(year, last, day or calendar.monthrange(year, last)[1])


@cache
def _in_french(iso: str) -> str:
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    if not month:
        return str(int(year))
    words = f"{MONTHS[int(month) - 1]}\u00a0{int(year)}"
    return f"{'1er' if day == '01' else int(day)}\u00a0{words}" if day else words
