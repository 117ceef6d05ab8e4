# SPDX-License-Identifier: MIT
"""The command ``controler``: formats, families, what changed since a commit, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner, Result

from labellisation import git
from labellisation.reports import since
from labellisation.reports.command import controler
from tests.conftest import FICTITIOUS_DAY, MakeDepot
from tests.unites.test_git import IDENTITY, run

TEXTE = "data/textes/circulaire-fictive-2030.yml"
ANCIEN = "data/textes/circulaire-fictive-2020.yml"
FICHE = "fiches/fiche-1.md"
Controler = Callable[..., Result]


@pytest.fixture(autouse=True)
def _fictitious_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """git knows who commits, and reads no setting of this machine."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def root(depot: MakeDepot) -> Path:
    """The fictitious repository, committed, with one mistake that was there before."""
    root = depot(replace={ANCIEN: {"nor: MENE2000001C": "nor: MENE1"}})
    run(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def commit(root: Path) -> None:
    run(root, "add", "-A")
    run(root, "commit", "-q", "-m", "essai")


def change(root: Path, path: str, before: str, after: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def commande(root: Path) -> Controler:
    """Run ``controler`` on the fictitious repository."""

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(controler, ["--racine", str(root), "--date", FICTITIOUS_DAY, *arguments])

    return call


def codes(result: Result) -> list[str]:
    """Return « path code » of each diagnostic of a JSON answer."""
    return [f"{d['chemin']} {d['code']}" for d in json.loads(result.stdout)["diagnostics"]]


def test_exit_codes(commande: Controler, root: Path) -> None:
    """1 with an error, 0 without, 2 for a command that is badly written; the help says so."""
    assert 1 == commande().exit_code
    change(root, ANCIEN, "MENE1", "MENE2000001C")
    assert (0, "0 erreur, 0 alerte\n") == (commande().exit_code, commande().output)
    assert 2 == commande("--format", "xml").exit_code
    assert 2 == commande("--depuis", "nulle-part").exit_code
    help = commande("--help").output
    for line in ("0  aucune erreur", "1  au moins une erreur", "2  commande mal écrite"):
        assert line in help


def test_one_family_only(commande: Controler, root: Path) -> None:
    """``--seulement`` keeps families or rules, in any case, and the exit code speaks of them."""
    change(root, FICHE, "texte(", "textte(")
    assert [f"{ANCIEN} TXT003", f"{FICHE} FIC001"] == codes(commande("--format", "json"))
    assert [f"{ANCIEN} TXT003"] == codes(commande("--format", "json", "--seulement", "txt"))
    assert [f"{FICHE} FIC001"] == codes(commande("--format", "json", "--seulement", "ETB, FIC001"))
    assert 0 == commande("--seulement", "ETB").exit_code
    refused = commande("--seulement", "TXT,XYZ")
    assert 2 == refused.exit_code
    assert "XYZ\u00a0: attendu des familles (TXT, ETB, FIC, ACA, SIT)" in refused.output


def test_nothing_changed(commande: Controler) -> None:
    """Without a change, a mistake that was there is not told."""
    assert (0, []) == (commande("--depuis", "HEAD").exit_code, codes(commande("--depuis", "HEAD", "--format", "json")))


def test_a_mistake_in_a_changed_file(commande: Controler, root: Path) -> None:
    """Every mistake of a changed file is told, old ones too; those of other files are not."""
    change(root, FICHE, "texte(", "textte(")
    assert [f"{FICHE} FIC001"] == codes(commande("--depuis", "HEAD", "--format", "json"))
    change(root, ANCIEN, "Ancienne", "Une ancienne")
    assert [f"{ANCIEN} TXT003", f"{FICHE} FIC001"] == codes(commande("--depuis", "HEAD", "--format", "json"))


def test_a_mistake_caused_elsewhere(commande: Controler, root: Path) -> None:
    """A text that becomes « abrogé » breaks the page that cites it, which did not change."""
    change(root, TEXTE, "valeur: en_vigueur", "valeur: abroge")
    assert [f"{FICHE} TXT001"] == codes(commande("--depuis", "HEAD", "--format", "json"))


def test_a_deleted_and_a_new_file(commande: Controler, root: Path) -> None:
    """A file taken away breaks what cites it; a file that git does not know yet counts as changed."""
    (root / TEXTE).unlink()
    (root / "docs/neuf.md").write_text("# sans en-tête\n", encoding="utf-8")
    told = codes(commande("--depuis", "HEAD", "--format", "json"))
    assert f"{FICHE} FIC004" in told
    assert any(line.startswith("docs/neuf.md ") for line in told)
    assert f"{ANCIEN} TXT003" not in told


def test_since_where_the_branch_left(commande: Controler, root: Path) -> None:
    """What others changed on the other branch meanwhile is not this branch's doing."""
    run(root, "checkout", "-q", "-b", "proposition")
    change(root, FICHE, "texte(", "textte(")
    commit(root)
    run(root, "checkout", "-q", "main")
    change(root, ANCIEN, "MENE1", "MENE22")
    commit(root)
    run(root, "checkout", "-q", "proposition")
    assert [f"{FICHE} FIC001"] == codes(commande("--depuis", "main", "--format", "json"))


def test_the_old_tree_is_checked_once(commande: Controler) -> None:
    """The second run remembers what was wrong in the old tree."""
    assert 0 == commande("--depuis", "HEAD").exit_code
    with mock.patch.object(since, "_old_site", side_effect=AssertionError):
        assert 0 == commande("--depuis", "HEAD").exit_code


def test_nothing_is_kept_in_the_repository(commande: Controler, root: Path) -> None:
    """What is remembered lies in the user's own folder: a contribution cannot bring a forged one."""
    commande("--depuis", "HEAD")
    assert "" == git.run(root, "status", "--porcelain", "--ignored")


def test_mending_only_what_changed(commande: Controler, root: Path) -> None:
    """``--corriger`` with ``--depuis`` mends the changed pages, leaves the others, and keeps a JSON answer clean."""
    change(root, "docs/index.md", "Lire la", "Ah ! Lire la")
    commit(root)
    change(root, FICHE, "s’applique.", "s’applique ; oui.")
    result = commande("--corriger", "--depuis", "HEAD", "--format", "json")
    assert [] == codes(result)
    assert "applique\u00a0; oui" in (root / FICHE).read_text(encoding="utf-8")
    assert "Ah ! Lire" in (root / "docs/index.md").read_text(encoding="utf-8")
    assert "+La {{" in result.stderr


def test_to_a_file(commande: Controler, root: Path, tmp_path: Path) -> None:
    """``--sortie`` writes the report whole and prints the text, for a journal; a folder that cannot be is told in French."""
    target = tmp_path / "rapport.sarif"
    result = commande("--format", "sarif", "--sortie", str(target))
    assert (1, commande().output) == (result.exit_code, result.output)
    assert 1 == len(json.loads(target.read_text(encoding="utf-8"))["runs"][0]["results"])
    assert [] == [p.name for p in tmp_path.iterdir() if p.name.startswith(".")]
    assert 2 == commande("--sortie", str(target / "r")).exit_code
    assert 2 == commande("--sortie", str(tmp_path)).exit_code


def test_changed_since_refuses_an_option(root: Path) -> None:
    """A revision that looks like an option of git is a revision that does not exist."""
    with pytest.raises(git.GitError):
        git.changed_since(root, "--output=ecrit")
    assert not (root / "ecrit").exists()


def test_changed_since_in_a_subfolder(root: Path) -> None:
    """Paths are relative to the folder that is asked, and only its own files count."""
    change(root, FICHE, "texte(", "textte(")
    change(root, "docs/index.md", "Lire", "Relire")
    assert frozenset({"index.md"}) == git.changed_since(root / "docs", "HEAD")[1]
