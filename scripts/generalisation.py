# SPDX-License-Identifier: MIT
"""Outlines that share borders: read from SVG paths, snapped, simplified, rounded, written as SVG paths.

Two neighbours keep one common border: borders are cut into arcs, and each arc is simplified once.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]
Edge = frozenset[Point]
Shapes = dict[str, list[Ring]]


def rings_of(path: str) -> list[Ring]:
    """Read the closed rings of an SVG path made of straight lines."""
    words = iter(re.findall(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", path))
    rings: list[Ring] = []
    x = y = 0.0
    command = ""
    for word in words:
        if word.isalpha():
            command = word
            if word in "zZ":
                x, y = rings[-1][0]
                continue
            word = next(words)
        relative, kind = command.islower(), command.lower()
        if kind == "v":
            y = float(word) + (y if relative else 0)
        else:
            x = float(word) + (x if relative else 0)
            if kind in "ml":
                y = float(next(words)) + (y if relative else 0)
            elif kind != "h":
                raise SystemExit(f"commande de tracé inconnue : {command}")
        if kind == "m":
            rings.append([])
            command = "l" if relative else "L"
        rings[-1].append((x, y))
    return rings


def snapped(shapes: Shapes, within: float) -> Shapes:
    """Give one position to the vertices that two neighbours write a hair apart; drop doubled vertices."""
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)

    def known(point: Point) -> Point:
        cx, cy = int(point[0] // within), int(point[1] // within)
        near = [p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in cells.get((cx + i, cy + j), ())]
        found = min(near, key=lambda p: math.dist(p, point), default=None)
        if found is None or math.dist(found, point) > within:
            cells[cx, cy].append(point)
            return point
        return found

    result: Shapes = {}
    for code, rings in shapes.items():
        clean = [[known(p) for p in ring] for ring in rings]
        result[code] = [[p for i, p in enumerate(ring) if p != ring[i - 1]] for ring in clean]
    return result


def area(ring: Ring) -> float:
    """Return the area of a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def distance(p: Point, a: Point, b: Point) -> float:
    """Return the distance from ``p`` to the segment from ``a`` to ``b``."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / long)) if long else 0.0
    return math.dist(p, (a[0] + t * dx, a[1] + t * dy))


def simplified(line: Ring, tolerance: float) -> Ring:
    """Return ``line`` without the vertices that lie within ``tolerance`` of what stays (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    far = max(range(1, len(line) - 1), key=lambda i: distance(line[i], line[0], line[-1]))
    if line[0] != line[-1] and distance(line[far], line[0], line[-1]) <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: far + 1], tolerance)[:-1] + simplified(line[far:], tolerance)


def edges(ring: Ring) -> Iterator[Edge]:
    """Yield the sides of a ring; side ``i`` ends at vertex ``i``."""
    return (frozenset((ring[i - 1], ring[i])) for i in range(len(ring)))


def generalised(shapes: Shapes, tolerance: float, finer: dict[str, float] | None = None) -> Shapes:
    """Simplify every border once, whichever shape it is read from; ``finer`` gives the tolerance of some shapes."""
    tolerances = finer or {}
    owners: dict[Edge, set[str]] = defaultdict(set)
    for code, rings in shapes.items():
        for ring in rings:
            for edge in edges(ring):
                owners[edge].add(code)
    touched: dict[Point, set[Edge]] = defaultdict(set)
    for edge in owners:
        for point in edge:
            touched[point].add(edge)

    def is_node(point: Point) -> bool:
        return len(touched[point]) != 2 or len({frozenset(owners[e]) for e in touched[point]}) > 1

    def simple(ring: Ring) -> Ring:
        start = next((i for i, p in enumerate(ring) if is_node(p)), ring.index(min(ring)))
        ring = ring[start:] + ring[: start + 1]
        cuts = [0, *(i for i in range(1, len(ring) - 1) if is_node(ring[i])), len(ring) - 1]
        out: Ring = []
        for first, last in pairwise(cuts):
            arc = ring[first : last + 1]
            allowed = min(tolerances.get(code, tolerance) for code in owners[frozenset(arc[:2])])
            backwards = arc[::-1] < arc
            kept = simplified(arc[::-1] if backwards else arc, allowed)
            out += (kept[::-1] if backwards else kept)[:-1]
        return out

    return {code: [simple(ring) for ring in rings] for code, rings in shapes.items()}


def without_islets(shapes: Shapes, smallest: float) -> Shapes:
    """Drop the islands that would be a dot; the largest ring of a shape always stays."""
    return {
        code: [ring for ring in rings if area(ring) >= smallest or ring == max(rings, key=area)]
        for code, rings in shapes.items()
    }


def rounded(shapes: Shapes, scale: float, detailed_shapes: tuple[str, ...] = ()) -> Shapes:
    """Scale the vertices and round them, to one decimal for ``detailed_shapes``: alike in all shapes that share them."""
    detailed = {p for code in detailed_shapes for ring in shapes.get(code, ()) for p in ring}

    def placed(point: Point) -> Point:
        digits = 1 if point in detailed else 0
        return round(point[0] * scale, digits), round(point[1] * scale, digits)

    grid = {code: [[placed(p) for p in ring] for ring in rings] for code, rings in shapes.items()}
    return {code: [[p for i, p in enumerate(r) if p != r[i - 1]] for r in rings] for code, rings in grid.items()}


def path_of(rings: list[Ring]) -> str:
    """Write rings as one SVG path of relative moves, as short as can be."""
    out, x, y = "", 0.0, 0.0
    for ring in rings:
        for index, (a, b) in enumerate(ring):
            pair = f"{round(a - x, 1) + 0:g} {round(b - y, 1) + 0:g}".replace(" -", "-")
            out += ("m" if index == 0 else "l" if index == 1 else "" if pair[0] == "-" else " ") + pair
            x, y = a, b
        out += "z"
        x, y = ring[0]
    return out
