# SPDX-License-Identifier: MIT
"""The labels, one row each: CSV for programs, CSV for spreadsheets, JSON, GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from ..registry import PartialDate
from .columns import COLUMNS, Row, Table
from .interface import VERSION

LICENCE = "etalab-2.0"


def labels_csv(table: Table, delimiter: str = ",", titles: bool = False) -> str:
    """Return the CSV of all labels (UTF-8, ISO dates); ``titles`` writes French headings for people."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if titles else "\n")
    writer.writerow(column.titre if titles else column.name for column in COLUMNS)
    writer.writerows(table.cells)
    return out.getvalue()


def spreadsheet_csv(table: Table) -> str:
    """Return the CSV that French spreadsheets open by themselves: « ; », byte order mark, headings in words."""
    return "\ufeff" + labels_csv(table, ";", titles=True)


def _listed(head: dict[str, Any], name: str, records: Iterable[Any]) -> str:
    """Write an object whose last member is a list, one record a line: a change of one label is a change of one line."""
    write = json.JSONEncoder(ensure_ascii=False).encode
    members = "".join(f" {write(key)}: {write(value)},\n" for key, value in head.items())
    lines = ",\n".join(f"  {write(record)}" for record in records)
    return f"{{\n{members} {write(name)}: [\n{lines}\n ]\n}}\n"


def _head(day: PartialDate) -> dict[str, Any]:
    return {"version": VERSION, "date_de_reference": day.iso, "licence": LICENCE}


def labels_json(table: Table) -> str:
    """Return the JSON of all labels, with its version, its date and its licence."""
    return _listed(_head(table.day), "labels", table.values)


def labels_geojson(table: Table) -> str:
    """Return the labels whose place is known as GeoJSON (RFC 7946: longitude first, WGS 84)."""
    placed = (
        _feature(row, values)
        for row, values in zip(table.rows, table.values, strict=True)
        if row.etablissement.position
    )
    return _listed({"type": "FeatureCollection", **_head(table.day)}, "features", placed)


def _feature(row: Row, values: dict[str, str | None]) -> dict[str, Any]:
    position = row.etablissement.position
    assert position is not None  # noqa: S101 - the caller leaves the others out
    properties = {name: value for name, value in values.items() if name not in ("label", "latitude", "longitude")}
    point = {"type": "Point", "coordinates": [round(position.lon, 4), round(position.lat, 4)]}
    return {"type": "Feature", "id": row.label.id, "geometry": point, "properties": properties}
