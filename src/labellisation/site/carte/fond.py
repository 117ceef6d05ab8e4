# SPDX-License-Identifier: MIT
"""The base map of ``data/carte/contours.yml``: outlines by département, and where a place falls on them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .contours import Point

METROPOLE = "metropole"
_SIZES = ("largeur", "hauteur", "ax", "bx", "ay", "by", "ouest", "est", "sud", "nord")


@dataclass(frozen=True)
class Fond:
    """The base map: outlines by département, and the projection of each frame."""

    departements: Mapping[str, str]
    boites: Mapping[str, Mapping[str, float]]
    credits: Sequence[Mapping[str, str]]

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Fond:
        """Build the base map from the plain content of the file."""
        boxes = {METROPOLE: content["metropole"]} | {item["code"]: item for item in content["outre_mer"]}
        numbers = {key: {name: float(box[name]) for name in _SIZES if name in box} for key, box in boxes.items()}
        return cls(content["departements"], numbers, content["credits"])

    def cadre_of(self, departement: str) -> str | None:
        """Return the frame where a département is drawn: the mainland's, its own overseas, none."""
        if departement in self.boites:
            return departement
        return METROPOLE if departement in self.departements else None

    def credits_of(self, departements: Iterable[str]) -> list[Mapping[str, str]]:
        """Return the works from which the outlines of ``departements`` are drawn."""
        used = {
            "metropole" if frame == METROPOLE else "outre_mer" for frame in map(self.cadre_of, departements) if frame
        }
        return [credit for credit in self.credits if credit["perimetre"] in used]

    def place(self, departement: str, lat: float, lon: float) -> Point | None:
        """Return where a place of ``departement`` falls in its frame; ``None`` outside every frame."""
        cadre = self.cadre_of(departement)
        if cadre is None or not -85 < lat < 85:
            return None
        box = self.boites[cadre]
        if cadre == METROPOLE:
            x = box["ax"] * math.radians(lon) + box["bx"]
            y = box["ay"] * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) + box["by"]
        else:
            x = (lon - box["ouest"]) / (box["est"] - box["ouest"]) * box["largeur"]
            y = (box["nord"] - lat) / (box["nord"] - box["sud"]) * box["hauteur"]
        return (x, y) if 0 <= x <= box["largeur"] and 0 <= y <= box["hauteur"] else None
