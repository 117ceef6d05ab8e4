# SPDX-License-Identifier: MIT
"""What every file of a tool carries: version, date, address, licence, instructions, identity."""

from __future__ import annotations

from msgspec import Struct

from ..registry import PartialDate, Registry
from .model import NOTHING_ADDED, Ajouts, OutilDeTravail, SectionDeFichier
from .sheets import Cell, Column, Ref, Sheet, Validation, Workbook

LICENCE = "Licence Ouverte 2.0 (Etalab)"
GUIDE, LISTS = "Mode d’emploi", "Listes"


class Source(Struct, frozen=True):
    """What a file is made from: the facts, the tool, the day, and the address of the site (empty: relative)."""

    registry: Registry
    tool: OutilDeTravail
    day: PartialDate
    site_url: str = ""
    ajouts: Ajouts = NOTHING_ADDED

    @property
    def referentiel(self) -> str:
        known = self.registry.referentiels.get(self.tool.referentiel)
        return known.titre if known else self.tool.referentiel

    @property
    def address(self) -> str:
        return f"{self.site_url}outils/{self.tool.id}/"

    @property
    def footer(self) -> str:
        local = f" · {self.ajouts.academie}" if self.ajouts.academie else ""
        return f"{self.referentiel}{local} · {self.day.fr} · {self.address}"


def workbook(source: Source, main: str, sheets: tuple[Sheet, ...]) -> Workbook:
    """Return the workbook of a tool: its instructions, then ``sheets``; the CSV holds the sheet ``main``."""
    tool = source.tool
    return Workbook(tool.titre, tool.resume, source.day.iso, source.footer, (guide(source), *sheets), main)


def guide(source: Source) -> Sheet:
    """Return the sheet of instructions, with the version of the file."""
    tool = source.tool
    lines = [("Outil", tool.titre), ("À quoi il sert", tool.resume)]
    lines += [(f"Étape {n}", text) for n, text in enumerate(tool.mode_d_emploi, 1)]
    lines += [(f"Cote {c.code}\u00a0: {c.libelle}", c.aide) for c in tool.echelle]
    lines += [
        ("Cases à remplir", "Les cases à fond jaune. Les cases à fond gris se calculent seules."),
        ("Référentiel", source.referentiel),
        ("Date de référence", source.day.fr),
        ("Page de l’outil", source.address),
        ("Équivalent accessible", tool.equivalent),
        ("Statut", "Modèle de notre rédaction, sans caractère officiel."),
        ("Licence", LICENCE),
    ]
    rows = tuple((Cell(name, "libelle"), Cell(text)) for name, text in lines if text)
    return Sheet(GUIDE, (Column("Rubrique", 45), Column("Consigne", 125)), rows, landscape=False)


def form_sheet(name: str, sections: tuple[SectionDeFichier, ...]) -> Sheet:
    """Return a sheet where each field of ``sections`` is a line to fill in."""
    rows: list[tuple[Cell, ...]] = []
    checks: list[Validation] = []
    for section in sections:
        for champ in section.champs:
            style = "saisie-date" if champ.type == "date" else "saisie-texte"
            if champ.type == "date":
                line = len(rows) + 1
                checks.append(Validation(2, line, line, "date", "Écrivez une date\u00a0: JJ/MM/AAAA."))
            rows.append(
                (Cell(section.titre), Cell(champ.nom, "libelle"), Cell("", style), Cell(champ.consigne, "consigne"))
            )
    columns = (Column("Partie", 40), Column("À remplir", 55), Column("Réponse", 90), Column("Consigne", 85))
    return Sheet(name, columns, tuple(rows), tuple(checks), 2)


def lists_sheet(lists: dict[str, tuple[str | int, ...]]) -> tuple[Sheet, dict[str, Ref]]:
    """Return the sheet that keeps the lists of answers, and the place of each list by its title."""
    height = max(len(values) for values in lists.values())
    rows = tuple(
        tuple(Cell(values[i]) if i < len(values) else Cell() for values in lists.values()) for i in range(height)
    )
    places = {title: Ref(LISTS, column, 1, None, len(values)) for column, (title, values) in enumerate(lists.items())}
    return Sheet(LISTS, tuple(Column(title, 75 if title == "Indicateurs" else 35) for title in lists), rows), places


def section_of(tool: OutilDeTravail, titre: str) -> SectionDeFichier | None:
    """Return the section ``titre`` of the tool, if its data still have it."""
    return next((s for s in tool.sections if s.titre == titre), None)
