# SPDX-License-Identifier: MIT
"""What the imported « Annuaire de l'éducation » declares, beside the registry and never mixed with its decisions."""

from __future__ import annotations

from typing import Any

from ..registry.models import Etablissement
from ..registry.models.witness import LigneTemoin
from .model import Site


def declared_only(site: Site, academie: str) -> list[LigneTemoin]:
    """Return the établissements of an académie that the Annuaire declares labelled and the registry does not hold."""
    if site.temoin is None:
        return []
    known = {e.uai for e in site.registry.etablissements.values()}
    found = [row for row in site.temoin.labellises() if row.academie == academie and row.uai not in known]
    return sorted(found, key=lambda row: (row.commune or "", row.nom))


def witness_view(site: Site, academie: str) -> dict[str, Any] | None:
    """Return what the page of an académie shows of the witness; ``None`` where no export was imported."""
    if site.temoin is None:
        return None
    return {"temoin": site.temoin, "lignes": declared_only(site, academie)}


def mention(site: Site, etablissement: Etablissement) -> str | None:
    """Return the sentence to show on the page of ``etablissement`` when no decision is known; ``None`` otherwise."""
    decided = any(fait.genre == "decision" for label in etablissement.labels for fait in label.faits)
    return site.temoin.mention(etablissement.uai) if site.temoin and not decided else None
