# SPDX-License-Identifier: MIT
"""Outlines as SVG paths: read, measured, several joined into one.

Paths are those that ``scripts/extraire_contours.py`` writes: ``m``, ``l`` and ``z`` only, closed, one decimal at most,
neighbours with the very same vertices.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@lru_cache(maxsize=256)
def lines_of(path: str) -> list[Line]:
    """Return the closed lines of a path: the first vertex comes back at the end."""
    lines: list[Line] = []
    x = y = 0.0
    for part in path.split("z")[:-1]:
        numbers = [float(n) for n in _NUMBER.findall(part)]
        line: Line = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = round(x + dx, 1), round(y + dy, 1)
            line.append((x, y))
        x, y = line[0]
        lines.append([*line, line[0]])
    return lines


def path_of(lines: Iterable[Sequence[Point]]) -> str:
    """Write lines as one path of relative moves; those that come back to their start are closed."""
    out, here = "", (0.0, 0.0)
    for line in lines:
        closed = line[0] == line[-1]
        for index, point in enumerate(line[:-1] if closed else line):
            step = (round(point[axis] - here[axis], 1) + 0 for axis in (0, 1))
            pair = "{:g} {:g}".format(*step).replace(" -", "-")
            out += ("m", "l")[index] + pair if index < 2 else pair if pair[0] == "-" else f" {pair}"
            here = point
        if closed:
            out, here = f"{out}z", line[0]
    return out


def box_of(paths: Iterable[str]) -> Box:
    """Return left, top, width and height of what ``paths`` cover."""
    points = [p for path in paths for line in lines_of(path) for p in line]
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    return left, top, max(p[0] for p in points) - left, max(p[1] for p in points) - top


def centre(path: str) -> Point:
    """Return the centroid of the largest ring of ``path``."""
    best, size = (0.0, 0.0), 0.0
    for line in lines_of(path):
        crosses = [(a[0] * b[1] - b[0] * a[1], a, b) for a, b in pairwise(line)]
        twice = sum(c for c, _a, _b in crosses)
        if abs(twice) > size:
            size = abs(twice)
            x, y = (sum(c * (a[i] + b[i]) for c, a, b in crosses) / (3 * twice) for i in (0, 1))
            best = (x, y)
    return best


@lru_cache(maxsize=256)
def joined(paths: tuple[str, ...]) -> tuple[str, str]:
    """Return the outline of several neighbours drawn as one, and the borders that they share."""
    sides: set[tuple[Point, Point]] = set()
    shared: set[tuple[Point, Point]] = set()
    for path in paths:
        for line in lines_of(path):
            for a, b in pairwise(line):
                if (b, a) in sides:
                    sides.remove((b, a))
                    shared.add(min((a, b), (b, a)))
                else:
                    sides.add((a, b))
    return path_of(_chains(sides)), path_of(_chains(shared))


def _chains(sides: Iterable[tuple[Point, Point]]) -> list[Line]:
    """Put sides end to end in as few lines as a simple walk gives, always the same."""
    around: dict[Point, list[Point]] = defaultdict(list)
    for a, b in sorted(sides):
        around[a].append(b)
        around[b].append(a)
    found: list[Line] = []
    ends = [p for p in sorted(around) if len(around[p]) % 2]
    for start in [*ends, *sorted(around)]:
        while around[start]:
            line = [start]
            while around[line[-1]]:
                there = around[line[-1]].pop()
                around[there].remove(line[-1])
                line.append(there)
            found.append(line)
    return found
