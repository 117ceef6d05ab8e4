# SPDX-License-Identifier: MIT
"""The benchmark runs and prints; no time is asserted here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from . import apercu, ordinaire, processus, profil, tableau
from .__main__ import main, options_of, rows_of
from .lieux import ROOT, Places
from .lignes import COLD, LARGE, OURS, ROWS, STOCK, ZENSICAL
from .processus import Cost


def test_every_row_has_a_name_of_its_own_and_measures_us_or_a_peer() -> None:
    """The default run asks for every row but those behind an option."""
    assert len(ROWS) == len({row.name for row in ROWS})
    assert [row for row in ROWS if not row.option] == rows_of(options_of([]))
    assert list(ROWS) == rows_of(options_of(["--menu"]))
    assert {"controler"} == {r.name.partition(" ")[0] for r in rows_of(options_of(["--seulement", "controler"]))}


def test_what_the_rows_edit_is_there(tmp_path: Path) -> None:
    """Each edit of ours changes its file, and each command runs in a place that is known."""
    places = Places(tmp_path, 60, 600)
    for row in ROWS:
        for run in row.runs.values():
            if not isinstance(run, apercu.Edit):
                assert hasattr(Places, run.folder), row.name
            elif run is row.runs.get(OURS):
                text = (places.ours / run.file).read_text(encoding="utf-8")
                assert "Repere" in run.change(text, "Repere"), row.name


def test_it_measures_a_command_and_keeps_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Few labels, one tour, the checks only: a table, and its JSON."""
    kept = tmp_path / "banc.json"
    main(["--tours", "1", "--labels", "30", "--seulement", "sans démarrage", "--json", str(kept)])
    printed = capsys.readouterr().out
    assert re.search(r"^registre lu et contrôlé, sans démarrage +\d+,\d\d s +— +— ", printed, re.MULTILINE)
    assert "30 labels fictifs" in printed
    content = json.loads(kept.read_text(encoding="utf-8"))
    (cost,) = content["mesures"]["registre lu et contrôlé, sans démarrage"]["nous"]
    assert 0 < cost["wall"]
    assert 0 < cost["cpu"]


def test_a_process_is_counted_with_its_children(tmp_path: Path) -> None:
    """A child that fills memory counts; byte code is kept, whatever the shell says."""
    child = "import time; x = bytearray(80_000_000); time.sleep(0.4)"
    script = (
        f"import subprocess, sys; assert not sys.dont_write_bytecode; subprocess.run([sys.executable, '-c', {child!r}])"
    )
    cost, _text = processus.run([sys.executable, "-c", script], tmp_path)
    assert cost.wall >= 0.4
    if sys.platform == "linux":
        assert cost.memory is not None
        assert cost.own is not None
        assert cost.memory > 80 > cost.own
    with pytest.raises(SystemExit, match="code 3"):
        processus.run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def test_the_table_tells_the_ratios_and_the_growth(tmp_path: Path) -> None:
    """Medians, ratios to both peers, « absent » for Zensical where it is not, the cost of one établissement more."""
    rows = [row for row in ROWS if row.name in (COLD, LARGE)]
    found = {
        COLD: {OURS: [Cost(2, 3, 300, 100), Cost(4, 3, 300, 100), Cost(3, 3, 300, 100)], STOCK: [Cost(6, 6, 60, 60)]},
        LARGE: {OURS: [Cost(12, 12, 1200, 900)]},
    }
    said = [" ".join(line.split()) for line in tableau.lines(rows, found, Places(tmp_path, 1000, 10_000), 3)]
    assert f"{COLD} 3,00 s 6,00 s absent × 0,50 — 3,0 / 6,0 300 (100) / 60" in said
    assert f"{LARGE} 12,00 s — — — — 12,0 1200 (900)" in said
    assert "Un établissement de plus, de 1 000 à 10 000 : 1,00 ms, 0,100 Mo" in said
    assert {OURS, STOCK, ZENSICAL} == set(rows[0].runs)


def test_the_stock_site_builds_and_its_menu_is_short(tmp_path: Path) -> None:
    """A strict build of long and short pages; the short ones are out of the menu, and call a macro."""
    assert 24 == ordinaire.write_stock_site(tmp_path, ["Un texte.\n"] * 20, 24)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        command, cwd=tmp_path, env=processus.environment(), capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr
    page = (tmp_path / "site/courte-2/index.html").read_text(encoding="utf-8")
    assert 'href="https://exemple.invalid/exemple-2"' in page
    menu = page.partition('<nav class="md-nav md-nav--primary')[2].partition("</nav>")[0]
    assert "page-3/" in menu
    assert "courte-" not in menu


def test_the_profile_names_functions_that_exist() -> None:
    """A stage whose function was renamed is found here."""
    for stage, place in profil.STAGES.items():
        module, _, name = place.partition(":")
        found = __import__(module, fromlist=["*"])
        for part in name.split("."):
            found = getattr(found, part, None)
        assert found is not None, stage


def test_the_guides_name_the_options() -> None:
    """DEVELOPPER.md tells each option of the benchmark."""
    guide = (ROOT / "DEVELOPPER.md").read_text(encoding="utf-8")
    assert [] == [
        o for o in ("--tours", "--seulement", "--menu", "--profil", "--json", "--labels") if f"`{o}" not in guide
    ]
