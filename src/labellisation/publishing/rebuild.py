# SPDX-License-Identifier: MIT
"""Making one tagged version again, as its own commit, its own program and its own lock make it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from .. import git
from ..site import forge
from ..site.state import CLOSED, VERSION
from .names import PublishError
from .tags import Tag

LOCK = "verrous/documents.txt"
_RUNNER = "noxfile.py"
_LAST_LINES = 12


def rebuild(root: Path, tag: Tag, folder: Path) -> Path:
    """Build the version of ``tag`` under ``folder`` and return where it is; raise :class:`PublishError` if it cannot be."""
    source, built = folder / "source", folder / "site"
    _check_lock(root, tag)
    git.run(root, "worktree", "prune")  # what a killed run left
    git.run(root, "worktree", "add", "--quiet", "--detach", "--force", str(source), tag.commit)
    try:
        date = ["--date", tag.record.date_de_reference] if tag.record else []
        wanted = ["--documents", *date, "--vers", str(built)]
        done = subprocess.run(
            _command(root, source, wanted),
            cwd=source,
            env=_environment(tag, source),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    finally:
        git.run(root, "worktree", "remove", "--force", str(source))
    if done.returncode or not built.is_dir():
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-_LAST_LINES:])
        raise PublishError(
            f"{said}\nétiquette {tag.nom}\u00a0: sa construction échoue (voir ci-dessus)\u00a0; rien n’est publié"
        )
    return built


def _check_lock(root: Path, tag: Tag) -> None:
    for path, what in ((LOCK, "verrou"), (_RUNNER, "lanceur")):
        if git.resolve(root, f"{tag.commit}:{path}") is None:
            raise PublishError(
                f"étiquette {tag.nom}\u00a0: son commit n’a pas de {what} {path}, rien ne dit avec quoi la construire\u00a0; "
                f"retirez l’étiquette (git tag --delete {tag.nom}), ou posez-la sur un commit qui en a un"
            )


def _command(root: Path, source: Path, wanted: list[str]) -> list[str]:
    """Return what builds: our own Python where the lock is the same, otherwise the tag's own environment."""
    mine = root / LOCK
    if mine.is_file() and mine.read_bytes() == (source / LOCK).read_bytes():
        return [sys.executable, "-m", "labellisation", "construire", *wanted]
    return [sys.executable, str(source / _RUNNER), "-s", "documents", "--", *wanted[1:]]


def _environment(tag: Tag, source: Path) -> Mapping[str, str]:
    """Return the environment of the build: the addresses of the day of the tag, its own code before ours."""
    kept = {n: v for n, v in os.environ.items() if tag.record is None or n not in forge.VARIABLES}
    recorded = dict(tag.record.environnement) if tag.record else {}
    ours = {VERSION: tag.version, CLOSED: "1", "PYTHONPATH": str(source / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**kept, **recorded, **ours}
