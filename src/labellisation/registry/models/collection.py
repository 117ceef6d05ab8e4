# SPDX-License-Identifier: MIT
"""What the collection of fiches uses: terms, links, milestones, tools, indicators.

A field that may be ``None`` is *unknown* when it is ``None``; the site shows it « à vérifier ».
"""

from __future__ import annotations

from dataclasses import dataclass

from ..dates import PartialDate
from .base import Origin


@dataclass(frozen=True, slots=True)
class Terme:
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


@dataclass(frozen=True, slots=True)
class Lien:
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


@dataclass(frozen=True, slots=True)
class EtatDAdresse:
    """What the check of the links found of an address that is no link of ours: a text's, a source's, a resource's."""

    url: str
    etat: str
    verifie_le: PartialDate


@dataclass(frozen=True, slots=True)
class GroupeDeLiens:
    """A heading of the list of links."""

    id: str
    titre: str
    resume: str | None = None


@dataclass(frozen=True, slots=True)
class Ressource:
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


@dataclass(frozen=True, slots=True)
class Jalon:
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


@dataclass(frozen=True, slots=True)
class Champ:
    """What a tool asks in one place."""

    nom: str
    consigne: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class SectionOutil:
    """A part of a tool."""

    titre: str
    texte: str | None = None
    champs: tuple[Champ, ...] = ()


@dataclass(frozen=True, slots=True)
class FormatOutil:
    """A file format of a tool, and whether the file is there."""

    format: str
    etat: str


@dataclass(frozen=True, slots=True)
class Outil:
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


@dataclass(frozen=True, slots=True)
class Indicateur:
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


@dataclass(frozen=True, slots=True)
class LigneMatrice:
    """A piece of evidence, and what it proves in each of four schemes."""

    id: str
    preuve: str
    origine: Origin
    criteres: tuple[str, ...] = ()
    qualeduc: tuple[str, ...] = ()
    cee: tuple[str, ...] = ()
    qualiopi: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Etape:
    """A step of a diagram."""

    id: str
    titre: str
    resume: str
    statut: str
    origine: Origin
    acteur: str | None = None
    fiche: int | None = None


@dataclass(frozen=True, slots=True)
class Diagramme:
    """Steps in their order, and the words that stand for the drawing."""

    id: str
    titre: str
    description: str
    etapes: tuple[Etape, ...]
