# SPDX-License-Identifier: MIT
"""Shared by the tests of the import: a fictitious repository, and what a file says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from labellisation.imports.command import importer
from labellisation.imports.extract import Extract, read_extract
from labellisation.imports.places import Places
from labellisation.registry import Registry
from tests.conftest import MakeDepot

from .fabrique import export

Lire = Callable[..., Extract]
Importer = Callable[..., Result]


@pytest.fixture
def depot_fictif(depot: MakeDepot) -> Path:
    """A repository with the real schemas and académies, and fictitious lycées."""
    return depot()


@pytest.fixture
def lire(depot_fictif: Path, tmp_path: Path) -> Lire:
    """Read an export: bytes, or rows of :mod:`.fabrique`."""
    places = Places.of(Registry.load(depot_fictif))

    def read(
        content: bytes | Iterable[Mapping[str, str]], known: Iterable[str] = (), day: str | None = None
    ) -> Extract:
        path = tmp_path / "export.csv"
        path.write_bytes(content if isinstance(content, bytes) else export(content))
        return read_extract(path, "export.csv", places, frozenset(known), day=day)

    return read


@pytest.fixture
def commande(depot_fictif: Path, tmp_path: Path) -> Importer:
    """Run ``importer`` on an export, in the fictitious repository."""

    def run(content: bytes | Iterable[Mapping[str, str]] | None, *options: str) -> Result:
        arguments = ["--racine", str(depot_fictif), *options]
        if content is not None:
            path = tmp_path / "export.csv"
            path.write_bytes(content if isinstance(content, bytes) else export(content))
            arguments.insert(0, str(path))
        return CliRunner().invoke(importer, arguments, catch_exceptions=False)

    return run


def plain(text: str) -> str:
    """Return ``text`` with ordinary spaces only."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def files(root: Path) -> dict[str, bytes]:
    """Return every file under ``root``: path → bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
