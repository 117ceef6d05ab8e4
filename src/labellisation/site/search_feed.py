# SPDX-License-Identifier: MIT
"""The pages given to Pagefind while others are made: in a fixed order, whoever makes them and whenever they come.

A process of its own gathers what the others send, each through its pipe, and gives the next page of the order as soon as
it is there; where there is no copy of the process, a thread does.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from .fork import Copy, CopyError, helpers
from .pagefind import PagefindError, Service
from .search_places import keys_of_pages

#: What Pagefind writes and the site does not use.
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")
_NO_PAGE = "aucune page"
_Page = tuple[str, bytes]


class Made(NamedTuple):
    """What became of the index: the key of each page that is a place, or what went wrong."""

    keys: Mapping[str, str]
    error: str | None = None


class Feed:
    """Writes into ``output`` the index of what is sent, in the ``order`` of the addresses; what it lacks comes last."""

    def __init__(self, output: Path, order: Sequence[str] = ()) -> None:
        self._output = output
        self._ranks = {url: rank for rank, url in enumerate(order)}
        copies = helpers()
        pipes = [Pipe(duplex=False) for _ in range(1 + copies)]
        self._inward, self._mouths = [inward for inward, _ in pipes], [outward for _, outward in pipes]
        self._mouth = self._mouths[0]
        self._made: Made | None = None
        self._abandoned = False
        self._copy = Copy(self._apart) if copies else None
        self._thread = Thread(target=self._together, daemon=True)
        if self._copy is None:
            self._thread.start()
        else:
            _close(self._inward)

    def speak_as(self, number: int) -> None:
        """Send from now on as the copy ``number`` (from 1) of this process."""
        self._mouth = self._mouths[number]

    def send(self, url: str, page: bytes) -> None:
        """Give what indexes the page at ``url``; nothing for a page left out."""
        with suppress(OSError):  # who reads us was killed: the result will say so
            self._mouth.send((url, page))

    def close(self) -> None:
        """Say that every page was sent; the copies of this process that send some have ended."""
        _close(self._mouths)

    def result(self) -> Made:
        """Wait for the index of what was sent."""
        if self._copy is not None:
            try:
                made: Made = self._copy.result()
            except CopyError as error:
                return Made({}, str(error))
            finally:
                self._copy.stop()
            return made
        self._thread.join()
        return self._made or Made({}, _NO_PAGE)

    def stop(self) -> None:
        """End, whatever was made."""
        self._abandoned = True
        _close(self._mouths)
        if self._copy is not None:
            self._copy.stop()
        else:
            self._thread.join()

    def _together(self) -> None:
        self._made = self._make()

    def _apart(self) -> Made:
        _close(self._mouths)
        return self._make()

    def _make(self) -> Made:
        """Gather, index, write; when Pagefind fails, go on reading so that nobody waits."""
        coming = self._in_order()
        try:
            with Service() as service:
                service.begin()
                pages = 0
                for page in coming:
                    if page:
                        service.send(page)
                        pages += 1
                if not pages or self._abandoned:
                    raise PagefindError(_NO_PAGE)
                return Made(keys_of_pages(self._written(service)))
        except Exception as error:
            for _page in coming:
                pass
            return Made({}, str(error) or type(error).__name__)

    def _in_order(self) -> Iterator[bytes]:
        """Yield what indexes each page, in the order of their ranks."""
        waiting: dict[int, bytes] = {}
        others: dict[str, bytes] = {}
        following = 0
        for url, page in self._coming():
            rank = self._ranks.get(url)
            if rank is None:
                others[url] = page
            elif rank >= following:
                waiting[rank] = page
            while following in waiting:
                yield waiting.pop(following)
                following += 1
        yield from (waiting[rank] for rank in sorted(waiting))
        yield from (others[url] for url in sorted(others, key=lambda url: url.split("/")))

    def _coming(self) -> Iterator[_Page]:
        """Yield what the processes send, until all have ended."""
        opened: list[Connection] = list(self._inward)
        while opened:
            for inward in wait(opened):
                assert isinstance(inward, Connection)  # noqa: S101 - ours
                try:
                    yield inward.recv()
                except EOFError:
                    opened.remove(inward)
                    inward.close()

    def _written(self, service: Service) -> Iterator[tuple[str, bytes]]:
        """Write the files of the index, and yield them."""
        for path, content in service.files():
            if not any(fnmatch.fnmatch(path, pattern) for pattern in _UNUSED):
                target = self._output / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                yield path, content


def _close(connections: list[Connection]) -> None:
    for connection in connections:
        connection.close()
