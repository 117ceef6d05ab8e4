# SPDX-License-Identifier: MIT
"""The library of resources, in Chromium: whole without JavaScript, filtered by kind, académie and référentiel."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.outils import BuiltSite

from .conftest import Visit


@pytest.fixture
def library(visit: Visit) -> Page:
    """The page of resources, open."""
    return visit().go("ressources/")


def shown(page: Page) -> Locator:
    """Return the rows that are seen."""
    return page.locator("tr[data-genre]:visible")


def test_every_resource_is_listed_with_a_link(library: Page, built: BuiltSite) -> None:
    """Each resource of the data is a row with the address where it was read, or its fallback."""
    resources = built.registry.ressources.values()
    expect(shown(library)).to_have_count(len(resources))
    for resource in resources:
        assert library.locator(
            f'tr[data-genre="{resource.genre}"] a[href="{resource.url or resource.url_repli}"]'
        ).count()


@pytest.mark.parametrize(
    ("field", "value"), [("genre", "procedure"), ("academie", "strasbourg"), ("referentiel", "r2016")]
)
def test_a_choice_keeps_its_rows_and_says_how_many(library: Page, built: BuiltSite, field: str, value: str) -> None:
    """A choice by keyboard hides the others, counts what remains among all, and stays in the address."""
    resources = built.registry.ressources.values()
    kept = sum(getattr(r, field) == value for r in resources)
    assert 0 < kept < len(resources)
    label = {"genre": "Genre", "academie": "Académie", "referentiel": "Référentiel suivi"}[field]
    library.get_by_label(label, exact=True).select_option(value)
    expect(shown(library)).to_have_count(kept)
    expect(library.get_by_role("status")).to_have_text(re.compile(rf"^{kept}\sressources? sur {len(resources)}$"))
    expect(library).to_have_url(re.compile(rf"[?&]{field}={value}\b"))


def test_resources_of_no_academie_can_be_asked_for(library: Page, built: BuiltSite) -> None:
    """What belongs to no académie is a choice like the others."""
    library.get_by_label("Académie", exact=True).select_option("nationale")
    expect(shown(library)).to_have_count(sum(r.academie is None for r in built.registry.ressources.values()))


def test_an_empty_answer_says_so(library: Page) -> None:
    """Words that no resource holds give a sentence, not an empty page."""
    library.get_by_label("Titre ou organisme").fill("zzzz")
    expect(shown(library)).to_have_count(0)
    expect(library.locator("[data-annuaire-vide]")).to_be_visible()
