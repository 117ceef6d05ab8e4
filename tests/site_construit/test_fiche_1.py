# SPDX-License-Identifier: MIT
"""Fiche 1 holds every fact of the document that the collection publishes: one assertion a fact.

The expressions look for the fact (a date, a number, a place, an idea), never for the sentence of the document.
"""

from __future__ import annotations

import re

import pytest

from tests.outils import BuiltSite, section

PAGE = "fiches/fiche-1/"

FACTS = {
    # The label
    "created in 2001": r"2001.{0,80}crée le label|[Cc]réé en 2001",
    "in the code since 2006": r"dans le code.{0,60}depuis 2006",
    "identifies centres of competence": r"pôles? de compétences",
    "in vocational training": r"formation professionnelle",
    "in certification": r"certification",
    "in cooperation with firms": r"coopération avec les entreprises",
    "for more than twenty years": r"plus de vingt ans",
    "coherence of a varied offer": r"cohérente une offre de formation diverse",
    "dynamics of partnership": r"partenariats",
    "paths of all the publics": r"parcours de chaque personne|parcours de tous",
    "pupils": r"élèves",
    "apprentices": r"apprentis",
    "trainees of continuing education": r"stagiaires de la formation continue",
    "a quality approach for continuous improvement": r"démarche qualité.{0,60}amélioration continue",
    "a means of communication": r"faire connaître l’établissement|outil de communication",
    "renovated in 2023 to strengthen its role of lever": r"renforcer le rôle de levier",
    # What it helps to do
    "adapt the structure of the offer": r"adapter la structur\w+ de (?:son |l’)offre de formation",
    "lasting partnerships": r"partenariats (?:qui durent|durables)",
    "synergies between establishments": r"avec d’autres établissements|synergies",
    "needs of a branch or a territory": r"besoins d’une filière.{0,20}ou d’un territoire",
    "success for all": r"parcours de réussite",
    "towards employment": r"emploi|insertion professionnelle",
    "towards further studies": r"poursuite d’études",
    # The texts of 2023
    "decree 2023-763": r"décret n° 2023-763",
    "of 10 August 2023": r"10 août 2023",
    "circular of 23 October 2023": r"circulaire du 23 octobre 2023",
    "published in BOEN 43": r"BOEN\)? n° 43",
    "of 16 November 2023": r"16 novembre 2023",
    "they changed the regulatory framework": r"modifié le cadre réglementaire",
    "definition and perimeter made more precise": r"définition et un périmètre plus précis",
    "in relation with branches and territory": r"filières professionnelles et au territoire",
    "work in network is recognised": r"reconnaissance du travail en réseau",
    "a new criterion on pedagogy": r"critère nouveau.{0,40}[Pp]édagogie",
    # Who decides what
    "a national framework for the process": r"cadre national pour le processus",
    "national coherence": r"cohérente dans tout le pays|cohérence nationale",
    "award belongs to the région académique": r"attribution.{0,80}région académique",
    "or, by delegation, to the académie": r"par délégation, de l’académie",
    "adapted to the local context": r"contexte local",
    "articulation with the evaluation of establishments": r"articuler.{0,60}évaluation des établissements",
    "articulation with the campuses": r"évaluation des établissements, les campus des métiers et des qualifications",
    "articulation with the other labels": r"autres labels",
    # The collection
    "recommendations on piloting": r"préconisations pour piloter",
    "in establishments and in académies": r"en établissement comme en académie",
    "appropriation for local strategies": r"stratégies locales",
    "within the national regulation": r"respect du cadre réglementaire national",
    # Texts in force
    "articles D335-1": r"[Aa]rticle D335-1 du code de l’éducation",
    "to D335-4": r"[Aa]rticle D335-4 du code de l’éducation",
    # Notice
    "how the label can be a lever": r"levier au projet de l’établissement",
    "how to share the approach": r"faire partager la démarche",
    "how to start a collective dynamic": r"élan collectif|dynamique collective",
    "how to keep it alive during the cycle": r"vivante pendant tout le cycle",
    "without a renewal that takes too long": r"renouvellement prenne trop de temps",
    "for those who pilot, carry out and animate": r"pilotent, mettent en œuvre et animent",
    "and for those who accompany them": r"qui les accompagnent",
    "extends the work with all the référents académiques": r"ensemble des référents académiques",
    "national training seminar": r"séminaire national de formation",
    "15 and 16 November 2023": r"15 et 16 novembre 2023",
    "lycée Diderot in Paris": r"lycée Diderot à Paris",
    "with the IGESR": r"IGESR",
    "with the Conseil d’évaluation de l’école": r"Conseil d’évaluation de l’école",
    "with personnels de direction": r"personnels de direction",
    "with référents Qualéduc and Éduform": r"référents académiques Lycée des métiers, Qualéduc et Éduform",
    "experts of Amiens": r"académies d’Amiens",
    "experts of Besançon": r"experts.{0,60}Besançon",
    "experts of Clermont-Ferrand": r"experts.{0,90}Clermont-Ferrand",
    "experts of Lyon": r"experts.{0,110}Lyon",
    "experts of Nantes": r"experts.{0,130}Nantes",
    "experts of Provence-Alpes-Côte d’Azur": r"région académique Provence-Alpes-Côte d’Azur",
    "steering committee": r"comité de pilotage",
    "coordinated by the bureau of the DGESCO": r"bureau des lycées professionnels, de l’apprentissage et de la formation continue",
    "of the direction générale de l’enseignement scolaire": r"direction générale de l’enseignement scolaire",
    "fiches 3 to 5: preparation and follow-up": r"Fiches 3 à 5.{0,40}préconisations et ressources.{0,80}suivre la démarche",
    "fiches 3 to 5: part of the whole piloting": r"pilotage global de l’établissement",
    "fiches 6 and 7: a main dimension": r"Fiches 6 et 7.{0,60}dimensions principales",
    "fiches 6 and 7: partnerships": r"partenariats structurés au service du projet d’établissement",
    "fiches 6 and 7: work in network": r"travail en réseau",
    "the appellation « Lycée(s) des métiers en réseau »": r"« Lycée\(s\) des métiers en réseau », nouvel outil",
    "the éduscol page: procedures": r"exemples de procédures",
    "the éduscol page: files with Qualéduc": r"dossiers appuyés sur Qualéduc",
    "the éduscol page: dashboards": r"tableaux de bord",
    "the éduscol page: from régions, académies or establishments": r"régions académiques, des académies ou des établissements",
    "last annex: evaluation of establishments": r"dernière.{0,60}évaluation des établissements",
    "last annex: Qualéduc": r"dernière.{0,100}Qualéduc",
    "last annex: other labels of the vocational path": r"autres labels ouverts à la voie professionnelle",
}

