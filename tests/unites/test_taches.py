# SPDX-License-Identifier: MIT
"""The tasks of the two forges: they call sessions that exist, and both plan the same ones."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FORGES = [ROOT / ".gitlab-ci.yml", *sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / ".ci" / "run"]
_SESSION = re.compile(r"noxfile\.py -s ([a-z]+)")


def sessions() -> set[str]:
    """Return the sessions of ``noxfile.py``."""
    body = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8")).body
    functions = (node for node in body if isinstance(node, ast.FunctionDef))
    return {f.name for f in functions if any(ast.unparse(d) == "nox.session" for d in f.decorator_list)}


def read(path: Path) -> Any:
    """Read a YAML file of a forge as text: « on » stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only, safer than safe_load


@pytest.mark.parametrize("path", FORGES, ids=lambda path: path.name)
def test_every_task_calls_a_session_that_exists(path: Path) -> None:
    """A session renamed in ``noxfile.py`` is renamed in the forges."""
    called = set(_SESSION.findall(path.read_text(encoding="utf-8")))
    assert called
    assert set() == called - sessions()


def test_both_forges_try_the_oldest_and_the_newest_versions_and_renew_the_locks() -> None:
    """Each month, in the national repository only, without stopping a publication."""
    github = read(ROOT / ".github/workflows/dependances.yml")
    gitlab = read(ROOT / ".gitlab-ci.yml")
    assert ["29 2 5 * *"] == [planned["cron"] for planned in github["on"]["schedule"]]
    tried = [(row["session"], row["python"]) for row in github["jobs"]["versions"]["strategy"]["matrix"]["include"]]
    assert [(row["SESSION"], row["PYTHON"]) for row in gitlab["versions"]["parallel"]["matrix"]] == tried
    assert {"minimum", "recent"} == {session for session, _python in tried} == {"minimum", "recent"} & sessions()
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert oldest is not None
    assert ("minimum", oldest[1]) in tried
    for name in ("versions", "verrous"):
        assert "fork" in github["jobs"][name]["if"]
        assert "true" == gitlab[name]["allow_failure"]
        assert ['$CI_PIPELINE_SOURCE == "schedule" && $DEPENDANCES == "oui"'] == [
            r["if"] for r in gitlab[name]["rules"]
        ]
