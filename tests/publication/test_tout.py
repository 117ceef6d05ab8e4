# SPDX-License-Identifier: MIT
"""``publier --tout``: each tag made again by its own program, compared with what was recorded, on a local branch."""

from __future__ import annotations

import json

import pytest

from tests.outils import labellisation

from .conftest import BRANCH, Essai, page

#: The program of the small repository: it copies its folder, as the real one builds, and tells which code ran.
PROGRAM = """\
import json, os, shutil, sys
from pathlib import Path

words = sys.argv[1:]
assert words[:2] == ["construire", "--documents"], words
target = Path(words[words.index("--vers") + 1])
shutil.copytree("site-essai", target)
(target / "code.txt").write_text("{year}")
(target / "adresse.txt").write_text(os.environ.get("LABELLISATION_SITE", ""))
(target / "donnees").mkdir()
state = {{"version": os.environ["MIKE_DOCS_VERSION"], "close": bool(os.environ.get("LABELLISATION_CLOSE"))}}
(target / "donnees" / "version.json").write_text(json.dumps(state))
{more}
"""
YEARS = ("2023-2024", "2024-2025", "2025-2026")


def program(year: str, more: str = "") -> dict[str, str]:
    """Return the files of the program of ``year``."""
    return {
        "src/labellisation/__init__.py": "",
        "src/labellisation/__main__.py": PROGRAM.format(year=year, more=more),
        "noxfile.py": "",
    }


@pytest.fixture
def etiquettes(essai: Essai) -> Essai:
    """A repository with three tagged years, each with its code and a page of its own."""
    for year in YEARS:
        essai.commit({**program(year), **page(f"annee-{year}/")})
        essai.git("tag", year)
    essai.commit(page("depuis/"))
    return essai


def local(essai: Essai, path: str) -> str:
    """Return a file of the local branch."""
    return essai.git("show", f"{BRANCH}:{path}")


def test_every_tag_is_made_again_by_its_own_program(etiquettes: Essai) -> None:
    """Three tags, then the open year: all are on the local branch, none on the remote; folders of work are gone."""
    done = etiquettes.run("--tout")
    said = done.stdout.replace("\u00a0", " ")
    assert (0, "") == (done.returncode, done.stderr)
    for year in YEARS:
        assert year == local(etiquettes, f"{year}/code.txt")
        assert f"{year} : refaite de l’étiquette {year}, qui n’enregistre aucune empreinte à comparer" in said
        record = json.loads(local(etiquettes, f"versions/{year}.json"))
        assert (True, etiquettes.git("rev-parse", f"{BRANCH}:{year}")) == (record["close"], record["arbre"])
        assert '"close": true' in local(etiquettes, f"{year}/donnees/version.json")
    assert ["2026-2027", *reversed(YEARS)] == [v["version"] for v in json.loads(local(etiquettes, "versions.json"))]
    assert "depuis/index.html" in etiquettes.git("ls-tree", "-r", "--name-only", f"{BRANCH}:courant")
    assert "annee-2023-2024/index.html" in etiquettes.git("ls-tree", "-r", "--name-only", f"{BRANCH}:2023-2024")
    assert "" == etiquettes.there("branch", "--list", BRANCH)
    assert 1 == len(etiquettes.git("worktree", "list").splitlines())


def test_a_second_run_gives_the_same_branch(etiquettes: Essai) -> None:
    """What the branch holds already is recognised, and nothing changes."""
    etiquettes.run("--tout")
    tip = etiquettes.git("rev-parse", BRANCH)
    said = etiquettes.run("--tout").stdout.replace("\u00a0", " ")
    assert "2023-2024 : refaite de l’étiquette 2023-2024, identique à ce qui a été enregistré" in said
    assert tip == etiquettes.git("rev-parse", BRANCH)


class TestComparing:
    """What is made again against what was recorded."""

    def test_what_differs_is_said_and_refused(self, essai: Essai) -> None:
        """Only the tag proves the original: the folder that differs is named, nothing is published, code 1."""
        clone = recorded(essai, differs=True)
        said = clone.refused("--tout")
        assert "2025-2026 : la version refaite n’est pas celle qui a été close ; poussez la branche" in said
        assert "--tolerer" in said
        assert "" == clone.git("branch", "--list", BRANCH)

    def test_what_differs_may_be_accepted_and_is_written(self, essai: Essai) -> None:
        """With --tolerer it is published, and /versions/ says what differs."""
        clone = recorded(essai, differs=True)
        done = clone.run("--tout", "--tolerer")
        said = done.stdout.replace("\u00a0", " ")
        assert done.returncode == 0
        assert "DIFFÈRE de ce qui a été enregistré : code.txt" in said
        assert "diffèrent de l’original&nbsp;: code.txt" in local(clone, "versions/index.html")

    def test_the_same_after_its_tag(self, essai: Essai) -> None:
        """The addresses of the day of the closing are those of the new build, whatever forge makes it."""
        clone = recorded(essai, differs=False)
        done = clone.run("--tout", LABELLISATION_SITE="https://ailleurs.invalid/")
        assert (0, True) == (done.returncode, "identique à ce qui a été enregistré" in done.stdout)

    def test_the_original_on_the_branch_is_kept(self, essai: Essai) -> None:
        """A closed version that the branch holds stays, byte for byte, and the difference is told."""
        clone = recorded(essai, differs=False)
        clone.run("--tout")
        tree = clone.git("rev-parse", f"{BRANCH}:2025-2026")
        clone.git("tag", "--delete", "2025-2026")
        retag(clone, program("2025-2026", "(target / 'code.txt').write_text('autre')"))
        done = clone.run("--tout")
        said = done.stdout.replace("\u00a0", " ")
        assert done.returncode == 0
        assert "DIFFÈRE de ce qui a été enregistré : code.txt ; l’original, sur la branche, est gardé" in said
        assert tree == clone.git("rev-parse", f"{BRANCH}:2025-2026")


