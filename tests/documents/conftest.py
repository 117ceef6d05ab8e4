# SPDX-License-Identifier: MIT
"""The tools of the real repository, and an office suite that opens their files as a reader would."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from labellisation import documents
from labellisation.documents.model import tools
from labellisation.documents.parts import Source
from labellisation.registry import PartialDate
from labellisation.relecture import office
from labellisation.site.model import Site
from tests.outils import absent

DAY = PartialDate.parse("2026-11-22")
Convert = Callable[[Mapping[str, bytes], str, str], Path]


@pytest.fixture(scope="session")
def depot_des_fichiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the cache of ``fichiers`` is kept."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def cache_plein(fichiers: dict[str, bytes], depot_des_fichiers: Path, tmp_path: Path) -> Path:
    """A copy of the cache after a first run."""
    assert fichiers
    return Path(shutil.copytree(depot_des_fichiers, tmp_path / "copie"))


@pytest.fixture(scope="session")
def fichiers(site_reel: Site, depot_des_fichiers: Path) -> dict[str, bytes]:
    """Every file of every tool, by name."""
    made = documents.tool_files(site_reel.registry, DAY, depot_des_fichiers)
    return {Path(path).name: content for path, content in made}


@pytest.fixture(scope="session")
def source(site_reel: Site) -> Callable[[str], Source]:
    """What the files of one tool are made from."""
    known = {tool.id: tool for tool in tools(site_reel.registry)}
    return lambda tool: Source(site_reel.registry, known[tool], DAY)


@pytest.fixture(scope="session")
def convertir(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Open files with LibreOffice, without a screen, and write them in another format."""
    if office.command() is None:
        absent(
            "LibreOffice est absent : les fichiers n’ont pas été rouverts (paquets libreoffice-calc et libreoffice-writer)"
        )
    profile = tmp_path_factory.mktemp("profil")

    def convert(files: Mapping[str, bytes], extension: str, options: str) -> Path:
        folder = tmp_path_factory.mktemp("convertis")
        (folder / "profil").symlink_to(profile)
        return office.convert(files, extension, options, folder)

    return convert
