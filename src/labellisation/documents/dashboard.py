# SPDX-License-Identifier: MIT
"""The dashboard: one line an indicator and a year, and the definitions beside them; never a rank."""

from __future__ import annotations

from ..registry.models import Indicateur
from .model import indicators
from .parts import Source, form_sheet, section_of, workbook
from .sheets import Cell, Column, Formula, Ref, Sheet, Validation, Workbook

FOLLOWED, DEFINITIONS, REVIEW = "Suivi", "Définitions", "Revue annuelle"
FREE_ROWS = 60
_SENSES = {"plus": "à augmenter", "moins": "à réduire", "cible": "à rapprocher de la cible", "contexte": "de contexte"}


def dashboard(source: Source) -> Workbook:
    """Return the dashboard of the tool: a first line for each indicator, and free lines for the years that follow."""
    known = indicators(source.registry, source.tool)
    identity = section_of(source.tool, "Identité")
    review = section_of(source.tool, "Revue annuelle")
    return workbook(
        source,
        FOLLOWED,
        (
            *([form_sheet("Identité", (identity,))] if identity else []),
            _followed(source, known),
            _definitions(source, known),
            *([_review(form_sheet(REVIEW, (review,)))] if review else []),
        ),
    )


def _looked_up(line: int, known: int, column: int, initial: str) -> Cell:
    refs = {
        "nom": Ref("", 0, line),
        "noms": Ref(DEFINITIONS, 0, 1, None, known),
        "valeurs": Ref(DEFINITIONS, column, 1, None, known),
    }
    template = 'IF({nom}="";"";IFERROR(INDEX({valeurs};MATCH({nom};{noms};0));"indicateur ajouté"))'
    return Cell(Formula(template, refs, initial), "calcul")


def _followed(source: Source, known: list[Indicateur]) -> Sheet:
    columns = tuple(
        Column(title, width)
        for title, width in (
            ("Indicateur", 56), ("Critères", 30), ("Unité", 20), ("Source", 28), ("Année", 20), ("Maille", 26),
            ("Valeur", 18), ("Effectif", 18), ("Taux attendu", 18), ("Date de la valeur", 24), ("Cible et année", 26),
            ("Commentaire", 50),
        )
    )  # fmt: skip
    last = len(known) + FREE_ROWS
    rows = []
    for line in range(1, last + 1):
        one = known[line - 1] if line <= len(known) else None
        name = one.libelle if one else ""
        given = (_criteria(source, one), one.unite or "", one.source) if one else ("", "", "")
        rows.append(
            (
                Cell(name, "libelle" if name else "saisie-texte"),
                *(_looked_up(line, len(known), column, value) for column, value in zip((1, 4, 5), given, strict=True)),
                *[Cell("", "saisie-texte")] * 2,
                *[Cell("", "saisie")] * 3,
                Cell("", "saisie-date"),
                *[Cell("", "saisie-texte")] * 2,
            )
        )
    checks = (
        Validation(0, 1, last, "list", "Choisissez un indicateur de la feuille Définitions.", Ref(DEFINITIONS, 0, 1, None, len(known))),
        Validation(9, 1, last, "date", "Écrivez une date\u00a0: JJ/MM/AAAA."),
    )  # fmt: skip
    return Sheet(FOLLOWED, columns, tuple(rows), checks, 1)


def _criteria(source: Source, one: Indicateur) -> str:
    known = source.registry.criteres
    return ", ".join(known[c].libelle_court for c in one.criteres if c in known)


def _definitions(source: Source, known: list[Indicateur]) -> Sheet:
    columns = tuple(
        Column(title, width)
        for title, width in (
            ("Indicateur", 48), ("Critères", 30), ("Définition", 80), ("Formule", 66), ("Unité", 20), ("Source", 28),
            ("Maille", 28), ("Fréquence", 26), ("Sens", 26), ("Identifiant", 45),
        )
    )  # fmt: skip
    rows = []
    for one in known:
        texts = (
            _criteria(source, one),
            one.definition,
            one.formule or "",
            one.unite or "",
            one.source,
            one.maille,
            one.frequence,
        )
        rows.append(
            (
                Cell(one.libelle, "libelle"),
                *map(Cell, texts),
                Cell(_SENSES.get(one.sens, one.sens)),
                Cell(one.id, "consigne"),
            )
        )
    return Sheet(DEFINITIONS, columns, tuple(rows), (), 1, 9)


def _review(sheet: Sheet) -> Sheet:
    """Give the review one column of answers a year, for the five years of the label."""
    years = tuple(Column(f"Année {n}", 55) for n in range(1, 6))
    columns = (sheet.columns[0], sheet.columns[1], *years, sheet.columns[3])
    rows = tuple((row[0], row[1], *[row[2]] * 5, row[3]) for row in sheet.rows)
    checks = tuple(
        Validation(v.column + n, v.first, v.last, v.kind, v.message) for v in sheet.validations for n in range(5)
    )
    return Sheet(sheet.name, columns, rows, checks, 2)
