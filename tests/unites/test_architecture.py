# SPDX-License-Identifier: MIT
"""One direction of travel: what may import what."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.outils import absent

PACKAGE = ROOT / "src" / "labellisation"
MODULES = sorted(PACKAGE.rglob("*.py"))
ADAPTERS = {"site/plugin.py", "site/engine.py", "site/mkdocs_pages.py"}
#: Package → packages of ours that it must never import.
_ENDS = {"apercu", "authoring", "documents", "imports", "links", "pdf", "publishing", "relecture", "reports"}
#: Package → packages that it must not import.
ABOVE = {
    "registry": {"academie", "checks", "content", "exports", "site"} | _ENDS,
    "content": {"academie", "checks", "exports", "site"} | _ENDS,
    "academie": {"checks", "exports", "site"} | _ENDS,
    "exports": {"academie", "checks", "content", "site"} | _ENDS,
    "checks": {"exports", "site"} | _ENDS,
    "documents": {"apercu", "imports", "links", "authoring", "publishing", "reports"},
    "pdf": {"apercu", "imports", "links", "authoring", "publishing", "reports"},
    "site": {"apercu", "imports", "links", "authoring", "publishing", "reports"},
    "reports": {"apercu", "links", "authoring", "imports", "publishing", "exports"},
    "apercu": {"links", "authoring", "imports", "publishing", "exports"},
    "authoring": {"apercu", "links", "imports", "publishing", "exports"},
    "links": {"apercu", "imports", "publishing", "exports"},
}


def imported(path: Path) -> set[str]:
    """Return the full names of the modules that ``path`` imports."""
    package = ("labellisation", *path.relative_to(PACKAGE).parent.parts)
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            start = ".".join(filter(None, [base, node.module]))
            found |= {start} | {f"{start}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
class TestModule:
    """Every module of the package."""

    def test_only_the_adapter_imports_mkdocs(self, path: Path) -> None:
        """Outside the adapter no module imports mkdocs."""
        uses = any(name.split(".")[0] == "mkdocs" for name in imported(path))
        assert not uses or path.relative_to(PACKAGE).as_posix() in ADAPTERS

    def test_nothing_points_back(self, path: Path) -> None:
        """A package imports only those before it."""
        package = path.relative_to(PACKAGE).parts[0]
        names = {name.split(".")[1] for name in imported(path) if name.startswith("labellisation.")}
        assert set() == names & ABOVE.get(package, set())

    def test_the_clock_is_never_read(self, path: Path) -> None:
        """No module asks the clock for a day: everything is evaluated at the date of reference."""
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        assert set() == {
            c for c in calls if c.endswith((".today", ".now", ".utcnow", "time.time", ".localtime", ".gmtime"))
        }

    def test_has_a_licence_a_docstring_and_a_bounded_size(self, path: Path) -> None:
        """A module names its licence, says what it is, and holds 250 lines at most."""
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# SPDX-License-Identifier: MIT\n")
        assert ast.get_docstring(ast.parse(text))
        assert text.count("\n") <= 250


SHEETS = [*(ROOT / "docs" / "assets").glob("*.js"), *(ROOT / "overrides" / "style").glob("*.css")]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_script_or_a_sheet_is_short(path: Path) -> None:
    """A script or a style sheet names its licence and holds 250 lines at most."""
    text = path.read_text(encoding="utf-8")
    assert "SPDX-License-Identifier: MIT" in text.splitlines()[0]
    assert text.count("\n") <= 250


def test_only_one_module_runs_git() -> None:
    """git is run by its own module alone."""
    found = [p.relative_to(PACKAGE).as_posix() for p in MODULES if '["git"' in p.read_text(encoding="utf-8")]
    assert ["git.py"] == found


def test_the_adapter_is_small() -> None:
    """What is written for MkDocs, and would be written again for another engine, is 300 lines at most."""
    lines = {name: len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) for name in sorted(ADAPTERS)}
    assert sum(lines.values()) <= 300, lines


def test_one_place_decides_what_an_absent_tool_does() -> None:
    """Tests skip for want of a tool through ``absent``, which fails in continuous integration; the other skip is ``--long``."""
    reasons = {
        ast.unparse(node.args[0])
        for path in (ROOT / "tests").rglob("*.py")
        if path != ROOT / "tests" / "outils.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.skip"
    }
    assert set() == {reason for reason in reasons if "--long" not in reason}


def test_an_absent_tool_is_a_skip_here_and_a_failure_in_the_forge(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sentence, told two ways."""
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="il manque tout"):
        absent("il manque tout")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="il manque tout"):
        absent("il manque tout")
