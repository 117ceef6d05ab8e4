# SPDX-License-Identifier: MIT
"""What an académie adds to the files of the tools: its criteria, its pieces, the steps of its campaign."""

from __future__ import annotations

from ..academie import Overlay
from ..documents import Ajouts, CritereAjoute, EtapeAjoutee


def additions(overlay: Overlay | None) -> Ajouts:
    """Return what the files of the tools take from ``overlay``; nothing upstream, or while its settings are not sound."""
    if overlay is None or overlay.settings is None or overlay.academie is None:
        return Ajouts()
    settings, slug = overlay.settings, overlay.academie.slug
    steps = settings.campagne.etapes
    return Ajouts(
        overlay.academie.nom_complet,
        tuple(CritereAjoute(c.id, c.libelle, c.attendu or "") for c in settings.criteres),
        tuple((p.libelle, p.obligatoire) for p in settings.pieces),
        tuple(EtapeAjoutee(e.libelle, e.date, settings.step_uid(slug, e)) for e in steps),
    )
