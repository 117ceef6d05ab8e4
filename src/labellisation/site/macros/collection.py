# SPDX-License-Identifier: MIT
"""Macros that bring terms, links, tools, milestones and diagrams into the fiches."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from ...registry import DateError, PartialDate, Terme
from ...registry.text import fold
from .base import Call, View, renders


@renders
def sigle(call: Call, id: str) -> View:
    """A term of the glossary, by its sigle or its identifier."""
    terms = call.site.registry.glossaire
    return {"terme": terms.get(id) or next(t for t in terms.values() if t.sigle == id)}


@renders
def glossaire(call: Call) -> View:
    """All terms by initial."""

    def initial(term: Terme) -> str:
        return fold(term.sigle)[:1].upper()

    terms = sorted(call.site.registry.glossaire.values(), key=lambda t: fold(t.sigle))
    return {"lettres": [{"lettre": letter, "termes": list(group)} for letter, group in groupby(terms, key=initial)]}


@renders
def a_verifier(call: Call, note: str) -> View:
    """The mark of an unknown fact."""
    return {"note": note}


@renders
def outil(call: Call, id: str) -> View:
    """One tool."""
    return {"outil": call.site.registry.outils[id]}


@renders
def outils(call: Call) -> View:
    """Every tool, by fiche."""
    return {"outils": sorted(call.site.registry.outils.values(), key=lambda o: (o.fiche or 99, fold(o.titre)))}


@renders
def liens(call: Call, groupe: str) -> View:
    """One group of useful links."""
    registry = call.site.registry
    return {
        "groupe": registry.groupes_de_liens[groupe],
        "liens": [x for x in registry.liens.values() if x.groupe == groupe],
    }


@renders
def ressources(call: Call, type: str | None = None, academie: str | None = None) -> View:
    """Resources that others publish; the whole list can be filtered in the page."""
    registry = call.site.registry
    genres = registry.vocabulaires["genres-ressource"].entrees
    found = [x for x in registry.ressources.values() if type in (None, x.genre) and academie in (None, x.academie)]
    chosen = {x.academie for x in found}
    return {
        "ressources": found,
        "academies": registry.academies,
        "genres": {genre.id: genre.libelle for genre in genres},
        "filtrable": type is None and academie is None,
        "choix": {
            "genre": [(g.id, g.libelle) for g in genres if any(x.genre == g.id for x in found)],
            "academie": [(slug, a.nom) for slug, a in registry.academies.items() if slug in chosen]
            + [("nationale", "Aucune en particulier")] * (None in chosen),
            "referentiel": [
                (r, f"Critères de {r[1:]}") for r in sorted({x.referentiel for x in found if x.referentiel})
            ],
        },
    }


@renders
def jalons(call: Call, fiche: int | None = None, acteur: str | None = None) -> View:
    """Steps of the retro-planning, in order of time."""
    found = [j for j in call.site.registry.jalons.values() if fiche in (None, j.fiche) and acteur in (None, j.acteur)]
    return {"jalons": sorted(found, key=lambda j: j.decalage_mois)}


@renders
def schema(call: Call, id: str) -> View:
    """A diagram of steps or actors."""
    return {"diagramme": call.site.registry.diagrammes[id]}


@renders
def matrice(call: Call) -> View:
    """Proof → criteria, Qualéduc themes, CEE domains, Qualiopi criteria."""
    registry = call.site.registry

    def words(vocabulary: str, entries: tuple[str, ...]) -> list[str]:
        return [registry.vocabulaires[vocabulary].libelle(e) for e in entries]

    rows: list[dict[str, Any]] = [
        {
            "ligne": row,
            "criteres": [registry.criteres[c] for c in row.criteres],
            "qualeduc": words("qualeduc", row.qualeduc),
            "cee": words("cee", row.cee),
            "qualiopi": words("qualiopi", row.qualiopi),
        }
        for row in registry.matrice.values()
    ]
    return {"lignes": rows}


@renders
def indicateurs(call: Call) -> View:
    """The dashboard's indicators."""
    registry = call.site.registry
    rows = [
        {"indicateur": i, "criteres": [registry.criteres[c] for c in i.criteres]} for i in registry.indicateurs.values()
    ]
    return {"indicateurs": rows}


@renders
def encart(call: Call, emplacement: str) -> View:
    """A slot that no académie filled: nothing is shown."""
    return {"emplacement": emplacement}


@renders
def site(call: Call, champ: str) -> View:
    """One field of ``data/site.yml``."""
    value: Any = call.site.registry.site
    for step in champ.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return {"champ": champ, "valeur": _in_words(value)}


def _in_words(value: Any) -> str | None:
    """Return a field of the site as it is read: a list in words, a date in French, ``non_conforme`` as « non conforme »."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) if value else "aucune"
    if value is None:
        return None
    try:
        return PartialDate.parse(str(value)).fr
    except DateError:
        return str(value).replace("_", " ")
