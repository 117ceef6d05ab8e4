# SPDX-License-Identifier: MIT
"""Fictitious labels, as many as wanted, in the form of ``data/etablissements``: none of these lycées exists."""

from __future__ import annotations

from pathlib import Path

from labellisation.registry import Registry
from labellisation.registry.coordinates import BOXES
from labellisation.registry.uai import expected_key
from tests.lycee import fictitious_lycee

_HEAD = "academie: {academie}\netablissements:\n"


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
            lat, lon = 44.5 + number % 40 / 10, 0.5 + number % 50 / 10
            if box := BOXES.get(departement.code):
                lat, lon = (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
            entries.append(
                fictitious_lycee(
                    uai,
                    departement.code,
                    f"Lycée fictif n° {number}",
                    f"Lycée des métiers fictifs de la mesure {number}",
                    commune=f"Commune fictive {number}",
                    position=f"{{lat: {lat:.4f}, lon: {lon:.4f}, precision: commune, source: fictive}}",
                    campagne='"2023"',
                    decision=f"2024-06-0{number % 9 + 1}",
                    page=str(number),
                    genre="autre",
                )
            )
        (folder / f"{academie.slug}.yml").write_text(
            _HEAD.format(academie=academie.slug) + "".join(entries), encoding="utf-8"
        )
