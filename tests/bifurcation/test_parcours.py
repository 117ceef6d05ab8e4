# SPDX-License-Identifier: MIT
"""The whole way of an académie, typed as the guide says it: fork, skeleton, filling, site, national update, site again."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from lxml import html

from tests.bifurcation.depots import EXAMPLE, commit, put_example
from tests.bifurcation.histoires import drop_fiche, drop_slot, edit_everything, rename_slot
from tests.outils import environment, git, labellisation, words


@dataclass
class Terminal:
    """Commands typed in one folder, with what each answered."""

    folder: Path
    home: Path
    typed: list[tuple[str, int]] = field(default_factory=list)

    def git(self, *args: str) -> str:
        done = subprocess.run(
            ["git", *args], cwd=self.folder, env=environment(self.home), capture_output=True, text=True, check=False
        )
        return self._keep(f"git {args[0]}", done)

    def cli(self, *args: str) -> str:
        return self._keep(" ".join(args[:2]), labellisation(self.folder, *args, home=self.home))

    def _keep(self, name: str, done: subprocess.CompletedProcess[str]) -> str:
        self.typed.append((name, done.returncode))
        return done.stdout + done.stderr

    def page(self, address: str) -> str:
        """Return the words of a page of the site that it built."""
        return words(html.document_fromstring((self.folder / "site" / address / "index.html").read_bytes()))


class _Chooser(Random):
    """Dice that always fall on one value."""

    def __init__(self, value: object) -> None:
        super().__init__(0)
        self.value = value

    def choice(self, seq: object) -> object:  # type: ignore[override]
        return self.value


def test_from_an_empty_folder_to_an_updated_site(amont: Path, tmp_path: Path, maison: Path) -> None:
    """Every command answers 0; the update keeps each local text, and says what drifted, what moved and what is left out."""
    upstream = tmp_path / "amont"
    git(amont, "clone", "-q", ".", str(upstream), home=maison)
    (tmp_path / "vide").mkdir()
    fork = Terminal(tmp_path / "vide", maison)

    fork.git("clone", "-q", str(upstream), ".")
    assert "academie/academie.yml" in fork.cli("academie", "creer", "exemple")
    # Every file of the skeleton has the place of a file of the example, or is a slot still to fill.
    assert not [p for p in EXAMPLE.glob("*.yml") if not (fork.folder / "academie" / p.name).is_file()]
    assert "0 erreur" in fork.cli("controler")
    shutil.rmtree(fork.folder / "academie")
    put_example(fork.folder)
    fork.git("add", "academie")
    fork.git("commit", "-q", "-m", "Notre académie")
    state = fork.cli("academie", "etat")
    assert "rempli           dates de la campagne" in state
    assert "en retard        contact" in state
    assert "Le site est dans" in fork.cli("construire")
    assert "Déposez avant le 31 janvier 2027" in fork.page("fiches/fiche-4")

    edit_everything(upstream, Random(1))  # noqa: S311 - a test's dice
    drop_slot(upstream, _Chooser(("fiche-4", "depot-du-dossier")))
    rename_slot(upstream, _Chooser(("fiche-4", "pieces")))
    drop_fiche(upstream, _Chooser("fiche-5"))
    commit(upstream, "Une grosse mise à jour", maison)

    fork.git("fetch", "-q", str(upstream), "main")
    fork.git("merge", "-q", "--no-edit", "FETCH_HEAD")
    assert "rien n’a changé hors de academie/" in fork.cli("academie", "frontiere", "--amont", str(upstream))
    drift = fork.cli("academie", "derive")
    assert "fiches/fiche-7.md a changé depuis" in drift
    assert "+Une phrase ajoutée par le dépôt national" in drift
    assert "l’emplacement fiche-4/depot-du-dossier n’existe plus" in drift
    assert "Le site est dans" in fork.cli("construire")
    home = fork.page("academie")
    assert all(
        text in home
        for text in (
            "Textes fictifs à replacer.",
            "Déposez avant le 31 janvier 2027",
            "Le point d’étape fictif",
        )
    )
    assert "la fiche nationale a changé depuis que cette page a été écrite" in fork.page("fiches/fiche-7")
    renamed = fork.page("fiches/fiche-4")
    assert "Les pièces fictives" in renamed
    assert "Une phrase ajoutée par le dépôt national" in renamed
    assert not (fork.folder / "site/fiches/fiche-5").exists()
    assert [] == [command for command in fork.typed if command[1]]
    assert 12 == len(fork.typed)
