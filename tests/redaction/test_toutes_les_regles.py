# SPDX-License-Identifier: MIT
"""One mistake of each rule, taken from the golden cases, told in every format; then whatever a file may hold."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from labellisation.authoring.roundtrip import RewriteError, insert
from labellisation.checks import RULES
from labellisation.diagnostics import Diagnostic, Location, Severite
from labellisation.registry import Document
from labellisation.reports import FORMATS, render
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, MakeDepot
from tests.redaction.test_formats import CODE_QUALITY, SARIF_RESULT, field
from tests.test_cas import ELSEWHERE, PATHS, case_rule, laid_out, read

SITE = "https://exemple.invalid/"


def faulty_cases() -> Iterator[Path]:
    """Yield, for each rule, the first case that breaks it."""
    seen: set[str] = set()
    for path in PATHS:
        code = case_rule(path)
        if code not in seen and code in [e["code"] for e in read(path)["attendu"]]:
            seen.add(code)
            yield path


def test_one_mistake_of_each_rule_in_every_format(depot: MakeDepot) -> None:
    """Diagnostics = rules; each is told with its line, and with every field that the specifications require."""
    told: set[str] = set()
    for path in faulty_cases():
        case = read(path)
        root = laid_out(case, depot)
        found = Site.load(root, case.get("date", FICTITIOUS_DAY)).diagnostics
        told |= {d.code for d in found}
        run = json.loads(render(found, "sarif", root, SITE))["runs"][0]
        assert all(isinstance(field(r, where), kind) for r in run["results"] for where, kind in SARIF_RESULT.values())
        issues = json.loads(render(found, "codequality", root, SITE))
        assert len(issues) == len(set(found)) == len({issue["fingerprint"] for issue in issues})
        assert all(field(issue, where) is not None for issue in issues for where in CODE_QUALITY)
        text = render(found, "texte", root)
        assert all(f"{d}" in text for d in found)
        shutil.rmtree(root)
    assert set(RULES) - ELSEWHERE <= told


anything = st.text(st.characters(codec="utf-8"), max_size=60)
places = st.builds(Location, st.sampled_from(["a.yml", "b/é.md", "absent.yml"]), st.integers(1, 9), st.integers(1, 70))
codes = st.sampled_from([*list(RULES)[:3], "ZZZ999"])
found = st.lists(st.builds(Diagnostic, places, codes, anything, st.sampled_from(Severite)), max_size=6)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    return tmp_path


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found, anything, anything)
def test_no_file_breaks_a_report(root: Path, diagnostics: list[Diagnostic], one: str, two: str) -> None:
    """Whatever files and messages hold, every format is well formed and tells each diagnostic once."""
    (root / "a.yml").write_bytes(one.encode())
    (root / "b/é.md").write_bytes(two.encode("utf-16"))
    number = len(set(diagnostics))
    reports = {format: render(diagnostics, format, root, SITE, colour=True) for format in FORMATS}
    assert number == len(json.loads(reports["json"])["diagnostics"])
    assert number == len(json.loads(reports["codequality"]))
    assert number == len(json.loads(reports["sarif"])["runs"][0]["results"])
    assert number == len(reports["github"].splitlines())
    assert len({d for d in diagnostics if d.severite is Severite.ERREUR}) == len(
        etree.fromstring(reports["junit"].encode()).findall(".//failure")
    )


entries = st.fixed_dictionaries({"id": anything, "note": st.none() | anything})


@settings(max_examples=150, deadline=None)
@given(st.text("ab: -[]{}#\n'\"\u00e9|>&*!%?,", max_size=60), entries, st.integers(0, 3))
def test_an_insertion_is_exact_or_refused(rest: str, entry: dict[str, str | None], index: int) -> None:
    """Whatever surrounds the list, an insertion gives the list with the entry and nothing else, or is refused."""
    text = f"termes:\n- id: a\n  note: b\n- id: c\n  note: d\n{rest}"
    before = Document("", text).value
    try:
        after = Document("", insert(text, "termes", entry, index)).value
    except RewriteError:
        return
    assert {**before, "termes": None} == {**after, "termes": None}
    read_entry = after["termes"].pop(index)
    assert (entry["id"] or "", entry["note"]) == (read_entry["id"] or "", read_entry["note"])
    assert before == after
