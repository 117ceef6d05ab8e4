# SPDX-License-Identifier: MIT
"""Folding and slugs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labellisation.registry.text import fold, slug, unaccented


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lycée des Métiers", "lycee des metiers"),
        ("Œuvre, cœur et Læticia", "oeuvre coeur et laeticia"),
        ("L’Île-d’Yeu", "l ile d yeu"),
        ("  D335-1 \u00a0!", "d335 1"),
        ("ÀÉÎÕÜÇ", "aeiouc"),
        ("", ""),
        ("—", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case, accents, ligatures and punctuation do not count in a comparison."""
    assert folded == fold(text)


def test_slug_is_an_anchor() -> None:
    """A heading gives an anchor of letters, digits and hyphens."""
    assert "la-visite-d-etape-12" == slug("La visite d’étape (12)")


def test_unaccented_keeps_case() -> None:
    """Removing accents keeps capitals."""
    assert "OEuvre A L'ECOLE" == unaccented("Œuvre À L'ÉCOLE")


@given(st.text())
def test_slug_holds_only_safe_signs(text: str) -> None:
    """Whatever the text, its slug holds a-z, 0-9 and single hyphens, and is its own slug."""
    found = slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", found)
    assert found == slug(found)


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    """Folding twice is folding once."""
    assert fold(text) == fold(fold(text))
