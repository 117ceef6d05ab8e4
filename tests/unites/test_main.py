# SPDX-License-Identifier: MIT
"""The command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from labellisation.__main__ import COMMANDS, main
from labellisation.__main__ import run as entry_point
from tests.conftest import FICTITIOUS_DAY, REAL_DAY, ROOT, MakeDepot


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process, from its entry point."""

    def call(*args: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["labellisation", *args])
        with pytest.raises(SystemExit) as end:
            entry_point()
        said = capsys.readouterr()
        return Done(int(end.value.code or 0), said.out, said.err)

    return call


def test_a_sound_repository(run: Run, depot: MakeDepot) -> None:
    """A sound repository ends with its counts and the code 0."""
    done = run("controler", "--racine", str(depot()), "--date", FICTITIOUS_DAY)
    assert (0, "0 erreur, 0 alerte\n", "") == (done.returncode, done.stdout, done.stderr)


def test_the_real_repository_is_sound(run: Run) -> None:
    """The repository itself has no error."""
    done = run("controler", "--racine", str(ROOT), "--date", REAL_DAY)
    assert (0, True, "") == (done.returncode, done.stdout.splitlines()[-1].startswith("0 erreur, "), done.stderr), (
        done.stdout[-2000:]
    )


def test_an_error_ends_with_the_code_1(run: Run, depot: MakeDepot) -> None:
    """One error is told at its place and gives the code 1; the count is the last line."""
    done = run("controler", "--racine", str(depot({"docs/contact.md": "Sans en-tête.\n"})), "--date", FICTITIOUS_DAY)
    assert (1, "") == (done.returncode, done.stderr)
    assert ["docs/contact.md:1:1 FIC006", "1 erreur, 0 alerte"] == [done.stdout[:26], done.stdout.splitlines()[-1]]


def test_an_alert_is_not_an_error(run: Run, depot: MakeDepot) -> None:
    """Alerts are told and counted, and give the code 0."""
    unknown = {
        "data/textes/circulaire-fictive-2030.yml": {
            "valeur: en_vigueur, source: page fictive": "valeur: inconnu, source: null"
        }
    }
    done = run("controler", "--racine", str(depot(replace=unknown)), "--date", FICTITIOUS_DAY)
    assert (0, True, "0 erreur, 1 alerte") == (done.returncode, "[alerte]" in done.stdout, done.stdout.splitlines()[-1])


@pytest.mark.parametrize("date", ["2030", "2030-06", "hier", "2030-02-30", "01/06/2030"])
def test_a_date_that_is_no_day_is_told(run: Run, depot: MakeDepot, date: str) -> None:
    """A date that is not a whole day is one French sentence and the code 2."""
    done = run("controler", "--racine", str(depot()), "--date", date)
    assert (2, "") == (done.returncode, done.stdout)
    assert f"date {date!r}\u00a0: attendu un" in done.stderr
    assert 1 == len(done.stderr.splitlines())


def test_without_git_the_last_review_gives_the_date(
    run: Run, depot: MakeDepot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside git and without --date, the last « relu_le » is the date; without any, it is asked for."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = depot()
    assert 2 == run("controler", "--racine", str(root)).returncode
    page = root / "docs" / "index.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("titre: Accueil fictif", "titre: Accueil fictif\nrelu_le: 2030-05-01"),
        encoding="utf-8",
    )
    assert 0 == run("controler", "--racine", str(root)).returncode


@pytest.mark.parametrize(
    "args",
    [
        ["inconnue"],
        ["controler", "--inconnue"],
        ["controler", "--racine", "/absent/vraiment"],
        ["publier", "--inconnue"],
    ],
)
def test_a_wrong_command_is_refused(args: list[str]) -> None:
    """A command, an option or a folder that does not exist gives the code 2, and no traceback."""
    result = CliRunner().invoke(main, args)
    assert (2, True) == (result.exit_code, isinstance(result.exception, SystemExit))


def test_every_command_is_documented_in_french() -> None:
    """Each command and each of its options has its help, and the version is given."""
    commands = {name: main.get_command(click.Context(main), name) for name in COMMANDS}
    assert [] == [name for name, command in commands.items() if command is None or not command.help]
    assert [] == [
        (n, p.name)
        for n, c in commands.items()
        for p in (c.params if c else ())
        if p.param_type_name == "option" and not getattr(p, "help", None)
    ]
    assert "labellisation " in CliRunner().invoke(main, ["--version"]).output


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_announced_in_its_own_words(name: str) -> None:
    """What the list says of a command, before it is imported, is how its own help begins."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert (command.help or "").startswith(COMMANDS[name].help)


def test_help_imports_no_command() -> None:
    """Listing the commands reads none of their packages, nor the engine, nor the network's library."""
    code = (
        "import sys; from click.testing import CliRunner; from labellisation.__main__ import main; "
        "assert 'controler' in CliRunner().invoke(main, ['--help']).output; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules} | {n for n in sys.modules if n.startswith('labellisation.')}))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {f"labellisation.{name}" for name in ("__main__", "diagnostics", "french_click", "memory")} == {
        name for name in found if name.startswith("labellisation.")
    }
    assert set() == set(found) & {
        "babel",
        "msgspec",
        "jinja2",
        "jsonschema",
        "lxml",
        "markdown",
        "mkdocs",
        "requests",
        "yaml",
    }


def test_the_checks_import_only_what_they_need(depot: MakeDepot) -> None:
    """A sound repository is checked without what draws, publishes, asks the network or explains a schema."""
    code = (
        "import sys; from click.testing import CliRunner; from labellisation.__main__ import main; "
        f"assert 0 == CliRunner().invoke(main, {['controler', '--racine', str(depot()), '--date', FICTITIOUS_DAY]!r}).exit_code; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert set() == set(found) & {
        "babel",
        "icalendar",
        "jsonschema",
        "lxml",
        "mkdocs",
        "requests",
        "ruamel",
        "xlsxwriter",
    }
