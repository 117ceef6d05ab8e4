# SPDX-License-Identifier: MIT
"""Tasks shared with copies of this process: each takes the next one that nobody took; what they found comes back whole.

A copy is a fork: it knows all that was read, and nothing of it is sent. Where there is no fork (Windows), where another
thread runs (the preview), or with one processor, everything is done here, in the same order.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, NoReturn, Protocol

_MOST = 3  # more copies than this wait for the disk
_FEWEST = 64  # fewer tasks are done before a copy has started
_CHUNKS = 1000
_ENGINE = "mkdocs"
_DIED = (
    "un processus qui faisait une part des pages s’est arrêté (mémoire pleine\u00a0?)\u00a0: relancez la construction"
)
Task = Callable[[], object]


class CrewError(Exception):
    """A copy of the process died; the message is French."""


class _Told(NamedTuple):
    """What a copy sends back: what it found, what it left undone, what the engine warned of."""

    found: Any
    left: list[int]
    warned: list[str]


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


def helpers() -> int:
    """Return how many copies of this process may help it."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0
    return min(len(os.sched_getaffinity(0)) - 1, _MOST)


class Reader(Protocol):
    """Who reads the pages as they come; what a copy of it read is given to the one that stays."""

    def add(self, url: str, *pieces: str) -> None:
        """Read the page at ``url``."""

    def give(self) -> Any:
        """Return what was read."""

    def take(self, found: Any) -> None:
        """Add what a copy read."""


class Crew:
    """This process and its copies, and the ``reader`` of each."""

    def __init__(self, reader: Reader | None = None) -> None:
        self._reader = reader
        self._tasks: Sequence[Task] = ()
        self._copies: dict[int, int] = {}
        self._chunks = -1

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_error: object) -> None:
        """End the copies, whatever they do."""
        for copy, inward in self._copies.items():
            os.close(inward)
            os.kill(copy, signal.SIGKILL)
            os.waitpid(copy, 0)
        self._copies.clear()
        if self._chunks >= 0:
            os.close(self._chunks)
            self._chunks = -1

    def start(self, tasks: Sequence[Task]) -> None:
        """Let the copies begin ``tasks``."""
        self._tasks = tasks
        self._chunks, numbers = os.pipe()
        size = self._size
        os.write(numbers, b"".join(start.to_bytes(4, "big") for start in range(0, len(tasks), size)))
        os.close(numbers)
        for _ in range(helpers() if self._reader and len(tasks) >= _FEWEST else 0):
            inward, outward = os.pipe()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # threads of libraries, which sleep
                copy = os.fork()
            if not copy:
                os.close(inward)
                self._help(outward)
            os.close(outward)
            self._copies[copy] = inward

    def read(self, url: str, *pieces: str) -> str:
        """Return the page made of ``pieces``, once read."""
        if self._reader is not None:
            self._reader.add(url, *pieces)
        return "".join(pieces)

    @property
    def _size(self) -> int:
        """How many tasks are taken at once."""
        return max(8, len(self._tasks) // _CHUNKS)

    def _claimed(self) -> range:
        """Return the next tasks that nobody took; none when all are taken."""
        number = os.read(self._chunks, 4)
        start = int.from_bytes(number, "big") if number else len(self._tasks)
        return range(start, min(start + self._size, len(self._tasks)))

    def _help(self, outward: int) -> NoReturn:
        """Do tasks as a copy, send what was found, and end without any of what the process would do at its end."""
        heard, left, parent = _Heard(), list[int](), os.getppid()
        logging.getLogger(_ENGINE).addHandler(heard)
        try:
            while not left and (taken := list(self._claimed())) and os.getppid() == parent:
                while taken and not left:
                    try:
                        self._tasks[taken[0]]()
                        taken.pop(0)
                    except Exception:  # the process that started us does it again, and tells why
                        left = taken
            with os.fdopen(outward, "wb") as sent:
                pickle.dump(
                    _Told(self._reader and self._reader.give(), left, heard.texts), sent, pickle.HIGHEST_PROTOCOL
                )
        finally:
            os._exit(0)

    def finish(self) -> None:
        """Do what nobody took, then take what the copies found; raise :class:`CrewError` if one died."""
        if self._chunks < 0:
            return
        while taken := self._claimed():
            for number in taken:
                self._tasks[number]()
        for inward in self._copies.values():
            with os.fdopen(os.dup(inward), "rb") as received:
                try:
                    told: _Told = pickle.load(received)  # noqa: S301 - our own copy wrote it
                except (EOFError, pickle.UnpicklingError):
                    raise CrewError(_DIED) from None
            for number in told.left:
                self._tasks[number]()
            if self._reader is not None:
                self._reader.take(told.found)
            for text in told.warned:
                logging.getLogger(_ENGINE).warning("%s", text)
        self.__exit__()
