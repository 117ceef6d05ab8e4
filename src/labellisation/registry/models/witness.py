# SPDX-License-Identifier: MIT
"""The witness: what the « Annuaire de l'éducation » declared on one day. A second source, shown as such, never merged into decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ..dates import PartialDate
from .directory import Position

DATASET = "https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/"
LICENCE = "Licence Ouverte 2.0"
ANNUAIRE = "Annuaire de l’éducation"


class LigneTemoin(Struct, frozen=True):
    """One établissement as the Annuaire declares it; ``None`` is what it does not say. ``type`` and ``statut`` are of our vocabularies."""

    uai: str
    nom: str
    lycee_des_metiers: bool
    type: str | None = None
    statut: str | None = None
    commune: str | None = None
    code_insee: str | None = None
    departement: str | None = None
    academie: str | None = None
    position: Position | None = None
    etat: str | None = None
    sites: int = 1
    date_ouverture: PartialDate | None = None


class Temoin(Struct, frozen=True):
    """A snapshot: the day of the extract, its source, and its établissements by UAI."""

    date: PartialDate
    lignes: Mapping[str, LigneTemoin]
    source: str = DATASET
    licence: str = LICENCE
    lignes_lues: int = 0
    lignes_hors_champ: int = 0
    lignes_rejetees: int = 0

    def labellises(self) -> Iterator[LigneTemoin]:
        """Yield the établissements that the Annuaire declares « lycée des métiers », by UAI."""
        return (ligne for ligne in self.lignes.values() if ligne.lycee_des_metiers)

    def mention(self, uai: str | None) -> str | None:
        """Return the sentence to show for ``uai`` where no decision is known; ``None`` if the Annuaire declares no label."""
        ligne = self.lignes.get(uai or "")
        if ligne is None or not ligne.lycee_des_metiers:
            return None
        return f"déclaré par l’Annuaire du {self.date.first_day():%d/%m/%Y}, décision non renseignée"
