# SPDX-License-Identifier: MIT
"""Where versions go: a branch of this repository, or the same branch of a remote. Both move only from what was read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from .. import git
from .names import PublishError

_NOBODY = "0" * 40


@dataclass(frozen=True)
class Local:
    """The branch of this repository."""

    remote: ClassVar[None] = None
    root: Path
    branch: str

    def tip(self) -> str | None:
        """Return the commit that the branch bears now."""
        return git.resolve(self.root, f"refs/heads/{self.branch}")

    def fallback(self) -> str | None:
        """Return what to build on where there is no branch yet."""
        return None

    def advance(self, new: str, old: str | None, tag: str | None) -> str:
        """Move from ``old`` to ``new``, or not at all; return why not, or an empty text. The tag is here already."""
        del tag
        return "" if new == old else _move(self.root, self.branch, new, old)

    def is_open(self) -> bool:
        """Say whether a working folder has the branch checked out."""
        lines = git.run(self.root, "worktree", "list", "--porcelain").splitlines()
        return f"branch refs/heads/{self.branch}" in lines


@dataclass(frozen=True)
class Remote:
    """The branch of a remote; the local branch follows when that loses nothing."""

    root: Path
    branch: str
    remote: str

    @property
    def _local(self) -> Local:
        return Local(self.root, self.branch)

    def tip(self) -> str | None:
        """Return the commit that the remote's branch bears now, asked to the remote; its objects are brought here."""
        ref = f"refs/heads/{self.branch}"
        found = git.remote_ref(self.root, self.remote, ref)
        if found and git.resolve(self.root, f"{found}^{{tree}}") is None:
            git.fetch(self.root, self.remote, ref)
        return found

    def fallback(self) -> str | None:
        """Return what to build on where the remote has no branch yet: what was published here."""
        return self._local.tip()

    def advance(self, new: str, old: str | None, tag: str | None) -> str:
        """Push ``new``, and ``tag`` with it or neither; return why not, or an empty text."""
        del old  # the remote refuses by itself what does not come after its own commit
        refs = [f"{new}:refs/heads/{self.branch}", *([f"refs/tags/{tag}"] if tag else [])]
        try:
            git.run(self.root, "push", "--quiet", *(["--atomic"] if tag else []), "--", self.remote, *refs)
        except git.GitError as error:
            return str(error) or "refus sans explication"
        self.follow(new)
        return ""

    def follow(self, new: str) -> None:
        """Move the local branch to ``new`` if it is behind it and no working folder has it open."""
        mine = self._local.tip()
        if mine == new or self._local.is_open():
            return
        if mine is None or git.is_ancestor(self.root, mine, new):
            _move(self.root, self.branch, new, mine)


def _move(root: Path, branch: str, new: str, old: str | None) -> str:
    try:
        git.run(root, "update-ref", "-m", "publication", f"refs/heads/{branch}", new, old or _NOBODY)
    except git.GitError as error:
        return str(error)
    return ""


def target_of(root: Path, branch: str, remote: str | None) -> Local | Remote:
    """Return where to publish; raise :class:`PublishError` for a branch or a remote that cannot be."""
    _check_branch(root, branch)
    if remote is None:
        return Local(root, branch)
    try:
        git.remote_ref(root, remote, f"refs/heads/{branch}")
    except git.GitError as error:
        known = ", ".join(git.run(root, "remote").split()) or "aucun (git remote add origin ADRESSE en ajoute un)"
        said = str(error).splitlines()[0]
        raise PublishError(
            f"dépôt distant {remote!r}\u00a0: il ne répond pas ({said})\u00a0; dépôts distants connus\u00a0: {known}"
        ) from error
    return Remote(root, branch, remote)


def _check_branch(root: Path, branch: str) -> None:
    """Refuse what is no name of a branch, and a branch that holds the sources."""
    try:
        git.run(root, "check-ref-format", "--branch", branch)
    except git.GitError as error:
        raise PublishError(f"branche {branch!r}\u00a0: attendu un nom de branche, par exemple pages") from error
    if git.resolve(root, f"refs/heads/{branch}:mkdocs.yml"):
        raise PublishError(
            f"branche {branch!r}\u00a0: elle porte les sources du site\u00a0; attendu celle des versions, par exemple pages"
        )
