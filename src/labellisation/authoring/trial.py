# SPDX-License-Identifier: MIT
"""The project's own rules on a repository that does not exist yet: a copy with the new text in it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from ..diagnostics import Diagnostic, Severite
from ..reports import render
from ..site.model import Site

_READ = ("academie", "data", "docs", "fiches", "overrides")


def new_problems(site: Site, path: str, text: str) -> tuple[list[Diagnostic], str]:
    """Return what the rules would say of ``site`` if its file ``path`` held ``text``, less what they say already.

    Errors count wherever they are, the rest in ``path`` only; with them comes their report, with the lines of ``text``.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _READ:
            if (site.root / name).is_dir():
                shutil.copytree(site.root / name, copy / name, symlinks=True)
        target = copy / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        before = {(d.location.path, d.code, d.message) for d in site.diagnostics}
        found = [
            d
            for d in Site.load(copy, site.day.iso).diagnostics
            if (d.location.path, d.code, d.message) not in before
            and (d.severite is Severite.ERREUR or d.location.path == path)
        ]
        return found, render(found, "texte", copy)
