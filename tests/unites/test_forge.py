# SPDX-License-Identifier: MIT
"""A fork edits no root file: the forge says its own addresses."""

from __future__ import annotations

import pytest

from labellisation.site import forge

GITLAB = {
    "CI_PROJECT_URL": "https://forge.exemple.invalid/grenoble/label",
    "CI_PAGES_URL": "https://pages.exemple.invalid/label",
    "CI_DEFAULT_BRANCH": "principale",
}
GITHUB = {"GITHUB_REPOSITORY": "Academie/label", "GITHUB_SERVER_URL": "https://github.com"}


@pytest.mark.parametrize(
    ("env", "repository", "site", "edit"),
    [
        (
            GITLAB,
            "https://forge.exemple.invalid/grenoble/label",
            "https://pages.exemple.invalid/label/",
            "https://forge.exemple.invalid/grenoble/label/-/edit/principale/data/site.yml",
        ),
        (
            GITHUB,
            "https://github.com/Academie/label",
            "https://academie.github.io/label/",
            "https://github.com/Academie/label/edit/main/data/site.yml",
        ),
        (
            {**GITHUB, "LABELLISATION_BRANCHE": "essai"},
            "https://github.com/Academie/label",
            "https://academie.github.io/label/",
            "https://github.com/Academie/label/edit/essai/data/site.yml",
        ),
        (
            {"GITHUB_REPOSITORY": "Academie/academie.github.io"},
            "https://github.com/Academie/academie.github.io",
            "https://academie.github.io/",
            "https://github.com/Academie/academie.github.io/edit/main/data/site.yml",
        ),
        ({}, None, None, None),
        (
            {
                "LABELLISATION_DEPOT": "https://exemple.invalid/depot/",
                "LABELLISATION_SITE": "https://exemple.invalid/site",
            },
            "https://exemple.invalid/depot",
            "https://exemple.invalid/site/",
            "https://exemple.invalid/depot/edit/main/data/site.yml",
        ),
    ],
)
def test_addresses(env: dict[str, str], repository: str | None, site: str | None, edit: str | None) -> None:
    """GitLab, GitHub, an address given by hand, or nothing outside a forge."""
    assert (repository, site, edit) == (
        forge.repository_url(env),
        forge.site_url(env),
        forge.edit_url("data/site.yml", env),
    )


def test_an_address_given_by_hand_wins() -> None:
    """What is given by hand wins over the forge."""
    env = {
        **GITLAB,
        "LABELLISATION_DEPOT": "https://exemple.invalid/depot",
        "LABELLISATION_SITE": "https://exemple.invalid/",
    }
    assert ("https://exemple.invalid/depot", "https://exemple.invalid/") == (
        forge.repository_url(env),
        forge.site_url(env),
    )
