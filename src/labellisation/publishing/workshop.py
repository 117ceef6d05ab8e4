# SPDX-License-Identifier: MIT
"""Where a publication is prepared: a repository aside that borrows the objects of ours.

mike commits there, several times; one commit comes back. Our branches, our files and other publications of the same
clone are not touched, and whatever kills the work leaves nothing but a temporary folder.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path

import mike.commands as mike
from mike.git_utils import Commit, FileInfo

from .. import git
from .published import Published

_BRANCH = "versions"
_IDENTITY = re.compile(r"(.*) <(.*)> \d+ [+-]\d+")


class Workshop:
    """The branch of the versions being prepared from the commit ``base`` of ``root``."""

    def __init__(self, root: Path, folder: Path, base: str | None) -> None:
        self.root, self.folder, self.base = root, folder, base
        identity = _IDENTITY.fullmatch(git.run(root, "var", "GIT_COMMITTER_IDENT"))
        git.run(folder, "init", "--quiet", "--bare", f"--initial-branch={_BRANCH}")
        for name, value in zip(("user.name", "user.email"), identity.groups() if identity else (), strict=False):
            git.run(folder, "config", name, value)
        objects = _git_path(root, "objects")
        (folder / "objects" / "info" / "alternates").write_text(f"{objects.as_posix()}\n", encoding="utf-8")
        if (shallow := _git_path(root, "shallow")).is_file():  # a clone without its whole history: where that stops
            shutil.copy(shallow, folder / "shallow")
        if base:
            git.run(folder, "update-ref", f"refs/heads/{_BRANCH}", base)

    @property
    def now(self) -> Published:
        """What the prepared branch holds."""
        return Published(self.folder, git.resolve(self.folder, f"refs/heads/{_BRANCH}"))

    def deploy(self, site: Path, version: str, aliases: list[str]) -> None:
        """Put the folder ``site`` in the place of ``version`` and of its ``aliases``."""
        config = {"site_dir": str(site.resolve()), "use_directory_urls": True}
        with (
            chdir(self.folder),
            mike.deploy(
                config,
                version,
                aliases=aliases,
                update_aliases=True,
                alias_type=mike.AliasType.copy,
                branch=_BRANCH,
                message=f"Publie {version}",
                allow_empty=True,
            ),
        ):
            pass

    def write(self, files: Mapping[str, str], drop: tuple[str, ...] = ()) -> None:
        """Write ``files`` (path → text) on the branch, after removing the folders ``drop``."""
        with chdir(self.folder), Commit(_BRANCH, "Racine", allow_empty=True) as commit:
            commit.delete_files(drop)
            for path, text in files.items():
                commit.add_file(FileInfo(path, text))

    def finish(self, message: str) -> str | None:
        """Bring the result to ``root`` as one commit on ``base``, and return it; ``None`` if nothing changed."""
        tree = git.resolve(self.folder, f"refs/heads/{_BRANCH}^{{tree}}")
        if tree is None or (self.base and tree == git.resolve(self.root, f"{self.base}^{{tree}}")):
            return None
        parent = ("-p", self.base) if self.base else ()
        done = git.run(self.folder, "commit-tree", *parent, "-m", message, tree)
        git.run(self.folder, "update-ref", f"refs/heads/{_BRANCH}", done)
        git.fetch(self.root, str(self.folder), f"refs/heads/{_BRANCH}")
        return done


def _git_path(root: Path, name: str) -> Path:
    return (root / git.run(root, "rev-parse", "--git-path", name)).resolve()


@contextmanager
def workshop(root: Path, base: str | None) -> Iterator[Workshop]:
    """Open a workshop in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="labellisation-versions-") as folder:
        yield Workshop(root, Path(folder), base)
