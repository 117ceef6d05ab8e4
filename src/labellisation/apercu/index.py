# SPDX-License-Identifier: MIT
"""The search index of the preview, made beside it: the last whole one answers meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from ..diagnostics import Diagnostic
from ..registry import Registry
from ..site.engine_messages import of_exception
from ..site.search import indexing
from .pages import Pages


class Indexing(Thread):
    """Indexes the pages made, in a folder of its own, then gives it to ``pages``; ``told`` is what is wrong."""

    def __init__(self, pages: Pages, registry: Registry, aside: Path, told: Callable[[list[Diagnostic]], None]) -> None:
        super().__init__(daemon=True)
        self._pages, self._registry, self._aside, self._told = pages, registry, aside, told
        self.start()

    def run(self) -> None:
        try:
            with indexing(self._aside, self._registry) as index:
                index.add_folder(self._pages.folder)
                problems = list(index.finish())
        except FileNotFoundError:  # a page left while it was read: the change that took it away asks for another index
            return
        except Exception as error:  # the preview lives on without its search
            problems = [of_exception(self._registry.root, error)]
        if problems:
            self._told(problems)
            return
        before, self._pages.index = self._pages.index, self._aside / "pagefind"
        if before:
            shutil.rmtree(before.parent, ignore_errors=True)
