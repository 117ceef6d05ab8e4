# SPDX-License-Identifier: MIT
"""The whole repository with eleven mistakes: one run tells them all, and the last good site stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REAL_DAY, write_files
from tests.test_cas import WHOLE_SITE, read

GOOD = {"index.html": "<h1>Le dernier site correct</h1>", "fiches/fiche-1/index.html": "<p>Fiche 1</p>"}


def content_of(folder: Path) -> dict[str, str]:
    """Return every file of ``folder`` with its text."""
    return {
        p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8")
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.mark.parametrize("name", ["dix-erreurs"])
def test_one_run_tells_every_mistake(copie_du_depot: Path, name: str) -> None:
    """``construire`` ends with code 1, tells exactly the expected mistakes at their places, runs nothing, and leaves the site as it was."""
    case = read(WHOLE_SITE / f"{name}.yml")
    write_files(copie_du_depot, case["fichiers"])
    write_files(copie_du_depot / "site", GOOD)
    before = set(copie_du_depot.iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "labellisation", "construire", "--racine", str(copie_du_depot), "--date", REAL_DAY],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=copie_du_depot,
    )
    assert (1, "") == (done.returncode, done.stderr)
    lines = [line.replace("\u00a0", " ") for line in done.stdout.splitlines()]
    errors = [
        line for line in lines if line.partition(":")[0].endswith((".md", ".yml")) and not line.endswith("[alerte]")
    ]
    assert [f"{e['ou']} {e['code']}" for e in case["attendu"]] == [" ".join(line.split(" ")[:2]) for line in errors], (
        done.stdout
    )
    assert [] == [e["contient"] for e, line in zip(case["attendu"], errors, strict=True) if e["contient"] not in line]
    assert any(line.startswith(f"{len(errors)} erreurs, ") for line in lines)
    assert lines[-1].startswith("Site non construit ; site/ garde la dernière version correcte.")
    assert GOOD == content_of(copie_du_depot / "site")
    assert before == set(copie_du_depot.iterdir()) - {copie_du_depot / ".cache"}  # templates may have been compiled
