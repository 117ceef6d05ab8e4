# SPDX-License-Identifier: MIT
"""What people take away: open data made from the registry. Knows no web page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .columns import Table
from .interface import ADRESSE, ADRESSE_DU_JOURNAL, interface_json
from .labels import labels_csv, labels_geojson, labels_json, spreadsheet_csv
from .metadata import NAME, catalogue, data_package, table_schema
from .nomenclature import bill_paths

__all__ = [
    "Table", "calendar_paths", "export_files", "labels_csv", "labels_geojson", "labels_json",
    "spreadsheet_csv", "usual_paths",
]  # fmt: skip

FOLDER = "donnees"


def export_files(table: Table) -> Iterator[tuple[str, str | bytes]]:
    """Yield (site path, content) of every export of ``table``."""
    # Imported when they write: the checks, which only ask for the paths, start sooner.
    from .calendar import Calendars
    from .feeds import Feeds
    from .workbook import labels_ods

    yield f"{FOLDER}/{NAME}.csv", labels_csv(table)
    yield f"{FOLDER}/{NAME}-tableur.csv", spreadsheet_csv(table)
    yield f"{FOLDER}/{NAME}.ods", labels_ods(table)
    everything = labels_json(table)
    yield f"{FOLDER}/{NAME}.json", everything
    yield f"{FOLDER}/{ADRESSE}", everything
    yield f"{FOLDER}/{ADRESSE_DU_JOURNAL}", interface_json(table.day)
    yield f"{FOLDER}/{NAME}.geojson", labels_geojson(table)
    yield f"{FOLDER}/{NAME}.schema.json", table_schema()
    yield f"{FOLDER}/datapackage.json", data_package(table.day)
    yield f"{FOLDER}/catalogue.jsonld", catalogue(table.day)
    agendas, feeds = Calendars(table), Feeds(table)
    yield f"{FOLDER}/echeances.ics", agendas.of(None)
    yield f"{FOLDER}/echeances.xml", feeds.of(None)
    for slug in calendars(table):
        yield f"{FOLDER}/echeances/{slug}.ics", agendas.of(slug)
        yield f"{FOLDER}/echeances/{slug}.xml", feeds.of(slug)


def calendars(table: Table) -> list[str]:
    """Return the académies that have a coming expiry, hence a calendar of their own."""
    return sorted({row.academie.slug for row in table.coming})


def usual_paths(root: Path) -> Iterator[str]:
    """Yield the site paths of the exports that are made of the repository ``root`` whatever its labels."""
    names = (
        f"{NAME}.csv",
        f"{NAME}-tableur.csv",
        f"{NAME}.ods",
        f"{NAME}.json",
        f"{NAME}.geojson",
        f"{NAME}.schema.json",
    )
    described = (
        *names,
        ADRESSE,
        ADRESSE_DU_JOURNAL,
        "datapackage.json",
        "catalogue.jsonld",
        "echeances.ics",
        "echeances.xml",
    )
    yield from (f"{FOLDER}/{name}" for name in described)
    yield from bill_paths(root)


def calendar_paths(table: Table) -> Iterator[str]:
    """Yield the site paths of the calendars of the académies, without making them."""
    for slug in calendars(table):
        yield from (f"{FOLDER}/echeances/{slug}.{kind}" for kind in ("ics", "xml"))
