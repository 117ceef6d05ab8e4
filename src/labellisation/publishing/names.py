# SPDX-License-Identifier: MIT
"""What versions and their other names may be called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..registry import PartialDate

CURRENT = "courant"
_VERSION = re.compile(r"([0-9]{4})-([0-9]{4})")
_ALIAS = re.compile(r"[a-z][a-z0-9-]{0,39}")
#: What stands at the root of the published site beside the versions.
_RESERVED = frozenset({"versions", "index", "sitemap", "robots"})


class PublishError(Exception):
    """The version cannot be published; the message is French."""


def school_year(day: PartialDate) -> str:
    """Return the school year of ``day``, which starts on 1 September: « 2026-2027 »."""
    start = day.year if (day.month or 1) >= 9 else day.year - 1
    return f"{start}-{start + 1}"


def next_year(version: str) -> str:
    """Return the school year that follows ``version``."""
    start = int(version[:4]) + 1
    return f"{start}-{start + 1}"


def is_version(name: str) -> bool:
    """Say whether ``name`` is a school year: two years that follow each other."""
    match = _VERSION.fullmatch(name)
    return match is not None and int(match[2]) == int(match[1]) + 1


def check_version(version: str) -> None:
    """Raise :class:`PublishError` unless ``version`` is a school year."""
    if not is_version(version):
        raise PublishError(f"version {version!r}\u00a0: attendu une année scolaire, par exemple 2026-2027")


def check_aliases(aliases: Iterable[str]) -> None:
    """Raise :class:`PublishError` unless each alias can be a folder of the site and no version bears its name."""
    for alias in aliases:
        if is_version(alias):
            wanted = "un nom qui n’est pas celui d’une version, par exemple courant"
            raise PublishError(f"alias {alias!r}\u00a0: attendu {wanted}\u00a0; une version garde son adresse")
        if alias in _RESERVED:
            raise PublishError(
                f"alias {alias!r}\u00a0: ce nom est pris par une page de la racine\u00a0; attendu un autre nom, par exemple courant"
            )
        if not _ALIAS.fullmatch(alias):
            wanted = "des minuscules sans accent, des chiffres et des tirets, par exemple courant"
            raise PublishError(f"alias {alias!r}\u00a0: attendu {wanted}")
