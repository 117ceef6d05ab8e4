# SPDX-License-Identifier: MIT
"""What a tool names of other data files exists: criteria, indicators, milestones, themes. Phases are the schema's to tell."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, expected
from ..registry import Origin, Registry
from .model import POSSIBLE, OutilDeTravail, tools

CODE = "SIT008"
_WORDS = {
    "critere": "l’identifiant d’un critère de data/criteres.yml",
    "indicateur": "l’identifiant d’un indicateur de data/indicateurs.yml",
    "jalon": "un jalon de data/jalons.yml",
    "qualeduc": "une entrée de data/vocabulaires/qualeduc.yml",
}
#: (record, field, value, kind)
_Reference = tuple[Origin, tuple[str | int, ...], str, str]


def check_tools(registry: Registry) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each identifier that a tool cites and no file gives, and for each question id used twice."""
    known = _known(registry)
    for tool in tools(registry):
        for origin, steps, value, kind in _references(tool):
            if known[kind] and value not in known[kind]:
                near = difflib.get_close_matches(value, known[kind], 1)
                hint = f"vouliez-vous dire {near[0]!r}\u00a0?" if near else None
                name = next(s for s in reversed(steps) if isinstance(s, str))
                yield Diagnostic(registry.locate(origin, *steps), CODE, expected(name, value, _WORDS[kind], hint))
        yield from _doubles(registry, tool)
        yield from _impossible(registry, tool)


def _known(registry: Registry) -> Mapping[str, frozenset[str]]:
    """Identifiers by kind; an empty set (a file that could not be read) lets everything pass: its own fault is told already."""
    themes = registry.vocabulaires.get("qualeduc")
    return {
        "critere": frozenset(registry.criteres),
        "indicateur": frozenset(registry.indicateurs),
        "jalon": frozenset(registry.jalons),
        "qualeduc": frozenset(e.id for e in themes.entrees) if themes else frozenset(),
    }


def _references(tool: OutilDeTravail) -> Iterator[_Reference]:
    for kind, field, values in (
        ("indicateur", "indicateurs", tool.indicateurs),
        ("jalon", "jalons", tool.jalons),
    ):
        for index, value in enumerate(values):
            yield tool.origine, (field, index), value, kind
    for question in tool.questions:
        yield question.origine, ("critere",), question.critere, "critere"
        for index, value in enumerate(question.qualeduc):
            yield question.origine, ("qualeduc", index), value, "qualeduc"
        for index, value in enumerate(question.indicateurs):
            yield question.origine, ("indicateurs", index), value, "indicateur"
    for section in tool.sections:
        for champ in section.champs:
            if champ.critere is not None:
                yield champ.origine, ("critere",), champ.critere, "critere"


def _doubles(registry: Registry, tool: OutilDeTravail) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for question in tool.questions:
        if question.id in seen:
            message = expected("id", question.id, "un identifiant que la grille n’emploie qu’une fois")
            yield Diagnostic(registry.locate(question.origine, "id"), CODE, message)
        seen.add(question.id)


def _impossible(registry: Registry, tool: OutilDeTravail) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each format said to be there that this model of file cannot have."""
    possible = POSSIBLE.get(tool.modele, ())
    for index, known in enumerate(tool.formats):
        if possible and known.etat == "disponible" and known.format not in possible:
            wanted = f"un format du modèle «\u00a0{tool.modele}\u00a0», {', '.join(possible)}"
            message = expected("format", known.format, wanted, "sinon, écrivez «\u00a0etat: a_venir\u00a0»")
            yield Diagnostic(registry.locate(tool.origine, "formats", index, "format"), CODE, message)
