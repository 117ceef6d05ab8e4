# SPDX-License-Identifier: MIT
"""Records that every family of facts uses.

A field that may be ``None`` is *unknown* when it is ``None``; the site shows it « à vérifier ».
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from ..dates import PartialDate


class Origin(NamedTuple):
    """Where a record was read: a path relative to the repository and a pointer in that file."""

    path: str
    pointer: tuple[str | int, ...] = ()


class Source(Struct, frozen=True):
    """A public page, and the day it was read."""

    url: str
    note: str | None = None
    lu_le: PartialDate | None = None


class AVerifier(Struct, frozen=True):
    """A field that nobody could check, and why."""

    champ: str
    note: str
    origine: Origin


class Publication(Struct, frozen=True):
    """The bulletin or journal that published an act."""

    support: str
    numero: str | None = None
    date: PartialDate | None = None


class Periode(Struct, frozen=True):
    """When a text applies: from ``du`` until ``au``."""

    du: PartialDate | None = None
    au: PartialDate | None = None


class Entree(Struct, frozen=True):
    """An entry of a vocabulary; ``mots`` are the stems that stand for it in a title."""

    id: str
    libelle: str
    officiel: bool = False
    note: str | None = None
    mots: tuple[str, ...] = ()
    court: str | None = None


class ExceptionFiliere(Struct, frozen=True):
    """The filières of one label, where its title would mislead."""

    label: str
    filieres: tuple[str, ...]
    origine: Origin


class Vocabulaire(Struct, frozen=True, eq=False):
    """A closed list of words, official or our own proposal. Two are never compared: each is itself."""

    titre: str
    entrees: tuple[Entree, ...]
    statut: str | None = None
    source: str | None = None
    exceptions: tuple[ExceptionFiliere, ...] = ()

    def libelle(self, entry: str) -> str:
        """The French wording of the entry ``entry``; the id itself if the vocabulary lacks it."""
        return next((e.libelle for e in self.entrees if e.id == entry), entry)


class Redirection(Struct, frozen=True):
    """An address that was, and the one that took its place."""

    de: str
    vers: str
    origine: Origin


class MotDeLecteur(Struct, frozen=True):
    """Words that readers write, and the guide's that stands for them."""

    guide: str
    lecteurs: tuple[str, ...]
    origine: Origin


class AutresNoms(Struct, frozen=True):
    """A page or a section (page/#anchor), and what else it is called."""

    page: str
    noms: tuple[str, ...]
    origine: Origin


class MotDeFormat(Struct, frozen=True):
    """The word that readers use for a file format."""

    format: str
    mot: str


class Recherche(Struct, frozen=True):
    """The readers' side of the search."""

    mots: tuple[MotDeLecteur, ...] = ()
    pages: tuple[AutresNoms, ...] = ()
    formats: tuple[MotDeFormat, ...] = ()
