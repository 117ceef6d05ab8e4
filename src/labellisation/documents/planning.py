# SPDX-License-Identifier: MIT
"""The retro-planning: milestones counted from the decision (T), as a workbook that dates them and as calendars."""

from __future__ import annotations

from collections.abc import Mapping

from ..registry.models import Jalon
from .model import EtapeAjoutee, milestones
from .parts import Source, form_sheet, section_of, workbook
from .sheets import Cell, Column, Formula, Ref, Sheet, Validation, Workbook, serial

MARKS, STEPS = "Repères", "Jalons"
ACTORS = {"etablissement": "Établissement", "academie": "Académie"}


def planning(source: Source) -> Workbook:
    """Return the workbook: the date T typed once, every milestone dated from it."""
    marks = section_of(source.tool, MARKS)
    sheets = [form_sheet(MARKS, (marks,))] if marks else []
    return workbook(source, STEPS, (*sheets, _steps(source)))


def offset(months: int) -> str:
    """Write an offset from the decision: « T », « T − 18 mois », « T + 3 mois »."""
    return "T" if not months else f"T\u00a0{'−' if months < 0 else '+'}\u00a0{abs(months)}\u00a0mois"


def _steps(source: Source) -> Sheet:
    columns = tuple(
        Column(title, width)
        for title, width in (
            ("Jalon", 62), ("Acteur", 25), ("Début par rapport à T", 25), ("Décalage (mois)", 20), ("Durée (mois)", 16),
            ("Date prévue", 23), ("Fin prévue", 23), ("Date retenue", 23), ("Fait le", 23), ("Dépend de", 54),
            ("Livrable", 54), ("Date locale", 20), ("Fiche", 14), ("Identifiant", 40),
        )
    )  # fmt: skip
    known = source.registry.jalons
    found = milestones(source.registry, source.tool)
    decision = Ref(MARKS, 2, 1)
    rows = [_step(line, jalon, known, decision) for line, jalon in enumerate(found, 1)]
    rows += [_fixed(step) for step in source.ajouts.etapes]
    checks = tuple(Validation(column, 1, len(rows), "date", "Écrivez une date\u00a0: JJ/MM/AAAA.") for column in (7, 8))
    return Sheet(STEPS, columns, tuple(rows), checks, 1, 11)


def _fixed(step: EtapeAjoutee) -> tuple[Cell, ...]:
    """Return the line of a step that the académie dates itself: a day is a date, a month or a year a text."""
    day = step.date
    kept = "à vérifier" if day is None else day.fr if day.day is None else serial(day.first_day())
    return (
        Cell(step.libelle, "libelle"), Cell(ACTORS["academie"]), Cell("date de l’académie"), *[Cell()] * 4,
        Cell(kept, "saisie-date"), Cell("", "saisie-date"), *[Cell()] * 2, Cell("oui"), *[Cell()] * 2,
    )  # fmt: skip


def _step(line: int, jalon: Jalon, known: Mapping[str, Jalon], decision: Ref) -> tuple[Cell, ...]:
    here = {"t": decision, "d": Ref("", 3, line), "n": Ref("", 4, line)}
    before = ", ".join(known[i].libelle for i in jalon.depend_de if i in known)
    return (
        Cell(jalon.libelle, "libelle"), Cell(ACTORS.get(jalon.acteur, jalon.acteur)), Cell(offset(jalon.decalage_mois)),
        Cell(jalon.decalage_mois), Cell(jalon.duree_mois or 0),
        Cell(Formula('IF({t}="";"";EDATE({t};{d}))', here), "calcul-date"),
        Cell(Formula('IF({t}="";"";EDATE({t};{d}+{n}))', here), "calcul-date"),
        Cell("", "saisie-date"), Cell("", "saisie-date"), Cell(before), Cell(jalon.livrable or ""),
        Cell("oui" if jalon.local else "non"), Cell(f"Fiche {jalon.fiche}" if jalon.fiche else ""),
        Cell(jalon.id, "consigne"),
    )  # fmt: skip
