# SPDX-License-Identifier: MIT
"""What a change is answerable for: the mistakes in its own files, and those that it causes elsewhere."""

from __future__ import annotations

import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

from .. import git
from ..content.recall import remember
from ..diagnostics import Diagnostic
from ..memo import Memo
from ..registry import PartialDate
from ..site.forge import known_variables
from ..site.model import Site

#: Everything that the checks read.
_READ = (
    *("academie", "data", "docs", "fiches", "mkdocs.yml", "overrides"),
    *(".github", ".gitlab", "CODEOWNERS", "SECURITY.md", "publiccode.yml"),
)
#: A diagnostic of a file that did not change, whatever its words: (path, line, column, code).
Mark = tuple[str, int, int, str]


def mark(diagnostic: Diagnostic) -> Mark:
    """Return what makes ``diagnostic`` the same before and after a change made elsewhere."""
    return (*diagnostic.location, diagnostic.code)


def answerable(root: Path, rev: str, site: Site, memo: Memo) -> list[Diagnostic]:
    """Return the diagnostics of ``site`` that come from what changed since ``rev``.

    A diagnostic in a changed file counts; one in another file counts if it was not there when the branch left ``rev``.
    The old tree is checked only when a diagnostic stands elsewhere, and once for each commit: ``memo`` keeps what was
    found there, and what the files that did not change hold. Raises :class:`git.GitError`.
    """
    commit, changed = git.changed_since(root, rev)
    if all(d.location.path in changed for d in site.diagnostics):
        return list(site.diagnostics)
    before = _before(root, commit, site.day, memo)
    return [d for d in site.diagnostics if d.location.path in changed or mark(d) not in before]


def _before(root: Path, commit: str, day: PartialDate, memo: Memo) -> set[Mark]:
    """Return the marks of the diagnostics of ``commit`` at ``day``, from ``memo`` if this very program found them."""
    key = Memo.key("marques", commit, day.iso, repr(known_variables()))
    with suppress(TypeError, ValueError):
        if (kept := memo.get(key)) is not None:
            return {(str(path), int(line), int(column), str(code)) for path, line, column, code in kept}
    found = {mark(d) for d in _old_site(root, commit, day, memo).diagnostics}
    memo.put(key, sorted(found))
    return found


def _old_site(root: Path, commit: str, day: PartialDate, memo: Memo) -> Site:
    """Check the tree of ``commit`` in a temporary folder; zip makes a plain file of a link, so nothing leads outside."""
    with tempfile.TemporaryDirectory() as folder:
        archive, tree = Path(folder, "arbre.zip"), Path(folder, "arbre")
        tree.mkdir()
        git.unpack(root, commit, _READ, archive)
        with zipfile.ZipFile(archive) as content:
            content.extractall(tree)
        site = Site.load(tree, day.iso, memo=memo)
        _ = site.diagnostics  # read while the folder stands
        remember(site.pages.values(), memo)
        return site
