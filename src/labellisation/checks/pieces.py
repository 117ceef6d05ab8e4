# SPDX-License-Identifier: MIT
"""Rule SIT021: what stands in ``docs/`` and ``fiches/`` beside the pages, and is published as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from .. import layout
from ..academie.images import drawing_problem
from ..academie.strays import ATTACHMENTS
from ..content.pages import MOUNTS, OTHER_SUFFIXES
from ..diagnostics import Diagnostic, Location, expected
from .base import Context, Rule, rule

#: What a page may show, load or offer; nothing of it runs by itself when it is opened.
_KINDS = ATTACHMENTS | {".css", ".js", ".svg", ".txt"}


@rule
class PublishedFile(Rule):
    code = "SIT021"
    titre = "Un fichier publié tel quel est d’un genre connu, et un SVG n’est qu’un dessin"
    pourquoi = (
        "Ce qui n’est pas une page part sur le site sans être relu\u00a0: une page HTML ou un SVG qui porte un script "
        "s’exécuterait chez le lecteur, à l’adresse du guide."
    )
    faux = "docs/assets/parcours.svg avec <script>, docs/essai.html"
    juste = "docs/assets/parcours.svg fait de tracés, docs/essai.md"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        root = context.registry.root
        for path in _others(root):
            shown = path.relative_to(root).as_posix()
            if path.suffix.lower() not in _KINDS:
                wanted = f"un fichier {' '.join(sorted(_KINDS))}, ou une page .md"
                yield self.diagnostic(Location(shown), expected("fichier", path.name, wanted))
            elif path.stat().st_size > layout.MAX_BYTES:
                size = f"{layout.MAX_BYTES // 1_000_000} Mo au plus"
                yield self.diagnostic(Location(shown), expected("fichier", path.name, size))
            elif path.suffix.lower() == ".svg" and (problem := drawing_problem(path.read_bytes())):
                place = Location(shown, problem.line)
                yield self.diagnostic(place, expected("fichier", path.name, "un SVG fait de tracés", problem.what))


def _others(root: Path) -> Iterator[Path]:
    """Yield the plain files beside the pages; the reading of the pages tells the links and the other suffixes of Markdown."""
    for mount in MOUNTS:
        for base, folders, files in os.walk(root / mount):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                path = Path(base, name)
                hidden = name.startswith(".")
                if not (hidden or path.is_symlink() or path.suffix.lower() in {".md", *OTHER_SUFFIXES}):
                    yield path
