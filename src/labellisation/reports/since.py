# SPDX-License-Identifier: MIT
"""What a change is answerable for: the mistakes in its own files, and those that it causes elsewhere."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .. import git
from ..diagnostics import Diagnostic
from ..registry import PartialDate
from ..site.model import Site
from .output import write_beside

#: Everything that the checks read.
_READ = ("academie", "data", "docs", "fiches", "mkdocs.yml", "overrides")
_CACHE = ".cache/controler"
#: A diagnostic of a file that did not change, whatever its words: (path, line, column, code).
Mark = tuple[str, int, int, str]


def mark(diagnostic: Diagnostic) -> Mark:
    """Return what makes ``diagnostic`` the same before and after a change made elsewhere."""
    return (*diagnostic.location, diagnostic.code)


def answerable(root: Path, rev: str, site: Site) -> list[Diagnostic]:
    """Return the diagnostics of ``site`` that come from what changed since ``rev``.

    A diagnostic in a changed file counts; one in another file counts if it was not there when the branch left ``rev``.
    The old tree is checked only when a diagnostic stands elsewhere, and once for each commit. Raises :class:`git.GitError`.
    """
    commit, changed = git.changed_since(root, rev)
    if all(d.location.path in changed for d in site.diagnostics):
        return list(site.diagnostics)
    before = _before(root, commit, site.day)
    return [d for d in site.diagnostics if d.location.path in changed or mark(d) not in before]


def _before(root: Path, commit: str, day: PartialDate) -> set[Mark]:
    """Return the marks of the diagnostics of ``commit`` at ``day``, from the cache if this very program wrote them."""
    kept = root / _CACHE / f"{commit[:16]}-{day.iso}-{_program()}.json"
    try:
        return {(str(p), int(n), int(c), str(code)) for p, n, c, code in json.loads(kept.read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError):
        found = {mark(d) for d in _old_site(root, commit, day).diagnostics}
    _keep(kept, found)
    return found


def _old_site(root: Path, commit: str, day: PartialDate) -> Site:
    """Check the tree of ``commit`` in a temporary folder; zip makes a plain file of a link, so nothing leads outside."""
    with tempfile.TemporaryDirectory() as folder:
        archive, tree = Path(folder, "arbre.zip"), Path(folder, "arbre")
        tree.mkdir()
        git.unpack(root, commit, _READ, archive)
        with zipfile.ZipFile(archive) as content:
            content.extractall(tree)
        site = Site.load(tree, day.iso)
        _ = site.diagnostics  # read while the folder stands
        return site


def _program() -> str:
    """Return a short mark of the program's own files: another version may find other mistakes."""
    package = Path(__file__).parents[1]
    files = sorted(package.rglob("*.py"))
    return hashlib.sha256(repr([(f.name, f.stat().st_mtime_ns) for f in files]).encode()).hexdigest()[:12]


def _keep(path: Path, found: Iterable[Mark]) -> None:
    """Write the marks beside then rename; a cache that cannot be written costs time only."""
    with suppress(OSError):
        write_beside(path, json.dumps(sorted(found)))
