# SPDX-License-Identifier: MIT
"""Check, build aside, check what was built, index it, then put it in place: a fault leaves the last good site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from ..content.recall import remember
from ..diagnostics import Diagnostic, Location, Severite, count
from ..memo import Memo
from ..memory import frozen
from ..registry.ahead import half
from . import forge, style
from .built import check_built
from .contents import addresses_in_order
from .crew import Crew
from .engine import Engine, EngineError
from .fork import Beside
from .model import Site
from .place import clear, prepare, swap
from .reading import BuiltPage, BuiltPages
from .search import Index, indexing
from .side_files import side_tasks
from .state import VERSION, write_state


@dataclass(frozen=True)
class Built:
    """What a build gives: its counts, and every diagnostic."""

    diagnostics: tuple[Diagnostic, ...]
    pages: int = 0
    textes: int = 0
    labels: int = 0
    day: str = ""

    @property
    def ok(self) -> bool:
        return not count(self.diagnostics, Severite.ERREUR)


def build_site(
    root: Path,
    target: Path,
    date: str | None = None,
    *,
    with_documents: bool = False,
    other_half: Beside[dict[str, Any]] | None = None,
) -> Built:
    """Build the repository ``root`` into ``target``, which changes only if nothing is wrong.

    Half of its data (:func:`half`, rank 1) may be read beside.
    """
    memo = Memo.of(root)
    if other_half is not None:
        memo.adopt(half(root, 0))
        memo.adopt(other_half.value)
    site = replace(Site.load(root, date, memo=memo), with_documents=with_documents)
    # The rules, the search and the pages need them: found once, before the copies that ask for them.
    _ = site.plan, site.lignes, [page.scan for page in site.pages.values()]
    aside = prepare(target)
    checks, links = _Checks(site, memo), BuiltPages()
    try:
        with frozen():
            written = tuple(_write(site, aside, checks, links))
        found = (*checks.value, *written)
        if count(found, Severite.ERREUR):
            return Built(found)
        swap(aside, target)
    except EngineError as error:
        return Built(checks.value if checks.wrong else (*checks.value, *error.diagnostics))
    except Exception:  # what is wrong may stop the engine before the rules have said it
        if checks.wrong:
            return Built(checks.value)
        raise
    finally:
        checks.close()
        clear(target)  # our own folder, and what the search program of a killed build wrote after it
    labels = sum(1 for _ in site.registry.labels())
    return Built(found, len(links.pages), len(site.registry.textes), labels, site.day.fr)


class _Checks(Beside[tuple[Diagnostic, ...]]):
    """What the rules find, beside the start of the engine; ``memo`` spares the next build what they read."""

    def __init__(self, site: Site, memo: Memo) -> None:
        super().__init__(partial(self._found, site, memo))
        self.start()

    @staticmethod
    def _found(site: Site, memo: Memo) -> tuple[Diagnostic, ...]:
        found = tuple(site.diagnostics)
        remember(site.pages.values(), memo)
        memo.save()
        return found

    @property
    def wrong(self) -> bool:
        return bool(count(self.value, Severite.ERREUR))

    def ready(self) -> None:
        """Stop the engine before its copies if anything is wrong."""
        if self.wrong:
            raise EngineError([])


class _Reader:
    """Reads each page once, when it is made: its links, and the copy of it that is indexed."""

    def __init__(self, links: BuiltPages, index: Index) -> None:
        self._links, self._index = links, index

    def add(self, url: str, *pieces: str) -> None:
        self._links.add(url, *pieces)
        self._index.add(url, *pieces)

    def speak_as(self, number: int) -> None:
        self._links.pages.clear()  # the first process knows those
        self._index.speak_as(number)

    def give(self) -> dict[str, BuiltPage]:
        return self._links.pages

    def take(self, found: dict[str, BuiltPage]) -> None:
        self._links.pages.update(found)


def _write(site: Site, folder: Path, checks: _Checks, links: BuiltPages) -> Iterator[Diagnostic]:
    """Write the whole site into ``folder``, its pages read into ``links``; yield what is wrong with it."""
    with indexing(folder, site.registry, addresses_in_order(site)) as index:
        engine = Engine(site.root, folder)
        with Crew(_Reader(links, index), partial(_ready, site, checks), side_tasks(site, folder)) as crew:
            engine.build(site, crew=crew)
        index.close()
        prune(folder)
        write_state(site, folder)
        if site.with_documents:
            yield from write_papers(site, folder)
        yield from check_built(folder, site.pages, links)
        yield from index.finish()


def _ready(site: Site, checks: _Checks) -> None:
    """Find, once for all the copies, what each would look for; stop if anything is wrong."""
    _ = site.lignes_by_etablissement, site.lignes_by_academie, site.grid, site.fond
    checks.ready()


def write_papers(site: Site, folder: Path) -> Iterator[Diagnostic]:
    """Write the PDF files and the EPUB of the collection beside its pages; say what lacks if they cannot be made."""
    from .. import documents, pdf  # it draws from the built site: the only package after this one that a build calls

    if not documents.available():
        yield Diagnostic(Location("pyproject.toml"), "SIT013", documents.MISSING, Severite.ALERTE)
    if sentence := pdf.missing():
        yield Diagnostic(Location("pyproject.toml"), "SIT013", sentence, Severite.ALERTE)
        return
    for path, content in pdf.collection_files(site, folder, forge.version_url(), os.environ.get(VERSION)):
        (folder / path).write_bytes(content)


def prune(folder: Path) -> None:
    """Remove what the theme copies and no page loads: a version stays light."""
    shutil.rmtree(folder / "assets" / "javascripts", ignore_errors=True)
    for name in (style.FOLDER.name, "impression"):  # our sheets, joined in one, and the templates of the PDF files
        shutil.rmtree(folder / name, ignore_errors=True)
    styles = folder / "assets" / "stylesheets"
    for path in (*styles.glob("palette.*"), *styles.glob("*.map")):
        path.unlink(missing_ok=True)
