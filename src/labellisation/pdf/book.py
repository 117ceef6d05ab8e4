# SPDX-License-Identifier: MIT
"""What makes the chapters a book: parts, index of the texts, counts, date of the last change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..registry import PartialDate, Texte
from ..site.macros.law import TYPES
from ..site.model import Site
from .chapters import Chapter, collection_pages

_PARTS = {"fiche": "Fiches", "annexe": "Annexes"}


def context(site: Site, chapters: Sequence[Chapter]) -> dict[str, Any]:
    """Return what the templates of the book show, the bodies of the chapters aside."""
    parts = [
        {"titre": title, "chapitres": found}
        for kind, title in _PARTS.items()
        if (found := [c for c in chapters if c.kind == kind])
    ]
    return {
        "parties": parts,
        "comptes": _counts(parts),
        "familles": families(chapters),
        "glossaire": next((c for c in chapters if "glossaire" in c.title.lower()), None),
        "resume": str(site.registry.site.get("description") or ""),
        "change": last_change(site),
    }


def _counts(parts: Iterable[Mapping[str, Any]]) -> str:
    """Write « 7 fiches, 9 annexes, index des textes et glossaire »."""
    counted = [f"{len(p['chapitres'])}\u00a0{p['titre'].lower()}" for p in parts]
    return ", ".join([*counted, "index des textes et glossaire"])


def families(chapters: Iterable[Chapter]) -> list[dict[str, Any]]:
    """Return the cited texts by family, in the order of their identifiers, each with the chapters that cite it."""
    citing: dict[str, list[Chapter]] = {}
    textes: dict[str, Texte] = {}
    for chapter in chapters:
        for texte in chapter.notes:
            textes[texte.id] = texte
            citing.setdefault(texte.id, []).append(chapter)
    found = []
    for kind, title in TYPES.items():
        ids = sorted((t.date.iso if t.date else "", i) for i, t in textes.items() if t.type == kind)
        if ids:
            rows = [{"texte": textes[i], "chapitres": citing[i]} for _date, i in ids]
            found.append({"titre": title, "lignes": rows})
    return found


def last_change(site: Site) -> PartialDate | None:
    """Return the day of the last change that the journals of the pages tell."""
    days = [
        str(entry.get("date"))
        for page in collection_pages(site)
        for entry in page.meta.get("journal") or []
        if isinstance(entry, dict) and entry.get("date")
    ]
    return PartialDate.parse(max(days)) if days else None
