# SPDX-License-Identifier: MIT
"""Shared fixtures: the real repository, read once, and small fictitious ones."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from labellisation.site.model import Site
from labellisation.site.render import Renderer

ROOT = Path(__file__).parents[1]
DEPOTS = ROOT / "tests" / "cas" / "depots"
REAL_DAY = "2026-11-22"
FICTITIOUS_DAY = "2030-06-01"

#: What every fictitious repository takes from the real one: nothing of it names a lycée.
_SHARED = ("data/schemas", "data/vocabulaires", "data/academies.yml")

MakeDepot = Callable[..., Path]


@pytest.fixture(autouse=True)
def _no_forge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not depend on the forge or on the shell that runs them."""
    for name in [n for n in os.environ if n.startswith(("CI_", "GITHUB_", "GIT_", "LABELLISATION_", "MIKE_"))]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(autouse=True, scope="session")
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests neither read nor write what the commands keep for the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def site_reel() -> Site:
    """The real repository at a fixed day."""
    return Site.load(ROOT, REAL_DAY)


@pytest.fixture(scope="session")
def rendu_reel(site_reel: Site) -> Renderer:
    """The renderer of the real repository."""
    return Renderer(site_reel)


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` (path → text) under ``root``."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


@lru_cache
def base_files(name: str) -> Mapping[str, str]:
    """Return the files (path → text) of the base repository ``tests/cas/depots/<name>.yml``."""
    content = yaml.load((DEPOTS / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only, safer than safe_load
    return dict(content["fichiers"])


@pytest.fixture
def depot(tmp_path: Path) -> MakeDepot:
    """Make a fictitious repository: a base, files over it, and texts replaced in its files."""

    def make(
        files: Mapping[str, str] | None = None,
        base: str = "socle",
        replace: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Path:
        root = tmp_path / "depot"
        for shared in _SHARED:
            source, target = ROOT / shared, root / shared
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copy(source, target)
        contents = dict(base_files(base))
        for path, changes in (replace or {}).items():
            for before, after in changes.items():
                assert before in contents[path], f"{path} does not hold {before!r}"
                contents[path] = contents[path].replace(before, after)
        write_files(root, contents | dict(files or {}))
        return root

    return make


@pytest.fixture
def copie_du_depot(tmp_path: Path) -> Path:
    """A copy of the real repository, as far as a build reads it."""
    root = tmp_path / "copie"
    for name in ("data", "docs", "fiches", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--long`` runs the full counts; without it, seeded samples that fit the continuous integration."""
    parser.addoption("--long", action="store_true", help="passe les comptes complets")


@pytest.fixture(scope="session")
def long_run(request: pytest.FixtureRequest) -> bool:
    """Whether the full counts were asked for."""
    return bool(request.config.getoption("--long"))
