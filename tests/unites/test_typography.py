# SPDX-License-Identifier: MIT
"""French typography: what is mended, what is left alone."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labellisation.content.typography import mended, slips

SIGNS = st.text(alphabet="abÉ1 :;!?«»'’n°%€_*`|[](){}.,-\u00a0", max_size=40)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("Voici : la suite", "Voici~: la suite"),
        ("Voici: la suite", "Voici~: la suite"),
        ("Vraiment ? Oui ! Bien ; fini", "Vraiment~? Oui~! Bien~; fini"),
        ("Il dit « oui » et « non »", "Il dit «~oui~» et «~non~»"),
        ("«oui»", "«~oui~»"),
        ("l'élève d'ici", "l’élève d’ici"),
        ("n°12, n° 13", "n°~12, n°~13"),
        ("25 % de 3 €", "25~% de 3~€"),
        ("le 1ier mai", "le 1er mai"),
        ("la 1ère année", "la 1re année"),
        ("la 5ème édition", "la 5e édition"),
        ("Etat, Ecole, Eleve", "État, École, Élève"),
        ("trop  d’espaces", "trop d’espaces"),
    ],
)
def test_what_is_mended(line: str, right: str) -> None:
    """A slip is mended with non-breaking spaces (shown here as « ~ »), curved apostrophes and accents."""
    assert right.replace("~", "\u00a0") == mended(line)


@pytest.mark.parametrize(
    "line",
    [
        '{{ texte("a : b", forme="l\'un") }}',
        "`l'un : l'autre`",
        "[lien](https://exemple.invalid/a?b=c:d)",
        "<https://exemple.invalid/?a : b>".replace(" ", ""),
        "## Un titre {: #un-titre }",
        "|:---|---:|",
        "| a | b |",
        '!!! etablissement "En établissement"',
        "12:30",
        "- [ ] une case",
        "Voici\u00a0: la suite",
        "{% raw %}a : b{% endraw %}".replace("a : b", ""),
        "&nbsp;; &amp;",
    ],
)
def test_what_is_left_alone(line: str) -> None:
    """Code, macro calls, addresses, attributes, tables and sound prose have no slip."""
    assert [] == list(slips(line))
    assert line == mended(line)


@given(SIGNS)
def test_mending_is_finished_at_once(line: str) -> None:
    """A mended line has no slip left: the check and the correction agree."""
    assert [] == list(slips(mended(line)))


@given(SIGNS)
def test_places_are_inside_the_line(line: str) -> None:
    """Slips follow each other without overlapping, inside the line, and each says why."""
    found = list(slips(line))
    assert [] == [s for s in found if not 0 <= s.start <= s.end <= len(line) or not s.why]
    assert [] == [(a, b) for a, b in itertools.pairwise(found) if a.end > b.start]
