# SPDX-License-Identifier: MIT
"""The Nu HTML checker, a Java program of the W3C's community: where it is, and what it says of pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from tests.outils import ROOT

#: Where ``npm install --prefix .nox/vnu vnu-jar`` puts the checker (MIT); ``VNU_JAR`` says another place.
JAR = ROOT / ".nox" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ABSENT = (
    "Java ou le vérificateur Nu est absent : le HTML n’est pas vérifié (Debian, Ubuntu : sudo apt install "
    "default-jre-headless npm, puis npm install --prefix .nox/vnu vnu-jar, puis recommencez)."
)


def checker() -> list[str] | None:
    """Return the command of the checker; ``None`` where Java or the checker is absent."""
    java, jar = shutil.which("java"), Path(os.environ.get("VNU_JAR") or JAR)
    return [java, "-Xss4m", "-jar", str(jar)] if java and jar.is_file() else None


def version(command: Sequence[str]) -> str:
    """Return the version of the checker."""
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def errors(command: Sequence[str], folder: Path, pages: Sequence[Path]) -> list[str]:
    """Return the errors of HTML of ``pages``: page, line, message."""
    done = subprocess.run(
        [*command, "--format", "json", "--errors-only", "--exit-zero-always", *map(str, pages)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=600,
    )
    return [
        f"{urlsplit(m.get('url', '')).path.removeprefix(str(folder))}:{m.get('lastLine')}: {m['message']}"
        for m in json.loads(done.stderr)["messages"]
    ]
