# SPDX-License-Identifier: MIT
"""The tools of the real repository, and an office suite that opens their files as a reader would."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from labellisation import documents
from labellisation.documents.model import tools
from labellisation.documents.parts import Source
from labellisation.registry import PartialDate
from labellisation.site.model import Site

DAY = PartialDate.parse("2026-11-22")
IN_CI = os.environ.get("CI") == "true"
Convert = Callable[[Mapping[str, bytes], str, str], Path]

#: Recalculate every formula on loading: an independent reader must not trust the values that we wrote.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode"><value>0</value></prop></item>
</oor:items>
"""


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
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        message = "LibreOffice est absent : les fichiers n’ont pas été rouverts (paquets libreoffice-calc et libreoffice-writer)"
        (pytest.fail if IN_CI else pytest.skip)(message)
    profile = tmp_path_factory.mktemp("profil")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")

    def convert(files: Mapping[str, bytes], extension: str, options: str) -> Path:
        folder = tmp_path_factory.mktemp("convertis")
        for name, content in files.items():
            (folder / name).write_bytes(content)
        out = folder / "sortie"
        command = [str(office), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", f"{extension}:{options}" if options else extension, "--outdir", str(out)]
        done = subprocess.run(
            [*command, *(str(folder / name) for name in files)],
            env=os.environ | {"HOME": str(profile)},
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        assert done.returncode == 0, done.stderr
        return out

    return convert
