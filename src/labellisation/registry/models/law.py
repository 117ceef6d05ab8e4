# SPDX-License-Identifier: MIT
"""The law and the criteria, with their dates.

A field that may be ``None`` is *unknown* when it is ``None``; the site shows it « à vérifier ».
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..dates import PartialDate
from .base import AVerifier, Origin, Periode, Publication, Source


class Etat(Struct, frozen=True):
    """The state of a text as a source gives it: ``en_vigueur``, ``a_venir``, ``abroge``, ``remplace``, ``inconnu``, ``sans_objet``."""

    valeur: str
    source: str | None = None
    note: str | None = None


class Relation(Struct, frozen=True):
    """An act of one text on another, stored on the text that acts."""

    genre: str
    texte: str
    origine: Origin
    deduit: bool = False
    note: str | None = None


class VersionLue(Struct, frozen=True):
    """What was read of one version of a text."""

    resume: str
    date: PartialDate | None = None
    url: str | None = None


class Texte(Struct, frozen=True):
    """A law, decree, circular, code article, list, report… with its dates and its state."""

    id: str
    type: str
    titre_court: str
    objet: str
    etat: Etat
    vigueur: Periode
    origine: Origin
    numero: str | None = None
    date: PartialDate | None = None
    nor: str | None = None
    code: str | None = None
    article: str | None = None
    groupe: str | None = None
    titre: str | None = None
    emetteur: str | None = None
    portee: str = "nationale"
    territoire: str | None = None
    publications: tuple[Publication, ...] = ()
    url: str | None = None
    url_repli: str | None = None
    relations: tuple[Relation, ...] = ()
    versions_lues: tuple[VersionLue, ...] = ()
    remarques: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    lu_le: PartialDate | None = None
    verifie_le: PartialDate | None = None
    a_verifier: tuple[AVerifier, ...] = ()


class Groupe(Struct, frozen=True):
    """Code articles that are cited together."""

    id: str
    titre: str
    objet: str
    textes: tuple[str, ...]
    origine: Origin
    url: str | None = None
    remarques: tuple[str, ...] = ()


class Referentiel(Struct, frozen=True):
    """A list of criteria, the text that holds it and how many there are."""

    id: str
    titre: str
    texte: str
    nombre: int
    origine: Origin
    du: PartialDate | None = None
    resume: str | None = None


class Critere(Struct, frozen=True):
    """A criterion: a stable id; its rank belongs to each référentiel."""

    id: str
    libelle_court: str
    libelle: str
    rangs: Mapping[str, int]
    resume: str
    statut: str
    origine: Origin
    libelles: Mapping[str, str | None] = {}
    attendu: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    preuves: tuple[str, ...] = ()
    vigilance: tuple[str, ...] = ()
    nouveautes: str | None = None
    textes: tuple[str, ...] = ()
    a_verifier: tuple[AVerifier, ...] = ()


class CelluleComparaison(Struct, frozen=True):
    """What one référentiel says of a point, and how far it can be trusted."""

    fiabilite: str
    texte: str | None = None


class LigneComparaison(Struct, frozen=True):
    """One point, as the référentiels of 2006, 2016 and 2023 settle it."""

    id: str
    point: str
    r2006: CelluleComparaison
    r2016: CelluleComparaison
    r2023: CelluleComparaison
    note: str | None = None


class Citation(Struct, frozen=True):
    """A reference that older documents give, and what stands for it today."""

    ancienne: str
    aujourd_hui: str
    origine: Origin
    texte: str | None = None
    critere: str | None = None


class Evenement(Struct, frozen=True):
    """One date of a time line; ``deduit`` when no page states it."""

    date: PartialDate
    titre: str
    resume: str
    origine: Origin
    texte: str | None = None
    deduit: bool = False


class Frise(Struct, frozen=True):
    """A time line."""

    id: str
    titre: str
    evenements: tuple[Evenement, ...]
