# SPDX-License-Identifier: MIT
"""Reading an export: its columns, its lines, what is kept of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labellisation.checks import importation as rules
from labellisation.diagnostics import Severite
from labellisation.imports.cells import clean
from labellisation.imports.journal import SHOWN
from labellisation.registry.models import Position

from .conftest import Lire
from .fabrique import COLUMNS, export, row, uai


@pytest.mark.parametrize("year", [2023, 2024, 2026])
@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("bom", [True, False])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_year_reads_the_same(year: int, delimiter: str, bom: bool, end: str, lire: Lire) -> None:
    """The exports of 69, 72 and 71 columns say the same, with either separator, with or without BOM, with any line end."""
    rows = [row(number, Lycee_des_metiers="1", Nom_etablissement="Lycée fictif ; « Œuvre, »") for number in range(3)]
    extract = lire(export(rows, year, delimiter=delimiter, bom=bom, end=end))
    assert [] == extract.journal.kept
    assert extract.temoin == lire(rows).temoin
    assert (3, 3, 0) == (extract.lues, extract.labellisees, extract.rejetees)


def test_number_of_columns() -> None:
    """The fictitious exports have the number of columns of the real ones."""
    assert [69, 72, 71] == [len(COLUMNS[year]) for year in (2023, 2024, 2026)]


def test_names_of_columns_in_any_case(lire: Lire) -> None:
    """Columns are bound by name, whatever the case, the accents and the order."""
    text = export([row(1)], bom=False).decode().split("\r\n")
    header = text[0].upper().replace("IDENTIFIANT_DE_L_ETABLISSEMENT", "Code UAI")
    header = header.replace("LYCEE_DES_METIERS", "Lycée des métiers")
    turned = "\n".join(";".join(reversed(line.split(";"))) for line in (header, text[1]))
    assert lire([row(1)]).temoin == lire(turned.encode()).temoin


def test_record_of_a_lycee(lire: Lire) -> None:
    """A line becomes a record in the words of our vocabularies."""
    cells = {
        "Statut_public_prive": "Privé",
        "Type_contrat_prive": "CONTRAT D'ASSOCIATION TOUTES CLASSES",
        "code_nature": "306",
    }
    temoin = lire([row(1, Lycee_des_metiers="1", etat="A FERMER", precision_localisation="Ville", **cells)]).temoin
    assert temoin is not None
    ligne = temoin.lignes[uai(0, "02A")]
    assert ("lpo", "prive-sous-contrat", "a_fermer", "2A", "corse") == (
        ligne.type,
        ligne.statut,
        ligne.etat,
        ligne.departement,
        ligne.academie,
    )
    assert Position(41.91, 8.91, "commune", "Annuaire de l’éducation") == ligne.position
    assert "2030-02-16" == temoin.date.iso


@pytest.mark.parametrize(("contract", "statut"), [
    ("SANS OBJET", "prive"), ("HORS CONTRAT", "prive-hors-contrat"), ("SOUS CONTRAT ETABLISSEMENT AGRICOLE", "prive-sous-contrat"),
    ("", "prive"),
])  # fmt: skip
def test_statut(contract: str, statut: str, lire: Lire) -> None:
    """A private lycée is under contract, out of contract, or not said."""
    temoin = lire([row(1, Statut_public_prive="Privé", Type_contrat_prive=contract)]).temoin
    assert temoin is not None
    assert [statut] == [ligne.statut for ligne in temoin.lignes.values()]


def test_only_what_matters_is_kept(lire: Lire) -> None:
    """A flag, a voie professionnelle or an entry in the registry keep an établissement; a school and another lycée are left aside."""
    other = {"Voie_professionnelle": "0"}
    rows = [
        row(0, Type_etablissement="Ecole", Voie_professionnelle=""),
        row(1, **other),
        row(2, **other, Lycee_des_metiers="1"),
        row(3),
        row(4, **other),
        row(5, **other, Type_etablissement="Collège", Lycee_des_metiers="1"),
    ]
    extract = lire(rows, known={uai(0, "059")})
    assert extract.temoin is not None
    assert [uai(0, code) for code in ("013", "029", "059", "067")] == list(extract.temoin.lignes)
    assert (6, 2) == (extract.lues, extract.hors_champ)


def test_sites_of_one_uai(lire: Lire) -> None:
    """Sites are counted and the main one speaks, whatever the order of the lines."""
    code = {"Identifiant_de_l_etablissement": uai(1)}
    rows = [
        row(8, **code, Nom_etablissement="Annexe du lycée fictif", Voie_professionnelle="0"),
        row(16, **code, Nom_etablissement="Lycée fictif"),
        row(24, **code, Nom_etablissement="Lycée fictif - site de la gare"),
    ]
    one, other = lire(rows).temoin, lire(rows[::-1]).temoin
    assert one is not None
    assert one == other
    assert ("Lycée fictif", 3) == (one.lignes[uai(1)].nom, one.lignes[uai(1)].sites)


def test_latest_day_is_the_date_of_the_extract(lire: Lire) -> None:
    """The latest date of update is the extract's, unless one is given."""
    rows = [
        row(1, date_maj_ligne="2030-02-16"),
        row(2, date_maj_ligne="2030-02-17"),
        row(3, date_maj_ligne="2030-01-01"),
    ]
    found, given = lire(rows).temoin, lire(rows, day="2030-03-01").temoin
    assert found is not None
    assert given is not None
    assert ("2030-02-17", "2030-03-01") == (found.date.iso, given.date.iso)


def test_a_damaged_file_does_not_flood(lire: Lire) -> None:
    """All mistakes are counted, the first of each rule are told, and how many are not."""
    extract = lire([row(8 * number, SIREN_SIRET="2,17E+13") for number in range(100)])
    assert 100 == extract.journal.count(Severite.ERREUR)
    assert SHOWN == len(extract.journal.kept)
    assert any("80 autres" in line for line in extract.journal.lines())
    assert 100 == extract.journal.by_rule[rules.Scientific]


@pytest.mark.parametrize("cut", range(1, 700, 23))
def test_a_cut_file_is_refused(cut: int, lire: Lire) -> None:
    """Wherever the last line is cut before its last columns, the file is refused, never half imported."""
    cells = {"libelle_bassin_formation": "Bassin fictif", "Nom_etablissement": "Lycée “fictif” élémentaire"}
    content = export([row(number, **cells) for number in range(3)])
    line = len(content.rstrip().split(b"\r\n")[-1])
    extract = lire(content[: -(cut % (line - 20) + 16)])
    assert extract.temoin is None
    assert {rules.Truncated} == set(extract.journal.by_rule)


@given(st.text())
def test_clean_gives_one_inert_line(text: str) -> None:
    """Whatever a cell holds, it becomes one line without control signs, and stays so."""
    found = clean(text)
    assert found == clean(found)
    assert not any(not char.isprintable() for char in found)
