# SPDX-License-Identifier: MIT
"""Where each peer is measured: folders of a scratch place, made when a row first asks for them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from .lycees import write_fictitious_labels
from .ordinaire import plain_texts, write_stock_site
from .processus import run

ROOT = Path(__file__).resolve().parents[2]
#: What a cold build does not find: caches and the last site. mkdocs has no cache of its own.
COLD = (".cache", "site")
#: Rows of the official export that the import reads.
NATIONAL = 65_000
_ZENSICAL = (ROOT / ".nox/zensical/bin/python", ROOT / ".nox/zensical/Scripts/python.exe")
_LEFT = shutil.ignore_patterns(".git", ".nox", ".cache", "tests", "node_modules", "__pycache__", ".*_cache")


class Places:
    """The folders of one run of the benchmark."""

    def __init__(self, scratch: Path, labels: int, large_labels: int) -> None:
        self.scratch, self.labels, self.large_labels = scratch, labels, large_labels
        #: The commands that have run once already, wherever: (by Zensical's Python, arguments).
        self.warmed: set[tuple[bool, tuple[str, ...]]] = set()

    @cached_property
    def ours(self) -> Path:
        """Our repository with fictitious labels."""
        return self._copy("nous", self.labels)

    @cached_property
    def large(self) -> Path:
        """The same with ten times as many."""
        return self._copy("grand", self.large_labels)

    @property
    def built(self) -> Path:
        """Our site, built once at least."""
        if not (self.ours / "site").is_dir():
            run([sys.executable, "-m", "labellisation", "construire"], self.ours)
        return self.ours / "site"

    @cached_property
    def pages(self) -> int:
        """The number of pages of our site: the stock one is made as large."""
        return sum(1 for _ in self.built.rglob("index.html"))

    @property
    def counted(self) -> bool:
        """Whether the pages were counted: only a row with a stock site needs it."""
        return "pages" in vars(self)

    @cached_property
    def stock(self) -> Path:
        """The stock site."""
        return self._stock("ordinaire")

    @cached_property
    def menu(self) -> Path:
        """The stock site with every page in its menu."""
        return self._stock("menu", all_in_menu=True)

    @cached_property
    def zensical(self) -> Path:
        """The stock site, in a folder of Zensical's own."""
        return self._stock("zensical")

    @cached_property
    def csv(self) -> Path:
        """A fictitious export of the « Annuaire de l'éducation »."""
        file = self.scratch / "national.csv"
        run([sys.executable, "-m", "tests.imports.fabrique", str(file), str(NATIONAL)], ROOT)
        return file

    def python(self, folder: str) -> Path | None:
        """Return the Python that runs in ``folder``; ``None`` where Zensical is not installed (``-s zensical``)."""
        if folder != "zensical":
            return Path(sys.executable)
        return next((place for place in _ZENSICAL if place.exists()), None)

    def clear(self, folder: Path, names: Iterable[str] = COLD) -> None:
        """Set aside what earlier builds left in ``folder``: their caches and their site, or these ``names``.

        Not removed: an ext4 without a journal seeks every new file past all those removed in the last half-minute, which
        would count against whoever writes most files.
        """
        for name in names:
            if (folder / name).exists():
                aside = Path(tempfile.mkdtemp(dir=self.scratch))
                (folder / name).rename(aside / name.replace("/", "-"))

    def _stock(self, name: str, *, all_in_menu: bool = False) -> Path:
        folder = self.scratch / name
        write_stock_site(folder, plain_texts(ROOT), self.pages, all_in_menu=all_in_menu)
        return folder

    def _copy(self, name: str, labels: int) -> Path:
        """Copy the repository with ``labels`` fictitious labels and one commit, so that it has a date of reference."""
        folder = self.scratch / name
        shutil.copytree(ROOT, folder, ignore=_LEFT)
        shutil.rmtree(folder / "site", ignore_errors=True)
        shutil.rmtree(folder / "data" / "annuaire", ignore_errors=True)
        write_fictitious_labels(folder, labels)
        identity = ["-c", "user.name=banc", "-c", "user.email=banc@localhost"]
        for command in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-qm", "banc"]):
            subprocess.run(["git", *command], cwd=folder, check=True)
        return folder
