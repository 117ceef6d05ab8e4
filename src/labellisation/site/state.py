# SPDX-License-Identifier: MIT
"""What a published version says of itself: its day, the law, the criteria, the labels and the fiches on that day.

The file is part of the version, so that its frozen tree proves it, and a later program needs only this file to
compare two years, never the data of the older one.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ..academie import fingerprint
from ..registry import law
from . import views
from .model import Site

#: The file of a version, from its root.
STATE = "donnees/version.json"
#: Set where the version that is built will never change again.
CLOSED = "LABELLISATION_CLOSE"
#: Set by mike's convention to the version that is built.
VERSION = "MIKE_DOCS_VERSION"


def is_closed() -> bool:
    """Say whether the version that is built is the last state of its year."""
    return bool(os.environ.get(VERSION) and os.environ.get(CLOSED))


def write_state(site: Site, folder: Path) -> None:
    """Write the state of ``site`` in the built ``folder``, if a version is built."""
    if version := os.environ.get(VERSION):
        path = folder / STATE
        path.parent.mkdir(exist_ok=True)
        content = json.dumps(state_of(site, version, is_closed()), ensure_ascii=False, indent=1)
        path.write_text(f"{content}\n", encoding="utf-8", newline="\n")


def state_of(site: Site, version: str, closed: bool) -> dict[str, Any]:
    """Return what later versions are compared with: records by identifier, in the words that readers see."""
    return {
        "version": version,
        "close": closed,
        "date_de_reference": str(site.day),
        "textes": _textes(site),
        "criteres": {
            c.id: {"titre": c.libelle_court, "rang": c.rangs.get(views.CURRENT), "libelle": c.libelle}
            for c in site.registry.criteres.values()
        },
        "labels": {row.label.id: _label(row) for row in sorted(site.lignes, key=lambda row: row.label.id)},
        "fiches": {
            page.url: {"titre": page.titre, "empreinte": fingerprint(site.root / page.path)}
            for page in site.pages.values()
            if page.meta.get("genre") in ("fiche", "annexe")
        },
    }


def _textes(site: Site) -> dict[str, dict[str, str]]:
    states = {t.id: (t, law.state_on(t, site.day)) for t in site.registry.textes.values()}
    return {
        identifier: {"titre": texte.titre_court, "etat": code, "libelle": law.LIBELLES[code]}
        for identifier, (texte, code) in sorted(states.items())
    }


def _label(row: views.LigneAnnuaire) -> dict[str, str | None]:
    name = row.etablissement.nom + (f" ({row.commune})" if row.commune else "")
    return {"titre": name, "intitule": row.intitule, "adresse": row.page, "etat": row.etat.code}
