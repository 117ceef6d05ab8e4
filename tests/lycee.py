# SPDX-License-Identifier: MIT
"""A lycée that does not exist, with one label, in the form of ``data/etablissements``."""

from __future__ import annotations

_ENTRY = """\
- uai: "{uai}"
  id: "{id}"
  nom: {nom}
  commune: {{nom: {commune}, code_insee: null}}
  departement: "{departement}"
  type: null
  statut: {statut}
  position: {position}
  note: null
  labels:
  - id: "{id}-1"
    intitule: {intitule}
    filieres: null
    partage_avec: []
    reseau: null
    faits:
    - genre: decision
      nature: nouveau
      campagne: {campagne}
      decision: {decision}
      debut: {debut}
      echeance: {echeance}
      publication: null
      intitule: null
      note: null
      source: {{url: "https://exemple.invalid/{page}", genre: {genre}, titre: null, lu_le: {lu_le}}}
"""
_USUAL = {
    "commune": "Commune fictive",
    "statut": "null",
    "position": "null",
    "campagne": "null",
    "decision": "2024-06-05",
    "debut": "2024-09-01",
    "echeance": "2029-08-31",
    "page": "liste",
    "genre": "academie",
    "lu_le": "2026-11-22",
}


def fictitious_lycee(uai: str, departement: str, nom: str, intitule: str, **others: str) -> str:
    """Return the entry of a lycée whose name and label are said; ``others`` are fields, as YAML writes them."""
    fields = {**_USUAL, "departement": departement, "nom": nom, "intitule": intitule, **others}
    return _ENTRY.format(uai=uai, id=uai.lower(), **fields)
