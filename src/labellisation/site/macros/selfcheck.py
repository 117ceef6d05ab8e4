# SPDX-License-Identifier: MIT
"""Macros of the two tools that work in the page: the self-evaluation grid, and the dates of the retro-planning."""

from __future__ import annotations

from typing import Any

from ...documents.model import PHASES, OutilDeTravail, Question, criteria, milestones, official_wording, tools
from ...registry import Registry
from ...registry.text import slug
from .base import Call, View, renders

#: The sections of the grid that say who evaluates, where and how: one answer each for the whole grid.
IDENTITY = ("Identité", "Conditions de l’évaluation")


@renders
def auto_evaluation(call: Call) -> View:
    """The grid as a form: what the spreadsheet asks, by criterion; ``outil`` is None when the site has no grid."""
    registry = call.site.registry
    tool = _tool(registry, "grille")
    if tool is None:
        return {"outil": None, "criteres": []}
    rows = [
        {
            "critere": critere,
            "rang": critere.rangs[tool.referentiel],
            "libelle": official_wording(critere, tool.referentiel),
            "questions": [_question(registry, q) for q in tool.questions if q.critere == critere.id],
        }
        for critere in criteria(registry, tool.referentiel)
    ]
    known = registry.referentiels.get(tool.referentiel)
    return {
        "outil": tool,
        "referentiel": known.titre if known else tool.referentiel,
        "etat": registry.outils[tool.id].statut if tool.id in registry.outils else "proposition",
        "criteres": rows,
        "total": sum(len(row["questions"]) for row in rows),
        "sections": [_section(s.titre, s.texte, s.champs) for s in tool.sections if s.titre in IDENTITY],
        "notes": [c for c in tool.echelle if c.code.isdecimal()],
    }


@renders
def calendrier(call: Call) -> View:
    """Every milestone of the retro-planning in order of time, ready to be dated by the page's script."""
    registry = call.site.registry
    tool = _tool(registry, "retroplanning")
    steps = milestones(registry, tool) if tool else sorted(registry.jalons.values(), key=lambda j: j.decalage_mois)
    return {"jalons": steps, "outil": tool}


def _tool(registry: Registry, model: str) -> OutilDeTravail | None:
    return next((tool for tool in tools(registry) if tool.modele == model), None)


def _question(registry: Registry, question: Question) -> dict[str, Any]:
    """Return a question with the words of its phase, of its indicators and of its Qualéduc themes."""
    themes = registry.vocabulaires.get("qualeduc")
    return {
        "question": question,
        "phase": PHASES[question.phase],
        "indicateurs": [registry.indicateurs[i].libelle for i in question.indicateurs if i in registry.indicateurs],
        "themes": [themes.libelle(t) for t in question.qualeduc] if themes else [],
    }


def _section(title: str, text: str | None, fields: tuple[Any, ...]) -> dict[str, Any]:
    """Return a section of the identity; the name of a field gives its key in the files of the visitor."""
    return {"titre": title, "texte": text, "champs": [{"cle": slug(field.nom), "champ": field} for field in fields]}
