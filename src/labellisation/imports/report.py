# SPDX-License-Identifier: MIT
"""What an import prints, once the file is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..checks import importation as rules
from ..diagnostics import Severite
from ..registry import Registry
from ..registry.models.witness import Temoin
from .changes import changes
from .disagreements import disagreements
from .extract import Extract
from .journal import SHOWN
from .sections import counted, layout, number

KEPT_SHARE = 0.9


def check_regression(extract: Extract, previous: Temoin | None) -> None:
    """Note in the journal that the extract is older, or much shorter, than the ``previous`` snapshot."""
    if extract.temoin is None or previous is None:
        return
    if extract.temoin.date < previous.date:
        message = f"extrait du {extract.temoin.date.fr}, plus ancien que l’instantané du {previous.date.fr}"
        extract.journal.add(rules.Regression, 1, 1, message)
    if extract.lues < KEPT_SHARE * previous.lignes_lues:
        before = f"{number(previous.lignes_lues)} dans l’instantané du {previous.date.fr}"
        message = f"{counted(extract.lues, 'ligne')}, contre {before}\u00a0: le fichier est-il entier\u00a0?"
        extract.journal.add(rules.Regression, 1, 1, message)


def counts(extract: Extract, temoin: Temoin) -> Iterator[str]:
    """Yield what was read, kept, left aside and rejected, with reasons."""
    labelled = sum(1 for _ in temoin.labellises())
    yield f"Annuaire de l’éducation, extrait du {temoin.date.fr}"
    flagged = counted(extract.labellisees, "porte le drapeau", "portent le drapeau")
    yield f"{counted(extract.lues, 'ligne lue', 'lignes lues')}, dont {flagged}"
    kept = counted(len(temoin.lignes), "établissement retenu", "établissements retenus")
    flagged = counted(labelled, "déclaré", "déclarés")
    yield f"{kept} ({counted(extract.retenues, 'ligne')}), dont {flagged} «\u00a0lycée des métiers\u00a0»"
    aside = counted(extract.hors_champ, "ligne laissée de côté", "lignes laissées de côté")
    yield f"{aside}\u00a0: ni drapeau, ni voie professionnelle, ni inscription au registre"
    yield counted(extract.rejetees, "ligne rejetée", "lignes rejetées")
    for rule in sorted(extract.journal.by_rule, key=lambda r: r.code):
        if rule.severite is Severite.ERREUR:
            yield f"    {rule.code} {rule.titre}\u00a0: {counted(extract.journal.by_rule[rule], 'fois', 'fois')}"


def findings(temoin: Temoin, previous: Temoin | None, registry: Registry, *, everything: bool) -> Iterator[str]:
    """Yield what changed since the ``previous`` snapshot, then the disagreements with the registry."""
    shown = None if everything else SHOWN
    if previous is None:
        yield "Premier instantané\u00a0: rien à quoi le comparer."
    else:
        yield f"Depuis l’instantané du {previous.date.fr}\u00a0:"
        yield from layout(changes(previous, temoin), shown)
    yield "Écarts avec le registre (à examiner, rien n’y est changé)\u00a0:"
    yield from layout(disagreements(temoin, registry), shown)


def written(paths: list[Path], root: Path) -> str:
    """Say which files were written."""
    if not paths:
        return "Instantané inchangé\u00a0: aucun fichier écrit."
    return "Écrit\u00a0: " + ", ".join(
        path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path) for path in paths
    )
