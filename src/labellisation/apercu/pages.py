# SPDX-License-Identifier: MIT
"""The files of the site, each made when it is asked for: a change costs the page that is looked at, not a thousand."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any

from ..content import page_file
from ..diagnostics import Diagnostic
from ..site import local
from ..site.contents import Contents
from ..site.engine import Engine, EngineError
from ..site.engine_messages import of_exception
from ..site.engine_watch import epoch
from ..site.model import Site
from ..site.plan import STYLE, local_files
from ..site.side_files import LLMS, collection, copy_path, side_tasks
from ..site.style import style_sheet
from .frozen import Later, compiled, freeze, shape_of

#: What the theme makes beside the pages, and the file that comes with one of them.
_TEMPLATES = {"404.html": (), "sitemap.xml": ("sitemap.xml.gz",)}
_INDEX = "pagefind/"

#: Makes one file of the site, or several together.
Unit = Callable[[], None]


class Pages:
    """Everything is made from one :class:`Site` at a time, under one lock: a page is the old or the new one, never a mix.

    A file that cannot be made keeps its last good copy; ``told`` is called, and ``problems`` says why.
    """

    def __init__(self, root: Path, folder: Path, told: Callable[[list[Diagnostic]], None]) -> None:
        self.root, self.folder, self._told = root, folder / "site", told
        self.problems: list[Diagnostic] = []
        #: Where the search index was written last.
        self.index: Path | None = None
        self._lock = RLock()
        self._engine: Engine | None = None
        self._shape: Any = None
        self._units: dict[str, Unit] = {}
        self._assets: dict[str, Path] = {}
        #: What is not made yet, in the order in which it will be if nobody asks.
        self._left: dict[Unit, None] = {}

    @property
    def ready(self) -> bool:
        """Whether anything can be shown."""
        return bool(self._units)

    def show(self, site: Site, changed: Collection[str], busy: Callable[[bool], None]) -> None:
        """From now on make every file from ``site``, already checked; raise if its templates or its settings are faulty.

        ``busy`` is told when it will be long.
        """
        shape = shape_of(site)
        fresh = None
        if self._engine is None or shape != self._shape:
            busy(True)
            try:
                fresh = self._prepared(site)
            finally:
                busy(False)
        else:
            compiled(self._engine, self.root, changed)
        with self._lock:
            if fresh is None and self._engine:
                fresh, self._engine, self._left = self._engine, None, {}  # nothing of it is used again if this fails
                before = fresh.plugin.contents
                with epoch(site.day.epoch):
                    fresh.plugin.renew(site)
                if site.registry is before.site.registry and not any(path.endswith(".html") for path in changed):
                    fresh.plugin.contents.renderer = before.renderer  # the same facts, by the same templates
                freeze(fresh, self.root)
            assert fresh  # noqa: S101 - one or the other
            self._engine, self._shape, self.problems = fresh, shape, []
            self._list(fresh, site)

    def _prepared(self, site: Site) -> Engine:
        """Return an engine ready to make any file of ``site``."""
        engine = Engine(self.root, self.folder)
        engine.prepare(site, Later())
        freeze(engine, self.root)
        return engine

    def _list(self, engine: Engine, site: Site) -> None:
        """List the files of ``site``, and forget those that left."""
        contents = engine.plugin.contents
        before = self._units
        written = {page_file(page.url): page.uri for page in site.pages.values()}
        planned = {page.file: page.uri for page in site.plan.values()}
        units: dict[str, Unit] = {place: partial(engine.write, uri) for place, uri in (written | planned).items()}
        for name, others in _TEMPLATES.items():
            units.update(dict.fromkeys((name, *others), partial(engine.write, name)))
        units.update(dict.fromkeys(contents.paths(), partial(contents.write, self.folder)))
        # What every page loads is made apart: the exports take longer than a page.
        units[STYLE] = partial(self._write_style, contents)
        units.update(dict.fromkeys(local_files(site.academie), partial(self._write_local, contents)))
        copies = partial(self._copy, site)
        units.update(dict.fromkeys((LLMS, *map(copy_path, collection(site))), copies))
        self._units, self._assets = units, engine.assets()
        self._left = dict.fromkeys(units.values())
        for gone in before.keys() - units.keys():
            (self.folder / gone).unlink(missing_ok=True)

    def _write_style(self, contents: Contents) -> None:
        contents.write(self.folder, [(STYLE, style_sheet(self.root))])

    def _write_local(self, contents: Contents) -> None:
        contents.write(self.folder, local.local_contents(contents.site, contents.renderer))

    def _copy(self, site: Site) -> None:
        """Write what is drawn from the built pages."""
        for page in collection(site):
            self._make(self._units[page_file(page.url)])
        for task in side_tasks(site, self.folder):
            task()

    def _make(self, unit: Unit) -> None:
        """Run ``unit`` unless that was done; tell why if it fails."""
        if unit not in self._left:
            return
        del self._left[unit]
        try:
            unit()
        except EngineError as error:
            found = error.diagnostics
        except Exception as error:  # whatever a template makes of us, the preview lives on
            found = [of_exception(self.root, error)]
        else:
            return
        if new := [problem for problem in found if problem not in self.problems]:
            self.problems += new
            self._told(new)

    def knows(self, place: str) -> bool:
        """Say whether the site has a file at ``place``."""
        return place in self._units or place in self._assets or self._indexed(place) is not None

    def _indexed(self, place: str) -> Path | None:
        """Return the file of the search index at ``place``."""
        if self.index is None or not place.startswith(_INDEX) or ".." in place.split("/"):
            return None
        file = self.index / place.removeprefix(_INDEX)
        return file if file.is_file() else None

    def read(self, place: str) -> bytes | None:
        """Return the file at ``place`` as the repository says now, or its last good copy; ``None`` if there is none."""
        try:
            with self._lock:
                if unit := self._units.get(place):
                    self._make(unit)
                    return (self.folder / place).read_bytes()
            file = self._assets.get(place) or self._indexed(place)
            return file.read_bytes() if file else None
        except OSError:
            return None

    def work(self, seconds: float) -> bool:
        """Make what nobody asked yet for some ``seconds``; say whether something is left."""
        end = time.monotonic() + seconds
        while self._left and time.monotonic() < end:
            with self._lock:
                if unit := next(iter(self._left), None):
                    self._make(unit)
        return bool(self._left)
