# SPDX-License-Identifier: MIT
"""Académies and départements of the export, in the identifiers of the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..registry import Registry


@dataclass(frozen=True)
class Places:
    """Codes of the export → slugs of académies, and what the first three digits of a UAI say."""

    academies: Mapping[str, str]
    prefixes: Mapping[str, tuple[str, str]]
    departements: frozenset[str]

    @classmethod
    def of(cls, registry: Registry) -> Places:
        """Read ``data/academies.yml``; codes of académies that no longer exist lead to their successor."""
        academies = {a.code: a.slug for a in registry.academies.values()}
        prefixes: dict[str, tuple[str, str]] = {}
        for academie in registry.academies.values():
            for departement in academie.departements:
                for prefix in departement.prefixes_uai:
                    prefixes.setdefault(prefix, (academie.slug, departement.code))
        content = registry.reader.contents.get("academies") or {}
        for old in content.get("codes_historiques") or []:
            if old.get("remplace_par") in academies:
                academies.setdefault(old["code"], academies[old["remplace_par"]])
        known = frozenset(d.code for a in registry.academies.values() for d in a.departements)
        return cls(academies, prefixes, known)

    def academie(self, code: str, uai: str) -> str | None:
        """Return the académie of ``code``, else that of the UAI's first digits."""
        return self.academies.get(code) or self.prefixes.get(uai[:3], (None, None))[0]

    def departement(self, code: str, uai: str) -> str | None:
        """Return the Insee code of a département written ``006``, ``06`` or ``02A``, else that of the UAI's first digits."""
        short = code[1:] if len(code) == 3 and code[0] == "0" else code
        return short if short in self.departements else self.prefixes.get(uai[:3], (None, None))[1]
