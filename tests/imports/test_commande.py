# SPDX-License-Identifier: MIT
"""The command: what it prints, what it writes, and that it writes nothing when it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from labellisation.registry import Registry
from labellisation.registry.temoin import load_temoin

from .conftest import Importer, files, plain
from .fabrique import export, row, uai

#: A lycée of the fictitious repository, which has a decision there.
REGISTERED = {"Code_departement": "007", "Code_academie": "08", "latitude": "44.7", "longitude": "4.6"}


def registered(root: Path) -> str:
    return next(item.uai for item in Registry.load(root).etablissements.values() if item.uai)


def test_first_import(commande: Importer, depot_fictif: Path) -> None:
    """The first import prints its counts and writes the two files."""
    rows = [row(1, Lycee_des_metiers="1"), row(2), row(3, Type_etablissement="Ecole", Voie_professionnelle="")]
    result = commande(rows)
    assert 0 == result.exit_code, result.output
    printed = plain(result.output)
    for line in (
        "Annuaire de l’éducation, extrait du 16 février 2030",
        "3 lignes lues, dont 1 porte le drapeau",
        "2 établissements retenus (2 lignes), dont 1 déclaré « lycée des métiers »",
        "1 ligne laissée de côté : ni drapeau, ni voie professionnelle, ni inscription au registre",
        "0 ligne rejetée",
        "Premier instantané : rien à quoi le comparer.",
        "Écrit : data/annuaire/temoin.csv, data/annuaire/temoin.yml",
    ):
        assert line in printed
    assert commande(rows).output.endswith("Instantané inchangé\u00a0: aucun fichier écrit.\n")


@pytest.mark.parametrize("content", [
    b"<html>", b"\xff\xfeu\0a\0i\0", "é".encode("latin-1"), b"a;b;c\r\n1;2;3\r\n", export([row(1)])[:-90], b"",
    export([row(8, Lycee_des_metiers="oui")]), export([row(8, SIREN_SIRET="2,17E+13")]), export([row(8, date_maj_ligne="")]),
])  # fmt: skip
def test_nothing_is_overwritten_on_error(content: bytes, commande: Importer, depot_fictif: Path) -> None:
    """Whatever is wrong, the last snapshot and the whole repository stay as they were, byte for byte."""
    assert 0 == commande([row(1)]).exit_code
    before = files(depot_fictif)
    result = commande(content, "--proposer")
    assert 1 == result.exit_code
    assert "rien n’a été écrit" in result.output.lower()
    assert "Traceback" not in result.output
    assert before == files(depot_fictif)


def test_the_rest_is_imported_if_asked(commande: Importer, depot_fictif: Path) -> None:
    """``--malgre-les-erreurs`` imports the sound lines, with the reasons of the others."""
    rows = [row(8), row(16, Lycee_des_metiers="oui"), row(24, Identifiant_de_l_etablissement="0010001A")]
    result = commande(rows, "--malgre-les-erreurs")
    assert 0 == result.exit_code
    printed = plain(result.output)
    assert "2 lignes rejetées" in printed
    assert "ETB024 Chaque ligne importée porte un code UAI juste : 1 fois" in printed
    assert "ETB028 Les colonnes codées n’emploient que leurs codes : 1 fois" in printed
    temoin = load_temoin(depot_fictif)
    assert temoin is not None
    assert ([uai(1, "001")], 3, 2) == (list(temoin.lignes), temoin.lignes_lues, temoin.lignes_rejetees)


def test_a_broken_file_is_refused_even_so(commande: Importer, depot_fictif: Path) -> None:
    """No option imports a truncated file."""
    before = files(depot_fictif)
    assert 1 == commande(export([row(1), row(2)])[:-90], "--malgre-les-erreurs").exit_code
    assert before == files(depot_fictif)


def test_what_changed(commande: Importer) -> None:
    """The second import lists what changed since the first: new, gone, flags, names, places, closings."""
    first = [row(n, Lycee_des_metiers=str(int(n in (16, 24)))) for n in (8, 16, 24, 32, 40, 48, 56)]
    second = [
        row(16),
        row(24, Lycee_des_metiers="1", Nom_etablissement="Lycée fictif renommé"),
        row(32, Lycee_des_metiers="1"),
        row(40, Code_commune="01999"),
        row(48, etat="A FERMER"),
        row(56, latitude="46.2"),
        row(64),
    ]
    assert 0 == commande(first).exit_code
    printed = plain(commande([cells | {"date_maj_ligne": "2030-03-16"} for cells in second]).output)
    assert "Depuis l’instantané du 16 février 2030 :" in printed
    for line in (
        f"- nouveaux : 1\n    {uai(8, '001')} Lycée fictif n° 64",
        f"- disparus : 1\n    {uai(1, '001')} Lycée fictif n° 8",
        f"- drapeau gagné : 1\n    {uai(4, '001')}",
        f"- drapeau perdu : 1\n    {uai(2, '001')}",
        f"- renommés : 1\n    {uai(3, '001')} Lycée fictif renommé (Commune fictive 24), auparavant Lycée fictif n° 24",
        f"- déplacés : 2\n    {uai(5, '001')} Lycée fictif n° 40 (Commune fictive 40), auparavant à Commune fictive 40\n    {uai(7, '001')}",
        f"- fermés ou à fermer : 1\n    {uai(6, '001')} Lycée fictif n° 48 (Commune fictive 48) : à fermer",
    ):
        assert line in printed


def test_disagreements_with_the_registry(commande: Importer, depot_fictif: Path) -> None:
    """A flag without decision, a decision without flag, another name, another place, a closing, an absence, several sites."""
    code = {"Identifiant_de_l_etablissement": registered(depot_fictif)} | REGISTERED
    away = {"Nom_etablissement": "Lycée Ailleurs", "Code_commune": "07999", "etat": "FERME"}
    rows = [row(8, **code, **away, Lycee_des_metiers="0"), row(16, Lycee_des_metiers="1")]
    printed = plain(commande(rows).output)
    named = f"{registered(depot_fictif)} Lycée Ailleurs (Commune fictive 8)"
    for line in (
        f"- drapeau sans décision, établissement absent du registre : 1\n    {uai(2, '001')}",
        f"- décision sans drapeau : 1\n    {named}",
        f"- fermés ou à fermer : 1\n    {named} : fermé",
        f"- autre nom : 1\n    {named}, ",
        f"- autre lieu : 1\n    {named}, à ",
    ):
        assert line in printed
    away = row(16, Lycee_des_metiers="1", Nom_etablissement="Annexe")
    printed = plain(commande([row(16, Lycee_des_metiers="1"), away], "--malgre-les-erreurs").output)
    assert "- au registre, absents de l’extrait (fermés, ou hors du périmètre du fichier) : 1" in printed
    assert (
        f"- plusieurs sites pour un code UAI : 1\n    {uai(2, '001')} Lycée fictif n° 16 (Commune fictive 16) : 2 sites"
        in printed
    )


def test_the_registry_is_never_changed(commande: Importer, depot_fictif: Path) -> None:
    """Beyond data/annuaire/ and the proposals, an import changes no file."""
    before = files(depot_fictif)
    assert 0 == commande([row(n, Lycee_des_metiers="1") for n in range(8)], "--proposer").exit_code
    after = files(depot_fictif)
    assert before == {path: content for path, content in after.items() if path in before}
    assert {"data", "propositions"} == {path.split("/")[0] for path in set(after) - set(before)}


def test_long_lists_are_cut(commande: Importer) -> None:
    """Lists stop at twenty lines, unless all are asked for."""
    rows = [row(n, Lycee_des_metiers="1") for n in range(60)]
    short, long = plain(commande(rows).output), plain(commande(rows, "--tout").output)
    assert "… et 40 autres (toutes avec --tout)" in short
    assert "… et" not in long
    assert 60 == long.count("Lycée fictif n°")


def test_a_file_or_an_address(commande: Importer) -> None:
    """Neither or both is a misuse; so is --vers alone."""
    assert 2 == commande(None).exit_code
    assert 2 == commande([row(1)], "--url", "https://exemple.invalid/a.csv").exit_code
    assert 2 == commande([row(1)], "--vers", "ailleurs").exit_code
