# SPDX-License-Identifier: MIT
"""Does a point fall on a French territory? Coarse outlines, some twenty kilometres wide of the coast: made to catch slips, not to map."""

from __future__ import annotations

from collections.abc import Mapping

Box = tuple[float, float, float, float]

#: Département → south, north, west, east, in degrees (WGS 84), margins included.
BOXES: Mapping[str, Box] = {
    "2A": (41.2, 42.6, 8.3, 9.7),
    "2B": (41.7, 43.2, 8.4, 9.8),
    "971": (15.7, 16.7, -62.0, -60.8),
    "972": (14.2, 15.1, -61.4, -60.6),
    "973": (1.9, 6.2, -54.9, -51.3),
    "974": (-21.6, -20.6, 55.0, 56.1),
    "975": (46.5, 47.4, -56.7, -55.9),
    "976": (-13.2, -12.4, 44.8, 45.5),
    "977": (17.7, 18.1, -63.1, -62.6),
    "978": (17.9, 18.3, -63.3, -62.8),
    "986": (-14.7, -12.9, -178.6, -175.8),
    "987": (-28.2, -7.3, -155.5, -133.9),
    "988": (-23.2, -17.8, 157.8, 172.5),
}
#: The mainland with its islands: corners (latitude, longitude) of an outline drawn off the coast.
MAINLAND: tuple[tuple[float, float], ...] = (
    (51.35, 2.3),
    (51.15, 2.75),
    (50.85, 3.4),
    (50.45, 4.4),
    (50.2, 5.0),
    (49.75, 5.9),
    (49.65, 6.7),
    (49.3, 7.6),
    (49.1, 8.4),
    (48.5, 8.1),
    (47.5, 7.8),
    (47.3, 7.1),
    (46.6, 6.6),
    (46.5, 7.0),
    (45.9, 7.3),
    (45.2, 7.3),
    (44.6, 7.2),
    (44.2, 7.9),
    (43.6, 7.8),
    (43.2, 6.9),
    (42.8, 6.3),
    (42.9, 5.3),
    (43.2, 4.3),
    (42.9, 3.4),
    (42.3, 3.4),
    (42.2, 1.8),
    (42.6, 0.4),
    (42.7, -0.8),
    (43.0, -1.9),
    (43.6, -1.8),
    (44.7, -1.5),
    (45.6, -1.5),
    (46.1, -1.8),
    (46.5, -2.6),
    (47.1, -3.3),
    (47.5, -3.7),
    (47.6, -4.6),
    (48.2, -5.3),
    (48.7, -5.2),
    (48.9, -3.9),
    (49.05, -2.9),
    (48.8, -2.3),
    (49.0, -2.0),
    (49.9, -2.2),
    (49.9, -1.1),
    (49.6, -0.9),
    (49.6, -0.1),
    (49.9, 0.1),
    (50.2, 0.9),
    (50.5, 1.3),
    (51.1, 1.5),
)


def _on_mainland(lat: float, lon: float) -> bool:
    inside = False
    south, west = MAINLAND[-1]
    for north, east in MAINLAND:
        if (north > lat) != (south > lat) and lon < (west - east) * (lat - north) / (south - north) + east:
            inside = not inside
        south, west = north, east
    return inside


def _in_box(lat: float, lon: float, box: Box) -> bool:
    return box[0] <= lat <= box[1] and box[2] <= lon <= box[3]


def on_territory(lat: float, lon: float, departement: str | None) -> bool:
    """Say whether (``lat``, ``lon``) may be in ``departement``; anywhere in France if it is unknown."""
    if departement is not None:
        box = BOXES.get(departement)
        return _in_box(lat, lon, box) if box else _on_mainland(lat, lon)
    return _on_mainland(lat, lon) or any(_in_box(lat, lon, box) for box in BOXES.values())


def problem(lat: float, lon: float, departement: str | None) -> str | None:
    """Say in French what is wrong with a point; ``None`` if it is likely."""
    if on_territory(lat, lon, departement):
        return None
    if on_territory(lon, lat, departement):
        return "latitude et longitude échangées"
    where = f"du département {departement}" if departement in BOXES else "du territoire"
    return f"point en mer ou hors {where}"
