# SPDX-License-Identifier: MIT
"""What an import finds wrong, kept within bounds: a damaged file of 65,000 lines must not fill the memory or the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..checks.base import Rule
from ..diagnostics import Diagnostic, Location, Severite, plural

SHOWN = 20


class RefusedError(Exception):
    """The file cannot be imported at all, whatever the options; carries the diagnostic and its rule."""

    def __init__(self, rule: type[Rule], diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.rule = rule
        self.diagnostic = diagnostic


def refused(rule: type[Rule], path: str, message: str, line: int = 1, column: int = 1) -> RefusedError:
    """Build the refusal of a whole file."""
    return RefusedError(rule, rule().diagnostic(Location(path, line, column), message))


class Journal:
    """Diagnostics about one file: all are counted, the first ``shown`` of each rule are kept."""

    def __init__(self, path: str, shown: int | None = SHOWN) -> None:
        self.path = path
        self.shown = shown
        self.kept: list[Diagnostic] = []
        self.by_rule: Counter[type[Rule]] = Counter()

    def add(self, rule: type[Rule], line: int, column: int, message: str) -> None:
        """Record a mistake; ``column`` is the rank of the column in the file."""
        self.by_rule[rule] += 1
        if self.shown is None or self.by_rule[rule] <= self.shown:
            self.kept.append(rule().diagnostic(Location(self.path, line, column), message))

    def add_refusal(self, refusal: RefusedError) -> None:
        """Record the refusal of the whole file."""
        self.by_rule[refusal.rule] += 1
        self.kept.append(refusal.diagnostic)

    def count(self, severite: Severite) -> int:
        """Count the mistakes of one severity, those not kept included."""
        return sum(number for rule, number in self.by_rule.items() if rule.severite is severite)

    def lines(self) -> Iterator[str]:
        """Yield the report: kept diagnostics in the order of the file, what is not shown, the totals."""
        for d in sorted(self.kept, key=lambda d: d.sort_key):
            yield f"{d}" if d.severite is Severite.ERREUR else f"{d} [{d.severite}]"
        for rule in sorted(self.by_rule, key=lambda r: r.code):
            hidden = self.by_rule[rule] - (self.shown if self.shown is not None else self.by_rule[rule])
            if hidden > 0:
                yield f"{self.path} {rule.code} {rule.titre}\u00a0: {plural(hidden, 'autre')} (toutes avec --tout)"
        yield f"{plural(self.count(Severite.ERREUR), 'erreur')}, {plural(self.count(Severite.ALERTE), 'alerte')}"
