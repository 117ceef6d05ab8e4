# SPDX-License-Identifier: MIT
"""The search index of a site, made beside its pages, and what the browser weighs beside the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..content import page_file
from ..diagnostics import Diagnostic, Location
from ..registry import Registry
from .aliases import other_writings, reader_words, synonyms
from .pagefind import page_to_index
from .search_copy import article_of, copy_of
from .search_feed import Feed
from .search_lycees import LYCEES, lycees
from .search_places import Places


class _Articles:
    """What is read of the articles, whose pages the facts give their other writings."""

    def __init__(self, registry: Registry | None) -> None:
        self._registry = registry
        self._places = Places(other_writings(registry) if registry else {})
        self._known: dict[str, Any] = {"synonymes": [], "lecteurs": [], "lycees": {"lieux": [], "textes": ["", ""]}}

    def begin(self) -> None:
        """Find what the facts say, before any page has come."""
        if (registry := self._registry) is not None:
            self._known = {
                "synonymes": synonyms(registry),
                "lecteurs": reader_words(registry),
                "lycees": lycees(registry),
            }

    def read(self, url: str, article: str) -> bytes:
        """Take the words and the places of a page; return what gives it to the index."""
        self._places.read(url, article)
        return page_to_index(page_file(url), copy_of(article))

    def vocabulary(self) -> dict[str, Any]:
        """Return what the browser weighs beside the index."""
        return {**self._places.vocabulary(), **self._known}


class Index:
    """The index of the pages of ``folder``, told as they are made.

    ``order`` holds the addresses of all the pages: Pagefind numbers them so, whatever the process that makes them.
    """

    def __init__(self, folder: Path, registry: Registry | None = None, order: Sequence[str] = ()) -> None:
        self._feed = Feed(folder / "pagefind", _Articles(registry), [url for url in order if _is_read(url)])

    def speak_as(self, number: int) -> None:
        """Become the index of the copy ``number`` of this process."""
        self._feed.speak_as(number)

    def add(self, url: str, *pieces: str) -> None:
        """Index the page at ``url``, made of ``pieces``, if the search reads it."""
        if _is_read(url):
            self._feed.send(url, article_of("".join(pieces)) or "")

    def add_folder(self, site: Path) -> None:
        """Index the pages of a built site."""
        for path in sorted(site.rglob("*.html")):
            url = path.relative_to(site).as_posix().removesuffix("index.html")
            if _is_read(url):
                self.add(url, path.read_text(encoding="utf-8"))

    def close(self) -> None:
        """Say that no page is left to come."""
        self._feed.close()

    def finish(self) -> Iterator[Diagnostic]:
        """Wait for the index of the pages told; yield what went wrong."""
        self.close()
        if error := self._feed.result():
            yield Diagnostic(Location("site"), "SIT012", f"index de recherche non construit\u00a0: {error}")

    def stop(self) -> None:
        """End what still runs."""
        self._feed.stop()


def _is_read(url: str) -> bool:
    """Say whether the search may read the page at ``url``: what it knows of a lycée comes from the facts."""
    return not url.startswith(LYCEES)


@contextmanager
def indexing(folder: Path, registry: Registry | None = None, order: Sequence[str] = ()) -> Iterator[Index]:
    """Give the index of the pages of ``folder``, which are made while the block runs."""
    index = Index(folder, registry, order)
    try:
        yield index
    finally:
        index.stop()
