# SPDX-License-Identifier: MIT
"""``academie/academie.yml``, frozen: shaped as ``data/schemas/academie.schema.json``; no field holds a person's name.

A field that may be ``None`` is *unknown* when it is ``None``; the site shows it « à vérifier ».
"""

from __future__ import annotations

from msgspec import Struct

from ..registry import Origin, PartialDate


class Echelon(Struct, frozen=True):
    """Who decides here: ``region_academique`` or ``academie``."""

    valeur: str | None = None
    acte: str | None = None
    url: str | None = None
    relu_le: PartialDate | None = None


class Contact(Struct, frozen=True):
    """Whom to reach in the académie: a function and its functional address."""

    fonction: str
    adresse: str
    origine: Origin
    relu_le: PartialDate | None = None


class Etape(Struct, frozen=True):
    """A date of the campaign."""

    id: str
    libelle: str
    origine: Origin
    date: PartialDate | None = None
    note: str | None = None


class Campagne(Struct, frozen=True):
    """The campaign of one year (« 2026-2027 ») and its dated steps."""

    annee: str | None = None
    relu_le: PartialDate | None = None
    etapes: tuple[Etape, ...] = ()


class Depot(Struct, frozen=True):
    """Where and how a file is handed in; sizes in megabytes."""

    courriel: str | None = None
    url: str | None = None
    taille_totale_mo: int | None = None
    consigne: str | None = None
    relu_le: PartialDate | None = None


class Piece(Struct, frozen=True):
    """A document that the académie asks for; its size in megabytes."""

    id: str
    libelle: str
    obligatoire: bool
    origine: Origin
    formats: tuple[str, ...] = ()
    taille_mo: int | None = None


class CritereLocal(Struct, frozen=True):
    """An additional criterion: its ``id`` bears the académie's name, never a national number."""

    id: str
    libelle: str
    origine: Origin
    attendu: str | None = None
    source: str | None = None


class Logo(Struct, frozen=True):
    """A file of the fork, and the words that stand for it."""

    fichier: str
    texte: str


class Couleurs(Struct, frozen=True):
    """The main colour, « #rrggbb »: the others are worked out from it."""

    principale: str


class Settings(Struct, frozen=True):
    """The settings of one fork."""

    code: str
    echelon: Echelon
    campagne: Campagne
    depot: Depot
    origine: Origin
    contacts: tuple[Contact, ...] = ()
    pieces: tuple[Piece, ...] = ()
    criteres: tuple[CritereLocal, ...] = ()
    logo: Logo | None = None
    couleurs: Couleurs | None = None

    def step_uid(self, slug: str, step: Etape) -> str:
        """Return the identifier of a step of the académie ``slug`` in every calendar: taken twice, it is not doubled."""
        return f"{slug}-{self.campagne.annee or 'campagne'}-{step.id}@labellisation.invalid"
