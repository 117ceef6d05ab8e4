# SPDX-License-Identifier: MIT
"""The data files read by two processes, half each: what one finds in a text, the other is told.

It is what a memo keeps from one run to the next; the registry is then read as if it had been here before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..memo import Memo
from ..memory import no_collection
from . import layout
from .load import Reader


def half(root: Path, rank: int) -> dict[str, Any]:
    """Return what a memo keeps of one half (``rank`` 0 or 1) of the national files of ``root``, if nothing is wrong in them."""
    files = [file for file in layout.data_files(root) if not file.layer]
    files.sort(key=lambda file: (file.path.lstat().st_size, file.place))
    memo = Memo()
    with no_collection():
        Reader(root, memo).look(files[rank::2])
    return memo.used
