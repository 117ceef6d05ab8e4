# SPDX-License-Identifier: MIT
"""What a fork says first: the welcome on the home of the site, then its own home at ``/academie/``."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .. import layout
from ..academie import Overlay
from ..academie.overlay import is_late
from ..academie.strays import attachments
from .model import Site
from .plan import CAMPAIGN

View = dict[str, Any]


def welcome(site: Site, overlay: Overlay) -> View:
    """Return the context of the band that opens the home of the site: the next date, the pieces, the deposit, a contact."""
    settings = overlay.settings
    return {
        "academie": overlay.academie,
        "reglages": settings,
        "total": sum(1 for row in site.lignes if overlay.academie and row.academie.slug == overlay.academie.slug),
        "prochaine": _next_step(site, overlay),
        "campagne_retard": is_late(settings.campagne.relu_le if settings else None, site.day),
        "obligatoires": sum(piece.obligatoire for piece in settings.pieces) if settings else 0,
    }


def _next_step(site: Site, overlay: Overlay) -> Any:
    """Return the first dated step of the campaign that is not past at the date of the site."""
    steps = overlay.settings.campagne.etapes if overlay.settings else ()
    return next((s for s in steps if s.date and not s.date < site.day), None)


def home(site: Site, overlay: Overlay) -> View:
    """Return the context of the local home: dates, pieces, deposit and contact first."""
    rows = [row for row in site.lignes if overlay.academie and row.academie.slug == overlay.academie.slug]
    settings, day = overlay.settings, site.day
    return {
        "academie": overlay.academie,
        "region": site.registry.region_of(overlay.academie),
        "reglages": settings,
        "prochaine": _next_step(site, overlay),
        "retards": {
            name: is_late(getattr(settings, name).relu_le, day) for name in ("campagne", "depot", "echelon") if settings
        },
        "etapes": [(s, bool(s.date and s.date < day)) for s in settings.campagne.etapes] if settings else [],
        "contacts": [(c, is_late(c.relu_le, day)) for c in settings.contacts] if settings else [],
        "calendrier": CAMPAIGN if settings and any(s.date for s in settings.campagne.etapes) else None,
        "lignes": rows,
        "ajoutes": [row for row in rows if row.label.origine.path.startswith(f"{layout.OVERLAY}/")],
        "pages": list(overlay.local_pages()),
        "encarts": Counter(encart.page.uri for encart in overlay.shown.values()).items(),
        "remplacees": [page for page in site.pages.values() if page in overlay.fiches],
        "toutes": site.pages,
        "documents": [path for path, _file in attachments(overlay.root)],
        "edition": site.edit_url(layout.SETTINGS),
    }
