# SPDX-License-Identifier: MIT
"""The command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import FICTITIOUS_DAY, REAL_DAY, ROOT, MakeDepot

from labellisation.__main__ import main


def run(*args: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as an editor does."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, "-m", "labellisation", *args], capture_output=True, text=True, encoding="utf-8", check=False, env=env)


def test_a_sound_repository(depot: MakeDepot) -> None:
    """A sound repository ends with its counts and the code 0."""
    done = run("controler", "--racine", str(depot()), "--date", FICTITIOUS_DAY)
    assert (0, "0 erreur, 0 alerte\n", "") == (done.returncode, done.stdout, done.stderr)


def test_the_real_repository_is_sound() -> None:
    """The repository itself has no error."""
    done = run("controler", "--racine", str(ROOT), "--date", REAL_DAY)
    assert (0, True, "") == (done.returncode, done.stdout.splitlines()[-1].startswith("0 erreur, "), done.stderr), done.stdout[-2000:]


def test_an_error_ends_with_the_code_1(depot: MakeDepot) -> None:
    """One error is told at its place and gives the code 1; the count is the last line."""
    done = run("controler", "--racine", str(depot({"docs/contact.md": "Sans en-tête.\n"})), "--date", FICTITIOUS_DAY)
    assert (1, "") == (done.returncode, done.stderr)
    assert ["docs/contact.md:1:1 FIC006", "1 erreur, 0 alerte"] == [done.stdout[:26], done.stdout.splitlines()[-1]]


def test_an_alert_is_not_an_error(depot: MakeDepot) -> None:
    """Alerts are told and counted, and give the code 0."""
    unknown = {"data/textes/circulaire-fictive-2030.yml": {"valeur: en_vigueur, source: page fictive": "valeur: inconnu, source: null"}}
    done = run("controler", "--racine", str(depot(replace=unknown)), "--date", FICTITIOUS_DAY)
    assert (0, True, "0 erreur, 1 alerte") == (done.returncode, "[alerte]" in done.stdout, done.stdout.splitlines()[-1])


@pytest.mark.parametrize("date", ["2030", "2030-06", "hier", "2030-02-30", "01/06/2030"])
def test_a_date_that_is_no_day_is_told(depot: MakeDepot, date: str) -> None:
    """A date that is not a whole day is one French sentence and the code 2."""
    done = run("controler", "--racine", str(depot()), "--date", date)
    assert (2, "") == (done.returncode, done.stdout)
    assert f"date {date!r}\u00a0: attendu une" in done.stderr
    assert 1 == len(done.stderr.splitlines())


def test_without_git_the_last_review_gives_the_date(depot: MakeDepot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside git and without --date, the last « relu_le » is the date; without any, it is asked for."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = depot()
    assert 2 == run("controler", "--racine", str(root)).returncode
    page = root / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("titre: Accueil fictif", "titre: Accueil fictif\nrelu_le: 2030-05-01"), encoding="utf-8")
    assert 0 == run("controler", "--racine", str(root)).returncode


@pytest.mark.parametrize("args", [["inconnue"], ["controler", "--inconnue"], ["controler", "--racine", "/absent/vraiment"], ["publier"]])
def test_a_wrong_command_is_refused(args: list[str]) -> None:
    """A command, an option or a folder that does not exist gives the code 2, and no traceback."""
    result = CliRunner().invoke(main, args)
    assert (2, True) == (result.exit_code, isinstance(result.exception, SystemExit))


def test_every_command_is_documented_in_french() -> None:
    """Each command and each of its options has its help, and the version is given."""
    assert len(main.commands) >= 4
    assert [] == [name for name, command in main.commands.items() if not command.help]
    assert [] == [(n, p.name) for n, c in main.commands.items() for p in c.params if p.param_type_name == "option" and not getattr(p, "help", None)]
    assert "labellisation " in CliRunner().invoke(main, ["--version"]).output
