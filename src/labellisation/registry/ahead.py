# SPDX-License-Identifier: MIT
"""The data files read by two processes, half each: what one finds in a text, the other is told.

It is what a memo keeps from one run to the next; the registry is then read as if it had been here before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .. import layout
from ..memo import Memo
from ..memory import no_collection
from .load import Reader


def half(root: Path, rank: int) -> dict[str, Any]:
    """Return what a memo keeps of one half (``rank`` 0 or 1) of the national files of ``root``, if nothing is wrong in them."""
    memo = Memo()
    with no_collection():
        Reader(root, memo).look(_halves(root)[rank])
    return memo.used


def _halves(root: Path) -> tuple[list[layout.DataFile], list[layout.DataFile]]:
    """Return the files in two lists that take about as long to read.

    Who reads the second, beside, also waits for those that compile the templates: it has two characters of five.
    """
    files = [(file.path.lstat().st_size, file) for file in layout.data_files(root) if not file.layer]
    lists: tuple[list[layout.DataFile], list[layout.DataFile]] = [], []
    weights = [0, 0]
    for size, file in sorted(files, key=lambda pair: (-pair[0], pair[1].place)):
        lighter = weights.index(min(weights))
        lists[lighter].append(file)
        weights[lighter] += size * (2, 3)[lighter]
    return lists
