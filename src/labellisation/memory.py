# SPDX-License-Identifier: MIT
"""Python's collector of cycles, held back where thousands of records are made and none is let go."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made between two young collections, then such collections between two older ones (Python's own: 700, 10, 10).
_PATIENT = (200_000, 20, 20)


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
    """Collect rarely while the block runs: a command makes much and drops little, a tenth of its time went there."""
    before = gc.get_threshold()
    gc.set_threshold(*_PATIENT)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def frozen() -> Iterator[None]:
    """Collect rarely while the block runs, and never look again at what was there before it. None stands in another."""
    gc.freeze()
    try:
        with rare_collection():
            yield
    finally:
        gc.unfreeze()
