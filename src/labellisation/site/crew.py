# SPDX-License-Identifier: MIT
"""Tasks shared with copies of this process: each takes the next one that nobody took; what they found comes back whole.

Where there is no copy, everything is done here, in the same order.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from functools import partial
from struct import Struct
from typing import Any, NamedTuple, Protocol

from ..diagnostics import Diagnostic, Location
from .engine_watch import EngineError, Messages
from .fork import Copy, CopyError, give_way, helpers

_FEWEST = 64  # fewer tasks are done before a copy has started
#: The tasks are taken in so many lots at most: the smallest pipe holds them all.
_CHUNKS = 400
#: The first task of a lot, and the one after the last.
_CHUNK = Struct(">II")
_ENGINE = "mkdocs"
Task = Callable[[], object]


class _Told(NamedTuple):
    """What a copy sends back: what it found, what it left undone, what the engine warned of."""

    found: Any
    left: list[int]
    warned: list[str]


class Reader(Protocol):
    """Who reads the pages as they come; what a copy of it read is given to the one that stays."""

    def add(self, url: str, *pieces: str) -> None:
        """Read the page at ``url``."""

    def speak_as(self, number: int) -> None:
        """Become the reader of the copy ``number`` of this process, from 1, who has read nothing."""

    def give(self) -> Any:
        """Return what was read."""

    def take(self, found: Any) -> None:
        """Add what a copy read."""


class Crew:
    """This process and its copies, and the ``reader`` of each.

    ``ready`` is called before the copies are made; the ``last`` tasks are begun once the engine has made its own pages.
    """

    def __init__(self, reader: Reader | None = None, ready: Task = lambda: None, last: Sequence[Task] = ()) -> None:
        self._reader, self._ready, self._last = reader, ready, last
        self._tasks: Sequence[Task] = ()
        self._copies: list[Copy] = []
        self._asked, self._asking = -1, -1

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_error: object) -> None:
        """End the copies, whatever they do."""
        while self._copies:
            self._copies.pop().stop()
        for end in filter(lambda end: end >= 0, (self._asked, self._asking)):
            os.close(end)
        self._asked, self._asking = -1, -1

    def start(self, tasks: Sequence[Task], samples: int = 0) -> None:
        """Let the copies begin ``tasks``; the first ``samples`` are done before: the copies will know what they load."""
        self._tasks = [*tasks, *self._last]
        copies = helpers() if self._reader and len(tasks) >= _FEWEST else 0
        done = samples if copies else 0
        for task in tasks[:done]:
            task()
        self._ready()
        self._asked, self._asking = os.pipe()
        self._ask(done, len(tasks), max(8, len(tasks) // _CHUNKS))
        for number in range(copies):
            self._copies.append(Copy(partial(self._help, number + 1)))

    def read(self, url: str, *pieces: str) -> str:
        """Return the page made of ``pieces``, once read."""
        if self._reader is not None:
            self._reader.add(url, *pieces)
        return "".join(pieces)

    def _ask(self, start: int, end: int, size: int) -> None:
        """Let anyone take the tasks from ``start`` to ``end``, so many at once."""
        chunks = (_CHUNK.pack(first, min(first + size, end)) for first in range(start, end, size))
        os.write(self._asking, b"".join(chunks))

    def _claimed(self) -> range:
        """Return the next tasks that nobody took; none when all are taken, and no more will come."""
        chunk = os.read(self._asked, _CHUNK.size)
        return range(*_CHUNK.unpack(chunk)) if chunk else range(0)

    def _help(self, number: int) -> _Told:
        """Do tasks as the copy ``number``, until none is left."""
        os.close(self._asking)
        give_way()  # the engine's own pages, which only the first process makes, are waited for
        heard, left = Messages(), list[int]()
        if self._reader is not None:
            self._reader.speak_as(number)
        logging.getLogger(_ENGINE).addHandler(heard)
        while not left and (taken := list(self._claimed())):
            while taken and not left:
                try:
                    self._tasks[taken[0]]()
                    taken.pop(0)
                except Exception:  # the process that started us does it again, and tells why
                    left = taken
        return _Told(self._reader and self._reader.give(), left, heard.texts)

    def finish(self) -> None:
        """Do what nobody took, then take what the copies found; raise :class:`EngineError` if one died."""
        if self._asked < 0:
            return
        self._ask(len(self._tasks) - len(self._last), len(self._tasks), 1)
        os.close(self._asking)
        self._asking = -1
        while taken := self._claimed():
            for number in taken:
                self._tasks[number]()
        for copy in self._copies:
            try:
                told: _Told = copy.result()
            except CopyError as error:
                raise EngineError([Diagnostic(Location("site"), "SIT011", str(error))]) from error
            for number in told.left:
                self._tasks[number]()
            if self._reader is not None:
                self._reader.take(told.found)
            for text in told.warned:
                logging.getLogger(_ENGINE).warning("%s", text)
        self.__exit__()
