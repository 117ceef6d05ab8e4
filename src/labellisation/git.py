# SPDX-License-Identifier: MIT
"""The only module that runs git."""

from __future__ import annotations

import subprocess
from pathlib import Path


class GitError(RuntimeError):
    """git is absent, or refused; the message is what it said."""


def run(root: Path, *args: str) -> str:
    """Run ``git args`` in ``root`` and return its output without the last line break; raise :class:`GitError`."""
    try:
        done = subprocess.run(["git", *args], cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
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


def remote_tip(root: Path, remote: str, branch: str) -> str | None:
    """Return the commit that ``branch`` has on ``remote``, asked to the remote itself; ``None`` if it has none."""
    line = run(root, "ls-remote", remote, f"refs/heads/{branch}")
    return line.split()[0] if line else None
