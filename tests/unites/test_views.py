# SPDX-License-Identifier: MIT
"""What templates show of a record, and the structured data of an établissement."""

from __future__ import annotations

import pytest

from labellisation.registry import labels
from labellisation.registry.text import fold
from labellisation.site import views
from labellisation.site.jsonld import high_school
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, MakeDepot


def test_a_row_of_the_annuaire(depot: MakeDepot) -> None:
    """A row gives the lycée, its place, its filières in words, its state, its anchor and its page."""
    (row,) = Site.load(depot(), FICTITIOUS_DAY).lignes
    assert ("Ville-Fictive", "Isère", "en_cours", ("bois-ameublement",), "u0389995H", "etablissements/0389995H/") == (
        row.commune,
        row.departement and row.departement.nom,
        row.etat.code,
        row.filieres_ids,
        row.ancre,
        row.page,
    )


def test_a_row_without_uai_has_an_anchor_and_no_page(depot: MakeDepot) -> None:
    """An établissement whose UAI is unknown keeps an anchor, made of its identifier."""
    root = depot(replace={"data/etablissements/grenoble.yml": {'uai: "0389995H"': "uai: null"}})
    (row,) = Site.load(root, FICTITIOUS_DAY).lignes
    assert ("x-0389995h", None) == (row.ancre, row.page)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ({}, True),
        ({"academie": "grenoble"}, True),
        ({"academie": "lyon"}, False),
        ({"filiere": "bois-ameublement"}, True),
        ({"filiere": "aeronautique"}, False),
        ({"statut": "public"}, True),
        ({"etat": "echu"}, False),
        ({"academie": "grenoble", "etat": "en_cours"}, True),
    ],
)
def test_choices_add_up(depot: MakeDepot, choice: dict[str, str], kept: bool) -> None:
    """A row is kept when it answers every choice."""
    (row,) = Site.load(depot(), FICTITIOUS_DAY).lignes
    assert kept == views.fits(row, **choice)


def test_the_weakest_source_is_shown_as_such(depot: MakeDepot) -> None:
    """A label that only an encyclopedia states says so in its row, and in the figures."""
    root = depot(replace={"data/etablissements/grenoble.yml": {"genre: academie": "genre: encyclopedie"}})
    (row,) = Site.load(root, FICTITIOUS_DAY).lignes
    assert "Encyclopédie en ligne (la plus faible)" == row.genre_source


def test_the_strongest_source_is_shown() -> None:
    """Of several kinds of sources the Bulletin officiel comes first, an encyclopaedia last; an unknown kind is the weakest."""
    assert ["boen", "presse", "academie"] == [
        labels.strongest(g) for g in (["presse", "boen"], ["encyclopedie", "presse"], ["inconnu", "academie"])
    ]


def test_structured_data(depot: MakeDepot) -> None:
    """A lycée is a HighSchool with its UAI and its label, which expires only at a published term."""
    site = Site.load(depot(), FICTITIOUS_DAY)
    (etablissement,) = site.registry.etablissements.values()
    data = high_school(etablissement, site.lignes)
    assert ("HighSchool", "0389995H", "2033-08-31") == (
        data["@type"],
        data["identifier"]["value"],
        data["hasCertification"][0]["expires"],
    )


def test_an_opinion_certifies_nothing(depot: MakeDepot) -> None:
    """A label known by an opinion alone is not a certification."""
    root = depot(
        replace={
            "data/etablissements/grenoble.yml": {
                "genre: decision": "genre: avis",
                "nature: nouveau": "nature: favorable",
            }
        }
    )
    site = Site.load(root, FICTITIOUS_DAY)
    (etablissement,) = site.registry.etablissements.values()
    assert "hasCertification" not in high_school(etablissement, site.lignes)


def test_a_theoretical_term_does_not_expire(depot: MakeDepot) -> None:
    """A computed term is never given to machines as an expiry."""
    root = depot(replace={"data/etablissements/grenoble.yml": {'echeance: "2033-08-31"': "echeance: null"}})
    site = Site.load(root, FICTITIOUS_DAY)
    assert "theorique" == site.lignes[0].etat.code
    assert "expires" not in high_school(site.lignes[0].etablissement, site.lignes)["hasCertification"][0]


def test_rows_are_in_the_order_of_the_annuaire(site_reel: Site) -> None:
    """Rows come by académie, then town, then name, accents left aside."""
    keys = [(fold(r.academie.nom), fold(r.commune or "zzz"), fold(r.etablissement.nom)) for r in site_reel.lignes]
    assert sorted(keys) == keys
