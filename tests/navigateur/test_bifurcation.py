# SPDX-License-Identifier: MIT
"""axe finds nothing on the pages that only a fork has, and nothing runs off a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bifurcation.depots import built_example
from tests.outils import served

from .conftest import Visit
from .test_accessibilite import SCHEMES, WIDTHS, violations

PAGES = {
    "accueil": "",
    "academie": "academie/",
    "page-locale": "academie/procedure/",
    "fiche-a-encarts": "fiches/fiche-4/",
    "fiche-reecrite": "fiches/fiche-7/",
    "lycee-ajoute": "etablissements/9990001X/",
    "annuaire": "annuaire/",
    "annuaire-national": "annuaire/national/",
}


@pytest.fixture(scope="module")
def exemple(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site of the fictitious académie is served."""
    folder = tmp_path_factory.mktemp("exemple")
    with served(built_example(folder, folder / "maison").folder) as url:
        yield url


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(visit: Visit, exemple: str, kind: str, width: str, scheme: str) -> None:
    """Zero violation on each page of the fork, in each theme, at each width, without sideways scroll."""
    options = {"viewport": WIDTHS[width], "color_scheme": SCHEMES[scheme][0], "reduced_motion": "reduce"}
    page = visit(root=exemple, **options).go(PAGES[kind])
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
