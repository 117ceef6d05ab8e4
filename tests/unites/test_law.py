# SPDX-License-Identifier: MIT
"""The state of a text at a date."""

from __future__ import annotations

import pytest

from labellisation.registry import Origin, PartialDate, Registry, Texte, law
from labellisation.registry.models import Etat, Periode
from labellisation.site.model import Site
from tests.conftest import MakeDepot


def texte(valeur: str, du: str | None = None, au: str | None = None) -> Texte:
    """Build a fictitious text."""
    period = Periode(PartialDate.parse(du) if du else None, PartialDate.parse(au) if au else None)
    return Texte(
        "fictif",
        "decret",
        "décret fictif",
        "Un décret fictif.",
        Etat(valeur, "page fictive"),
        period,
        Origin("data/textes/fictif.yml"),
    )


@pytest.mark.parametrize(
    ("given", "day", "code", "in_force"),
    [
        (("en_vigueur",), "2030-01-01", "en_vigueur", True),
        (("en_vigueur", "2020", "2030-06-30"), "2030-06-29", "en_vigueur", True),
        (("en_vigueur", "2020", "2030-06-30"), "2030-06-30", "abroge", False),
        (("en_vigueur", "2020", "2030"), "2030-01-01", "abroge", False),
        (("a_venir", "2030-09-01"), "2030-08-31", "a_venir", False),
        (("a_venir", "2030-09-01"), "2030-09-01", "en_vigueur", True),
        (("a_venir", "2030-09-01", "2031-09-01"), "2031-09-01", "abroge", False),
        (("a_venir",), "2099-01-01", "a_venir", False),
        (("abroge", "2020"), "2021-01-01", "abroge", False),
        (("remplace",), "2021-01-01", "remplace", False),
        (("inconnu", "2020", "2040"), "2030-01-01", "inconnu", None),
        (("sans_objet",), "2030-01-01", "sans_objet", None),
    ],
)
def test_state_on(given: tuple[str, ...], day: str, code: str, in_force: bool | None) -> None:
    """The state is what its source says, moved on by the text's own dates."""
    record = texte(*given)
    assert (code, in_force) == (law.state_on(record, PartialDate(day)), law.in_force_on(record, PartialDate(day)))


@pytest.mark.parametrize("day", ["1990-01-01", "2030-01-01", "2999-12-31"])
@pytest.mark.parametrize("period", [(None, None), ("2000", None), (None, "2040"), ("2000", "2040")])
def test_unknown_is_never_in_force(day: str, period: tuple[str | None, str | None]) -> None:
    """Whatever the dates, an unknown state never becomes « in force »."""
    assert law.in_force_on(texte("inconnu", *period), PartialDate(day)) is None


def test_successors(depot: MakeDepot) -> None:
    """The successor of a replaced text is the one that says so; a text in force has none."""
    registry = Registry.load(depot())
    old, new = registry.textes["circulaire-fictive-2020"], registry.textes["circulaire-fictive-2030"]
    day = PartialDate("2030-06-01")
    state = law.current_state(registry, old, day)
    assert ("remplace", (new,)) == (state.code, state.successeurs)
    assert "remplacé au 1er\u00a0juin\u00a02030, selon page fictive" == state.phrase
    assert () == law.current_state(registry, new, day).successeurs


def test_relations_are_read_in_both_directions(depot: MakeDepot) -> None:
    """A relation written once is said by both texts."""
    registry = Registry.load(depot())
    old, new = registry.textes["circulaire-fictive-2020"], registry.textes["circulaire-fictive-2030"]
    assert [("Remplace", old, False, None)] == list(law.relations_of(registry, new))
    assert [("Remplacé par", new, False, None)] == list(law.relations_of(registry, old))


def test_every_state_and_relation_has_words(site_reel: Site) -> None:
    """Each state and each kind of relation of the schema has its French words."""
    schema = site_reel.registry.schema("texte").content["properties"]
    assert set(schema["etat"]["properties"]["valeur"]["enum"]) == set(law.LIBELLES)
    kinds = set(schema["relations"]["items"]["properties"]["genre"]["enum"])
    assert (kinds, kinds) == (set(law.DIRECT), set(law.INVERSES))


def test_the_circular_of_2016_gives_way_to_that_of_2023(site_reel: Site) -> None:
    """The circulaire of 2016 is replaced by that of 23 October 2023; the decree of 2023 is not said in force unless it was checked."""
    registry, day = site_reel.registry, site_reel.day
    state = law.current_state(registry, registry.textes["circulaire-2016-129"], day)
    assert ["circulaire-2023-10-23"] == [t.id for t in state.successeurs]
    unknown = [t for t in registry.textes.values() if t.etat.valeur == "inconnu"]
    assert unknown
    assert {None} == {law.in_force_on(t, day) for t in unknown}
