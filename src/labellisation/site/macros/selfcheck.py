# SPDX-License-Identifier: MIT
"""Macros of the two tools that work in the page: the self-evaluation grid, and the dates of the retro-planning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...academie.settings import Settings
from ...documents.model import (
    PHASES,
    OutilDeTravail,
    Question,
    criteria,
    indicators,
    milestones,
    official_wording,
    tools,
)
from ...registry import Registry
from ...registry.text import slug
from ..plan import CAMPAIGN
from .base import Call, View, renders

#: The sections of the grid that say who evaluates, where and how: one answer each for the whole grid.
IDENTITY = ("Identité", "Conditions de l’évaluation")

#: The step of a campaign from which the page starts to count, if its day is known.
DECISION = "decision"
#: Stands for the identifier in the model of an added question; docs/assets/auto-evaluation-formulaire.js knows it.
ADDED = "__id__"


@renders
def auto_evaluation(call: Call) -> View:
    """The grid as a form: what the spreadsheet asks, by criterion; ``outil`` is None when the site has no grid."""
    registry, settings = call.site.registry, _settings(call)
    tool = _tool(registry, "grille")
    if tool is None:
        return {"outil": None, "criteres": []}
    blocks = [*_national(registry, tool), *(_local(tool, settings) if settings else ())]
    known, public = registry.referentiels.get(tool.referentiel), registry.outils.get(tool.id)
    return {
        "outil": tool,
        "referentiel": known.titre if known else tool.referentiel,
        "etat": public.statut if public else "proposition",
        "criteres": blocks,
        "total": sum(len(block["questions"]) for block in blocks),
        "sections": [_section(s.titre, s.texte, s.champs) for s in tool.sections if s.titre in IDENTITY],
        "notes": [c for c in tool.echelle if c.code.isdecimal()],
        "phases": list(PHASES.items()),
        "indicateurs": [i.libelle for i in indicators(registry, tool)],
        "modele": _line(Question(ADDED, "", "", "Question ajoutée", tool.origine)),
    }


@renders
def calendrier(call: Call) -> View:
    """Every milestone of the retro-planning in order of time, ready to be dated by the page's script; the académie's dates."""
    registry, settings = call.site.registry, _settings(call)
    tool = _tool(registry, "retroplanning")
    steps = milestones(registry, tool) if tool else sorted(registry.jalons.values(), key=lambda j: j.decalage_mois)
    campaign = settings.campagne if settings else None
    dated = campaign is not None and any(step.date for step in campaign.etapes)
    given = next((e.date for e in campaign.etapes if e.id == DECISION and e.date), None) if campaign else None
    decision = given.iso if given and given.day else ""
    return {
        "decision": decision,
        "jalons": steps,
        "outil": tool,
        "campagne": campaign,
        "agenda": CAMPAIGN if dated else None,
    }


def _settings(call: Call) -> Settings | None:
    return call.site.academie.settings if call.site.academie else None


def _tool(registry: Registry, model: str) -> OutilDeTravail | None:
    return next((tool for tool in tools(registry) if tool.modele == model), None)


def _national(registry: Registry, tool: OutilDeTravail) -> Iterator[dict[str, Any]]:
    """Yield each criterion of the référentiel with its questions."""
    for critere in criteria(registry, tool.referentiel):
        yield {
            "id": critere.id,
            "court": critere.libelle_court,
            "rang": critere.rangs[tool.referentiel],
            "libelle": official_wording(critere, tool.referentiel),
            "page": f"criteres/{critere.id}/",
            "questions": [_question(registry, q) for q in tool.questions if q.critere == critere.id],
        }


def _local(tool: OutilDeTravail, settings: Settings) -> Iterator[dict[str, Any]]:
    """Yield the criteria of the académie, without rank: what each expects is its only question, as in the spreadsheet."""
    for critere in settings.criteres:
        question = Question(critere.id, critere.id, "", critere.attendu or critere.libelle, tool.origine)
        shown = {"court": critere.libelle, "libelle": "Critère ajouté par l’académie"}
        yield {"id": critere.id, "rang": None, "page": None, "questions": [_line(question)], **shown}


def _line(question: Question) -> dict[str, Any]:
    """Return a question that the data do not hold: no phase, no indicator, no theme."""
    return {"question": question, "phase": "", "indicateurs": [], "themes": []}


def _question(registry: Registry, question: Question) -> dict[str, Any]:
    """Return a question with the words of its phase, of its indicators and of its Qualéduc themes."""
    themes = registry.vocabulaires.get("qualeduc")
    return {
        "question": question,
        "phase": PHASES.get(question.phase, ""),
        "indicateurs": [registry.indicateurs[i].libelle for i in question.indicateurs if i in registry.indicateurs],
        "themes": [themes.libelle(t) for t in question.qualeduc] if themes else [],
    }


def _section(title: str, text: str | None, fields: tuple[Any, ...]) -> dict[str, Any]:
    """Return a section of the identity; the name of a field gives its key in the files of the visitor."""
    return {"titre": title, "texte": text, "champs": [{"cle": slug(field.nom), "champ": field} for field in fields]}
