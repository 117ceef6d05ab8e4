# SPDX-License-Identifier: MIT
"""The golden cases of ``tests/cas``: an editor can read them, and add one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from labellisation.checks import RULES
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, MakeDepot

CASES = Path(__file__).parent / "cas"
#: Cases that one build of the whole site plays (``test_dix_erreurs.py``).
WHOLE_SITE = CASES / "socle"
#: Rules that read the built site or the engine: ``unites/test_built.py``, ``test_engine.py`` and ``test_search.py`` hold their tests.
#: Rules whose cases are elsewhere: the built site, the import (``tests/imports``), git (``tests/bifurcation``).
ELSEWHERE = {
    "ACA019",
    "SIT010",
    "SIT011",
    "SIT012",
    "SIT013",
    "SIT020",
    *(f"ETB{number:03d}" for number in range(20, 36)),
}
KEYS = {"titre", "depuis", "date", "remplace", "fichiers", "lourds", "attendu"}


def read(path: Path) -> dict[str, Any]:
    """Read a case; every value stays the text that was written."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only, safer than safe_load
    return content


def laid_out(case: dict[str, Any], depot: MakeDepot) -> Path:
    """Return the repository of a case."""
    root: Path = depot(case.get("fichiers"), case["depuis"], case.get("remplace"))
    for path, size in case.get("lourds", {}).items():  # files too heavy to be written in a case: zeros
        (root / path).write_bytes(bytes(int(size)))
    return root


PATHS = [path for path in sorted(CASES.rglob("*.yml")) if path.parent not in (CASES / "depots", WHOLE_SITE)]


def case_rule(path: Path) -> str:
    """Return the code of the rule that the name of the case gives."""
    return path.name.partition("-")[0]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_case(path: Path, depot: MakeDepot) -> None:
    """A repository gives the diagnostics that its case expects, and no other."""
    case = read(path)
    assert set() == set(case) - KEYS
    root = laid_out(case, depot)
    found = Site.load(root, case.get("date", FICTITIOUS_DAY)).diagnostics
    places = [f"{d.location.path}:{d.location.line}:{d.location.column} {d.code}" for d in found]
    assert sorted(f"{e['ou']} {e['code']}" for e in case["attendu"]) == sorted(places), "\n".join(map(str, found))
    for wanted in case["attendu"]:
        told = [d for d in found if (d.code, ":".join(map(str, d.location))) == (wanted["code"], wanted["ou"])]
        assert any(wanted["contient"] in d.message.replace("\u00a0", " ") for d in told), told
        assert {wanted.get("severite", "erreur")} == {str(d.severite) for d in told}


@pytest.mark.parametrize("code", sorted(set(RULES) - ELSEWHERE))
def test_every_rule_has_a_faulty_and_a_sound_case(code: str) -> None:
    """Each rule has a case that breaks it and a case that respects it."""
    cases = [read(path) for path in PATHS if case_rule(path) == code]
    assert any(code in [e["code"] for e in case["attendu"]] for case in cases)
    assert any(code not in [e["code"] for e in case["attendu"]] for case in cases)


def test_every_rule_has_two_cases() -> None:
    """At least two cases a rule, those of the import included; the rest is played on a built site or a real repository."""
    imported = sorted((Path(__file__).parent / "imports" / "cas").rglob("*.yml"))
    counts = Counter(case_rule(path) for path in (*PATHS, *imported))
    played = {
        "ACA019",
        "SIT010",
        "SIT011",
        "SIT012",
        "SIT013",
        "SIT020",
        "ETB035",
    }  # bifurcation, unites, navigateur, imports
    assert set() == {code for code in RULES if counts[code] < 2} - played
    print(f"{len(RULES)} rules, {sum(counts.values())} cases")


def test_every_case_names_a_rule() -> None:
    """The name of a case begins with the code of a rule."""
    assert set() == {case_rule(path) for path in PATHS} - set(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_documented(code: str) -> None:
    """Each rule gives its title, its reason, a wrong and a right example."""
    rule = RULES[code]
    assert [] == [field for field in ("titre", "pourquoi", "faux", "juste") if not getattr(rule, field).strip()]
    assert rule.faux != rule.juste
    assert code == rule.code
