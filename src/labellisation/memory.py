# SPDX-License-Identifier: MIT
"""Python's collector of cycles, held back where thousands of records are made and none is let go."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made between two young collections while a site is built (Python's own figure is 700).
_PATIENT = 200_000


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect nothing while the block runs: reading a thousand labels takes a third of the time.

    What was made is then counted as old: the next object would set off a look at the whole of it.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@contextmanager
def rare_collection() -> Iterator[None]:
    """Collect rarely while the block runs, and never look again at what was there before it."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_PATIENT, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