def retag(essai: Essai, files: dict[str, str]) -> None:
    """Tag the year 2025-2026 at a new commit with ``files``, then go on."""
    essai.commit(files)
    essai.git("tag", "2025-2026")
    essai.commit({})


def recorded(essai: Essai, differs: bool) -> Essai:
    """Return a new clone where only the annotated tag 2025-2026 proves the closed version, made otherwise or not."""
    retag(essai, program("2025-2026"))
    assert essai.run("--tout").returncode == 0
    record = local(essai, "versions/2025-2026.json")
    if differs:
        essai.git("reset", "--quiet", "--hard", "2025-2026")
        essai.commit(program("2025-2026", "(target / 'code.txt').write_text('autre')"))
    commit = essai.git("rev-parse", "HEAD" if differs else "2025-2026^{commit}")
    essai.git("tag", "--annotate", "--force", "--message", f"Version 2025-2026, close\n\n{record}", "2025-2026", commit)
    essai.commit({})
    essai.git("push", "--quiet", "--force", "origin", "main", "2025-2026")
    return essai.another("nouveau")


def test_a_tag_without_a_lock_is_refused(essai: Essai) -> None:
    """Nothing says with what to build it: refused with the way out, nothing is published."""
    essai.commit({**program("2024-2025"), "verrous/documents.txt": None})
    essai.git("tag", "2024-2025")
    essai.commit({"verrous/documents.txt": "essai==1\n"})
    said = essai.refused("--tout")
    assert "étiquette 2024-2025 : son commit n’a pas de verrou verrous/documents.txt" in said
    assert "git tag --delete 2024-2025" in said
    assert "" == essai.git("branch", "--list", BRANCH)


def test_a_tag_with_another_lock_gets_its_own_environment(essai: Essai) -> None:
    """Its own runner prepares what its own lock says, and builds with it."""
    runner = (
        "import runpy, sys\n"
        "assert sys.argv[1:4] == ['-s', 'documents', '--'], sys.argv\n"
        "sys.argv = ['labellisation', 'construire', '--documents', *sys.argv[4:]]\n"
        "sys.path.insert(0, 'src')\n"
        "runpy.run_module('labellisation', run_name='__main__', alter_sys=True)\n"
    )
    files = program("2024-2025", "(target / 'verrou.txt').write_text(Path('verrous/documents.txt').read_text())")
    essai.commit({**files, "noxfile.py": runner, "verrous/documents.txt": "ancien==1\n"})
    essai.git("tag", "2024-2025")
    essai.commit({"verrous/documents.txt": "essai==1\n"})
    assert 0 == essai.run("--tout").returncode
    assert "ancien==1" == local(essai, "2024-2025/verrou.txt")


def test_a_build_that_fails_is_said(essai: Essai) -> None:
    """What the program of the tag said, then which tag; the branch does not move."""
    essai.commit(program("2024-2025", "sys.exit('fiches/fiche-1.md:3:1 FIC001 essai')"))
    essai.git("tag", "2024-2025")
    essai.commit({})
    said = essai.refused("--tout")
    assert "fiches/fiche-1.md:3:1 FIC001 essai" in said
    assert "étiquette 2024-2025 : sa construction échoue" in said
    assert 1 == len(essai.git("worktree", "list").splitlines())


def test_a_fork_makes_its_own_tags_only(essai: Essai) -> None:
    """National tags came with the history: those made before academie/ are not the fork's; its own bear its name."""
    essai.commit(program("2024-2025"))
    essai.git("tag", "2024-2025")
    assert labellisation(essai.clone, "academie", "creer", "lyon", home=essai.home).returncode == 0
    essai.commit(program("2025-2026"))
    essai.git("tag", "lyon-2025-2026")
    essai.commit({})
    done = essai.run("--tout")
    assert (0, "") == (done.returncode, done.stderr)
    assert {"2025-2026", "2026-2027"} == {v["version"] for v in json.loads(local(essai, "versions.json"))}
    assert "2025-2026" == local(essai, "2025-2026/code.txt")
