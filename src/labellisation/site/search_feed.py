# SPDX-License-Identifier: MIT
"""The pages read and given to Pagefind while others are made: in a fixed order, whoever makes them and whenever they come.

A process of its own gathers what the others send, each through its pipe, and takes the next page of the order as soon as
it is there; where there is no copy of the process, a thread does.
"""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

from .fork import Copy, CopyError, helpers
from .pagefind import PagefindError, Service
from .search_places import keys_of_pages

#: What Pagefind writes and the site does not use.
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")
_NO_PAGE = "aucune page"
#: What the browser weighs beside the index, in the folder of the index.
VOCABULARY = "vocabulaire.json"
_Page = tuple[str, str]


class Reader(Protocol):
    """Who reads the pages before Pagefind does."""

    def begin(self) -> None:
        """Find what no page says, while none has come."""

    def read(self, url: str, article: str) -> bytes:
        """Read the article of the page at ``url``; return what gives it to the index."""

    def vocabulary(self) -> dict[str, Any]:
        """Return what the browser weighs beside the index: « lieux » are the pages read, each to be given its key there."""


class Feed:
    """Writes into ``output`` the index of the articles sent, in the ``order`` of their addresses, or by address without one.

    Once the whole order has come, nothing else is waited for.
    """

    def __init__(self, output: Path, reader: Reader, order: Sequence[str] = ()) -> None:
        self._output, self._reader = output, reader
        self._ranks = {url: rank for rank, url in enumerate(order)}
        copies = helpers()
        pipes = [Pipe(duplex=False) for _ in range(1 + copies)]
        self._inward, self._mouths = [inward for inward, _ in pipes], [outward for _, outward in pipes]
        self._mouth = self._mouths[0]
        self._error: str | None = None
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

    def send(self, url: str, article: str) -> None:
        """Give the article of the page at ``url``; nothing for a page left out."""
        if not self._ranks or url in self._ranks:
            with suppress(OSError):  # who reads us was killed: the result will say so
                self._mouth.send((url, article))

    def close(self) -> None:
        """Say that every page was sent; the copies of this process that send some have ended."""
        _close(self._mouths)

    def result(self) -> str | None:
        """Wait for the index of what was sent; return what went wrong."""
        if self._copy is None:
            self._thread.join()
            return self._error
        try:
            error: str | None = self._copy.result()
        except CopyError as stopped:
            return str(stopped)
        finally:
            self._copy.stop()
        return error

    def stop(self) -> None:
        """End, whatever was made."""
        self._abandoned = True
        _close(self._mouths)
        if self._copy is not None:
            self._copy.stop()
        else:
            self._thread.join()

    def _together(self) -> None:
        self._error = self._make()

    def _apart(self) -> str | None:
        _close(self._mouths)
        return self._make()

    def _make(self) -> str | None:
        """Gather, read, index, write; return what went wrong. When Pagefind fails, go on gathering so that nobody waits."""
        coming = self._in_order()
        try:
            with Service() as service:
                service.begin()
                self._reader.begin()
                pages = 0
                for url, article in coming:
                    if article:
                        service.send(self._reader.read(url, article))
                        pages += 1
                if not pages or self._abandoned:
                    raise PagefindError(_NO_PAGE)
                service.end()
                self._write_vocabulary(self._reader.vocabulary(), service)
        except Exception as error:
            for _page in coming:
                pass
            return str(error) or type(error).__name__
        return None

    def _in_order(self) -> Iterator[_Page]:
        """Yield each page, in the order of their ranks."""
        if not self._ranks:
            yield from sorted(dict(self._coming()).items(), key=lambda page: page[0].split("/"))
            return
        waiting: dict[int, _Page] = {}
        following = 0
        for url, article in self._coming():
            if (rank := self._ranks[url]) >= following:
                waiting[rank] = url, article
            while following in waiting:
                yield waiting.pop(following)
                following += 1
            if following == len(self._ranks):
                return
        yield from (waiting[rank] for rank in sorted(waiting))

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

    def _write_vocabulary(self, vocabulary: dict[str, Any], service: Service) -> None:
        """Write the index, then what is weighed beside it: each place bears the key of its page."""
        keys = keys_of_pages(self._written(service))
        for place in vocabulary["lieux"]:
            place[0] = keys.get(place[1], "")
        text = json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":"))
        (self._output / VOCABULARY).write_text(text, encoding="utf-8")

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