AIMS = {
    1: ("offre professionnelle cohérente", "apprentissage", "formation continue", "public scolaire"),
    2: ("visible", "usagers", "partenaires de l’école"),
    3: ("appareil de formation", "campus des métiers et des qualifications", "région académique"),
    4: ("synergies", "réseaux de proximité"),
    5: ("partenariats", "tissu économique local", "internationale et culturelle", "décrochage"),
    6: ("démarches qualité", "piloter", "communauté éducative", "continu", "Qualiopi", "apprentissage"),
}

LINKS = {
    "the section of the code": "https://www.legifrance.gouv.fr/codes/section_lc/LEGITEXT000006071191/LEGISCTA000006166831/",
    "the circular": "https://www.education.gouv.fr/bo/2023/Hebdo43/MENE2319599C",
    "the éduscol page": "https://eduscol.education.fr/670/le-label-lycee-des-metiers",
}


@pytest.mark.parametrize("fact", FACTS)
def test_the_fact_is_told(built: BuiltSite, fact: str) -> None:
    """The fact can be read on fiche 1."""
    assert re.search(FACTS[fact], built.text(PAGE)), fact


@pytest.mark.parametrize("rank", AIMS)
def test_the_aim_is_told(built: BuiltSite, rank: int) -> None:
    """The six aims of the texts of 2023 are six items of one list, in the order of the document."""
    (aims,) = [ol for ol in built.article(PAGE).iter("ol") if "synergies" in ol.text_content()]
    items = [" ".join(li.text_content().split()) for li in aims.findall("li")]
    assert len(items) == 6
    missing = [idea for idea in AIMS[rank] if idea not in items[rank - 1]]
    assert missing == []


@pytest.mark.parametrize("target", LINKS)
def test_the_link_is_given(built: BuiltSite, target: str) -> None:
    """The three addresses of the document are links of the page."""
    assert LINKS[target] in built.article(PAGE).xpath(".//a/@href")


def test_the_texts_in_force_are_the_two_of_the_document(built: BuiltSite) -> None:
    """« Textes en vigueur » gives the four articles and the circular with its NOR and its bulletin."""
    text = section(built.article(PAGE), "textes-en-vigueur")
    for article in ("D335-1", "D335-2", "D335-3", "D335-4"):
        assert article in text
    assert "circulaire du 23 octobre 2023" in text
    assert "MENE2319599C" in text
    assert "BOEN n° 43 du 16 novembre 2023" in text


def test_the_last_annex_holds_the_links_announced(built: BuiltSite) -> None:
    """Annexe 9 gathers links on evaluation, on Qualéduc and on the other labels."""
    text = built.text("annexes/annexe-9/")
    for subject in ("évaluation des établissements", "Qualéduc", "Éduform", "campus des métiers"):
        assert subject.casefold() in text.casefold()
    hosts = " ".join(built.article("annexes/annexe-9/").xpath(".//a[contains(@class, 'lien-externe')]/@href"))
    assert "education.gouv.fr" in hosts
