# SPDX-License-Identifier: MIT
"""Fictitious labels, as many as wanted, in the form of ``data/etablissements``: none of these lycées exists."""

from __future__ import annotations

from pathlib import Path

from labellisation.registry import Registry
from labellisation.registry.coordinates import BOXES
from labellisation.registry.uai import expected_key

_HEAD = "academie: {academie}\netablissements:\n"
_ENTRY = """\
- uai: "{uai}"
  id: "{id}"
  nom: Lycée fictif n° {number}
  commune: {{nom: Commune fictive {number}, code_insee: null}}
  departement: "{departement}"
  type: null
  statut: null
  position: {{lat: {lat:.4f}, lon: {lon:.4f}, precision: commune, source: fictive}}
  note: null
  labels:
  - id: "{id}-1"
    intitule: Lycée des métiers fictifs de la mesure {number}
    filieres: null
    partage_avec: []
    reseau: null
    faits:
    - genre: decision
      nature: nouveau
      campagne: "2023"
      decision: 2024-06-0{day}
      debut: 2024-09-01
      echeance: 2029-08-31
      publication: null
      intitule: null
      note: null
      source: {{url: "https://exemple.invalid/{number}", genre: autre, titre: null, lu_le: 2026-11-22}}
"""


def write_fictitious_labels(root: Path, count: int) -> None:
    """Replace ``root/data/etablissements`` by ``count`` fictitious labels, spread over the 30 académies."""
    folder = root / "data" / "etablissements"
    academies = [a for region in Registry.load(root).regions_academiques for a in region.academies]
    for path in folder.glob("*.yml"):
        path.unlink()
    for rank, academie in enumerate(academies):
        departement = academie.departements[0]
        entries = []
        for number in range(rank, count, len(academies)):
            digits = f"{departement.prefixes_uai[0]}{9000 - number // len(academies):04d}"
            uai = digits + expected_key(digits)
            place = {"lat": 44.5 + number % 40 / 10, "lon": 0.5 + number % 50 / 10}
            if box := BOXES.get(departement.code):
                place = {"lat": (box[0] + box[1]) / 2, "lon": (box[2] + box[3]) / 2}
            entries.append(
                _ENTRY.format(
                    uai=uai, id=uai.lower(), number=number, departement=departement.code, day=number % 9 + 1, **place
                )
            )
        (folder / f"{academie.slug}.yml").write_text(
            _HEAD.format(academie=academie.slug) + "".join(entries), encoding="utf-8"
        )
