# SPDX-License-Identifier: MIT
"""The dated results of the automatic checks: written so that the registry reads them, shown as they are, a fork's its own."""

from __future__ import annotations

import shutil
from typing import Any

from labellisation.site.macros.base import Call, render_macro
from labellisation.site.model import Site
from labellisation.site.render import Renderer
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot

from .releve import HEADER, SAMPLE, sample, write

RESULTS: dict[str, Any] = {
    "le": "2030-05-04",
    "pages": 12,
    "axe": {
        "outil": "axe 0.0.0",
        "pages": 10,
        "vues": ["1280 px, clair", "390 px, sombre"],
        "ouverts": ["menu", "recherche"],
        "passages": 24,
        "defauts": ["fiches/fiche-1/ (390 px, sombre) : contraste fictif <b>"],
    },
    "clavier": {"largeurs": [1280, 320], "parcours": ["un parcours fictif"], "defauts": []},
    "html": None,
}


def shown(site: Site) -> str:
    """Return what the page of accessibility shows, by the real template, with ordinary spaces."""
    shutil.copytree(ROOT / "overrides", site.root / "overrides", dirs_exist_ok=True)
    call = Call(site, "accessibilite.md", "accessibilite/")
    found = str(render_macro(Renderer(site), call, "controles_accessibilite", (), {}))
    return " ".join(found.replace("\u202f", " ").replace("&nbsp;", " ").replace("\u00a0", " ").split())


def test_what_is_written_is_read_and_shown(depot: MakeDepot) -> None:
    """The day, the counts and each defect, escaped; what was not run is said not to have been."""
    root = depot()
    write(RESULTS, root / "data" / "accessibilite.yml")
    site = Site.load(root, FICTITIOUS_DAY)
    assert [] == [d for d in site.diagnostics if d.location.path == "data/accessibilite.yml"]
    found = shown(site)
    for words in ("4 mai 2030", "axe 0.0.0", "10 pages", "1 défaut", "0 échec", "1280, 320 pixels", "non passé"):
        assert words in found, words
    assert "contraste fictif &lt;b&gt;" in found
    assert (root / "data" / "accessibilite.yml").read_text(encoding="utf-8").startswith(HEADER)


def test_without_results_the_page_says_so(depot: MakeDepot) -> None:
    """No file: « à renseigner »."""
    assert "à renseigner" in shown(Site.load(depot(), FICTITIOUS_DAY))


def test_the_results_of_the_national_site_are_not_those_of_a_fork(depot: MakeDepot) -> None:
    """A fork shows its own results, and none before it has them."""
    root = depot(base="academie")
    write(RESULTS, root / "data" / "accessibilite.yml")
    assert "à renseigner" in shown(Site.load(root, FICTITIOUS_DAY))
    write(RESULTS | {"pages": 345}, root / "academie" / "data" / "accessibilite.yml")
    site = Site.load(root, FICTITIOUS_DAY)
    assert [] == [d for d in site.diagnostics if d.location.path.endswith("data/accessibilite.yml")]
    assert "sur les 345 pages" in shown(site)


def test_the_sample_holds_each_kind_of_page() -> None:
    """Pages that stand alone are all kept; of a folder, some drawn at random, always the same."""
    pages = ["", "contact/", "textes/", *(f"textes/t{n}/" for n in range(40)), "annuaire/lyon/"]
    found = sample(pages)
    assert found == sample(pages)
    assert {"", "contact/", "textes/", "annuaire/lyon/"} <= set(found)
    assert len(found) == 4 + SAMPLE
