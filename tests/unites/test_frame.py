# SPDX-License-Identifier: MIT
"""What the frame shows around a page."""

from __future__ import annotations

import pytest

from labellisation.site.frame import breadcrumb, frame, generated_meta, meta_of
from labellisation.site.model import Site


@pytest.mark.parametrize(
    ("url", "steps"),
    [
        ("", []),
        ("contact/", [""]),
        ("textes/", [""]),
        ("textes/x/", ["", "textes/"]),
        ("etablissements/0070001N/", ["", "annuaire/"]),
        ("fiches/fiche-1/", ["", "fiches/"]),
    ],
)
def test_breadcrumb(url: str, steps: list[str]) -> None:
    """The steps go from home to the section of the page, which is left out."""
    assert steps == [step["url"] for step in breadcrumb(url)]


def test_breadcrumb_leads_to_pages(site_reel: Site) -> None:
    """Each step of each page is a page of the site."""
    known = {p.url for p in (*site_reel.pages.values(), *site_reel.plan.values())}
    assert set() == {step["url"] for url in known for step in breadcrumb(url)} - known


def test_reading_time_and_review(site_reel: Site) -> None:
    """A long page says its reading time, a reviewed one its date in French; a short one says nothing."""
    long = frame(site_reel, {"relu_le": "2026-11-01"}, "x/", "mot " * 450)
    assert (3, "1er\u00a0novembre\u00a02026") == (long["temps_lecture"], long["a_jour"])
    short = frame(site_reel, {}, "x/", "mot " * 200)
    assert (None, None) == (short["temps_lecture"], short["a_jour"])


def test_roles_have_their_words(site_reel: Site) -> None:
    """The roles of a page are shown in the order and the words of the vocabulary."""
    found = frame(site_reel, {"publics": ["ddfpt", "chef-etablissement"]}, "x/")["roles"]
    assert ["chef-etablissement", "ddfpt"] == [role["id"] for role in found]
    assert ["Chef d’établissement", "DDFPT"] == [role["court"] for role in found]


def test_metadata_in_the_words_of_the_engine(site_reel: Site) -> None:
    """Title, description and hidden parts are those of the front matter, or of the record."""
    page = site_reel.pages["fiches/fiche-1.md"]
    meta = meta_of(page, {**page.meta, "masquer": ["toc"]})
    assert ("Préambule et notice", page.meta["resume"], "fiche", ["toc"]) == (
        meta["title"],
        meta["description"],
        meta["genre"],
        meta["hide"],
    )
    planned = site_reel.plan["textes/circulaire-2023-10-23.md"]
    generated = generated_meta(planned)
    assert (planned.titre, "texte", False) == (generated["title"], generated["genre"], generated["render_macros"])
    assert "MENE2319599C" in generated["alias"]
