# SPDX-License-Identifier: MIT
"""Open data: what people take away is what the registry says."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot

from labellisation.exports import export_files, labels_csv, labels_json
from labellisation.exports.labels import FIELDS, FORMULA_STARTS, rows, safe_cell
from labellisation.registry import PartialDate, Registry
from labellisation.site.model import Site
from labellisation.site.plan import EXPORTS


def read_csv(text: str) -> list[dict[str, str]]:
    """Read a CSV as any program would."""
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_is_the_registry(site_reel: Site) -> None:
    """Read back, the CSV gives one row a label with the values of the registry."""
    registry = site_reel.registry
    back = read_csv(labels_csv(registry, site_reel.day))
    assert [*FIELDS] == [*back[0]]
    assert [dict(row) for row in rows(registry, site_reel.day)] == back
    assert sorted(label.id for _e, label in registry.labels()) == [row["label"] for row in back]
    by_id = {label.id: (e, label) for e, label in registry.labels()}
    for row in back:
        etablissement, label = by_id[row["label"]]
        assert (etablissement.uai or "", etablissement.nom, label.intitule or "", etablissement.academie) == (
            row["uai"], row["nom"], row["intitule"], row["academie"])
        assert row["sources"].split(" ") == list(dict.fromkeys(f.source.url for f in label.faits))


def test_the_json_is_the_csv(site_reel: Site) -> None:
    """The JSON holds the rows of the CSV, its date and its licence; an unknown value is null."""
    content = json.loads(labels_json(site_reel.registry, site_reel.day))
    assert (site_reel.day.iso, "etalab-2.0", 1) == (content["date_de_reference"], content["licence"], content["version"])
    back = read_csv(labels_csv(site_reel.registry, site_reel.day))
    assert [{key: value or None for key, value in row.items()} for row in back] == content["labels"]


def test_two_exports_are_the_same_bytes(site_reel: Site) -> None:
    """The same registry and day give the same bytes, even when it is read again."""
    again = Registry.load(ROOT)
    assert dict(export_files(site_reel.registry, site_reel.day)) == dict(export_files(again, site_reel.day))


def test_every_export_is_planned(site_reel: Site) -> None:
    """The files that pages may link to are those that are made."""
    assert [*EXPORTS] == [path for path, _content in export_files(site_reel.registry, site_reel.day)]


def test_no_cell_is_a_formula(site_reel: Site) -> None:
    """No cell of the CSV begins as a formula does."""
    found = [cell for row in csv.reader(io.StringIO(labels_csv(site_reel.registry, site_reel.day))) for cell in row]
    assert len(found) > 1000
    assert [] == [cell for cell in found if cell.startswith(FORMULA_STARTS)]


@given(st.text())
def test_any_cell_is_made_safe(value: str) -> None:
    """A value that a spreadsheet would compute is preceded by an apostrophe; any other is unchanged."""
    assert not safe_cell(value).startswith(FORMULA_STARTS)
    assert safe_cell(value) in (value, f"'{value}")


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+33", "-1", "@SUM(A1)", "\t=1", "Lycée « A, B »; \"C\"\nD"])
def test_hostile_names_stay_in_their_cell(depot: MakeDepot, name: str) -> None:
    """A name that holds formulas, separators, quotes or line breaks stays one cell."""
    registry = Registry.load(depot())
    (etablissement,) = registry.etablissements.values()
    registry.__dict__["etablissements"] = {etablissement.id: replace(etablissement, nom=name)}
    (row,) = read_csv(labels_csv(registry, PartialDate(FICTITIOUS_DAY)))
    assert safe_cell(name) == row["nom"]
    assert name == json.loads(labels_json(registry, PartialDate(FICTITIOUS_DAY)))["labels"][0]["nom"]


def test_a_row_says_its_state_and_date(depot: MakeDepot) -> None:
    """A row gives the state of the label, the day of that state, and whether its term is theoretical."""
    (row,) = rows(Registry.load(depot()), PartialDate(FICTITIOUS_DAY))
    assert {"etat": "en_cours", "etat_au": FICTITIOUS_DAY, "echeance": "2033-08-31", "echeance_theorique": "non", "filieres": "bois-ameublement",
            "region_academique": "auvergne-rhone-alpes", "derniere_date_connue": "2028-09-01"}.items() <= row.items()
