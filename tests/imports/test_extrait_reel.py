# SPDX-License-Identifier: MIT
"""The real extract, outside the repository: its folder is given by the variable LABELLISATION_DONNEES_D_ESSAI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from labellisation.imports.command import importer
from labellisation.imports.extract import Extract, read_extract
from labellisation.imports.places import Places
from labellisation.registry import Registry
from labellisation.registry.temoin import load_temoin
from tests.conftest import ROOT

from .conftest import plain

#: Read when the tests are collected: each test runs without the variables of the shell.
FOLDER = os.environ.get("LABELLISATION_DONNEES_D_ESSAI", "")
EXTRACT = Path(FOLDER) / "annuaire-extrait-2026-02-16.csv"
pytestmark = pytest.mark.skipif(
    not FOLDER or not EXTRACT.exists(),
    reason="LABELLISATION_DONNEES_D_ESSAI n’indique pas le dossier des données d’essai",
)


@pytest.fixture(scope="module")
def extrait() -> Extract:
    """The real extract, read against the real académies and no registered lycée."""
    return read_extract(EXTRACT, EXTRACT.name, Places.of(Registry.load(ROOT)), frozenset())


def test_every_line_is_read(extrait: Extract) -> None:
    """The extract has 1,364 lines, 459 of them with the flag; none is rejected, nothing is wrong."""
    assert (1364, 459, 0) == (extrait.lues, extrait.labellisees, extrait.rejetees)
    assert [] == extrait.journal.kept
    assert extrait.retenues + extrait.hors_champ == extrait.lues


def test_every_lycee_is_placed(extrait: Extract) -> None:
    """Each lycée kept has its académie, its département, its type, its statut and its point; the day is the file's."""
    assert extrait.temoin is not None
    assert "2026-02-16" == extrait.temoin.date.iso
    assert 458 == sum(1 for _ in extrait.temoin.labellises())
    for ligne in extrait.temoin.lignes.values():
        assert None not in (
            ligne.academie,
            ligne.departement,
            ligne.type,
            ligne.statut,
            ligne.position,
            ligne.code_insee,
        ), ligne
    assert 30 == len({ligne.academie for ligne in extrait.temoin.lignes.values()})


def test_whole_command(depot_fictif: Path) -> None:
    """The command imports the extract and lists the lycées with several sites."""
    result = CliRunner().invoke(
        importer, [str(EXTRACT), "--racine", str(depot_fictif), "--tout"], catch_exceptions=False
    )
    assert 0 == result.exit_code
    printed = plain(result.output)
    assert "1 364 lignes lues, dont 459 portent le drapeau" in printed
    assert "- plusieurs sites pour un code UAI : 6" in printed
    temoin = load_temoin(depot_fictif)
    assert temoin is not None
    assert 1364 == temoin.lignes_lues
