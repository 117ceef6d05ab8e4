# SPDX-License-Identifier: MIT
"""The cells of one line, read one by one: a doubtful one is named and read as empty, never guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from ..checks import importation as rules
from ..checks.base import Rule
from ..diagnostics import expected
from ..registry import DateError, PartialDate, text
from .columns import Binding, official
from .journal import Journal

SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?E\+[0-9]+")
LEFT_OUT = "\u00a0: ligne écartée"
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*)?")

#: Coded cells hold few different values.
folded = lru_cache(maxsize=1024)(text.fold)


def clean(cell: str) -> str:
    """Return ``cell`` on one line, without control signs: inert text, whatever it holds."""
    return " ".join("".join(char for char in cell if char.isprintable() or char.isspace()).split())


class Cells:
    """The cells of the line last given to :meth:`take`."""

    def __init__(self, binding: Binding, journal: Journal) -> None:
        self.binding = binding
        self.line = 0
        self._journal = journal
        self._row: list[str] = []

    def take(self, line: int, row: list[str]) -> None:
        """Hold one line; name its codes in scientific notation, whatever their column."""
        self.line, self._row = line, row
        if "E+" not in "\n".join(row):
            return
        hint = "le tableur a mis le numéro en notation scientifique"
        for rank, cell in enumerate(row):
            if "E+" in cell and SCIENTIFIC.fullmatch(cell.strip()):
                message = expected(f"colonne {rank + 1}", cell.strip(), "un numéro entier", hint)
                self._journal.add(rules.Scientific, line, rank + 1, message)

    def __getitem__(self, field: str) -> str:
        """Return the cell of ``field``; empty if the file has no such column."""
        rank = self.binding.get(field)
        return "" if rank is None else self._row[rank].strip()

    def note(self, rule: type[Rule], field: str, message: str) -> None:
        """Record a mistake in the cell of ``field``; at the start of the line if the file has no such column."""
        self._journal.add(rule, self.line, self.binding.get(field, 0) + 1, message)

    def flag(self, field: str, consequence: str = "") -> bool | None:
        """Return whether the cell is 1, not 0 or empty; ``None``, said, for any other value."""
        cell = self[field]
        if cell in ("", "0", "1"):
            return cell == "1"
        self.note(rules.CodedValue, field, expected(official(field), cell, "1, 0 ou rien") + consequence)
        return None

    def date(self, field: str) -> str:
        """Return the cell as AAAA-MM-JJ; ``""``, said, for any other writing."""
        cell = self[field]
        match = _ISO.fullmatch(cell)
        try:
            if match:
                return PartialDate.parse(match.group(1)).iso
        except DateError:
            pass
        if cell:
            hint = "le tableur a récrit la date" if "/" in cell or cell.isdecimal() else None
            self.note(rules.ImportedDate, field, expected(official(field), cell, "une date AAAA-MM-JJ", hint))
        return ""

    def code(self, field: str) -> str:
        """Return the cell, a code of two characters or more; a lost zero is said."""
        cell = self[field]
        if len(cell) == 1 and cell.isdecimal():
            self.lost_zero(field, cell, f"0{cell}")
        return cell

    def lost_zero(self, field: str, cell: str, right: str, consequence: str = "") -> None:
        """Record that a spreadsheet dropped the zeros at the start of ``cell``."""
        message = f"{official(field)} {cell!r}\u00a0: le tableur a supprimé le zéro initial (essayez {right})"
        self.note(rules.LostZero, field, message + consequence)
