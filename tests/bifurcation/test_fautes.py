# SPDX-License-Identifier: MIT
"""Whatever a fork writes, it is told in French at its place: never a traceback, never a silence."""

from __future__ import annotations

import pytest

from labellisation.academie.state import drift, state
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, MakeDepot

YML = "academie/academie.yml"
ENCART = "academie/encarts/fiche-1/depot-fictif.md"
FICHE = "academie/fiches/fiche-1.md"
NULLS = "".join(
    f"{key}: null\n"
    for key in ("code", "echelon", "contacts", "campagne", "depot", "pieces", "criteres", "logo", "couleurs")
)
FAULTS = {
    "liste": (YML, "- a\n"),
    "texte": (YML, "bonjour\n"),
    "pas-yaml": (YML, "a: [\n"),
    "tout-null": (YML, NULLS),
    "encart-sans-entete": (ENCART, "bonjour\n"),
    "encart-liste": (ENCART, "---\n- a\n---\n\nx\n"),
    "encart-code": (ENCART, "---\nrelu_le: 2030-01-01\n---\n\n{{ cycler.__init__ }}\n"),
    "encart-html": (ENCART, "---\nrelu_le: 2030-01-01\n---\n\n<script>alert(1)</script>\n"),
    "encart-date": (ENCART, "---\nrelu_le: 2030-13-99\n---\n\nx\n"),
    "encart-lien": (ENCART, "---\nrelu_le: 2030-01-01\n---\n\n[a](nulle-part.md)\n"),
    "encart-racine": ("academie/encarts/x.md", "---\nrelu_le: 2030-01-01\n---\n\nx\n"),
    "fiche-liste": (FICHE, "---\n- a\n---\n"),
    "fiche-empreinte": (FICHE, "---\ntitre: a\nresume: b\nadapte: [1]\nmotif: x\n---\n"),
    "page-accueil": ("academie/pages/index.md", "---\ntitre: a\nresume: b\nrelu_le: 2030-01-01\n---\n"),
    "donnees-liste": ("academie/data/textes/circulaire-fictive-2030.yml", "- a\n"),
    "donnees-identifiant": (
        "academie/data/etablissements/grenoble.yml",
        "academie: grenoble\netablissements:\n- id: [a]\n",
    ),
    "donnees-inconnues": ("academie/data/autre.yml", "a: b\n"),
    "site-liste": ("academie/data/site.yml", "- a\n"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told(depot: MakeDepot, name: str) -> None:
    """Each fault is an error in a file of the fork, and the commands still answer."""
    path, text = FAULTS[name]
    site = Site.load(depot({path: text}, "academie"), FICTITIOUS_DAY)
    told = [d.location.path for d in site.diagnostics if d.severite == "erreur"]
    assert any(place.startswith("academie/") for place in told), told
    assert site.academie is not None
    assert list(state(site.academie, site.day))
    list(drift(site.academie))
