# SPDX-License-Identifier: MIT
"""Partial dates."""

from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from labellisation.registry import DateError, PartialDate, dates
from labellisation.registry.schema import has_impossible_date


@given(st.dates())
def test_a_real_day_is_read_and_written_the_same(day: date) -> None:
    """Reading then writing any day of the calendar changes nothing."""
    read = PartialDate.parse(day.isoformat())
    assert day.isoformat() == str(read)
    assert (day, day) == (read.first_day(), read.last_day())
    assert (day.year, day.month, day.day) == (read.year, read.month, read.day)


@given(st.dates(), st.dates())
def test_days_are_ordered_as_the_calendar_orders_them(one: date, other: date) -> None:
    """Full dates compare as days do."""
    assert (one < other) == (PartialDate.parse(one.isoformat()) < PartialDate.parse(other.isoformat()))


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 60))
def test_adding_years_gives_a_real_day(day: date, years: int) -> None:
    """A date some years later exists, has the same month, and is as precise."""
    later = PartialDate.parse(str(PartialDate.parse(day.isoformat()).plus_years(years)))
    assert (day.year + years, day.month) == (later.year, later.month)
    assert later.day in (day.day, 28)


@given(st.text(alphabet="0123456789-", max_size=12))
def test_anything_else_is_refused_or_a_date(text: str) -> None:
    """Any text is a partial date, or is refused with the same error."""
    try:
        read = PartialDate.parse(text)
    except DateError:
        return
    assert text == read.iso
    assert read.first_day() <= read.last_day()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "08",
        "2008-4",
        "2008-04-1",
        "2008-13",
        "2008-00",
        "2023-02-29",
        "1900-02-29",
        "2023-04-31",
        "0000",
        "12/04/2008",
        "2008-04-12T00:00",
        " 2008",
        "2008 ",
        "2008\n",
        "٢٠٠٨",
        "２００８",
        "-2008",
        "20080412",
    ],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    """A writing that the calendar does not know raises the one error of dates."""
    with pytest.raises(DateError):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2008", date(2008, 1, 1), date(2008, 12, 31)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2009-02", date(2009, 2, 1), date(2009, 2, 28)),
        ("2008-04-12", date(2008, 4, 12), date(2008, 4, 12)),
    ],
)
def test_a_partial_date_spans_days(text: str, first: date, last: date) -> None:
    """A year or a month means any of its days."""
    read = PartialDate.parse(text)
    assert (first, last) == (read.first_day(), read.last_day())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2008", "2008"),
        ("2008-04", "avril 2008"),
        ("2008-04-12", "12 avril 2008"),
        ("2008-04-01", "1er avril 2008"),
        ("2008-08-21", "21 août 2008"),
        ("2008-02-29", "29 février 2008"),
        ("2008-12-31", "31 décembre 2008"),
    ],
)
def test_french_words(text: str, words: str) -> None:
    """A date is written as French does, no more precise than it is known, with non-breaking spaces."""
    assert words.replace(" ", "\u00a0") == PartialDate.parse(text).fr


@pytest.mark.parametrize(
    ("text", "years", "later"),
    [
        ("2008", 5, "2013"),
        ("2008-02", 5, "2013-02"),
        ("2008-02-29", 5, "2013-02-28"),
        ("2008-02-29", 4, "2012-02-29"),
        ("2007-09-01", 5, "2012-09-01"),
    ],
)
def test_years_later(text: str, years: int, later: str) -> None:
    """29 February becomes the 28th where the year has none."""
    assert later == str(PartialDate.parse(text).plus_years(years))


def test_epoch_counts_from_1970() -> None:
    """The epoch of a date is that of its first day at midnight UTC."""
    assert [0, 86400, 1767225600] == [PartialDate.parse(t).epoch for t in ("1970", "1970-01-02", "2026")]


def test_months_are_those_of_babel() -> None:
    """The names of the months are the ones that the French of Unicode's tables gives."""
    wide = Locale("fr").months["format"]["wide"]
    assert tuple(wide[number] for number in range(1, 13)) == dates.MONTHS


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("decision: 2023-02-31", True),
        ("debut: 0000", True),
        ("note: voir la page.2023-02-31", True),
        ("decision: 2023-02-28", False),
        ("position: {lat: 45.0000, lon: 1.0000}", False),
        ("url: https://exemple.fr/a-2023-02-31x", False),
    ],
)
def test_what_may_be_an_impossible_date_is_looked_at(text: str, impossible: bool) -> None:
    """A year zero or a day that no month has is looked at, also after a full stop; the decimals of a coordinate are not."""
    assert has_impossible_date(text) is impossible
