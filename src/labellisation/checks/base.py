# SPDX-License-Identifier: MIT
"""A rule: one class, one code, its reason and its examples; all rules run, nothing stops at the first mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from ..academie import Overlay
from ..content import SourcePage
from ..diagnostics import Diagnostic, Location, Severite
from ..registry import PartialDate, Registry

FAMILIES: Mapping[str, str] = {
    "TXT": "Textes de référence",
    "ETB": "Établissements et labels",
    "FIC": "Fiches et pages",
    "ACA": "Académies",
    "SIT": "Fichiers et site",
}


@dataclass(frozen=True)
class Targets(Set[str]):
    """Site sources of every page (written or generated) and of every other file of the site.

    Those of ``rest`` are dear to list: they are, once, when something is none of the ``known`` ones.
    """

    known: frozenset[str]
    rest: Callable[[], Iterable[str]] = tuple

    @cached_property
    def _all(self) -> frozenset[str]:
        return self.known.union(self.rest())

    def __contains__(self, target: object) -> bool:
        return target in self.known or target in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


@dataclass(frozen=True)
class Context:
    """All that a rule may look at."""

    registry: Registry
    pages: Mapping[str, SourcePage]
    day: PartialDate
    targets: Targets
    #: What a fork adds; ``None`` upstream.
    academie: Overlay | None = None
    #: The address of this repository, as the forge says it.
    depot: str | None = None


class Rule:
    """One rule. Subclasses give its documentation and ``check``; rules of the readers keep the default ``check``."""

    code: ClassVar[str]
    titre: ClassVar[str]
    severite: ClassVar[Severite] = Severite.ERREUR
    pourquoi: ClassVar[str]
    faux: ClassVar[str]
    juste: ClassVar[str]

    def check(self, context: Context) -> Iterator[Diagnostic]:
        """Yield the mistakes that this rule finds; nothing for a rule that a reader applies."""
        yield from ()

    def diagnostic(self, location: Location, message: str) -> Diagnostic:
        """Build a diagnostic of this rule."""
        return Diagnostic(location, self.code, message, self.severite)


RULES: dict[str, type[Rule]] = {}


def rule(kind: type[Rule]) -> type[Rule]:
    """Register a rule class under its code; two rules cannot share one."""
    if kind.code in RULES:
        raise ValueError(f"rule code used twice: {kind.code}")
    RULES[kind.code] = kind
    return kind
