# SPDX-License-Identifier: MIT
"""The search index of a site, made beside its pages, and what the browser weighs beside the index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..content import page_file
from ..diagnostics import Diagnostic, Location
from ..registry import Registry
from .aliases import other_writings, reader_words, synonyms
from .fork import Beside
from .pagefind import page_to_index
from .search_copy import article_of, copy_of
from .search_feed import Feed
from .search_lycees import LYCEES, lycees
from .search_places import Places

#: What the browser weighs beside the index, in the folder of the index.
VOCABULARY = "vocabulaire.json"


class Index:
    """The index of the pages of ``folder``, told as they are made; the facts give it their other writings.

    ``order`` holds the addresses of the pages: Pagefind numbers them so, whatever the process that makes them.
    """

    def __init__(self, folder: Path, registry: Registry | None = None, order: Sequence[str] = ()) -> None:
        self._output, self._registry = folder / "pagefind", registry
        self.places = Places(other_writings(registry) if registry else {})
        self._feed = Feed(self._output, [url for url in order if _is_read(url)])
        self._weighed: Beside[dict[str, Any]] | None = None

    def speak_as(self, number: int) -> None:
        """Become the index of the copy ``number`` of this process."""
        self._feed.speak_as(number)

    def add(self, url: str, *pieces: str) -> None:
        """Index the page at ``url``, made of ``pieces``, if the search reads it."""
        if not _is_read(url):
            return
        article = article_of("".join(pieces))
        if article is None:
            self._feed.send(url, b"")
            return
        self.places.read(url, article)
        self._feed.send(url, page_to_index(page_file(url), copy_of(article)))

    def add_folder(self, site: Path) -> None:
        """Index the pages of a built site."""
        for path in sorted(site.rglob("*.html")):
            url = path.relative_to(site).as_posix().removesuffix("index.html")
            if _is_read(url):
                self.add(url, path.read_text(encoding="utf-8"))

    def close(self) -> None:
        """Say that no page is left to come: the index is made while this process does something else."""
        self._feed.close()
        self._weighed = self._weighed or Beside(self._vocabulary)

    def finish(self) -> Iterator[Diagnostic]:
        """Write the index of the pages told; yield what went wrong."""
        self.close()
        assert self._weighed is not None  # noqa: S101 - closed
        vocabulary, made = self._weighed.value, self._feed.result()
        if made.error:
            yield Diagnostic(Location("site"), "SIT012", f"index de recherche non construit\u00a0: {made.error}")
            return
        for place in vocabulary["lieux"]:
            place[0] = made.keys.get(place[1], "")
        text = json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":"))
        (self._output / VOCABULARY).write_text(text, encoding="utf-8")

    def _vocabulary(self) -> dict[str, Any]:
        """Return what the browser weighs beside the index."""
        found = self.places.vocabulary()
        found["synonymes"] = synonyms(self._registry) if self._registry else []
        found["lecteurs"] = reader_words(self._registry) if self._registry else []
        found["lycees"] = lycees(self._registry) if self._registry else {"lieux": [], "textes": ["", ""]}
        return found

    def stop(self) -> None:
        """End what still runs."""
        self._feed.stop()
        if self._weighed is not None:
            self._weighed.close()


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
