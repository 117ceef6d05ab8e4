# SPDX-License-Identifier: MIT
"""The commented skeleton of ``academie/``, which builds at once."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from string import Template

from .. import layout
from ..registry import Academie, Registry, text
from .slots import slots

TEMPLATES = Path(__file__).parent / "squelette"


class SkeletonError(Exception):
    """The skeleton cannot be written; the message is French."""


def find_academie(registry: Registry, slug: str) -> Academie:
    """Return the académie ``slug``; raise :class:`SkeletonError`, with the nearest name, if there is none."""
    academie = registry.academies.get(text.slug(slug))
    if academie is None:
        near = difflib.get_close_matches(slug, registry.academies, 1)
        hint = f"vouliez-vous dire {near[0]!r}\u00a0?" if near else ", ".join(registry.academies)
        raise SkeletonError(f"académie {slug!r}\u00a0: attendu un nom court de data/academies.yml ({hint})")
    return academie


def skeleton(registry: Registry, academie: Academie) -> Iterator[tuple[str, str]]:
    """Yield (path in ``academie/``, text) of each file of the skeleton."""
    words = {"nom": academie.nom_complet, "code": academie.code, "slug": academie.slug}
    yield "academie.yml", _filled("academie.yml", words)
    yield "LISEZMOI.md", _filled("LISEZMOI.md", words)
    yield f"{layout.DATA}/site.yml", _filled("site.yml", words)
    for slot in slots(registry).values():
        if slot.retire_le is None:
            yield (
                f"encarts/{slot.fiche}/{slot.emplacement}.md",
                _filled("encart.md", {"consigne": " ".join(slot.consigne.split())}),
            )


def _filled(name: str, words: dict[str, str]) -> str:
    return Template((TEMPLATES / name).read_text(encoding="utf-8")).substitute(words)


def create(root: Path, registry: Registry, slug: str) -> list[str]:
    """Write the skeleton of ``slug`` into ``root/academie`` and return its files; never over what is there."""
    academie = find_academie(registry, slug)
    target = root / layout.OVERLAY
    if target.exists():
        raise SkeletonError(
            "le dossier academie/ existe déjà\u00a0: rien n’a été écrit (« labellisation academie etat » dit ce qui manque)"
        )
    aside = target.with_name(f".{layout.OVERLAY}-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        written = []
        for name, content in skeleton(registry, academie):
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
            written.append(f"{layout.OVERLAY}/{name}")
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return written
