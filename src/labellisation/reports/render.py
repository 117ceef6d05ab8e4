# SPDX-License-Identifier: MIT
"""One list of diagnostics, six formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..diagnostics import Diagnostic
from .machine import codequality, github, junit, plain_json
from .places import Place, places
from .sarif import sarif
from .text import texte

_MACHINE: Mapping[str, Callable[[list[Place], str | None], str]] = {
    "json": plain_json,
    "codequality": codequality,
    "sarif": sarif,
    "github": github,
    "junit": junit,
}
FORMATS = ("texte", *_MACHINE)


def render(
    diagnostics: Iterable[Diagnostic], format: str, root: Path, site_url: str | None = None, *, colour: bool = False
) -> str:
    """Return ``diagnostics`` in one of :data:`FORMATS`, without the last line break.

    ``root`` is where their files are read, ``site_url`` the address under which ``/contribuer/regles/`` stands;
    ``colour`` is for the format ``texte`` only. Raises :class:`ValueError` for another format.
    """
    found = places(diagnostics, root)
    if format == "texte":
        return texte(found, site_url, colour=colour)
    if format not in _MACHINE:
        raise ValueError(f"unknown format: {format}")
    return _MACHINE[format](found, site_url).rstrip("\n")
