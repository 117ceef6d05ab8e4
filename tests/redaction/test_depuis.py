# SPDX-License-Identifier: MIT
"""``controler --depuis`` says what the whole check says, less what was there before: whatever changes, whatever is remembered."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from labellisation import git
from labellisation.content.recall import remember
from labellisation.diagnostics import Diagnostic
from labellisation.memo import Memo
from labellisation.reports.since import answerable, mark
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, MakeDepot
from tests.unites.test_git import IDENTITY, run

TEXTE, ANCIEN = "data/textes/circulaire-fictive-2030.yml", "data/textes/circulaire-fictive-2020.yml"
LYCEES, FICHE, ACCUEIL = "data/etablissements/grenoble.yml", "fiches/fiche-1.md", "docs/index.md"

Change = Callable[[Path], None]


def _write(path: str, before: str, after: str) -> Change:
    def change(root: Path) -> None:
        file = root / path
        if file.is_file():
            file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")

    return change


def _remove(path: str) -> Change:
    return lambda root: (root / path).unlink(missing_ok=True)


def _copy(path: str, other: str) -> Change:
    def change(root: Path) -> None:
        if (root / path).is_file():
            shutil.copy(root / path, root / other)

    return change


#: What an editor does: in the file that he changes, or to what others say of it.
CHANGES: dict[str, Change] = {
    "un texte retiré, qu’une fiche cite": _remove(TEXTE),
    "un texte abrogé": _write(TEXTE, "valeur: en_vigueur", "valeur: abroge"),
    "un NOR faux": _write(ANCIEN, "MENE2000001C", "MENE1"),
    "un NOR pris par un autre": _write(ANCIEN, "MENE2000001C", "MENE3000001C"),
    "des lycées inscrits deux fois": _copy(LYCEES, "data/etablissements/lyon.yml"),
    "une clé en double": _write(LYCEES, "  statut: public\n", "  statut: public\n  statut: public\n"),
    "un fichier coupé": _write(LYCEES, "  labels:\n", "  labels: [\n"),
    "un statut qui n’existe plus": _write("data/vocabulaires/statuts.yml", "id: public", "id: publique"),
    "une fiche retirée": _remove(FICHE),
    "une macro inconnue": _write(FICHE, "{{ texte(", "{{ textte("),
    "une faute de typographie": _write(ACCUEIL, "Lire la", "Lire ; la"),
    "un lien vers une fiche": _write(ACCUEIL, "Lire la", "[Lire](fiches/fiche-1.md#une-section) la"),
    "un titre qui change": _write(FICHE, "## Une section", "## Une autre"),
    "une page neuve et fautive": _copy("data/groupes.yml", "docs/neuve.md"),
    "un fichier que rien ne lit": _copy(TEXTE, "data/texte.yml"),
    "un schéma qui change": _write(
        "data/schemas/texte.schema.json", '"additionalProperties": false', '"minProperties": 99'
    ),
}


@pytest.fixture
def root(depot: MakeDepot, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fictitious repository, committed."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = depot()
    run(root, "init", "-q", "-b", "main")
    run(root, "add", "-A")
    run(root, "commit", "-q", "-m", "essai")
    return root


def told(diagnostics: list[Diagnostic]) -> list[str]:
    """Return the words of diagnostics, in a fixed order."""
    return sorted(map(str, diagnostics))


def test_the_answer_is_the_whole_less_what_was_there(root: Path, long_run: bool) -> None:
    """After each commit of a history, the answer is what the whole check finds now and did not find before."""
    path, base, chance = root.parent / "memoire.json", git.run(root, "rev-parse", "HEAD"), Random(2030)  # noqa: S311 - a fixed history, nothing secret
    for _history in range(60 if long_run else 4):
        for _commit in range(3):
            names = chance.sample(sorted(CHANGES), chance.randint(1, 3))
            before = {mark(d) for d in Site.load(root, FICTITIOUS_DAY).diagnostics}
            for name in names:
                CHANGES[name](root)
            memo = Memo(path)
            site, fresh = Site.load(root, FICTITIOUS_DAY, memo=memo), Site.load(root, FICTITIOUS_DAY)
            assert told(fresh.diagnostics) == told(site.diagnostics), names
            _commit_left, changed = git.changed_since(root, "HEAD")
            wanted = [d for d in fresh.diagnostics if d.location.path in changed or mark(d) not in before]
            assert told(wanted) == told(answerable(root, "HEAD", site, memo)), names
            remember(site.pages.values(), memo)
            memo.save()
            run(root, "add", "-A")
            run(root, "commit", "-q", "--allow-empty", "-m", "essai")
        run(root, "reset", "-q", "--hard", base)


def test_each_change_alone_is_told(root: Path) -> None:
    """Every change of this list is one that the checks see: none leaves the property above without matter."""
    silent = {"un lien vers une fiche"}
    for name, change in CHANGES.items():
        change(root)
        assert (name in silent) == (not Site.load(root, FICTITIOUS_DAY).diagnostics), name
        run(root, "reset", "-q", "--hard")
        run(root, "clean", "-q", "-f", "-d")
