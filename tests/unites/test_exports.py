# SPDX-License-Identifier: MIT
"""Open data: what people take away is what the registry says."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree
from msgspec.structs import replace
from odfdo import Document

from labellisation.exports import (
    calendar_paths,
    export_files,
    labels_csv,
    labels_geojson,
    labels_json,
    spreadsheet_csv,
    usual_paths,
)
from labellisation.exports.columns import COLUMNS, Table
from labellisation.exports.interface import JOURNAL
from labellisation.exports.metadata import table_schema
from labellisation.exports.nomenclature import PATH
from labellisation.registry import PartialDate, Registry
from labellisation.registry.models import Position
from labellisation.registry.text import FORMULA_STARTS, safe_cell
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot

DAY = PartialDate(FICTITIOUS_DAY)


def read_csv(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Read a CSV as any program would."""
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def with_etablissement(registry: Registry, **changes: Any) -> Registry:
    """Return the registry with its only établissement changed."""
    (etablissement,) = registry.etablissements.values()
    registry.__dict__["etablissements"] = {etablissement.id: replace(etablissement, **changes)}
    return registry


def not_json(name: str) -> None:
    """Refuse NaN and infinities, which are not JSON."""
    raise ValueError(name)


def test_the_csv_is_the_registry(site_reel: Site) -> None:
    """Read back, the CSV gives one row a label with the values of the registry."""
    registry = site_reel.registry
    back = read_csv(labels_csv(Table.of(registry, site_reel.day)))
    assert [column.name for column in COLUMNS] == list(back[0])
    by_id = {label.id: (e, label) for e, label in registry.labels()}
    assert sorted(by_id) == [row["label"] for row in back]
    for row in back:
        etablissement, label = by_id[row["label"]]
        assert etablissement.uai or "" == row["uai"]
        assert (etablissement.nom, label.intitule or "", etablissement.academie) == (
            row["nom"],
            row["intitule"],
            row["academie"],
        )
        assert list(dict.fromkeys(f.source.url for f in label.faits)) == row["sources"].split(" ")


def test_the_json_is_the_csv(site_reel: Site) -> None:
    """The JSON holds the rows of the CSV, its date and its licence."""
    content = json.loads(labels_json(Table.of(site_reel.registry, site_reel.day)))
    assert (site_reel.day.iso, "etalab-2.0", 1) == (
        content["date_de_reference"],
        content["licence"],
        content["version"],
    )
    back = read_csv(labels_csv(Table.of(site_reel.registry, site_reel.day)))
    assert [{key: safe_cell(value or "") for key, value in row.items()} for row in content["labels"]] == back


def test_the_spreadsheet_csv_is_the_csv(site_reel: Site) -> None:
    """The CSV for spreadsheets holds the same cells under French headings, after a byte order mark."""
    text = spreadsheet_csv(Table.of(site_reel.registry, site_reel.day))
    assert text.startswith("\ufeffLabel;UAI;")
    people = [list(row.values()) for row in read_csv(text.removeprefix("\ufeff"), ";")]
    assert [list(row.values()) for row in read_csv(labels_csv(Table.of(site_reel.registry, site_reel.day)))] == people


def test_the_workbook_is_the_csv(site_reel: Site) -> None:
    """The OpenDocument workbook holds the same rows as text, so that no leading zero is lost."""
    made = dict(export_files(Table.of(site_reel.registry, site_reel.day)))
    ((_name, content),) = [item for item in made.items() if item[0].endswith(".ods")]
    document = Document(io.BytesIO(content))
    table = document.body.get_table(name="Labels")
    cells = [["" if v is None else v for v in row] for row in table.get_values()][1:]
    expected = [[v or "" for v in row.values()] for row in Table.of(site_reel.registry, site_reel.day).values]
    assert expected == [[*row, *[""] * (len(COLUMNS) - len(row))] for row in cells]


def test_geojson_puts_the_longitude_first(depot: MakeDepot) -> None:
    """A label whose place is known is a point, longitude first; without a place there is no point."""
    registry = Registry.load(depot())
    assert [] == json.loads(labels_geojson(Table.of(registry, DAY)))["features"]
    placed = with_etablissement(registry, position=Position(45.19, 5.72, "commune"))
    (feature,) = json.loads(labels_geojson(Table.of(placed, DAY)))["features"]
    assert ([5.72, 45.19], "0389995h-1") == (feature["geometry"]["coordinates"], feature["id"])


def test_two_exports_are_the_same_bytes(site_reel: Site) -> None:
    """The same registry and day give the same bytes, even when it is read again."""
    again = Registry.load(ROOT)
    one, other = (
        dict(export_files(Table.of(site_reel.registry, site_reel.day))),
        dict(export_files(Table.of(again, site_reel.day))),
    )
    assert list(one) == list(other)
    assert [] == [path for path in one if one[path] != other[path]]


def test_the_paths_are_those_of_the_files(site_reel: Site) -> None:
    """The files that pages may link to are those that are made; the bill of materials has tests of its own."""
    table = Table.of(site_reel.registry, site_reel.day)
    made = [*(path for path, _content in export_files(table)), PATH]
    assert sorted((*usual_paths(site_reel.root), *calendar_paths(table))) == sorted(made)
    assert len(made) == len(set(made))


def test_every_export_is_read_by_its_kind(site_reel: Site) -> None:
    """Each file is sound in its own format."""
    for path, content in export_files(Table.of(site_reel.registry, site_reel.day)):
        data = content.encode() if isinstance(content, str) else content
        if path.endswith((".json", ".geojson", ".jsonld")):
            assert json.loads(data, parse_constant=not_json)
        elif path.endswith(".xml"):
            assert etree.fromstring(data).tag
        elif path.endswith(".ics"):
            assert Calendar.from_ical(data)["version"] == "2.0"


