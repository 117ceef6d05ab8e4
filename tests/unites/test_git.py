# SPDX-License-Identifier: MIT
"""The only module that runs git, on a real repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from labellisation import git

IDENTITY = {
    "GIT_AUTHOR_NAME": "Personne fictive",
    "GIT_AUTHOR_EMAIL": "fictif@exemple.invalid",
    "GIT_COMMITTER_NAME": "Personne fictive",
    "GIT_COMMITTER_EMAIL": "fictif@exemple.invalid",
    "GIT_COMMITTER_DATE": "2030-03-01T23:30:00+0100",
    "GIT_AUTHOR_DATE": "2029-01-01T00:00:00+0100",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def run(root: Path, *args: str) -> None:
    """Run git as a fictitious person."""
    subprocess.run(["git", *args], cwd=root, check=True, capture_output=True, env={**os.environ, **IDENTITY})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit, whose path holds a space and an accent."""
    root = tmp_path / "dépôt fictif"
    root.mkdir()
    run(root, "init", "-q", "-b", "main")
    (root / "é.txt").write_text("a", encoding="utf-8")
    run(root, "add", ".")
    run(root, "commit", "-q", "-m", "Essai")
    return root


def test_last_commit_day(repository: Path) -> None:
    """The day is that of the committer, in his own time zone."""
    assert "2030-03-01" == git.last_commit_day(repository)


def test_no_day_without_commit_or_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder outside git, a repository without commit and a machine without git have no day."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    plain, empty = tmp_path / "plain", tmp_path / "empty"
    plain.mkdir()
    empty.mkdir()
    run(empty, "init", "-q")
    assert (None, None) == (git.last_commit_day(plain), git.last_commit_day(empty))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.last_commit_day(empty) is None


def test_is_clean(repository: Path) -> None:
    """A changed file, or a new one, makes the tree unclean."""
    assert git.is_clean(repository)
    (repository / "nouveau.txt").write_text("b", encoding="utf-8")
    assert not git.is_clean(repository)


def test_remote_ref(repository: Path, tmp_path: Path) -> None:
    """The tip of a branch is asked to the remote; a branch that it has not has no tip."""
    clone = tmp_path / "clone"
    run(tmp_path, "clone", "-q", str(repository), str(clone))
    assert (git.run(repository, "rev-parse", "HEAD"), None) == (
        git.remote_ref(clone, "origin", "refs/heads/main"),
        git.remote_ref(clone, "origin", "refs/heads/absente"),
    )


def test_what_git_refuses_is_its_own_error(repository: Path) -> None:
    """A refusal of git raises the module's error, with what git said."""
    with pytest.raises(git.GitError, match="absente"):
        git.run(repository, "checkout", "absente")
