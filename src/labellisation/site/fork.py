# SPDX-License-Identifier: MIT
"""A copy of this process that does one thing beside it: it knows all that was read, and sends only what it found.

Only where that is safe and of use: on Linux, with several processors, and while no other thread runs.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import Any, Generic, Self, TypeVar

_PARENT_DEATH = 1  # PR_SET_PDEATHSIG
#: More copies than this wait for the disk.
_MOST = 3
_POLITE = 5
T = TypeVar("T")


class CopyError(Exception):
    """A copy of the process died; the message is French."""

    def __init__(self) -> None:
        super().__init__(
            "un processus qui faisait une part du travail s’est arrêté (mémoire pleine\u00a0?)\u00a0: relancez la construction"
        )


def helpers() -> int:
    """Return how many copies of this process may help it."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0
    return min(len(os.sched_getaffinity(0)) - 1, _MOST)


class Copy:
    """Runs ``function`` beside this process."""

    def __init__(self, function: Callable[[], Any]) -> None:
        here = os.getpid()
        self._inward, outward = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of libraries, which sleep
            self._number = os.fork()
        if self._number:
            os.close(outward)
            return
        try:  # in the copy, which ends without any of what the process does at its end
            _end_with(here)
            os.close(self._inward)
            gc.freeze()  # looking for garbage in what both know would make a second copy of all of it
            content = pickle.dumps(function(), pickle.HIGHEST_PROTOCOL)
            with os.fdopen(outward, "wb") as sent:
                sent.write(content)
        finally:
            os._exit(0)

    def result(self) -> Any:
        """Wait for what the function returns; raise :class:`CopyError` if the copy died or the function failed."""
        with os.fdopen(os.dup(self._inward), "rb") as received:
            try:
                return pickle.load(received)  # noqa: S301 - our own copy wrote it
            except (EOFError, pickle.UnpicklingError):
                raise CopyError from None

    def stop(self) -> None:
        """End the copy, whatever it does."""
        if self._number:
            os.close(self._inward)
            os.kill(self._number, signal.SIGKILL)
            os.waitpid(self._number, 0)
            self._number = 0


class Beside(Generic[T]):
    """What ``function`` returns, found beside this process where a copy of it can look for it, else when it is asked for."""

    def __init__(self, function: Callable[[], T]) -> None:
        self._function = function
        self._copy: Copy | None = None

    def start(self) -> Self:
        """Begin to look for it."""
        if self._copy is None and helpers():
            self._copy = Copy(self._function)
        return self

    @cached_property
    def value(self) -> T:
        """Wait for it; a copy that failed is done again here, and tells why."""
        if self._copy is not None:
            with suppress(CopyError):
                found: T = self._copy.result()
                return found
        return self._function()

    def close(self) -> None:
        """End the copy, whatever it does."""
        if self._copy is not None:
            self._copy.stop()


def give_way() -> None:
    """Let the process that waits for this one come first, where both want the same processor."""
    os.nice(_POLITE)


def _end_with(parent: int) -> None:
    """End this process when ``parent`` does, killed or not: what it would still write has no reader."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
