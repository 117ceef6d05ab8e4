# SPDX-License-Identifier: MIT
"""Macros that cite the law and the criteria."""

from __future__ import annotations

from collections import Counter

from ...registry import law
from .. import views
from .base import Call, View, renders

TYPES = {
    "article_de_code": "Articles de code",
    "loi": "Lois",
    "decret": "Décrets",
    "arrete": "Arrêtés",
    "circulaire": "Circulaires",
    "note_de_service": "Notes de service",
    "liste": "Listes publiées",
    "bulletin_academique": "Bulletins académiques",
    "document": "Documents",
    "rapport": "Rapports",
    "etude": "Études",
    "demarche": "Démarches",
    "label": "Autres labels",
}


@renders
def texte(call: Call, id: str, forme: str = "court") -> View:
    """One citation, with the state of the text at the date of the site."""
    return views.texte_and_state(call.site.registry, call.site.registry.textes[id], call.site.day) | {"forme": forme}


@renders
def textes(call: Call, groupe: str) -> View:
    """The texts of a group."""
    registry = call.site.registry
    group = registry.groupes[groupe]
    rows = [
        views.texte_and_state(registry, registry.textes[i], call.site.day) for i in group.textes if i in registry.textes
    ]
    return {"groupe": group, "lignes": rows}


@renders
def references(call: Call) -> View:
    """The texts that the page cites, in the order of their first citation."""
    registry = call.site.registry
    page = call.site.pages[call.uri]
    cited: dict[str, None] = {}
    for made in call.site.calls_read_on(page):
        bound = made.bound()
        if made.name == "texte":
            cited[str(bound["id"])] = None
        elif made.name == "textes":
            cited |= dict.fromkeys(registry.groupes[str(bound["groupe"])].textes)
    rows = [views.texte_and_state(registry, registry.textes[i], call.site.day) for i in cited if i in registry.textes]
    return {"lignes": rows}


@renders
def toutes_references(call: Call) -> View:
    """Every text, by family, the latest first."""
    registry, day = call.site.registry, call.site.day
    families = []
    for kind, title in TYPES.items():
        found = [t for t in registry.textes.values() if t.type == kind]
        found.sort(
            key=lambda t: (
                t.id
                if kind == "article_de_code"
                else "".join(chr(255 - ord(c)) for c in (t.date.iso if t.date else "0"))
            )
        )
        if found:
            families.append({"titre": title, "lignes": [views.texte_and_state(registry, t, day) for t in found]})
    counts = Counter(law.state_on(t, day) for t in registry.textes.values())
    return {"familles": families, "compte": dict(counts)}


@renders
def critere(call: Call, id: str) -> View:
    """One criterion with its rank in the référentiel in force."""
    record = call.site.registry.criteres[id]
    return {"critere": record, "rang": record.rangs.get(views.CURRENT)}


@renders
def criteres(call: Call, referentiel: str = views.CURRENT) -> View:
    """The criteria of one référentiel, in order."""
    registry = call.site.registry
    rows = [
        {"rang": rank, "critere": c, "libelle": c.libelles.get(referentiel) or c.libelle}
        for rank, c in views.ranked(registry, referentiel)
    ]
    return {"referentiel": registry.referentiels[referentiel], "lignes": rows}


@renders
def comparaison(call: Call, partie: str | None = None) -> View:
    """What changed between référentiels, or how an old citation is written today."""
    registry = call.site.registry
    if partie == "citations":
        rows = [
            {
                "citation": c,
                "critere": registry.criteres.get(c.critere or ""),
                **views.texte_and_state(registry, registry.textes.get(c.texte or ""), call.site.day),
            }
            for c in registry.citations
        ]
        return {"gabarit": "macro-citations", "citations": rows}
    return {"lignes": registry.comparaison, "referentiels": list(registry.referentiels.values())}


@renders
def frise(call: Call, id: str) -> View:
    """A timeline from data."""
    registry = call.site.registry
    record = registry.frises[id]
    rows = [
        {"evenement": e, **views.texte_and_state(registry, registry.textes.get(e.texte or ""), call.site.day)}
        for e in record.evenements
    ]
    return {"frise": record, "evenements": rows}
