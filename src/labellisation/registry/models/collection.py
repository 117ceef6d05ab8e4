# SPDX-License-Identifier: MIT
"""What the collection of fiches uses: terms, links, milestones, tools, indicators.

A field that may be ``None`` is *unknown* when it is ``None``; the site shows it « à vérifier ».
"""

from __future__ import annotations

from msgspec import Struct

from ..dates import PartialDate
from .base import Origin


class Terme(Struct, frozen=True):
    """A term of the glossary, most often a sigle."""

    id: str
    sigle: str
    definition: str
    portee: str
    verification: str
    origine: Origin
    developpe: str | None = None
    territoire: str | None = None
    synonymes: tuple[str, ...] = ()
    voir: tuple[str, ...] = ()
    note: str | None = None


class Lien(Struct, frozen=True):
    """An outside page that the collection sends to, and whether it still answers."""

    id: str
    groupe: str
    titre: str
    usage: str
    etat: str
    origine: Origin
    organisme: str | None = None
    url: str | None = None
    url_repli: str | None = None
    lu_le: PartialDate | None = None
    verifie_le: PartialDate | None = None
    texte: str | None = None


class EtatDAdresse(Struct, frozen=True):
    """What the check of the links found of an address that is no link of ours: a text's, a source's, a resource's."""

    url: str
    etat: str
    verifie_le: PartialDate


class GroupeDeLiens(Struct, frozen=True):
    """A heading of the list of links."""

    id: str
    titre: str
    resume: str | None = None


class Ressource(Struct, frozen=True):
    """A public document of an académie or a partner that is worth reading."""

    id: str
    titre: str
    genre: str
    organisme: str
    interet: str
    origine: Origin
    academie: str | None = None
    annee: PartialDate | None = None
    referentiel: str | None = None
    url: str | None = None
    url_repli: str | None = None
    licence: str | None = None
    lu_le: PartialDate | None = None


class Jalon(Struct, frozen=True):
    """A step of the retro-planning; ``decalage_mois`` counts from the decision (negative: before)."""

    id: str
    libelle: str
    acteur: str
    decalage_mois: int
    origine: Origin
    duree_mois: int | None = None
    depend_de: tuple[str, ...] = ()
    livrable: str | None = None
    local: bool = False
    fiche: int | None = None
    statut: str = "proposition"


class Champ(Struct, frozen=True):
    """What a tool asks in one place."""

    nom: str
    consigne: str | None = None
    type: str | None = None


class SectionOutil(Struct, frozen=True):
    """A part of a tool."""

    titre: str
    texte: str | None = None
    champs: tuple[Champ, ...] = ()


class FormatOutil(Struct, frozen=True):
    """A file format of a tool, and whether the file is there."""

    format: str
    etat: str


class Outil(Struct, frozen=True):
    """A tool of the annexes, as its page presents it."""

    id: str
    titre: str
    resume: str
    referentiel: str
    statut: str
    origine: Origin
    fiche: int | None = None
    annexe: int | None = None
    mode_d_emploi: tuple[str, ...] = ()
    sections: tuple[SectionOutil, ...] = ()
    formats: tuple[FormatOutil, ...] = ()
    equivalent: str | None = None


class Indicateur(Struct, frozen=True):
    """A figure that a lycée follows: how it is worked out, where it is read, how often."""

    id: str
    libelle: str
    definition: str
    source: str
    maille: str
    frequence: str
    sens: str
    origine: Origin
    formule: str | None = None
    unite: str | None = None
    criteres: tuple[str, ...] = ()
    statut: str | None = None


class LigneMatrice(Struct, frozen=True):
    """A piece of evidence, and what it proves in each of four schemes."""

    id: str
    preuve: str
    origine: Origin
    criteres: tuple[str, ...] = ()
    qualeduc: tuple[str, ...] = ()
    cee: tuple[str, ...] = ()
    qualiopi: tuple[str, ...] = ()
    note: str | None = None


class Etape(Struct, frozen=True):
    """A step of a diagram."""

    id: str
    titre: str
    resume: str
    statut: str
    origine: Origin
    acteur: str | None = None
    fiche: int | None = None


class Diagramme(Struct, frozen=True):
    """Steps in their order, and the words that stand for the drawing."""

    id: str
    titre: str
    description: str
    etapes: tuple[Etape, ...]
