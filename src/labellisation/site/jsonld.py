# SPDX-License-Identifier: MIT
"""Structured data of an établissement, in schema.org's words."""

from __future__ import annotations

from typing import Any

from ..registry import Etablissement
from .views import LigneAnnuaire


def high_school(etablissement: Etablissement, rows: list[LigneAnnuaire]) -> dict[str, Any]:
    """Return the JSON-LD of one lycée: its identity and the labels that its sources state (opinions left out)."""
    stated = [row for row in rows if row.etat.code != "avis"]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "HighSchool",
        "name": etablissement.nom,
        "identifier": {"@type": "PropertyValue", "propertyID": "UAI", "value": etablissement.uai},
    }
    if etablissement.commune.nom:
        data["address"] = {
            "@type": "PostalAddress",
            "addressLocality": etablissement.commune.nom,
            "addressCountry": "FR",
        }
    if stated:
        data["hasCertification"] = [_certification(row) for row in stated]
    return data


def _certification(row: LigneAnnuaire) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Certification",
        "name": row.intitule or "Lycée des métiers",
        "certificationIdentification": row.label.id,
    }
    if row.etat.echeance and not row.etat.theorique:
        data["expires"] = row.etat.echeance.iso
    return data
