# SPDX-License-Identifier: MIT
"""What a screen reader meets on the home page, a fiche and the annuaire: the outline of the accessibility tree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.navigateur.conftest import Visit

PAGES = {"accueil": "", "fiche": "fiches/fiche-2/", "annuaire": "annuaire/"}
TREES = Path(__file__).parent / "arbres"
#: What holds the page together; texts and rows change with the data.
KEPT = re.compile(
    r"^\s*- (?:banner|main|navigation|contentinfo|region|search|form|heading|table|caption|group|dialog|article|button|searchbox|textbox|combobox)\b"
)


def outline(tree: str) -> str:
    """Keep the lines of landmarks, headings, tables and fields, with their names; counts become « n »."""
    lines = (line.rstrip(":") for line in tree.splitlines() if KEPT.match(line))
    return "\n".join(re.sub(r"\d+", "n", line.lstrip()) for line in lines) + "\n"


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
