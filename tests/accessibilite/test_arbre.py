# SPDX-License-Identifier: MIT
"""What a screen reader meets on the home page, a fiche and the annuaire: the outline of the accessibility tree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.navigateur.conftest import Visit

PAGES = {"accueil": "", "fiche": "fiches/fiche-2/", "annuaire": "annuaire/"}
TREES = Path(__file__).parent / "arbres"
#: What holds the page together, with its name.
FRAME = (
    "banner",
    "main",
    "navigation",
    "contentinfo",
    "search",
    "dialog",
    "article",
    "button",
    "searchbox",
    "textbox",
    "combobox",
)
#: What is written in it: the kind and the level only, for an editor changes the words.
CONTENT = ("heading", "table", "region", "group", "form", "caption")
LINE = re.compile(r'\s*- \'?(?P<role>[a-z]+)(?P<name> "[^"]*")?(?P<level> \[level=\d\])?')


def outline(tree: str) -> str:
    """Keep landmarks, headings, tables and fields; a pattern that repeats is told once."""
    lines: list[str] = []
    for found in filter(None, map(LINE.match, tree.splitlines())):
        role, name, level = found["role"], found["name"] or "", found["level"] or ""
        line = f"{role}{name}" if role in FRAME else f"{role}{level}" if role in CONTENT else ""
        if line and line not in lines[-3:]:
            lines.append(line)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", PAGES)
def test_the_tree_is_the_one_that_was_read_over(visit: Visit, name: str) -> None:
    """The outline is that of tests/accessibilite/arbres (remove the file, run again, and read it over, if a change is wanted)."""
    page = visit(reduced_motion="reduce").go(PAGES[name])
    found = outline(page.locator("body").aria_snapshot())
    expected = TREES / f"{name}.txt"
    if not expected.exists():
        TREES.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
        pytest.fail(f"{expected.name} vient d’être écrit : relisez-le, puis relancez.", pytrace=False)
    assert expected.read_text(encoding="utf-8") == found
