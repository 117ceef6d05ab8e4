# SPDX-License-Identifier: MIT
"""Is it sound? Every rule on everything, in one run."""

from __future__ import annotations

from ..diagnostics import Diagnostic
from . import (
    academie,
    bifurcation,
    etablissements,
    fiches,
    fichiers,
    identite,
    importation,
    macros,
    pieces,
    racine,
    recherche,
    redaction,
    references,
    textes,
)
from .base import FAMILIES, RULES, Context, Rule, Targets

__all__ = [
    "FAMILIES",
    "RULES",
    "Context",
    "Rule",
    "Targets",
    "academie",
    "bifurcation",
    "check_all",
    "etablissements",
    "fiches",
    "fichiers",
    "identite",
    "importation",
    "macros",
    "pieces",
    "racine",
    "recherche",
    "redaction",
    "references",
    "textes",
]


def check_all(context: Context) -> list[Diagnostic]:
    """Return the diagnostics of every rule, and those of the readers, sorted."""
    found = list(context.registry.diagnostics)
    for code in sorted(RULES):
        found += RULES[code]().check(context)
    return sorted(set(found), key=lambda d: d.sort_key)
