# SPDX-License-Identifier: MIT
"""A tool as its files need it: the record of ``data/outils`` with questions, scale, choices and columns."""

from __future__ import annotations

from msgspec import Struct

from ..registry import Origin, PartialDate, Registry
from ..registry.models import Critere, FormatOutil, Indicateur, Jalon

PHASES = {"prevoir": "Prévoir", "faire": "Faire", "verifier": "Vérifier", "corriger": "Corriger"}
_TEXT, _SHEETS = ("ODT", "DOCX"), ("ODS", "XLSX", "CSV")
#: Model of file → the formats that it can have here.
POSSIBLE = {
    "document": _TEXT,
    "affichette": (*_TEXT, "PDF"),
    "grille": _SHEETS,
    "tableau-de-bord": _SHEETS,
    "retroplanning": (*_SHEETS, "ICS"),
}


class Question(Struct, frozen=True):
    """A question of the grid; its ``id`` never changes, kept answers hang on it."""

    id: str
    critere: str
    phase: str
    texte: str
    origine: Origin
    qualeduc: tuple[str, ...] = ()
    indicateurs: tuple[str, ...] = ()


class Cote(Struct, frozen=True):
    """A mark of the scale: ``0`` to ``3``, or ``NA``, which no mean counts."""

    code: str
    libelle: str
    aide: str


class ChampDeFichier(Struct, frozen=True):
    """What a tool asks in one place: its kind, the choices that it leaves, the columns and rows of a table."""

    nom: str
    type: str
    origine: Origin
    consigne: str = ""
    choix: tuple[str, ...] = ()
    choix_de: str | None = None
    colonnes: tuple[str, ...] = ()
    lignes: int = 5
    critere: str | None = None


class SectionDeFichier(Struct, frozen=True):
    """A part of a tool: a form, or a sheet whose rows may come from other facts."""

    titre: str
    texte: str | None = None
    champs: tuple[ChampDeFichier, ...] = ()
    forme: str = "fiche"
    lignes: int = 8
    lignes_de: str | None = None
    modele: tuple[str, ...] = ()


class OutilDeTravail(Struct, frozen=True):
    """A tool as its files hold it, whatever their format."""

    id: str
    titre: str
    resume: str
    referentiel: str
    origine: Origin
    modele: str = "document"
    mode_d_emploi: tuple[str, ...] = ()
    sections: tuple[SectionDeFichier, ...] = ()
    formats: tuple[FormatOutil, ...] = ()
    questions: tuple[Question, ...] = ()
    echelle: tuple[Cote, ...] = ()
    plafond_priorite_1: int = 5
    indicateurs: tuple[str, ...] = ()
    jalons: tuple[str, ...] = ()
    equivalent: str = ""


class CritereAjoute(Struct, frozen=True):
    """A criterion of an académie, beside the national ones; it never bears a national number."""

    id: str
    libelle: str
    attendu: str = ""


class EtapeAjoutee(Struct, frozen=True):
    """A date of the campaign of an académie; ``uid`` names it in calendars."""

    libelle: str
    date: PartialDate | None = None
    uid: str = ""


class Ajouts(Struct, frozen=True):
    """What an académie adds to the files: criteria, pieces (label, whether it is compulsory), dates."""

    academie: str = ""
    criteres: tuple[CritereAjoute, ...] = ()
    pieces: tuple[tuple[str, bool], ...] = ()
    etapes: tuple[EtapeAjoutee, ...] = ()


NOTHING_ADDED = Ajouts()


def tools(registry: Registry) -> list[OutilDeTravail]:
    """Return every tool of ``data/outils`` that could be read, in the order of the files."""
    places = registry.reader.folder("outils")
    return [tool for place in places for tool in registry.reader.records(place, None, OutilDeTravail)]


def criteria(registry: Registry, referentiel: str) -> list[Critere]:
    """Return the criteria of ``referentiel`` by rank."""
    found = [c for c in registry.criteres.values() if referentiel in c.rangs]
    return sorted(found, key=lambda c: c.rangs[referentiel])


def official_wording(critere: Critere, referentiel: str) -> str:
    """Return the wording of ``critere`` in ``referentiel``."""
    return critere.libelles.get(referentiel) or critere.libelle


def asked(registry: Registry, outil: str) -> list[tuple[Critere, list[tuple[str, str]]]]:
    """Return the questions of the tool ``outil`` for its page: by criterion, (phase in words, question)."""
    tool = next((t for t in tools(registry) if t.id == outil), None)
    if tool is None or not tool.questions:
        return []
    by_criterion = [(c, [q for q in tool.questions if q.critere == c.id]) for c in criteria(registry, tool.referentiel)]
    return [(c, [(PHASES.get(q.phase, q.phase), q.texte) for q in found]) for c, found in by_criterion if found]


def indicators(registry: Registry, tool: OutilDeTravail) -> list[Indicateur]:
    """Return the indicators that ``tool`` names, or all."""
    wanted = tool.indicateurs or tuple(registry.indicateurs)
    return [registry.indicateurs[i] for i in wanted if i in registry.indicateurs]


def milestones(registry: Registry, tool: OutilDeTravail) -> list[Jalon]:
    """Return the milestones that ``tool`` names, or all, in the order of their start."""
    wanted = tool.jalons or tuple(registry.jalons)
    found = [registry.jalons[i] for i in wanted if i in registry.jalons]
    return sorted(found, key=lambda j: j.decalage_mois)


def choices(registry: Registry, tool: OutilDeTravail, champ: ChampDeFichier, ajouts: Ajouts) -> tuple[str, ...]:
    """Return the possible answers of a field, its own or those of a list of the site."""
    match champ.choix_de:
        case "criteres":
            national = tuple(c.libelle_court for c in criteria(registry, tool.referentiel))
            return national + tuple(c.libelle for c in ajouts.criteres)
        case "indicateurs":
            return tuple(i.libelle for i in indicators(registry, tool))
        case "phases":
            return tuple(PHASES.values())
        case "qualeduc" | "cee" as name:
            known = registry.vocabulaires.get(name)
            return tuple(e.libelle for e in known.entrees) if known else ()
        case _:
            return champ.choix
