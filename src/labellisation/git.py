# SPDX-License-Identifier: MIT
"""The only module that runs git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


class GitError(RuntimeError):
    """git is absent, or refused; the message is what it said."""


def run(root: Path, *args: str, stdin: str | None = None) -> str:
    """Run ``git args`` in ``root`` and return its output without the last line break; raise :class:`GitError`."""
    try:
        done = subprocess.run(
            ["git", *args], cwd=root, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError as error:
        raise GitError(str(error)) from error
    if done.returncode:
        raise GitError(done.stderr.strip() or f"git {args[0]}: {done.returncode}")
    return done.stdout.rstrip("\n")


def last_commit_day(root: Path) -> str | None:
    """Return the day (AAAA-MM-JJ, of the committer) of the last commit of ``root``; ``None`` without git or commit."""
    try:
        return run(root, "log", "-1", "--format=%cs") or None
    except GitError:
        return None


def is_clean(root: Path) -> bool:
    """Say whether the tree of ``root`` holds no change that is not committed."""
    return not run(root, "status", "--porcelain")


def resolve(root: Path, name: str) -> str | None:
    """Return the name of the object that ``name`` designates (``pages``, ``pages:2026-2027``…); ``None`` if nothing does."""
    with suppress(GitError):
        return run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name) or None
    return None


def show(root: Path, name: str) -> str | None:
    """Return the content of the object ``name`` (``pages:versions.json``); ``None`` if there is none."""
    with suppress(GitError):
        return run(root, "cat-file", "blob", name)
    return None


def remote_ref(root: Path, remote: str, ref: str) -> str | None:
    """Return the object that ``ref`` has on ``remote``, asked to the remote itself; ``None`` if it has none."""
    line = run(root, "ls-remote", "--", remote, ref)
    return line.split()[0] if line else None


def fetch(root: Path, source: str, ref: str) -> None:
    """Bring the objects of ``ref`` of ``source``; no branch and no file of this repository changes."""
    run(root, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", source, ref)


def changed_since(root: Path, rev: str) -> tuple[str, frozenset[str]]:
    """Return the commit where the current branch left ``rev``, and the paths under ``root`` that differ from it.

    Changes that are not committed and new files count; a renamed file counts under both names. Without a common
    ancestor the commit is ``rev`` itself. Raises :class:`GitError` if ``rev`` is unknown.
    """
    commit = run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    with suppress(GitError):
        commit = run(root, "merge-base", commit, "HEAD")
    changed = run(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit)
    new = run(root, "ls-files", "--others", "--exclude-standard", "-z")
    return commit, frozenset(filter(None, f"{changed}\0{new}".split("\0")))


def first_changed_line(root: Path, rev: str, path: str) -> int:
    """Return the first line of ``path`` that differs from ``rev``, counted from 1; 1 for a new or removed file."""
    found = re.search(
        r"^@@ -\S+ \+(\d+)", run(root, "diff", "-U0", "--no-color", "--no-ext-diff", rev, "--", path), re.M
    )
    return max(1, int(found[1])) if found else 1


def unpack(root: Path, commit: str, names: Iterable[str], archive: Path) -> None:
    """Write to the zip file ``archive`` the files and folders ``names`` of ``root`` as they were at ``commit``."""
    known = run(root, "ls-tree", "--name-only", "-z", commit).split("\0")
    run(root, "archive", "--format=zip", "-1", f"--output={archive}", commit, "--", *(n for n in names if n in known))


def is_ancestor(root: Path, old: str, new: str) -> bool:
    """Say whether the commit ``new`` comes after ``old``."""
    try:
        run(root, "merge-base", "--is-ancestor", old, new)
    except GitError:
        return False
    return True
