# SPDX-License-Identifier: MIT
"""The search index: Pagefind reads a light copy of the pages, made for French."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..diagnostics import Diagnostic, Location
from ..registry import Registry
from .aliases import other_writings, reader_words, synonyms
from .pagefind import Indexing, PagefindError
from .place import runs
from .search_places import MANY, Places, keys_of_pages

#: Pagefind takes « d’administration » for one word: the copy parts it, and the page's script joins it again.
_ELISION = re.compile(r"\b((?:jusqu|lorsqu|puisqu|quelqu|qu|[cdjlmnst])[’'])(?=[^\W\d_])", re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
#: The kind of a page, for ``Places``: Pagefind would write a filter that nothing reads, in an order that changes.
_FILTER = re.compile(r'\s+data-pagefind-filter="[^"]*"')
#: What the page asks the search to leave out: Pagefind would read it first, at a third of the cost of a short page.
_IGNORED = re.compile(
    r"<(div|footer|nav|ol|p|section|ul)\b(?=[^>]*\sdata-pagefind-ignore[\s>])[^>]*>.*?</\1>\s*", re.DOTALL
)
#: What makes of an attribute the other names of a page (partials/entete-page.html writes it too).
_ALIAS = 'data-pagefind-meta="alias[data-alias]"'
_ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)
_COPY = _ENV.get_template("copie.html")
#: What the browser weighs beside the index, in the folder of the index.
VOCABULARY = "vocabulaire.json"
#: The files that Linux keeps in memory, and the room that the copies of ten thousand pages may take.
_MEMORY, _ROOM = "/dev/shm", 1 << 28  # noqa: S108 - a folder of our own is made there
#: How the folder of the copies is called, before the number of the process.
_COPIES = "labellisation-index-"
#: What Pagefind writes and the site does not use.
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")


def article_of(page: str) -> str | None:
    """Return the part of a built page that the search reads, but for what it leaves out; ``None`` for a page left out."""
    start, end = page.find("<article"), page.rfind("</article>")
    if start < 0 or "data-pagefind-body" not in page[start : page.find(">", start)]:
        return None
    return _IGNORED.sub(_without, page[start:end]) + "</article>"


def _without(found: re.Match[str]) -> str:
    """Return nothing of an element, or the whole of it if it holds another of its kind, so that its end is not known."""
    return found[0] if f"<{found[1]}" in found[0][1:] else ""


def indexed_copy(page: str, names: tuple[str, ...] = ()) -> str | None:
    """Return what is indexed of a built page, elisions parted, and its other ``names``; ``None`` for a page left out."""
    article = article_of(page)
    return None if article is None else _copy(article, names)


def _copy(article: str, names: tuple[str, ...]) -> str:
    parts = _TAG.split(article)
    for place in range(0, len(parts), 2):  # texts; tags stand between them
        if "’" in parts[place] or "'" in parts[place]:
            parts[place] = _ELISION.sub(r"\1 ", parts[place])
    body = _FILTER.sub("", "".join(parts), count=1)
    if names:
        body = body.replace(_ALIAS, "", 1)
    inside = Markup(body.removesuffix("</article>"))  # noqa: S704 - a page that we built
    return _COPY.render(corps=inside, noms=" | ".join(names))


class Copies:
    """The light copies that Pagefind reads, in a folder of their own, written as the pages come."""

    def __init__(self, folder: Path, registry: Registry | None = None) -> None:
        self.folder, self.registry = folder, registry
        self.writings: Mapping[str, tuple[str, ...]] = other_writings(registry) if registry else {}
        #: What the browser weighs beside the index.
        self.places = Places(self.writings)

    def add(self, url: str, page: str) -> None:
        """Copy the page at ``url`` if the search reads it."""
        article = article_of(page)
        if article is not None:
            self.places.read(url, article)
            copy = _copy(article, self.writings.get(url, ()) if url.startswith(MANY) else ())
            target = self.folder / (url if url.endswith(".html") else f"{url}index.html")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(copy, encoding="utf-8")

    def add_folder(self, site: Path) -> None:
        """Copy the pages of a built site."""
        for path in site.rglob("*.html"):
            place = path.relative_to(site).as_posix()
            self.add(place.removesuffix("index.html"), path.read_text(encoding="utf-8"))


def _memory() -> str | None:
    """Return where thousands of small files cost nothing, if there is room; ``None`` for the usual place."""
    with suppress(OSError):
        return _MEMORY if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM else None
    return None


@contextmanager
def copying(registry: Registry | None = None) -> Iterator[Copies]:
    """Give a place for the copies of the pages, until the block ends; clear those of builds that were killed."""
    place = _memory() or tempfile.gettempdir()
    for left in Path(place).glob(f"{_COPIES}*"):
        process = left.name.removeprefix(_COPIES).partition("-")[0]
        if process.isdecimal() and not runs(int(process)):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{_COPIES}{os.getpid()}-", dir=place) as name:
        yield Copies(Path(name), registry)


@contextmanager
def indexing(
    folder: Path, registry: Registry | None = None, copies: Copies | None = None
) -> Iterator[list[Diagnostic]]:
    """Write the search index of the pages of ``folder`` beside them, while the block runs; then give what went wrong.

    The facts of ``registry`` give the index the other writings of what the pages say.
    Without their ``copies`` the pages are read again.
    """
    if copies is None:
        with copying(registry) as made:
            made.add_folder(folder)
            with indexing(folder, registry, made) as problems:
                yield problems
        return
    problems = []
    output = folder / "pagefind"
    running = Indexing(copies.folder, output)
    try:
        yield problems
    finally:
        running.join()
    try:
        running.result()
    except PagefindError as error:
        problems.append(Diagnostic(Location("site"), "SIT012", f"index de recherche non construit\u00a0: {error}"))
        return
    for pattern in _UNUSED:
        for path in output.glob(pattern):
            path.unlink()
    vocabulary = copies.places.vocabulary(keys_of_pages(output))
    vocabulary["synonymes"] = synonyms(registry) if registry else []
    vocabulary["lecteurs"] = reader_words(registry) if registry else []
    text = json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":"))
    (output / VOCABULARY).write_text(text, encoding="utf-8")
