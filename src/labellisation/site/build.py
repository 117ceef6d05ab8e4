# SPDX-License-Identifier: MIT
"""Check, build aside, check what was built, index it, then put it in place: a fault leaves the last good site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, Location, Severite, count
from .built import check_built
from .engine import Engine, EngineError
from .model import Site


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


def build_site(root: Path, target: Path, date: str | None = None) -> Built:
    """Build the repository ``root`` into ``target``, which changes only if nothing is wrong."""
    site = Site.load(root, date)
    found = tuple(site.diagnostics)
    if count(found, Severite.ERREUR):
        return Built(found)
    aside = target.with_name(f".{target.name}-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        try:
            Engine(root, aside).build(site)
        except EngineError as error:
            return Built((*found, *error.diagnostics))
        with indexing(aside) as problems:
            found += tuple(check_built(aside, site.pages))
        found += tuple(problems)
        if count(found, Severite.ERREUR):
            return Built(found)
        pages = sum(1 for _ in aside.rglob("*.html"))
        swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    labels = sum(1 for _ in site.registry.labels())
    return Built(found, pages, len(site.registry.textes), labels, site.day.fr)


@contextmanager
def indexing(folder: Path) -> Iterator[list[Diagnostic]]:
    """Write the search index of the pages of ``folder`` beside them, while the block runs; then give what went wrong."""
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--force-language", "fr"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    problems: list[Diagnostic] = []
    try:
        yield problems
    finally:
        output, _nothing = process.communicate()
    if process.returncode:
        last = (output.strip() or "sans message").splitlines()[-1]
        problems.append(Diagnostic(Location("site"), "SIT012", f"index de recherche non construit\u00a0: {last}"))


def swap(new: Path, target: Path) -> None:
    """Put the folder ``new`` in the place of ``target``."""
    old = target.with_name(f".{target.name}-ancien-{os.getpid()}")
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
