# SPDX-License-Identifier: MIT
"""What the page frame (``overrides/main.html``) shows around the content."""

from __future__ import annotations

import math
import re
from typing import Any

from ..content import SourcePage
from ..registry import DateError, PartialDate
from .model import Site
from .plan import PlannedPage

_SECTIONS = {
    "fiches": "Fiches",
    "annexes": "Annexes",
    "parcours": "Parcours",
    "criteres": "Critères",
    "textes": "Textes",
    "annuaire": "Annuaire",
    "etablissements": "Annuaire",
    "outils": "Outils",
    "contribuer": "Contribuer",
    "donnees": "Données",
    "academie": "Dans mon académie",
}
_FOLDER = {"etablissements": "annuaire"}
WORDS_PER_MINUTE = 200


def meta_of(page: SourcePage, typed: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of a written page in the words of the frame and of the engine."""
    meta = {**typed, "title": page.titre, "description": typed.get("resume"), "genre": typed.get("genre", "page")}
    if typed.get("masquer"):
        meta["hide"] = typed["masquer"]
    return meta


def abbreviations(site: Site) -> dict[str, str]:
    """Return the sigles that pages show with their developed form at hand."""
    terms = site.registry.glossaire.values()
    return {
        t.sigle: " ".join(t.developpe.split()) for t in terms if t.developpe and t.sigle.isupper() and len(t.sigle) > 1
    }


def generated_meta(page: PlannedPage) -> dict[str, Any]:
    """Return the metadata of a generated page."""
    return {
        "titre": page.titre,
        "title": page.titre,
        "resume": page.resume,
        "description": page.resume,
        "genre": page.kind,
        "alias": list(page.alias),
        "render_macros": False,
    }


def breadcrumb(url: str) -> list[dict[str, str]]:
    """Return the steps (title, site path) from home to the page at ``url``, which is left out."""
    if not url:
        return []
    steps = [{"titre": "Accueil", "url": ""}]
    folder = url.split("/")[0]
    if folder in _SECTIONS and url != f"{folder}/":
        steps.append({"titre": _SECTIONS[folder], "url": f"{_FOLDER.get(folder, folder)}/"})
    return steps


def frame(
    site: Site, meta: dict[str, Any], url: str, body: str = "", version: str | None = None, closed: bool = False
) -> dict[str, Any]:
    """Return the variable ``labellisation`` of the frame's template."""
    vocabulary = site.registry.vocabulaires.get("roles")
    publics = meta.get("publics") or []
    words = len(re.findall(r"\w+", body))
    try:
        reviewed = PartialDate.parse(str(meta.get("relu_le") or "")).fr
    except DateError:
        reviewed = None
    return {
        "documents": site.has_papers,
        "date_ref": site.day,
        "site": site.registry.site,
        "version": version,
        "close": closed,
        "a_jour": reviewed,
        "roles": [
            {"id": e.id, "libelle": e.libelle, "court": e.court or e.libelle}
            for e in vocabulary.entrees
            if e.id in publics
        ]
        if vocabulary
        else [],
        "temps_lecture": math.ceil(words / WORDS_PER_MINUTE) if words > WORDS_PER_MINUTE else None,
        "fil": breadcrumb(url),
    }
