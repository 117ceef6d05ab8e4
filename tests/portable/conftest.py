# SPDX-License-Identifier: MIT
"""Zensical, in its own environment, and the sites that it builds."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outils import ROOT, absent, built, environment

__all__ = ["built", "zensical"]

ABSENT = "Zensical n’est pas installé : python3 noxfile.py -s zensical, puis recommencez"
_PLACES = (ROOT / ".nox/zensical/bin/zensical", ROOT / ".nox/zensical/Scripts/zensical.exe")

BuildWithZensical = Callable[[Path], Path]


@pytest.fixture(scope="session")
def zensical() -> BuildWithZensical:
    """Build a composed tree; return the folder of its site."""
    program = next((place for place in _PLACES if place.exists()), None)
    if program is None:
        absent(ABSENT)

    def build(tree: Path) -> Path:
        done = subprocess.run(
            [str(program), "build", "-f", "mkdocs.yml"],
            cwd=tree,
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert 0 == done.returncode, done.stdout + done.stderr
        assert "No issues found" in done.stdout + done.stderr
        return tree / "site"

    return build
