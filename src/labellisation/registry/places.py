# SPDX-License-Identifier: MIT
"""Distances between places."""

from __future__ import annotations

import math

from .models import Position

EARTH_RADIUS_KM = 6371.0


def distance_km(a: Position, b: Position) -> float:
    """Return the distance as the crow flies, in kilometres (haversine)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon - a.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))
