# SPDX-License-Identifier: MIT
"""The JSON files as a static interface: its version, its addresses, its changelog.

A field that leaves, changes its name or its meaning makes a new version, at a new address; the former stays a year.
A field that is added makes a new entry of the same version: a program that reads the others goes on working.
"""

from __future__ import annotations

import json

from msgspec import Struct

from ..registry import PartialDate

REGLES = (
    "Ce que dit une adresse qui porte un numéro de version ne change pas de sens.",
    "Un champ qui s’ajoute garde le numéro\u00a0: ne refusez pas un champ inconnu.",
    "Un champ qui part, change de nom ou de sens donne un nouveau numéro et une nouvelle adresse\u00a0; l’ancienne reste un an.",
    "Une valeur inconnue est null\u00a0; l’ordre des labels est celui de leurs identifiants.",
)


class Entree(Struct, frozen=True):
    """One entry of the changelog: ``champs`` are all the fields of a label from that day on."""

    version: int
    jour: PartialDate
    changements: tuple[str, ...]
    champs: tuple[str, ...]


JOURNAL = (
    Entree(
        1,
        PartialDate("2026-11-22"),
        (
            "Première version\u00a0: un objet par label, son état à la date «\u00a0date_de_reference\u00a0», ses sources.",
            "Adresse stable «\u00a0v1/labels.json\u00a0»\u00a0; mêmes données sous «\u00a0lycees-des-metiers.json\u00a0».",
        ),
        (
            "label", "uai", "nom", "commune", "code_insee", "departement", "academie", "region_academique", "type", "statut",
            "intitule", "filieres", "etat", "etat_au", "echeance", "echeance_theorique", "derniere_date_connue", "latitude",
            "longitude", "precision", "sources", "genres_source",
        ),
    ),
)  # fmt: skip
VERSION = JOURNAL[-1].version
#: The address of the labels in this version, and of the changelog, seen from the folder of the open data.
ADRESSE, ADRESSE_DU_JOURNAL = f"v{VERSION}/labels.json", "interface.json"


def interface_json(day: PartialDate) -> str:
    """Return the changelog of the interface as a program reads it."""
    content = {
        "version": VERSION,
        "date_de_reference": day.iso,
        "adresse": ADRESSE,
        "regles": REGLES,
        "journal": [
            {"version": e.version, "jour": e.jour.iso, "changements": e.changements, "champs": e.champs}
            for e in reversed(JOURNAL)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
