# SPDX-License-Identifier: MIT
"""What a map is made of: frames, territories, marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from ...registry import Academie, Etablissement, labels
from .contours import Box, Point

#: States, the one that names the mark first.
ETATS = ("en_cours", "a_renouveler", "theorique", "theorique_passee", "echu", "inconnu", "avis")


class Zone(Struct, frozen=True):
    """A territory: its outline, the borders inside it, its number of labels."""

    nom: str
    contour: str
    nombre: int
    page: str | None = None
    limites: str = ""
    code: str = ""
    etiquette: Point | None = None


class Marque(Struct, frozen=True):
    """An établissement on the map."""

    etablissement: Etablissement
    page: str
    etats: tuple[labels.EtatLabel, ...]
    x: float
    y: float

    @property
    def code(self) -> str:
        return self.etats[0].code


class Groupe(Struct, frozen=True):
    """All the établissements of a département as one figure, when single marks would hide the map."""

    nom: str
    page: str
    nombre: int
    x: float
    y: float
    rayon: float


class Cadre(Struct, frozen=True):
    """One drawing: its view box, the half-size of a mark, what stands in it, what lies around."""

    id: str
    nom: str
    boite: Box
    rayon: float
    zones: tuple[Zone, ...]
    marques: tuple[Marque, ...] = ()
    groupes: tuple[Groupe, ...] = ()
    repere: Box | None = None
    alentours: tuple[Zone, ...] = ()

    @property
    def codes(self) -> list[str]:
        """The states that its marks need."""
        return [code for code in ETATS if any(m.code == code for m in self.marques)]


class Marques(Struct, frozen=True):
    """The marks by département, and those of the établissements that no frame can place."""

    par_departement: Mapping[str, Sequence[Marque]]
    sans_position: Sequence[Marque]

    def __len__(self) -> int:
        return sum(map(len, self.par_departement.values()))

    def placed(self, codes: Iterable[str]) -> list[Marque]:
        """Return the marks of some départements."""
        return [mark for code in sorted(codes) for mark in self.par_departement.get(code, ())]


class Carte(Struct, frozen=True):
    """The map of France or of one académie."""

    id: str
    academie: Academie | None
    cadres: tuple[Cadre, ...]
    marques: Marques
    credits: Sequence[Mapping[str, str]]
    autres: tuple[tuple[Academie, int], ...] = ()

    @property
    def legende(self) -> list[tuple[str, str, int]]:
        """Each state that a mark shows: its code, its words, how many marks."""
        counts = Counter(mark.code for mark in self.marques.placed(self.marques.par_departement))
        return [(code, labels.LIBELLES[code], counts[code]) for code in ETATS if counts[code]]

    @property
    def groupee(self) -> bool:
        return any(cadre.groupes for cadre in self.cadres)

    @property
    def sources(self) -> list[str]:
        """The sources of the positions, in order."""
        marks = self.marques.placed(self.marques.par_departement)
        return sorted({p.source for m in marks for p in (m.etablissement.position,) if p and p.source})
