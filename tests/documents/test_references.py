# SPDX-License-Identifier: MIT
"""A tool that names what does not exist is told so, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from labellisation.documents import asked, check_tools, tool_paths
from labellisation.registry import Registry

GRILLE = "data/outils/grille-auto-evaluation.yml"
RETRO = "data/outils/retroplanning.yml"


def test_the_real_tools_name_only_what_exists(copie_du_depot: Path) -> None:
    """No diagnostic on the repository."""
    assert [] == list(check_tools(Registry.load(copie_du_depot)))


@pytest.mark.parametrize(
    ("path", "before", "after", "words"),
    [
        (GRILLE, "  critere: culture\n", "  critere: cultur\n", "critere 'cultur'"),
        (GRILLE, "indicateurs: [immersions]", "indicateurs: [imersions]", "indicateurs 'imersions'"),
        (GRILLE, "qualeduc: [decrochage]", "qualeduc: [decroche]", "qualeduc 'decroche'"),
        (GRILLE, "id: offre-passerelles", "id: offre-metiers-filiere", "id 'offre-metiers-filiere'"),
        (RETRO, "referentiel: r2023", "jalons: [depot-dosier]\nreferentiel: r2023", "jalons 'depot-dosier'"),
        (RETRO, "format: ICS", "format: ODT", "format 'ODT'"),
        ("data/outils/trame-dossier.yml", "critere: offre", "critere: ofre", "critere 'ofre'"),
    ],
)
def test_an_unknown_name_is_told(copie_du_depot: Path, path: str, before: str, after: str, words: str) -> None:
    """Criterion, indicator, theme, milestone, format, or an identifier used twice: file, line, code, what was read."""
    file = copie_du_depot / path
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    (found,) = check_tools(Registry.load(copie_du_depot))
    assert ("SIT008", path) == (found.code, found.location.path)
    assert 1 < found.location.line
    assert found.message.startswith(words)


def test_an_unknown_phase_is_told_by_the_schema(copie_du_depot: Path) -> None:
    """A phase outside of the cycle is refused with the list of those that exist."""
    file = copie_du_depot / GRILLE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("phase: verifier", "phase: verifié", 1), encoding="utf-8")
    found = [d for d in Registry.load(copie_du_depot).diagnostics if d.location.path == GRILLE]
    assert ["SIT006"] == [d.code for d in found]
    assert "prevoir, faire, verifier, corriger" in found[0].message
    assert "vouliez-vous dire 'verifier'" in found[0].message


def test_a_tool_full_of_mistakes_still_gives_diagnostics(copie_du_depot: Path) -> None:
    """A kind of file, a phase and a mark that do not exist stop neither the rules nor the files of the preview."""
    file = copie_du_depot / GRILLE
    text = file.read_text(encoding="utf-8")
    for before, after in (
        ("modele: grille", "modele: grile"),
        ("phase: faire", "phase: fair"),
        ('code: "3"', 'code: "x"'),
    ):
        text = text.replace(before, after, 1)
    file.write_text(text, encoding="utf-8")
    registry = Registry.load(copie_du_depot)
    assert ["SIT006"] * 3 == [d.code for d in registry.diagnostics if d.location.path == GRILLE]
    assert [] == list(check_tools(registry))
    assert asked(registry, "grille-auto-evaluation")
    assert not any("grille-auto-evaluation" in path for path in tool_paths(registry))
