# SPDX-License-Identifier: MIT
"""What describes the open data: Table Schema, Data Package (frictionlessdata.io), DCAT (W3C)."""

from __future__ import annotations

import json
from typing import Any

from ..registry import PartialDate
from .columns import COLUMNS

NAME = "lycees-des-metiers"
TITLE = "Lycées des métiers : labels recensés"
DESCRIPTION = (
    "Labels « Lycée des métiers » que des pages publiques attestent, avec leurs sources et leur état daté. "
    "Ce n’est pas une liste officielle."
)
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
#: File name → (media type, title).
FILES = {
    f"{NAME}.csv": ("text/csv", "CSV pour les programmes (virgule, UTF-8)"),
    f"{NAME}-tableur.csv": ("text/csv", "CSV pour les tableurs (point-virgule)"),
    f"{NAME}.ods": ("application/vnd.oasis.opendocument.spreadsheet", "Classeur OpenDocument"),
    f"{NAME}.json": ("application/json", "JSON"),
    f"{NAME}.geojson": ("application/geo+json", "GeoJSON"),
}


def _dumps(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _schema() -> dict[str, Any]:
    fields = []
    for column in COLUMNS:
        limits: dict[str, Any] = {}
        if column.required:
            limits["required"] = True
        if column.unique:
            limits["unique"] = True
        if column.pattern:
            limits["pattern"] = column.pattern
        if column.enum:
            limits["enum"] = list(column.enum)
        fields.append(
            {
                "name": column.name,
                "title": column.titre,
                "description": column.description,
                "type": column.type,
                "constraints": limits,
            }
        )
    return {"fields": fields, "primaryKey": "label", "missingValues": [""]}


def table_schema() -> str:
    """Return the Table Schema of the CSV."""
    head = {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
    }
    return _dumps({**head, **_schema()})


def data_package(day: PartialDate) -> str:
    """Return the ``datapackage.json`` of the CSV."""
    resource = {
        "name": NAME, "path": f"{NAME}.csv", "title": TITLE, "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": _schema(),
    }  # fmt: skip
    licence = {"name": "etalab-2.0", "title": "Licence Ouverte 2.0", "path": LICENCE_URL}
    return _dumps(
        {
            "profile": "tabular-data-package",
            "name": NAME,
            "title": TITLE,
            "description": DESCRIPTION,
            "version": day.iso,
            "licenses": [licence],
            "resources": [resource],
        }
    )


def catalogue(day: PartialDate) -> str:
    """Return the DCAT description of the data set, its files named relatively to it."""
    distributions = [
        {
            "@type": "dcat:Distribution",
            "dct:title": title,
            "dcat:mediaType": kind,
            "dcat:downloadURL": {"@id": name},
            "dct:license": {"@id": LICENCE_URL},
        }
        for name, (kind, title) in FILES.items()
    ]
    content = {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#"},
        "@type": "dcat:Dataset", "@id": "#jeu", "dct:title": TITLE, "dct:description": DESCRIPTION, "dct:language": "fr",
        "dct:modified": {"@type": "xsd:date", "@value": day.iso}, "dcat:distribution": distributions,
    }  # fmt: skip
    return _dumps(content)
