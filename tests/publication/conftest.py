# SPDX-License-Identifier: MIT
"""Small repositories whose site is a folder, their bare remote, and the command line run on them."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from click.testing import CliRunner

from labellisation.__main__ import main
from tests.conftest import _SHARED, base_files, write_files
from tests.outils import ROOT, environment, git
from tests.publication.essai import FOLDER, copied

DAY = "2026-11-22"
BRANCH = "pages"
PAGE = '<!doctype html><html lang="fr"><link rel="canonical" href="{base}courant/{page}"><p>{page}</p></html>\n'
SITE = "https://exemple.invalid/guide/"
PAGES = ("", "fiches/", "fiches/fiche-1/", "textes/circulaire-fictive-2030/")


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Essai:
    """A clone, the bare remote that it came from, and the folder of the user."""

    clone: Path
    remote: Path
    home: Path

    def another(self, name: str) -> Essai:
        """Return one more clone of the remote."""
        target = self.remote.parent / name
        git(self.remote.parent, "clone", "--quiet", str(self.remote), str(target), home=self.home)
        return Essai(target, self.remote, self.home)

    def command(self, *args: str) -> list[str]:
        return [sys.executable, "-m", "tests.publication.essai", "publier", "--racine", str(self.clone), *args]

    def environment(self, **more: str) -> dict[str, str]:
        return {**environment(self.home), "PYTHONPATH": str(ROOT), "LABELLISATION_SITE": SITE, **more}

    def run(self, *args: str, date: str = DAY, **more: str) -> Done:
        """Run ``publier`` in the clone, in this process: starting Python costs more than publishing a small site."""
        dated = () if "--verifier" in args else ("--date", date)
        with (
            mock.patch.dict(os.environ, self.environment(**more), clear=True),
            mock.patch("labellisation.publishing.publish.build_site", copied),
        ):
            done = CliRunner().invoke(main, self.command(*dated, *args)[3:])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    def publish(self, *args: str, date: str = DAY, **more: str) -> str:
        """Publish to the remote; return what was said."""
        done = self.run("--distant", "origin", *args, date=date, **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.replace("\u00a0", " ")

    def refused(self, *args: str, date: str = DAY, code: int = 1, **more: str) -> str:
        """Return what was said of what is refused."""
        done = self.run(*args, date=date, **more)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stderr.replace("\u00a0", " ")

    def git(self, *args: str) -> str:
        return git(self.clone, *args, home=self.home)

    def commit(self, files: Mapping[str, str | None], message: str = "Changement") -> str:
        """Write or remove ``files``, commit, return the commit."""
        for path, text in files.items():
            if text is None:
                (self.clone / path).unlink()
        write_files(self.clone, {path: text for path, text in files.items() if text is not None})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def there(self, *args: str) -> str:
        """Ask the remote."""
        return git(self.remote, *args, home=self.home)

    def show(self, path: str) -> str:
        return self.there("show", f"{BRANCH}:{path}")

    def record(self, version: str) -> dict[str, Any]:
        return dict(json.loads(self.show(f"versions/{version}.json")))

    def tree(self, path: str) -> str:
        return self.there("rev-parse", f"{BRANCH}:{path}")

    def versions(self) -> dict[str, list[str]]:
        return {v["version"]: v["aliases"] for v in json.loads(self.show("versions.json"))}

    def names(self, path: str = "") -> list[str]:
        return self.there("ls-tree", "-r", "--name-only", f"{BRANCH}:{path}").splitlines()


def page(address: str) -> dict[str, str]:
    """Return the file of a page of the small site."""
    return {f"{FOLDER}/{address}index.html": PAGE.format(base=SITE, page=address)}


def sources() -> dict[str, str]:
    """Return the files of the small repository."""
    built = {path: text for address in PAGES for path, text in page(address).items()}
    return {**base_files("socle"), **built, "mkdocs.yml": "site_name: Essai\n", "verrous/documents.txt": "essai==1\n"}


def make_repository(folder: Path) -> None:
    """Write the small repository: fictitious facts, the real schemas and templates."""
    write_files(folder, sources())
    for shared in (*_SHARED, "overrides"):
        source, target = ROOT / shared, folder / shared
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy(source, target)


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publication")
    home = folder / "home"
    make_repository(folder / "clone")
    git(folder, "init", "--quiet", "--initial-branch=main", "clone", home=home)
    git(folder / "clone", "add", "--all", home=home)
    git(folder / "clone", "commit", "--quiet", "--message", "Premier", home=home)
    git(folder, "clone", "--quiet", "--bare", "clone", "origin.git", home=home)
    return folder


@pytest.fixture
def essai(_template: Path, tmp_path: Path) -> Essai:
    """A clone of a bare remote where nothing is published."""
    shutil.copytree(_template / "origin.git", tmp_path / "origin.git")
    return Essai(tmp_path, tmp_path / "origin.git", tmp_path / "home").another("clone")
