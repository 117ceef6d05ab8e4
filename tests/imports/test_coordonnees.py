# SPDX-License-Identifier: MIT
"""Points on French territories, at sea, swapped."""

from __future__ import annotations

import pytest

from labellisation.registry.coordinates import BOXES, problem

#: Well-known places (rounded), by département; islands, borders and overseas on purpose.
ON_LAND = [
    ("59", 51.04, 2.38), ("62", 50.95, 1.85), ("50", 49.64, -1.62), ("29", 48.46, -5.1), ("56", 47.33, -3.2), ("85", 46.72, -2.35),
    ("17", 45.94, -1.37), ("64", 43.38, -1.78), ("66", 42.43, 1.86), ("83", 43.0, 6.2), ("06", 43.78, 7.5), ("74", 45.92, 6.87),
    ("68", 47.59, 7.57), ("67", 49.04, 7.95), ("57", 49.36, 6.17), ("08", 50.13, 4.83), ("2A", 41.39, 9.16), ("2B", 42.96, 9.45),
    ("971", 16.24, -61.53), ("972", 14.6, -61.07), ("973", 4.94, -52.33), ("974", -20.88, 55.45), ("975", 46.78, -56.17),
    ("976", -12.78, 45.23), ("977", 17.9, -62.85), ("978", 18.07, -63.08), ("986", -13.28, -176.17), ("987", -17.54, -149.57),
    ("988", -22.27, 166.44),
]  # fmt: skip


@pytest.mark.parametrize(("departement", "lat", "lon"), ON_LAND)
def test_on_land(departement: str, lat: float, lon: float) -> None:
    """A point on land passes in its département and where the département is unknown; swapped, it is said to be."""
    assert problem(lat, lon, departement) is None
    assert problem(lat, lon, None) is None
    assert "latitude et longitude échangées" == problem(lon, lat, departement)


@pytest.mark.parametrize(
    ("lat", "lon"), [(46.0, -4.0), (43.0, 4.0), (44.5, -2.5), (50.5, 0.0), (42.3, 6.5), (0.0, 0.0), (float("nan"), 2.0)]
)
def test_at_sea(lat: float, lon: float) -> None:
    """The Bay of Biscay, the Gulf of Lion, the Channel, the origin of coordinates and what is no number are no place of a lycée."""
    assert "point en mer ou hors du territoire" == problem(lat, lon, "75")


@pytest.mark.parametrize("departement", sorted(BOXES))
def test_paris_is_not_overseas(departement: str) -> None:
    """A point of the mainland is refused overseas and in Corsica."""
    assert f"point en mer ou hors du département {departement}" == problem(48.86, 2.35, departement)
