# SPDX-License-Identifier: MIT
"""What people take away: open data made from the registry. Knows no web page."""

from __future__ import annotations

from collections.abc import Iterator

from ..registry import PartialDate, Registry
from .calendar import coming, expiries_ics
from .feeds import expiries_atom
from .labels import labels_csv, labels_geojson, labels_json, spreadsheet_csv
from .metadata import NAME, catalogue, data_package, table_schema
from .workbook import labels_ods

__all__ = [
    "export_files",
    "export_paths",
    "labels_csv",
    "labels_geojson",
    "labels_json",
    "labels_ods",
    "spreadsheet_csv",
]

FOLDER = "donnees"


def export_files(registry: Registry, day: PartialDate) -> Iterator[tuple[str, str | bytes]]:
    """Yield (site path, content) of every export, evaluated at ``day``."""
    yield f"{FOLDER}/{NAME}.csv", labels_csv(registry, day)
    yield f"{FOLDER}/{NAME}-tableur.csv", spreadsheet_csv(registry, day)
    yield f"{FOLDER}/{NAME}.ods", labels_ods(registry, day)
    yield f"{FOLDER}/{NAME}.json", labels_json(registry, day)
    yield f"{FOLDER}/{NAME}.geojson", labels_geojson(registry, day)
    yield f"{FOLDER}/{NAME}.schema.json", table_schema()
    yield f"{FOLDER}/datapackage.json", data_package(day)
    yield f"{FOLDER}/catalogue.jsonld", catalogue(day)
    yield f"{FOLDER}/echeances.ics", expiries_ics(registry, day)
    yield f"{FOLDER}/echeances.xml", expiries_atom(registry, day)
    for slug in calendars(registry, day):
        yield f"{FOLDER}/echeances/{slug}.ics", expiries_ics(registry, day, slug)
        yield f"{FOLDER}/echeances/{slug}.xml", expiries_atom(registry, day, slug)


def calendars(registry: Registry, day: PartialDate) -> list[str]:
    """Return the académies that have a coming expiry, hence a calendar of their own."""
    return sorted({row.academie.slug for row in coming(registry, day)})


def export_paths(registry: Registry, day: PartialDate) -> Iterator[str]:
    """Yield the site paths of the exports, without making them."""
    names = (
        f"{NAME}.csv",
        f"{NAME}-tableur.csv",
        f"{NAME}.ods",
        f"{NAME}.json",
        f"{NAME}.geojson",
        f"{NAME}.schema.json",
    )
    yield from (
        f"{FOLDER}/{name}"
        for name in (*names, "datapackage.json", "catalogue.jsonld", "echeances.ics", "echeances.xml")
    )
    for slug in calendars(registry, day):
        yield from (f"{FOLDER}/echeances/{slug}.{kind}" for kind in ("ics", "xml"))
