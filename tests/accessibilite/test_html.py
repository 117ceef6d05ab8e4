# SPDX-License-Identifier: MIT
"""The Nu HTML checker finds no error on any page (RGAA 8.2)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.outils import ROOT, BuiltSite

#: Where ``npm install --prefix .nox/vnu vnu-jar`` puts the checker (MIT); ``VNU_JAR`` says another place.
JAR = ROOT / ".nox" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ABSENT = (
    "Java ou le vérificateur Nu est absent : le HTML n’est pas vérifié (Debian, Ubuntu : sudo apt install "
    "default-jre-headless npm, puis npm install --prefix .nox/vnu vnu-jar, puis recommencez)."
)


def checker() -> tuple[str, Path]:
    """Return Java and the checker. Absent: skipped here, failed in continuous integration."""
    java, jar = shutil.which("java"), Path(os.environ.get("VNU_JAR") or JAR)
    if java and jar.is_file():
        return java, jar
    if os.environ.get("CI") == "true":
        pytest.fail(ABSENT, pytrace=False)
    pytest.skip(ABSENT)


def test_the_checker_finds_no_error(built: BuiltSite) -> None:
    """Zero error of HTML on every page of the site."""
    java, jar = checker()
    pages = [built.folder / f"{a}index.html" if not a or a.endswith("/") else built.folder / a for a in built.addresses]
    command = [java, "-Xss4m", "-jar", str(jar), "--format", "json", "--errors-only", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *map(str, pages)], capture_output=True, text=True, encoding="utf-8", check=True, timeout=300
    )
    messages = json.loads(done.stderr)["messages"]
    found = [
        f"{urlsplit(m.get('url', '')).path.removeprefix(str(built.folder))}:{m.get('lastLine')}: {m['message']}"
        for m in messages
    ]
    assert len(pages) > 300
    assert found == []
