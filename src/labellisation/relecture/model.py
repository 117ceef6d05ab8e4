# SPDX-License-Identifier: MIT
"""What was found in a file that was opened again, and the table that says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Read:
    """One file: its site path, its weight, who opened it, what was found, what is wrong."""

    path: str
    weight: int
    reader: str
    found: str
    faults: tuple[str, ...] = ()

    @property
    def format(self) -> str:
        return self.path.rpartition(".")[2].upper()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2].rpartition(".")[0]


def kilobytes(weight: int) -> str:
    """Write a weight: « 7,9 ko »."""
    return f"{weight / 1000:.1f}".replace(".", ",") + "\u00a0ko"


def aligned(headings: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int]) -> Iterator[str]:
    """Yield the lines of a table whose columns ``right`` are set on the right."""
    widths = [max(len(row[i]) for row in (headings, *rows)) for i in range(len(headings))]
    for row in (headings, ["-" * width for width in widths], *rows):
        cells = (v.rjust(w) if i in right else v.ljust(w) for i, (v, w) in enumerate(zip(row, widths, strict=True)))
        yield "  ".join(cells).rstrip()
