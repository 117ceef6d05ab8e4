# SPDX-License-Identifier: MIT
"""What changed is checked and rebuilt; a fault keeps the last good page and is told at once, in the page too."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import click

from ..content import SourcePage
from ..diagnostics import Diagnostic, Location, NoDateError, Severite
from ..registry import layout
from ..reports import render
from ..site.engine import Engine, EngineError
from ..site.engine_messages import of_exception
from ..site.model import Site
from ..site.search import index_folder
from .board import Board
from .messages import page_of, placed
from .watch import Watch

#: What the facts are read from: a change elsewhere keeps those already read.
_FACTS = (f"{layout.DATA}/", layout.SETTINGS, *(f"{layer}/{layout.DATA}/" for layer in layout.LAYERS))
#: Quiet seconds before the search index is made again.
QUIET = 1.5
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
        self.engine: Engine | None = None
        #: What changed and is not shown yet, because something was wrong.
        self.pending: set[str] = set()
        self.indexed = True
        self._builds = 0

    def look(self, quiet: float) -> bool:
        """Refresh what changed since the last look; after ``quiet`` seconds without change, index. Say whether anything changed."""
        changed = self.watch.changed()
        if not changed:
            if not self.indexed and quiet >= QUIET:
                self.index()
            return False
        while changed:
            self.pending |= changed
            time.sleep(STILL)
            changed = self.watch.changed()
        self.refresh()
        return True

    def refresh(self) -> None:
        """Read, check and rebuild what the pending changes touch; whatever happens, the last good pages stay."""
        start = time.perf_counter()
        try:
            site = self._load()
            self._tell_edited(site)
            found = site.diagnostics
            if not any(d.severite is Severite.ERREUR for d in found):
                self._rebuild(site)
        except EngineError as error:
            found = [*(self.read.diagnostics if self.read else ()), *error.diagnostics]
        except NoDateError as error:
            found = [Diagnostic(Location("mkdocs.yml"), "SIT011", str(error))]
        except Exception as error:  # the preview must live on, whatever a file half written makes of us
            found = [of_exception(self.root, error)]
        if self.read:
            self.board.tell(placed(self.read, found))
        errors = [d for d in found if d.severite is Severite.ERREUR]
        if errors:
            click.echo(render(errors, "texte", self.root))
            click.echo(_KEPT if self.shown else "Corrigez\u00a0: le site s’ouvrira dès qu’il sera correct.")
            return
        seconds = f"{time.perf_counter() - start:.2f}".replace(".", ",")
        what = f"{len(self.pending)} fichier(s) changé(s), site à jour" if self.pending else "Site construit"
        click.echo(f"{what} en {seconds} s")
        self.pending = set()

    def _load(self) -> Site:
        """Read the repository again; facts and pages that did not change are kept."""
        before = self.read
        keep = before is not None and not any(path.startswith(_FACTS) for path in self.pending)
        pages = before.pages if before else {}
        self.read = Site.load(self.root, self.date, before.registry if before and keep else None, pages)
        return self.read

    def _tell_edited(self, site: Site) -> None:
        """Tell the browser which page shows what was just written."""
        for path in sorted(self.pending):
            page = page_of(site, path)
            titles = {p.url: p.titre for p in site.pages.values()} | {p.url: p.titre for p in site.plan.values()}
            if page is not None and page in titles:
                self.board.edited(page, titles[page])

    def _rebuild(self, site: Site) -> None:
        uris = self._light(site) if self.shown and self.engine else None
        if uris is not None and self.engine:
            with self.board.pages:
                self.engine.rebuild_pages(site, uris)
            self.board.show()
        else:
            self._build(site)
        self.shown = site

    def _build(self, site: Site) -> None:
        """Build the whole site aside, then serve it in the place of the last one."""
        self._builds += 1
        engine = Engine(self.root, self.folder / str(self._builds))
        self.board.work(True)
        try:
            engine.build(site, "serve")
            engine.plugin.contents.write(engine.folder)
        finally:
            self.board.work(False)
        self.engine = engine
        self.board.show(engine.folder, assets=True)
        self.indexed = False
        for old in self.folder.iterdir():
            if old.name.isdigit() and int(old.name) < self._builds - 1:
                shutil.rmtree(old, ignore_errors=True)

    def _light(self, site: Site) -> list[str] | None:
        """Return the pages to rebuild if every change is in the body of a page; else ``None``: the whole site."""
        before, now = _sources(self.shown), _sources(site)
        for path in self.pending:
            if path not in before or path not in now or before[path].meta != now[path].meta:
                return None
        found = {now[path].uri for path in self.pending}
        if site.academie and site.academie.homeless and any(now[path].is_encart for path in self.pending):
            return None
        return sorted(found)

    def index(self) -> None:
        """Make the search index of the pages shown."""
        self.indexed = True
        if self.shown and self.board.folder:
            for problem in index_folder(self.board.folder, self.shown.registry):
                click.echo(str(problem))


def _sources(site: Site | None) -> Mapping[str, SourcePage]:
    """Return every Markdown file of ``site`` by its path."""
    if site is None:
        return {}
    encarts = site.academie.encarts if site.academie else ()
    return {page.path: page for page in (*site.pages.values(), *encarts)}
