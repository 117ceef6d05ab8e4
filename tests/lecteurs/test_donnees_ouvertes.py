# SPDX-License-Identifier: MIT
"""The open data, read again by programs that know nothing of ours."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from icalendar import Calendar

from labellisation.exports import Table, export_files
from labellisation.exports.calendar import expiries_ics
from labellisation.registry import PartialDate
from labellisation.site.model import Site
from tests.outils import absent

NAME = "lycees-des-metiers"


@pytest.fixture(scope="session")
def donnees(site_reel: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every export of the real repository, written in a folder."""
    folder = tmp_path_factory.mktemp("donnees")
    for path, content in export_files(Table.of(site_reel.registry, site_reel.day)):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder / "donnees"


def test_frictionless_validates_the_csv_against_its_schema(donnees: Path, site_reel: Site) -> None:
    """The CSV obeys the Table Schema made from the same columns, by frictionless."""
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=donnees, capture_output=True, text=True, encoding="utf-8", check=False)
    report = json.loads(done.stdout)
    assert (True, []) == (report["valid"], [e for task in report["tasks"] for e in task["errors"]]), done.stdout[-2000:]
    assert [sum(1 for _ in site_reel.registry.labels())] == [task["stats"]["rows"] for task in report["tasks"]]


def test_frictionless_refuses_a_wrong_value(donnees: Path, tmp_path: Path) -> None:
    """The schema is not empty words: a wrong UAI and an unknown state are refused."""
    copy = tmp_path / "donnees"
    shutil.copytree(donnees, copy)
    table = copy / f"{NAME}.csv"
    lines = table.read_text(encoding="utf-8").split("\n")
    row = next(csv.reader([lines[1]]))
    row[1], row[12] = "70001N", "peut-être"
    lines[1] = ",".join(f'"{cell}"' for cell in row)
    table.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, encoding="utf-8", check=False)
    found = {error["fieldName"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]}
    assert {"uai", "etat"} == found


def _libreoffice() -> str:
    """Return LibreOffice's command; without it, skip here and fail in continuous integration."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if command is None:
        absent("LibreOffice absent\u00a0: installez libreoffice-calc pour passer ce test.")
    return command


def test_libreoffice_keeps_the_codes_of_the_workbook(donnees: Path, tmp_path: Path, site_reel: Site) -> None:
    """LibreOffice opens the ODS, and a code that starts with zero still does."""
    command = [
        _libreoffice(),
        f"-env:UserInstallation=file://{tmp_path}/profil",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(donnees / f"{NAME}.ods")],
        capture_output=True,
        check=True,
        timeout=120,
    )
    with (tmp_path / f"{NAME}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    codes = {label.id: e.commune.code_insee or "" for e, label in site_reel.registry.labels()}
    assert codes == {row["Label"]: row["Code Insee"] for row in rows}
    assert any(code.startswith("0") for code in codes.values())


def test_the_geojson_is_rfc_7946(donnees: Path, site_reel: Site) -> None:
    """Each feature is a point whose longitude comes first, in France or overseas."""
    content = json.loads((donnees / f"{NAME}.geojson").read_text(encoding="utf-8"))
    placed = {label.id: e.position for e, label in site_reel.registry.labels() if e.position}
    found = {feature["id"]: feature["geometry"]["coordinates"] for feature in content["features"]}
    assert {key: [p.lon, p.lat] for key, p in placed.items()} == found
    assert {"Point"} == {feature["geometry"]["type"] for feature in content["features"]}


def test_the_calendars_are_read_back(site_reel: Site) -> None:
    """An independent reading of the calendar gives each coming expiry once, at its last possible day."""
    day = PartialDate("2008-01-01")
    calendar = Calendar.from_ical(expiries_ics(Table.of(site_reel.registry, day)))
    events = {str(event["uid"]).partition("@")[0]: event.decoded("dtstart") for event in calendar.walk("VEVENT")}
    assert len(events) >= 15
    assert all(date >= day.first_day() for date in events.values())


def test_the_feeds_are_well_formed(donnees: Path) -> None:
    """Each Atom file parses, and names its language and its licence holder."""
    for path in donnees.rglob("*.xml"):
        root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
        assert "{http://www.w3.org/2005/Atom}feed" == root.tag
        assert "fr" == root.get("{http://www.w3.org/XML/1998/namespace}lang")


def test_the_catalogue_names_files_that_exist(donnees: Path) -> None:
    """Every download of the DCAT description is there."""
    catalogue = json.loads((donnees / "catalogue.jsonld").read_text(encoding="utf-8"))
    names = {d["dcat:downloadURL"]["@id"] for d in catalogue["dcat:distribution"]}
    assert set() == {name for name in names if not (donnees / name).is_file()}
