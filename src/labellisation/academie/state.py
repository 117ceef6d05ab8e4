# SPDX-License-Identifier: MIT
"""What a fork has filled, what is missing, what is late, and what drifted from upstream."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import NamedTuple

from .. import git, layout
from ..content import SourcePage
from ..registry import PartialDate
from .fingerprint import SHORTEST
from .overlay import Overlay, is_late, review_day
from .slots import suggestion

FILLED, MISSING, LATE, LOST = "rempli", "manque", "en retard", "sans emplacement"


class Line(NamedTuple):
    """One line of the state: what, in which state, in which file."""

    state: str
    what: str
    path: str


def state(overlay: Overlay, day: PartialDate) -> Iterator[Line]:
    """Yield every thing that an académie may fill, with its state at ``day``."""
    settings = overlay.settings
    if settings is None:
        yield Line(MISSING, "réglages de l’académie", layout.SETTINGS)
    else:
        dated = (
            ("échelon qui décide", settings.echelon.valeur, settings.echelon.relu_le),
            ("dates de la campagne", settings.campagne.etapes, settings.campagne.relu_le),
            ("adresse de dépôt", settings.depot.courriel or settings.depot.url, settings.depot.relu_le),
        )
        for what, value, reviewed in dated:
            yield Line(_state(bool(value), reviewed, day), what, layout.SETTINGS)
        yield Line(FILLED if settings.pieces else MISSING, "pièces demandées", layout.SETTINGS)
        if not settings.contacts:
            yield Line(MISSING, "contacts", layout.SETTINGS)
        for contact in settings.contacts:
            yield Line(_state(True, contact.relu_le, day), f"contact\u00a0: {contact.fonction}", layout.SETTINGS)
    yield from _duties(overlay)
    yield from _encarts(overlay, day)
    for page in overlay.local_pages():
        yield Line(_state(True, review_day(page), day), f"page\u00a0: {page.titre}", page.path)


def _state(filled: bool, reviewed: PartialDate | None, day: PartialDate) -> str:
    if not filled:
        return MISSING
    return LATE if is_late(reviewed, day) else FILLED


def _duties(overlay: Overlay) -> Iterator[Line]:
    site = overlay.registry.site
    for name, what in (("editeur", "éditeur"), ("hebergeur", "hébergeur"), ("contact", "contact du site")):
        yield Line(FILLED if site.get(name) else MISSING, what, f"{layout.OVERLAY}/{layout.DATA}/site.yml")


def _encarts(overlay: Overlay, day: PartialDate) -> Iterator[Line]:
    written = {encart.place: encart for encart in overlay.filled}
    for key, slot in overlay.slots.items():
        if slot.retire_le is None and key not in written:
            yield Line(
                MISSING,
                f"encart {slot.fiche}, {slot.emplacement}",
                f"{layout.OVERLAY}/encarts/{slot.fiche}/{slot.emplacement}.md",
            )
    for encart in written.values():
        lost = encart.filled and encart.place not in overlay.in_place
        found = LOST if lost else _state(encart.filled, encart.relu_le, day)
        yield Line(found, f"encart {', '.join(encart.key)}", encart.page.path)


def drift(overlay: Overlay) -> Iterator[str]:
    """Yield the lines of ``academie derive``: replaced fiches whose national source changed, slots that are gone."""
    for fiche in overlay.fiches:
        if overlay.drifted(fiche):
            yield from _fiche(overlay, fiche)
    for encart in overlay.filled:
        if encart.filled and encart.place not in overlay.in_place:
            near = suggestion(overlay.slots, encart.key)
            hint = f"le plus proche est {near[0]}/{near[1]}" if near else "aucun n’est proche, faites-en une page"
            yield f"{encart.page.path}\u00a0: l’emplacement {'/'.join(encart.key)} n’existe plus ({hint})"


def _fiche(overlay: Overlay, fiche: SourcePage) -> Iterator[str]:
    source, now = overlay.national_source(fiche), overlay.national_fingerprint(fiche)
    if now is None:
        yield f"{fiche.path}\u00a0: {source} n’existe plus, la copie n’est pas publiée"
        return
    told = str(fiche.meta.get("adapte"))
    yield f"{fiche.path}\u00a0: {source} a changé depuis {told[:SHORTEST]}\u00a0; après relecture, écrivez adapte: {now[:SHORTEST]}"
    try:
        before = git.run(overlay.root, "cat-file", "blob", told).splitlines()
    except git.GitError:
        yield "  (différence inconnue\u00a0: cette version n’est pas dans l’historique de ce dépôt)"
        return
    after = (overlay.root / source).read_text(encoding="utf-8-sig").splitlines()
    lines = difflib.unified_diff(
        before, after, f"{source} ({told[:SHORTEST]})", f"{source} ({now[:SHORTEST]})", lineterm=""
    )
    yield from (f"  {line}" for line in lines)
