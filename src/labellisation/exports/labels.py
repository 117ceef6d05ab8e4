# SPDX-License-Identifier: MIT
"""The labels, one row each, as CSV (comma, UTF-8, ISO dates) and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from ..registry import PartialDate, Registry, labels

FIELDS = (
    "label",
    "uai",
    "nom",
    "commune",
    "code_insee",
    "departement",
    "academie",
    "region_academique",
    "type",
    "statut",
    "intitule",
    "filieres",
    "etat",
    "etat_au",
    "echeance",
    "echeance_theorique",
    "derniere_date_connue",
    "sources",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
JSON_VERSION = 1


def rows(registry: Registry, day: PartialDate) -> Iterator[dict[str, str]]:
    """Yield one row a label, in the order of the identifiers; an unknown value is empty."""
    vocabulary = registry.vocabulaires.get("filieres")
    for etablissement, label in sorted(registry.labels(), key=lambda pair: pair[1].id):
        state, last = labels.state_on(label, day), labels.last_known_date(label)
        academie = registry.academies.get(etablissement.academie)
        yield {
            "label": label.id,
            "uai": etablissement.uai or "",
            "nom": etablissement.nom,
            "commune": etablissement.commune.nom or "",
            "code_insee": etablissement.commune.code_insee or "",
            "departement": etablissement.departement or "",
            "academie": etablissement.academie,
            "region_academique": (academie.region_academique if academie else None) or "",
            "type": etablissement.type or "",
            "statut": etablissement.statut or "",
            "intitule": label.intitule or "",
            "filieres": " ".join(labels.filieres_of(label, vocabulary)),
            "etat": state.code,
            "etat_au": day.iso,
            "echeance": state.echeance.iso if state.echeance else "",
            "echeance_theorique": "oui" if state.theorique else "non",
            "derniere_date_connue": last.iso if last else "",
            "sources": " ".join(dict.fromkeys(f.source.url for f in label.faits)),
        }


def safe_cell(value: str) -> str:
    """Return ``value`` so that no spreadsheet reads it as a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def labels_csv(registry: Registry, day: PartialDate) -> str:
    """Return the CSV of all labels."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
    writer.writeheader()
    for row in rows(registry, day):
        writer.writerow({key: safe_cell(value) for key, value in row.items()})
    return out.getvalue()


def labels_json(registry: Registry, day: PartialDate) -> str:
    """Return the JSON of all labels, with its version, its date and its licence."""
    content = {
        "version": JSON_VERSION,
        "date_de_reference": day.iso,
        "licence": "etalab-2.0",
        "labels": [{key: value or None for key, value in row.items()} for row in rows(registry, day)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
