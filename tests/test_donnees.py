# SPDX-License-Identifier: MIT
"""The real data hold what the collection says, with its sources."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html

from labellisation.registry import labels
from labellisation.site.macros import Call, render_macro
from labellisation.site.model import Site
from labellisation.site.render import Renderer


def test_counts(site_reel: Site) -> None:
    """The registry holds the whole dossier: texts, labels, académies, régions, criteria, fiches and annexes."""
    r = site_reel.registry
    assert (30, 4, 18, 13) == (
        len(r.academies) - len(r.autres_territoires),
        len(r.autres_territoires),
        len(r.regions_academiques),
        len(r.criteres),
    )
    assert len(r.textes) >= 55
    assert len(list(r.labels())) >= 65
    assert {"r2006": 9, "r2016": 7, "r2023": 8} == {x.id: x.nombre for x in r.referentiels.values()}
    assert {f"fiches/fiche-{n}.md" for n in range(1, 8)} | {f"annexes/annexe-{n}.md" for n in range(1, 10)} <= set(
        site_reel.pages
    )


@pytest.mark.parametrize(("referentiel", "number"), [("r2006", 9), ("r2016", 7), ("r2023", 8)])
def test_ranks_follow_each_other(site_reel: Site, referentiel: str, number: int) -> None:
    """In each référentiel the ranks go from 1 to the number of its criteria."""
    assert list(range(1, number + 1)) == sorted(
        c.rangs[referentiel] for c in site_reel.registry.criteres.values() if referentiel in c.rangs
    )


def test_the_eight_criteria_in_order(site_reel: Site) -> None:
    """The eight criteria of 2023 are those of the circulaire, in its order."""
    ranks = {c.rangs["r2023"]: c.id for c in site_reel.registry.criteres.values() if "r2023" in c.rangs}
    assert [
        "offre",
        "publics",
        "pedagogie",
        "partenariat",
        "culture",
        "international",
        "decrochage",
        "communication",
    ] == [ranks[n] for n in range(1, 9)]


def test_each_vocabulary_is_the_one_of_its_schema(site_reel: Site) -> None:
    """A schema that offers the words of a vocabulary to editors offers all of them and no other."""
    pairs: list[tuple[str, list[str]]] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("x-vocabulaire"), str) and "enum" in node:
                pairs.append((node["x-vocabulaire"], [v for v in node["enum"] if v is not None]))
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    for path in sorted((site_reel.registry.root / "data" / "schemas").glob("*.schema.json")):
        walk(json.loads(path.read_text(encoding="utf-8")))
    words = {name: {e.id for e in v.entrees} for name, v in site_reel.registry.vocabulaires.items()}
    assert {"genres-source", "genres-ressource"} <= {name for name, _ in pairs}
    assert [] == [name for name, offered in pairs if set(offered) != words[name]]


def test_every_fact_has_a_source_and_a_day_of_reading(site_reel: Site) -> None:
    """Each decision, attestation and opinion names the page that was read, its kind and the whole day of reading."""
    facts = [fact for _e, label in site_reel.registry.labels() for fact in label.faits]
    kinds = {e.id for e in site_reel.registry.vocabulaires["genres-source"].entrees}
    assert len(facts) >= 65
    assert [] == [
        f.origine
        for f in facts
        if not f.source.url.startswith("http") or f.source.lu_le.day is None or f.source.genre not in kinds
    ]


def test_every_text_has_a_source(site_reel: Site) -> None:
    """Each text names at least one page that was read, with its day; a text said in force names who says so."""
    textes = site_reel.registry.textes.values()
    assert [] == [t.id for t in textes if not t.sources or any(s.lu_le is None for s in t.sources)]
    assert [] == [t.id for t in textes if t.etat.valeur not in ("inconnu", "sans_objet") and not t.etat.source]


def test_nothing_is_said_checked_that_was_not(site_reel: Site) -> None:
    """A text or a link never bears a day of checking later than the site's date."""
    r = site_reel.registry
    days = [x.verifie_le for x in (*r.textes.values(), *r.liens.values())] + [
        x.lu_le for x in (*r.textes.values(), *r.liens.values())
    ]
    assert [] == [day for day in days if day and day.first_day() > site_reel.day.first_day()]


def test_no_old_text_is_cited_as_the_law(site_reel: Site) -> None:
    """Each citation of an ended text bears the form « historique »."""
    ended = {t.id for t in site_reel.registry.textes.values() if t.etat.valeur in ("abroge", "remplace")}
    calls = [c.bound() for p in site_reel.pages.values() for c in p.scan.calls if c.name == "texte"]
    historical = [c for c in calls if c["id"] in ended]
    assert historical
    assert [] == [c["id"] for c in historical if c.get("forme") != "historique"]


def test_no_label_is_more_certain_than_its_source(site_reel: Site) -> None:
    """A label is said « en cours » or « échu » only from a published term or an end."""
    for _etablissement, label in site_reel.registry.labels():
        state = labels.state_on(label, site_reel.day)
        if state.code in ("en_cours", "a_renouveler", "echu"):
            assert any(f.echeance or f.nature == "fin" for f in label.faits if f.genre != "avis"), label.id


def test_every_departement_belongs_to_one_academie(site_reel: Site) -> None:
    """No département is in two académies, and the 101 of the Republic are all there."""
    codes = [
        d.code for region in site_reel.registry.regions_academiques for a in region.academies for d in a.departements
    ]
    assert len(codes) == len(set(codes))
    wanted = {f"{n:02}" for n in range(1, 96) if n != 20} | {"2A", "2B", "971", "972", "973", "974", "976"}
    assert set() == wanted - set(codes)


