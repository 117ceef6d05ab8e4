# SPDX-License-Identifier: MIT
"""The boundary, in real git: the national repository has no ``academie/``, a fork writes nowhere else, no slot is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from labellisation.academie.boundary import same_address
from labellisation.academie.command import academie
from tests.bifurcation.depots import clone, commit
from tests.conftest import MakeDepot
from tests.outils import ROOT, git

REGISTER = "data/emplacements.yml"


def frontiere(root: Path, *args: str, **env: str) -> Result:
    """Run the command on ``root`` as a job of a forge does."""
    return CliRunner().invoke(academie, ["frontiere", "--racine", str(root), *args], env=env)


@pytest.fixture
def maisons(depot: MakeDepot, tmp_path: Path, maison: Path) -> tuple[Path, Path]:
    """A small national repository, whose address is unknown as today, and its fork."""
    upstream = depot({}, "academie", {"data/site.yml": {"depot: https://exemple.invalid/national": "depot: null"}})
    aside = upstream.rename(tmp_path / "amont")
    (aside / "academie").rename(tmp_path / "surcouche")
    git(aside, "init", "-q", "-b", "main", home=maison)
    commit(aside, "Dépôt national", maison)
    fork = clone(aside, tmp_path / "fork", maison)
    (tmp_path / "surcouche").rename(fork / "academie")
    commit(fork, "Académie fictive", maison)
    return aside, fork


def test_both_sides_are_sound(maisons: tuple[Path, Path]) -> None:
    """Upstream passes without any setting; its fork passes with the address of upstream, as an option or a variable."""
    upstream, fork = maisons
    done = frontiere(upstream)
    assert (0, True) == (done.exit_code, "pas de dossier academie/" in done.output)
    for done in (frontiere(fork, "--amont", str(upstream)), frontiere(fork, LABELLISATION_AMONT=str(upstream))):
        assert (0, "Frontière respectée\u00a0: rien n’a changé hors de academie/.\n") == (done.exit_code, done.output)


@pytest.mark.parametrize("address", ["", "https://[", "/nulle/part", "--upload-pack=touch"])
def test_without_upstream_nothing_is_proved(maisons: tuple[Path, Path], address: str) -> None:
    """An address that is unknown or does not answer is one sentence that says which variable to give, and exit 2."""
    done = frontiere(maisons[1], LABELLISATION_AMONT=address)
    assert (2, True) == (done.exit_code, "LABELLISATION_AMONT" in done.output)
    assert 1 == len(done.output.splitlines()) or "git ne le lit pas" in done.output


def test_a_root_file_changed_in_the_fork(maisons: tuple[Path, Path], maison: Path) -> None:
    """It is told at its place, deleted and added files too; what upstream then takes is no change any more."""
    upstream, fork = maisons
    (fork / REGISTER).unlink()
    (fork / "nouveau.txt").write_text("x\n", encoding="utf-8")
    (fork / "docs/index.md").write_text("x\n", encoding="utf-8")
    commit(fork, "Trois fichiers de la racine", maison)
    done = frontiere(fork, "--amont", str(upstream))
    told = [line.partition(" changé")[0] for line in done.output.splitlines()]
    places = [f"{path}:1:1 ACA019" for path in (REGISTER, "docs/index.md", "nouveau.txt")]
    assert (1, places) == (done.exit_code, told)
    (upstream / "nouveau.txt").write_text("x\n", encoding="utf-8")
    commit(upstream, "Le dépôt national prend le fichier", maison)
    assert "nouveau.txt" not in frontiere(fork, "--amont", str(upstream)).output


def test_an_update_taken_without_its_history(maisons: tuple[Path, Path], maison: Path) -> None:
    """A squashed update changes root files as upstream did: nothing crosses the boundary."""
    upstream, fork = maisons
    (upstream / "docs/index.md").write_text("x\n", encoding="utf-8")
    commit(upstream, "Mise à jour", maison)
    git(fork, "fetch", "-q", str(upstream), "main", home=maison)
    git(fork, "merge", "-q", "--squash", "FETCH_HEAD", home=maison)
    commit(fork, "Mise à jour, en un commit", maison)
    assert 0 == frontiere(fork, "--amont", str(upstream)).exit_code


def test_academie_never_reaches_upstream(maisons: tuple[Path, Path], maison: Path) -> None:
    """A merge request of a fork to the national repository, then a national repository that took ``academie/``, are told."""
    upstream, fork = maisons
    address = "https://forge.exemple.invalid/national/label"
    done = frontiere(fork, LABELLISATION_AMONT=address, CI_MERGE_REQUEST_PROJECT_URL=f"{address}.git")
    assert (1, True) == (done.exit_code, done.output.startswith("academie/academie.yml:1:1 ACA012 depot"))
    shutil.copytree(fork / "academie", upstream / "academie")
    commit(upstream, "Une erreur", maison)
    done = frontiere(fork, "--amont", str(upstream))
    assert (1, True) == (done.exit_code, "ACA012 le dépôt national" in done.output)


def test_no_history_in_common(maisons: tuple[Path, Path], tmp_path: Path, maison: Path) -> None:
    """A fork that copied the files instead of the history is told so."""
    upstream, fork = maisons
    shutil.rmtree(fork / ".git")
    git(fork, "init", "-q", "-b", "main", home=maison)
    commit(fork, "Une copie", maison)
    done = frontiere(fork, "--amont", str(upstream))
    assert (2, True) == (done.exit_code, "pas d’histoire commune" in done.output)


def test_a_published_slot_is_not_lost(maisons: tuple[Path, Path], maison: Path) -> None:
    """A slot of the last version must stay in the register, in place or with its alias; what was never published may go."""
    upstream, _fork = maisons
    text = (upstream / REGISTER).read_text(encoding="utf-8")
    renamed = text.replace("emplacement: depot-fictif", "emplacement: depot-renomme")
    (upstream / REGISTER).write_text(renamed, encoding="utf-8")
    assert 0 == frontiere(upstream).exit_code
    git(upstream, "tag", "2029-2030", home=maison)
    done = frontiere(upstream)
    assert (1, True) == (done.exit_code, "version 2029-2030 publie" in done.output)
    assert done.output.startswith(f"{REGISTER}:1:1 ACA013 emplacement 'fiche-1/depot-fictif'")
    alias = "- {fiche: fiche-1, emplacement: depot-fictif, consigne: Ancien., retire_le: 2030-05-01, remplace_par: depot-renomme}\n"
    (upstream / REGISTER).write_text(f"{renamed.rstrip()}\n{alias}", encoding="utf-8")
    assert 0 == frontiere(upstream).exit_code


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://forge.exemple.invalid/a/b", "https://forge.exemple.invalid/A/b.git/", True),
        ("https://jeton@forge.exemple.invalid/a/b", "git@forge.exemple.invalid:a/b.git", True),
        ("https://forge.exemple.invalid/a/b", "https://forge.exemple.invalid/c/b", False),
    ],
)
def test_addresses_of_one_repository(one: str, other: str, same: bool) -> None:
    """The protocol, the user, the case and the suffix do not make another repository."""
    assert same == same_address(one, other)


def test_both_forges_run_it_without_a_secret() -> None:
    """The job of each forge is this command, on merge requests and on the main branch, with the whole history."""
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    job = gitlab["frontiere"]
    github = yaml.safe_load((ROOT / ".github/workflows/controles.yml").read_text(encoding="utf-8"))
    other = github["jobs"]["frontiere"]
    command = "python3 noxfile.py -s cli -- academie frontiere"
    assert [command] == job["script"]
    assert [command] == [step["run"] for step in other["steps"] if "run" in step]
    assert "merge_request_event" in str(job["rules"])
    assert "pull_request" in github[True]  # YAML reads « on » as true
    assert ("0", 0) == (gitlab["variables"]["GIT_DEPTH"], other["steps"][0]["with"]["fetch-depth"])
    assert "secrets." not in str(other)
