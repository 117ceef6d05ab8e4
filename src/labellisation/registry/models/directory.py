# SPDX-License-Identifier: MIT
"""Académies, établissements, and what pages say of their labels.

A field that may be ``None`` is *unknown* when it is ``None``; the site shows it « à vérifier ».
"""

from __future__ import annotations

from msgspec import Struct

from ..dates import PartialDate
from .base import Origin, Publication


class Departement(Struct, frozen=True):
    """A département: its Insee code, its name, what the UAI codes of its lycées begin with."""

    code: str
    nom: str
    prefixes_uai: tuple[str, ...]


class ContactPublic(Struct, frozen=True):
    """A function of an académie that a public page says how to reach, at a functional address or on that page."""

    fonction: str
    source: str
    lu_le: PartialDate
    origine: Origin
    adresse: str | None = None


class Academie(Struct, frozen=True):
    """An académie, or one of the other territories, whose ``region_academique`` is then ``None``."""

    code: str
    nom: str
    slug: str
    nom_complet: str
    departements: tuple[Departement, ...]
    origine: Origin
    contacts: tuple[ContactPublic, ...] = ()
    region_academique: str | None = None

    def departement(self, code: str | None) -> Departement | None:
        """Return its département of this ``code``; ``None`` if it has none."""
        return next((d for d in self.departements if d.code == code), None)


class RegionAcademique(Struct, frozen=True):
    """A région académique and its académies."""

    code_region: str
    code_region_academique: str
    nom: str
    slug: str
    academies: tuple[Academie, ...]


class SourceDeFait(Struct, frozen=True):
    """The page that states a fact, its kind, the day it was read."""

    url: str
    genre: str
    lu_le: PartialDate
    titre: str | None = None


class Fait(Struct, frozen=True):
    """What one page says of a label: a decision, an attestation or an opinion."""

    genre: str
    source: SourceDeFait
    origine: Origin
    nature: str | None = None
    campagne: PartialDate | None = None
    decision: PartialDate | None = None
    debut: PartialDate | None = None
    echeance: PartialDate | None = None
    publication: Publication | None = None
    intitule: str | None = None
    note: str | None = None


class Label(Struct, frozen=True):
    """A label of one établissement, and all that pages say of it."""

    id: str
    faits: tuple[Fait, ...]
    origine: Origin
    intitule: str | None = None
    filieres: tuple[str, ...] | None = None
    partage_avec: tuple[str, ...] = ()
    reseau: str | None = None


class Commune(Struct, frozen=True):
    """A commune; its code is the one of Insee."""

    nom: str | None = None
    code_insee: str | None = None


class Position(Struct, frozen=True):
    """WGS 84 degrees; ``precision`` says what the point is (``commune`` or ``etablissement``)."""

    lat: float
    lon: float
    precision: str
    source: str | None = None


class Etablissement(Struct, frozen=True):
    """A lycée, or another établissement, that bears labels."""

    id: str
    nom: str
    labels: tuple[Label, ...]
    origine: Origin
    commune: Commune = Commune()
    uai: str | None = None
    departement: str | None = None
    type: str | None = None
    statut: str | None = None
    position: Position | None = None
    note: str | None = None
    academie: str = ""


class Reseau(Struct, frozen=True):
    """A network of établissements; ``membres`` are UAI codes."""

    id: str
    nom: str
    membres: tuple[str, ...]
    origine: Origin
    academie: str | None = None
    filiere: str | None = None
    source: SourceDeFait | None = None
