# SPDX-License-Identifier: MIT
"""The style sheet of the site says what our sheets say, in fewer letters."""

from __future__ import annotations

from labellisation.site.style import source
from tests.outils import ROOT, BuiltSite

from .conftest import Visit

RULES = """sheets => sheets.map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s+|"/g, ""));
})"""


def test_the_light_sheet_has_the_rules_of_the_sheets(visit: Visit, built: BuiltSite) -> None:
    """A browser reads the same rules, in the same order, in what it is given and in what we write."""
    light = (built.folder / "assets/labellisation.css").read_text(encoding="utf-8")
    written = source(ROOT)
    ours, theirs = visit().page.evaluate(RULES, [written, light])
    assert len(ours) > 300
    assert ours == theirs
    assert len(light) < 0.85 * len(written)
