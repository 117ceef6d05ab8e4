# SPDX-License-Identifier: MIT
"""The plan of generated pages."""

from __future__ import annotations

import re
from collections import Counter

from labellisation.checks import RULES
from labellisation.registry import Registry
from labellisation.site.model import Site
from labellisation.site.plan import planned_pages, texte_alias
from tests.conftest import ROOT, MakeDepot


def test_one_page_per_record(site_reel: Site) -> None:
    """Each texte, critère, académie, établissement with a UAI, outil and rule has its page, and nothing else has."""
    registry = site_reel.registry
    assert {
        "texte": len(registry.textes),
        "critere": len(registry.criteres),
        "academie": len(registry.academies),
        "outil": len(registry.outils),
        "etablissement": sum(1 for e in registry.etablissements.values() if e.uai),
        "regle": len(RULES),
    } == Counter(page.kind for page in site_reel.plan.values())


def test_addresses_are_unique(site_reel: Site) -> None:
    """No two pages, written or generated, have the same address."""
    planned = list(planned_pages(site_reel.registry))
    addresses = [p.url for p in planned] + [p.url for p in site_reel.pages.values()]
    assert [] == [address for address, number in Counter(addresses).items() if number > 1]
    assert len({a.lower() for a in addresses}) == len(addresses)


def test_addresses_hold_safe_signs(site_reel: Site) -> None:
    """An address holds a-z, 0-9 and hyphens; only a UAI has its capital."""
    bad = [
        p.url
        for p in site_reel.plan.values()
        if not re.fullmatch(r"([a-z0-9-]+/)+", p.url) and not re.fullmatch(r"etablissements/\d{7}[A-Z]/", p.url)
    ]
    assert [] == bad


def test_identifiers_hold_safe_signs(site_reel: Site) -> None:
    """Every identifier of the registry holds a-z, 0-9 and hyphens only."""
    r = site_reel.registry
    found = [
        *r.textes,
        *r.groupes,
        *r.criteres,
        *r.referentiels,
        *r.academies,
        *r.etablissements,
        *r.outils,
        *r.liens,
        *r.ressources,
        *r.jalons,
        *r.frises,
        *r.diagrammes,
        *r.reseaux,
        *r.indicateurs,
        *r.matrice,
        *r.glossaire,
        *(label.id for _e, label in r.labels()),
    ]
    assert len(found) > 400
    assert [] == [i for i in found if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)]


def test_a_generated_page_names_the_file_to_correct(site_reel: Site) -> None:
    """The edit link of a generated page leads to a file of the repository."""
    assert [] == [p.uri for p in site_reel.plan.values() if not (ROOT / p.source).is_file()]


def test_a_generated_page_has_a_title_and_a_summary(site_reel: Site) -> None:
    """Each generated page has its title, with a capital, and its summary of 200 signs at most."""
    pages = list(site_reel.plan.values())
    assert [] == [p.uri for p in pages if not p.titre or p.titre[0].islower() or not p.resume]
    assert [] == [p.uri for p in pages if len(p.resume) > 200]


def test_an_etablissement_without_uai_has_no_page(depot: MakeDepot) -> None:
    """An établissement whose UAI is unknown is listed, without a page of its own."""
    sound = Registry.load(depot())
    assert ["etablissements/0389995H.md"] == [p.uri for p in planned_pages(sound) if p.kind == "etablissement"]


def test_every_writing_of_an_article_is_an_alias(site_reel: Site) -> None:
    """A reader finds an article with or without its letter, dot and space, and a circular by its NOR."""
    textes = site_reel.registry.textes
    assert {"D335-1", "D. 335-1", "D.335-1", "D 335-1", "335-1"} <= set(texte_alias(textes["code-educ-d335-1"]))
    assert {"MENE2319599C", "23 octobre 2023"} <= set(texte_alias(textes["circulaire-2023-10-23"]))
