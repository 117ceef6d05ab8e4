# SPDX-License-Identifier: MIT
"""What changed is read and checked, then every page is made when it is asked for; a fault keeps the last good ones."""

from __future__ import annotations

import time
from pathlib import Path

import click

from .. import layout
from ..content.recall import remember
from ..diagnostics import Diagnostic, Location, NoDateError, Severite
from ..memo import Memo
from ..memory import no_collection
from ..registry import Registry
from ..reports import render
from ..site.engine import EngineError
from ..site.engine_messages import of_exception
from ..site.model import Site
from .board import Board
from .index import Indexing
from .messages import page_of, placed
from .pages import Pages
from .watch import Watch

#: What the facts are read from: a change elsewhere keeps those already read.
_FACTS = (f"{layout.DATA}/", layout.SETTINGS, *(f"{layer}/{layout.DATA}/" for layer in layout.LAYERS))
#: What a site works out of the facts and of its day alone.
_OF_FACTS = ("fond", "grid", "lignes", "lignes_by_academie", "lignes_by_etablissement", "table")
#: What is read or compiled: a change of another file, given as it is, makes every open page load again.
_READ = (".html", ".md", ".yaml", ".yml")
#: Seconds between two looks at the files.
PERIOD = 0.06
#: Quiet seconds before the pages that nobody asked are made, then the search index.
QUIET = 1.5
#: Seconds of that work between two looks, and of rest after each, for those who ask a page meanwhile.
SLICE, BREATH = 0.05, 0.01
#: Seconds for which the files must be still before we read them.
STILL = 0.02
_KEPT = "La dernière version correcte reste affichée."


class Preview:
    """What the preview remembers between two changes."""

    def __init__(self, root: Path, folder: Path, date: str | None, board: Board) -> None:
        self.root, self.folder, self.date, self.board = root, folder, date, board
        self.watch = Watch(root)
        #: What is read of the repository now, and what is shown; they differ while something is wrong.
        self.read: Site | None = None
        self.shown: Site | None = None
        self.pages = board.pages = Pages(root, folder, self._failed)
        #: What earlier commands found in the same texts: the first reading is the longest.
        self._memo: Memo | None = None
        #: What changed and is not shown yet, because something was wrong.
        self.pending: set[str] = set()
        #: What the rules found.
        self._found: list[Diagnostic] = []
        #: The index being made, and whether it is, or will be, that of the pages shown.
        self._indexing: Indexing | None = None
        self._indexed = True
        self._indexes = 0

    def run(self) -> None:
        """Look at the files for ever; once they are quiet, make what nobody asked."""
        last = time.monotonic()
        while True:
            if self.look():
                last = time.monotonic()
            busy = time.monotonic() - last >= QUIET and self.rest()
            time.sleep(BREATH if busy else PERIOD)

    def look(self) -> bool:
        """Refresh what changed since the last look; say whether anything did."""
        changed = self.watch.changed()
        if not changed:
            return False
        while changed:
            self.pending |= changed
            time.sleep(STILL)
            changed = self.watch.changed()
        self.refresh()
        return True

    def refresh(self) -> None:
        """Read and check what the pending changes touch, then show it; whatever happens, the last good pages stay."""
        start = time.perf_counter()
        try:
            with no_collection():
                site = self._load()
                self._found = site.diagnostics
                try:
                    if not self.errors:
                        self._show(site)
                finally:
                    self._tell_edited(site)
                    self._remember(site)
        except EngineError as error:
            self._found = [*(self.read.diagnostics if self.read else ()), *error.diagnostics]
        except NoDateError as error:
            self._found = [Diagnostic(Location("mkdocs.yml"), "SIT011", str(error))]
        except Exception as error:  # the preview must live on, whatever a file half written makes of us
            self._found = [of_exception(self.root, error)]
        self._tell()
        if self.errors:
            self._say(self.errors)
            return
        seconds = f"{time.perf_counter() - start:.2f}".replace(".", ",")
        what = f"{len(self.pending)} fichier(s) changé(s), site à jour" if self.pending else "Site prêt"
        click.echo(f"{what} en {seconds} s")
        self.pending = set()

    @property
    def errors(self) -> list[Diagnostic]:
        """What keeps the repository from being shown as it is."""
        return [d for d in self._found if d.severite is Severite.ERREUR]

    def _say(self, errors: list[Diagnostic]) -> None:
        click.echo(render(errors, "texte", self.root))
        click.echo(_KEPT if self.shown else "Corrigez\u00a0: le site s’ouvrira dès qu’il sera correct.")

    def _tell(self) -> None:
        if self.read:
            self.board.tell(placed(self.read, [*self._found, *self.pages.problems]))

    def _failed(self, problems: list[Diagnostic]) -> None:
        """Tell that a file could not be made."""
        self._say(problems)
        self._tell()

    def _load(self) -> Site:
        """Read the repository again; facts and pages that did not change are kept."""
        before = self.read
        if before is None:
            self._memo = Memo.of(self.root)
            self.read = Site.load(self.root, self.date, memo=self._memo)
            return self.read
        facts = any(path.startswith(_FACTS) for path in self.pending)
        registry = Registry.load(self.root, earlier=before.registry) if facts else before.registry
        self.read = Site.load(self.root, self.date, registry, before.pages)
        if registry is before.registry and self.read.day == before.day:
            vars(self.read).update({name: found for name, found in vars(before).items() if name in _OF_FACTS})
        return self.read

    def _remember(self, site: Site) -> None:
        """Keep for the next command what was found in the pages of the first reading."""
        if self._memo:
            remember(site.pages.values(), self._memo)
            self._memo.save()
            self._memo = None

    def _tell_edited(self, site: Site) -> None:
        """Tell the browser which page shows what was just written."""
        for path in sorted(self.pending):
            page = page_of(site, path)
            titles = {p.url: p.titre for p in site.pages.values()} | {p.url: p.titre for p in site.plan.values()}
            if page is not None and page in titles:
                self.board.edited(page, titles[page])

    def _show(self, site: Site) -> None:
        self.pages.show(site, self.pending, self.board.work)
        self.shown, self._indexed = site, False
        self.board.show(assets=any(not path.endswith(_READ) for path in self.pending))

    def rest(self) -> bool:
        """Make, for a moment, what nobody asked yet, then the search index of it all; say whether something is left."""
        if self._indexed or self.shown is None:
            return False
        if self.pages.work(SLICE):
            return True
        if self._indexing is None or not self._indexing.is_alive():
            self._indexed = True
            self._indexes += 1
            aside = self.folder / f"recherche-{self._indexes}"
            self._indexing = Indexing(self.pages, self.shown.registry, aside, self._say)
        return False
