# SPDX-License-Identifier: MIT
"""Proposals: entries that the registry would accept, made of the export alone, never written over someone's work."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from labellisation.registry import Document, Registry, Schema

from .conftest import Importer, plain
from .fabrique import row, uai
from .test_instantane import HOSTILE

DATASET = "https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/"


def test_one_file_an_academie(commande: Importer, depot_fictif: Path) -> None:
    """Lycées with a flag and no entry are proposed, by académie; the others are not."""
    result = commande([row(n, Lycee_des_metiers=str(int(n != 3))) for n in range(8)], "--proposer")
    assert 0 == result.exit_code, result.output
    assert "Propositions à compléter : 7 fichiers" in plain(result.output)
    names = {path.stem for path in (depot_fictif / "propositions").iterdir()}
    assert {"lyon", "corse", "aix-marseille", "lille", "strasbourg", "paris", "la-reunion"} == names


@pytest.mark.parametrize("name", ["Lycée fictif de l'Ouest", *HOSTILE, "yes", "null", "01004", "1:30", "- a: b #c"])
def test_an_entry_fits_the_registry(name: str, commande: Importer, depot_fictif: Path) -> None:
    """A proposal passes the schema of the registry as it is, whatever the name holds; its only fact is an attestation, dated by the extract."""
    cells = {"Nom_etablissement": name, "Nom_commune": name, "Lycee_des_metiers": "1"}
    assert 0 == commande([row(8, **cells)], "--proposer").exit_code
    path = depot_fictif / "propositions" / "lyon.yml"
    document = Document("lyon.yml", path.read_text(encoding="utf-8"))
    schema = Schema.read(depot_fictif / "data" / "schemas" / "etablissements.schema.json")
    value = schema.typed(document.value)
    assert [] == [*document.diagnostics, *schema.check(document, value)]
    (entry,) = value["etablissements"]
    (label,) = entry["labels"]
    (fact,) = label["faits"]
    assert (uai(1, "001"), "01", "01001") == (entry["uai"], entry["departement"], entry["commune"]["code_insee"])
    assert ("attestation", None, None) == (fact["genre"], fact["decision"], label["intitule"])
    assert {"url": DATASET, "genre": "autre", "titre": "Annuaire de l’éducation", "lu_le": "2030-02-16"} == fact[
        "source"
    ]
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["etablissements"][0]["nom"] == entry["nom"]


def test_a_copied_proposal_is_a_sound_registry(commande: Importer, depot_fictif: Path) -> None:
    """Copied into the data, the proposals load without a diagnostic, and their lycées are not proposed again."""
    rows = [row(8 * n, Lycee_des_metiers="1") for n in range(1, 20)]
    assert 0 == commande(rows, "--proposer").exit_code
    path = depot_fictif / "propositions" / "lyon.yml"
    path.rename(depot_fictif / "data" / "etablissements" / "lyon.yml")
    registry = Registry.load(depot_fictif)
    assert [] == [d for d in registry.diagnostics if not d.location.path.startswith("data/annuaire/")]
    assert 19 == sum(item.academie == "lyon" for item in registry.etablissements.values())
    commande(rows, "--proposer")
    assert not path.exists()


def test_work_done_is_kept(commande: Importer, depot_fictif: Path) -> None:
    """A file already completed is never overwritten, and nothing else is written."""
    assert 0 == commande([row(8, Lycee_des_metiers="1")], "--proposer").exit_code
    path = depot_fictif / "propositions" / "lyon.yml"
    path.write_text("# complété\n", encoding="utf-8")
    snapshot = (depot_fictif / "data" / "annuaire" / "temoin.csv").read_bytes()
    result = commande([row(8, Lycee_des_metiers="1"), row(16, Lycee_des_metiers="1")], "--proposer")
    assert 1 == result.exit_code
    assert "lyon.yml" in result.output
    assert "# complété\n" == path.read_text(encoding="utf-8")
    assert snapshot == (depot_fictif / "data" / "annuaire" / "temoin.csv").read_bytes()


@pytest.mark.parametrize("folder", ["data", "data/etablissements", "academie/data"])
def test_never_in_the_data(folder: str, commande: Importer, depot_fictif: Path) -> None:
    """Proposals are not facts: no option writes them among the facts."""
    result = commande([row(8, Lycee_des_metiers="1")], "--proposer", "--vers", str(depot_fictif / folder))
    assert 1 == result.exit_code
    assert "une proposition n’est pas encore un fait" in result.output


def test_another_folder(commande: Importer, tmp_path: Path) -> None:
    """--vers chooses the folder."""
    assert 0 == commande([row(8, Lycee_des_metiers="1")], "--proposer", "--vers", str(tmp_path / "ici")).exit_code
    assert ["lyon.yml"] == [path.name for path in (tmp_path / "ici").iterdir()]
