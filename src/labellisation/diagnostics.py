# SPDX-License-Identifier: MIT
"""What an editor is told: one shape of message for every mistake, in French."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple


class Severite(StrEnum):
    """How much a diagnostic weighs: only an ``erreur`` stops the build."""

    ERREUR = "erreur"
    ALERTE = "alerte"
    CONSEIL = "conseil"


class Location(NamedTuple):
    """A place in a file of the repository; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


class NoDateError(Exception):
    """No date of reference can be found or read; the message is French."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake: where, which rule, what was read, what was expected, a way out."""

    location: Location
    code: str
    message: str
    severite: Severite = Severite.ERREUR

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (*self.location, self.code, self.message)

    def __str__(self) -> str:
        path, line, column = self.location
        return f"{path}:{line}:{column} {self.code} {self.message}"


def expected(champ: str, valeur: str, attendu: str, piste: str | None = None) -> str:
    """Build the message « champ 'valeur' : attendu … (piste) »."""
    suite = f" ({piste})" if piste else ""
    return f"{champ} {valeur!r}\u00a0: attendu {attendu}{suite}"


def count(diagnostics: Iterable[Diagnostic], severite: Severite) -> int:
    """Count the diagnostics of one severity."""
    return sum(d.severite is severite for d in diagnostics)


def plural(number: int, noun: str, many: str | None = None) -> str:
    """Write ``number`` and ``noun``, with the plural mark that French wants from two on; ``many`` if an « s » is not enough."""
    return f"{number} {(many or noun + 's') if number > 1 else noun}"


def report(diagnostics: Iterable[Diagnostic]) -> str:
    """Lay out the diagnostics: sorted, grouped by file, a count at the end."""
    ordered = sorted(set(diagnostics), key=attrgetter("sort_key"))
    lines: list[str] = []
    for _path, group in groupby(ordered, key=lambda d: d.location.path):
        lines += [f"{d}" if d.severite is Severite.ERREUR else f"{d} [{d.severite}]" for d in group]
    errors, warnings = count(ordered, Severite.ERREUR), count(ordered, Severite.ALERTE)
    lines.append(f"{plural(errors, 'erreur')}, {plural(warnings, 'alerte')}")
    return "\n".join(lines)