def test_no_cell_is_a_formula(site_reel: Site) -> None:
    """No cell of the CSV begins as a formula does, numbers left aside."""
    found = [
        cell for row in csv.reader(io.StringIO(labels_csv(Table.of(site_reel.registry, site_reel.day)))) for cell in row
    ]
    assert len(found) > 1000
    assert [] == [cell for cell in found if cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"[+-][0-9.]+", cell)]


@given(st.text())
def test_any_cell_is_made_safe(value: str) -> None:
    """A value that a spreadsheet would compute is preceded by an apostrophe; a number and any other text are unchanged."""
    safe = safe_cell(value)
    assert safe in (value, f"'{value}")
    assert not safe.startswith(FORMULA_STARTS) or re.fullmatch(r"[+-]*[\d.]+", safe)


HOSTILE = ["=cmd|' /C calc'!A0", "+33-2", "-1+1", "@SUM(A1)", "\t=1", 'Lycée « A, B »; "C"\nD']


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_in_their_cell(depot: MakeDepot, name: str) -> None:
    """A name that holds formulas, separators, quotes or line breaks stays one cell."""
    registry = with_etablissement(Registry.load(depot()), nom=name)
    (row,) = read_csv(labels_csv(Table.of(registry, DAY)))
    (other,) = csv.DictReader(io.StringIO(spreadsheet_csv(Table.of(registry, DAY)), newline=""), delimiter=";")
    assert (safe_cell(name), safe_cell(name)) == (row["nom"], other["Établissement"])
    assert not row["nom"].startswith(FORMULA_STARTS)
    assert name == json.loads(labels_json(Table.of(registry, DAY)))["labels"][0]["nom"]


def test_a_row_says_its_state_and_date(depot: MakeDepot) -> None:
    """A row gives the state of the label, the day of that state, and whether its term is theoretical."""
    table = Table.of(Registry.load(depot()), DAY)
    (values,) = table.values
    expected = {
        "etat": "en_cours",
        "etat_au": FICTITIOUS_DAY,
        "echeance": "2033-08-31",
        "echeance_theorique": "false",
        "filieres": "bois-ameublement",
        "region_academique": "auvergne-rhone-alpes",
        "derniere_date_connue": "2028-09-01",
    }
    assert expected == {name: value for name, value in values.items() if name in expected}


def test_the_rows_follow_their_table_schema(site_reel: Site) -> None:
    """Each value follows the constraints that the published schema gives."""
    fields = {field["name"]: field["constraints"] for field in json.loads(table_schema())["fields"]}
    for row in read_csv(labels_csv(Table.of(site_reel.registry, site_reel.day))):
        assert list(fields) == list(row)
        for name, value in row.items():
            limits = fields[name]
            assert value or not limits.get("required"), (row["label"], name)
            if value and "pattern" in limits:
                assert re.search(limits["pattern"], value), (row["label"], name, value)
            if value and "enum" in limits:
                assert value in limits["enum"], (row["label"], name, value)


def test_a_coming_term_is_an_event(depot: MakeDepot) -> None:
    """A published term to come is one event of the calendar on its day; a past one is none."""
    files = dict(export_files(Table.of(Registry.load(depot()), DAY)))
    (event,) = Calendar.from_ical(files["donnees/echeances.ics"]).walk("VEVENT")
    assert ("2033-08-31", "0389995h-1") == (event["dtstart"].dt.isoformat(), str(event["uid"]).partition("@")[0])
    assert "Lycée fictif des Essais" in str(event["summary"])
    late = dict(export_files(Table.of(Registry.load(ROOT), PartialDate("2099-01-01"))))
    assert [] == Calendar.from_ical(late["donnees/echeances.ics"]).walk("VEVENT")


def test_each_sentence_of_a_term_begins_with_a_capital(depot: MakeDepot) -> None:
    """In the calendar and in the feed, whatever the case of the title that a page gave."""
    registry = Registry.load(depot())
    (lycee,) = registry.etablissements.values()
    lower = tuple(replace(label, intitule="lycée des métiers fictifs") for label in lycee.labels)
    files = dict(export_files(Table.of(with_etablissement(registry, labels=lower), DAY)))
    (event,) = Calendar.from_ical(files["donnees/echeances.ics"]).walk("VEVENT")
    feed = etree.fromstring(str(files["donnees/echeances.xml"]).encode())
    for text in (str(event["DESCRIPTION"]), *feed.xpath("//*[local-name() = 'summary']/text()")):
        first, second, *_ = text.split(". ")
        assert "Lycée des métiers fictifs" == first
        assert second[0].isupper(), text


def test_a_change_of_fields_is_in_the_changelog_of_the_interface() -> None:
    """A field that comes, goes or changes its name makes an entry; one that goes or changes its name, a new version."""
    assert tuple(column.name for column in COLUMNS) == JOURNAL[-1].champs
    for before, after in pairwise(JOURNAL):
        assert before.jour <= after.jour
        assert after.version == before.version + (not set(before.champs) <= set(after.champs))


def test_the_interface_is_published_with_its_version_and_its_changelog(site_reel: Site) -> None:
    """The address with a version holds the very same labels; the changelog says the version, the address and every field."""
    files = dict(export_files(site_reel.table))
    assert files["donnees/v1/labels.json"] == files["donnees/lycees-des-metiers.json"]
    journal, labels = (json.loads(files[f"donnees/{name}"]) for name in ("interface.json", "v1/labels.json"))
    assert (1, "v1/labels.json", "2026-11-22") == (journal["version"], journal["adresse"], journal["date_de_reference"])
    assert labels["version"] == journal["version"]
    assert {tuple(row) for row in labels["labels"]} == {tuple(journal["journal"][0]["champs"])}
