# SPDX-License-Identifier: MIT
"""The golden cases of ``tests/imports/cas``: a fictitious export, and what the import says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from labellisation.checks.base import RULES
from labellisation.imports.report import check_regression
from labellisation.registry import PartialDate
from labellisation.registry.temoin import Temoin

from .conftest import Importer, Lire, plain
from .fabrique import COLUMNS, export, row

PATHS = sorted((Path(__file__).parent / "cas").glob("*.yml"))
KEYS = {
    "titre",
    "contenu",
    "codage",
    "sans",
    "remplace",
    "coupe",
    "lignes",
    "extrait_du",
    "avant",
    "attendu",
    "retenus",
    "rejetees",
}
#: ETB035 reads the snapshot, not an export: see ``test_instantane.py``.
CODES = [f"ETB{number:03d}" for number in range(20, 35)]


def read(path: Path) -> dict[str, Any]:
    """Read a case; every value stays the text that was written."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
    return content


def built(case: dict[str, Any]) -> bytes:
    """Return the file that the case describes."""
    if "contenu" in case:
        return str(case["contenu"]).encode()
    rows = [row(8 * number, **cells) for number, cells in enumerate(case["lignes"], 1)]
    text = export(rows, end="\n", bom=False).decode()
    if "sans" in case:
        kept = [rank for rank, name in enumerate(COLUMNS[2026]) if name not in case["sans"]]
        text = "".join(
            ";".join(line.split(";")[rank] for rank in kept).rstrip("\n") + "\n" for line in text.splitlines()
        )
    for before, after in case.get("remplace", {}).items():
        assert before in text
        text = text.replace(before, after)
    content = text.encode(case.get("codage", "utf-8-sig"))
    return content[: len(content) - int(case.get("coupe", 0))]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_case(path: Path, lire: Lire) -> None:
    """An export gives the diagnostics that its case expects, and no other; the rest is read."""
    case = read(path)
    assert set() == set(case) - KEYS
    extract = lire(built(case), day=case.get("extrait_du"))
    if "avant" in case:
        check_regression(
            extract, Temoin(PartialDate(case["avant"]["extrait_du"]), {}, lignes_lues=int(case["avant"]["lignes_lues"]))
        )
    found = sorted(extract.journal.kept, key=lambda d: d.sort_key)
    wanted = case.get("attendu", [])
    assert [f"{w['ou']} {w['code']}" for w in wanted] == [
        f"{d.location.line}:{d.location.column} {d.code}" for d in found
    ], found
    for expected, diagnostic in zip(wanted, found, strict=True):
        assert expected["contient"] in plain(diagnostic.message)
        assert expected.get("severite", "erreur") == diagnostic.severite
    assert int(case.get("retenus", 0)) == (len(extract.temoin.lignes) if extract.temoin else 0)
    assert int(case.get("rejetees", 0)) == extract.rejetees


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_faulty_and_a_sound_case(code: str) -> None:
    """Each rule of the import has a case that breaks it and a case that respects it."""
    told = [{w["code"] for w in read(path).get("attendu", [])} for path in PATHS if path.stem.startswith(code)]
    assert any(code in codes for codes in told)
    assert any(not codes - {"ETB028"} and code not in codes for codes in told)


def test_every_rule_is_documented() -> None:
    """Each rule gives its title, its reason, a wrong and a right example."""
    for code in [*CODES, "ETB035"]:
        rule = RULES[code]
        assert all(text.strip() for text in (rule.titre, rule.pourquoi, rule.faux, rule.juste))
        assert rule.faux != rule.juste


def test_a_wrong_longitude_without_latitude_has_a_place(commande: Importer) -> None:
    """A file whose column of latitudes has lost its name: the longitude alone is told, at the start of its line."""
    content = export([row(1)]).replace(b"latitude", b"lat\titude", 1).replace(b"position", b"posi", 1)
    done = commande(content)
    assert done.exit_code in (0, 1)
    assert "latitude, longitude" in done.output