def test_no_page_names_a_criterion_by_its_rank(site_reel: Site) -> None:
    """No fiche writes « critère 4 » by hand: a rank belongs to a référentiel."""
    found = [
        (p.path, m[0])
        for p in site_reel.pages.values()
        if p.path.startswith("fiches/")
        for m in re.finditer(r"critères? (n° ?)?[1-9]\b", p.body)
    ]
    assert [] == found


#: Facts of the national fiche 1: each must be read on the page, macros rendered.
FACTS_OF_FICHE_1 = (
    # the reform of 2023
    "décret n° 2023-763",
    "circulaire du 23 octobre 2023",
    "Bulletin officiel de l’éducation nationale (BOEN) n° 43 du 16 novembre 2023",
    "MENE2319599C",
    # its articles
    "D335-1",
    "D335-2",
    "D335-3",
    "D335-4",
    # what it brings
    "définition et un périmètre plus précis",
    "travail en réseau",
    "critère nouveau",
    # the national frame, the local procedures
    "cadre national",
    "région académique ou, par délégation, de l’académie",
    "l’évaluation des établissements",
    "campus des métiers et des qualifications",
    # what the label is for
    "amélioration continue",
    "poursuite d’études",
    "filière",
    "territoire",
    "cinq ans",
    # the history
    "2001",
    "2005",
    "2006",
    "neuf à sept",
    "huit",
    # the collection: seminar, contributors, steering
    "15 et 16 novembre 2023",
    "lycée Diderot à Paris",
    "Conseil d’évaluation de l’école",
    "personnels de direction",
    "référents académiques",
    "Qualéduc",
    "Éduform",
    "Amiens",
    "Besançon",
    "Clermont-Ferrand",
    "Lyon",
    "Nantes",
    "Provence-Alpes-Côte d’Azur",
    "comité de pilotage",
    "bureau des lycées professionnels, de l’apprentissage et de la formation continue",
    # the plan of the collection
    "Lycée(s) des métiers en réseau",
    "Fiches 1 et 2",
    "Fiches 3 à 5",
    "Fiches 6 et 7",
    "Annexes",
)
AIMS = (
    ("offre professionnelle cohérente", "apprentissage", "formation continue"),
    ("visible", "usagers", "partenaires"),
    ("appareil de formation de l’éducation nationale", "aucun", "région académique"),
    ("synergies", "réseaux de proximité"),
    ("partenariats", "tissu économique local", "internationale", "culturelle", "décrochage"),
    ("démarches qualité", "piloter", "Qualiopi"),
)


@pytest.fixture(scope="module")
def fiche_1(site_reel: Site, rendu_reel: Renderer) -> str:
    """The text of fiche 1 with its macros rendered, in ordinary spaces and without marks of emphasis."""
    page = site_reel.pages["fiches/fiche-1.md"]
    call = Call(site_reel, page.uri, page.url)
    made = iter([render_macro(rendu_reel, call, c.name, c.args, dict(c.kwargs)) for c in page.scan.calls])
    text = re.sub(
        r"\{\{.*?\}\}",
        lambda _: html.fragment_fromstring(str(next(made)), create_parent=True).text_content(),
        page.body,
    )
    text = re.sub(r"\]\([^)]*\)|[*\[]", "", text).replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(text.split())


@pytest.mark.parametrize("fact", FACTS_OF_FICHE_1)
def test_fiche_1_says_each_fact(fiche_1: str, fact: str) -> None:
    """A date, number, place, person or text of the national fiche 1 is on the page."""
    assert fact.casefold() in fiche_1.casefold()


@pytest.mark.parametrize("number", range(1, 7))
def test_fiche_1_gives_the_six_aims(site_reel: Site, number: int) -> None:
    """The aim of that number stands in the list of the six aims, with its own words."""
    section = site_reel.pages["fiches/fiche-1.md"].body.partition("{: #six-buts }")[2].partition("\n##")[0]
    aims = dict(re.findall(r"(?ms)^(\d)\. (.*?)(?=^\d\. |\Z)", section))
    assert {"1", "2", "3", "4", "5", "6"} == set(aims)
    assert [] == [word for word in AIMS[number - 1] if word not in aims[str(number)]]


def test_fiche_1_links_to_the_ministry_and_to_every_fiche(site_reel: Site) -> None:
    """Fiche 1 leads to the ministry's page, to the other fiches, to the last annexe and to each role."""
    page = site_reel.pages["fiches/fiche-1.md"]
    targets = {link.target.partition("#")[0] for link in page.outline.links()}
    assert {f"fiche-{n}.md" for n in range(2, 8)} | {"../annexes/annexe-9.md", "../comparaison.md"} <= targets
    assert 6 == len({t for t in targets if t.startswith("../parcours/")})
    called = {(c.name, next(iter(c.bound().values()), None)) for c in page.scan.calls}
    assert ("liens", "label") in called
    assert (
        "https://eduscol.education.fr/670/le-label-lycee-des-metiers" == site_reel.registry.liens["label-eduscol"].url
    )


def test_every_fiche_ends_with_its_references(site_reel: Site) -> None:
    """Each fiche lists the texts that it cites."""
    assert [] == [
        n
        for n in range(1, 8)
        if "references" not in {c.name for c in site_reel.pages[f"fiches/fiche-{n}.md"].scan.calls}
    ]
