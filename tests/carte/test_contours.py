# SPDX-License-Identifier: MIT
"""Outlines: reading, writing, joining."""

from __future__ import annotations

import pytest

from labellisation.site.carte.contours import box_of, centre, joined, lines_of, path_of

SQUARE = "m0 0l10 0 0 10-10 0z"
RIGHT = "m10 0l10 0 0 10-10 0z"
ISLAND = "m30 30l2 0 0 2-2 0z"


@pytest.mark.parametrize(
    "path", [SQUARE, SQUARE + ISLAND, "m1.5-2l.5 0 0 3.1z".replace("l.5", "l0.5"), "m-3-4l-1-1 5 0z"]
)
def test_reading_then_writing_changes_nothing(path: str) -> None:
    """What is read is written back, vertex for vertex."""
    assert lines_of(path) == lines_of(path_of(lines_of(path)))


def test_an_open_line_stays_open() -> None:
    """A line that does not come back is not closed."""
    assert "m0 0l1 1 2-1" == path_of([[(0, 0), (1, 1), (3, 0)]])


def test_box_and_centre() -> None:
    """The box covers everything; the centre is that of the largest ring."""
    assert (0, 0, 32, 32) == box_of([SQUARE, ISLAND])
    assert (5, 5) == centre(ISLAND + "m-30-30" + SQUARE.removeprefix("m0 0"))


def test_two_neighbours_become_one() -> None:
    """The common side leaves the outline and becomes a border inside."""
    outline, inside = joined((SQUARE, RIGHT))
    assert (0, 0, 20, 10) == box_of([outline])
    assert 1 == outline.count("z")
    assert "m10 0l0 10" == inside


def test_islands_and_holes_stay() -> None:
    """A far part keeps its own ring; a hole left between neighbours too."""
    assert 2 == joined((SQUARE, ISLAND))[0].count("z")
    ring = (
        "m0 0l30 0 0 10-10 0-10 0-10 0z",
        "m0 20l10 0 10 0 10 0 0 10-30 0z",
        "m0 10l10 0 0 10-10 0z",
        "m20 10l10 0 0 10-10 0z",
    )
    outline, _inside = joined(ring)
    assert 2 == outline.count("z")


def test_joining_is_deterministic() -> None:
    """The order of the parts changes nothing."""
    joined.cache_clear()
    assert joined((SQUARE, RIGHT, ISLAND)) == joined((ISLAND, RIGHT, SQUARE))
