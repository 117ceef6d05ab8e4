# SPDX-License-Identifier: MIT
"""Every macro has a renderer, says its facts, and escapes its data."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from labellisation.content import DOMAINS, MACROS
from labellisation.content.specs import DOMAIN_WORDS
from labellisation.site.generated import view
from labellisation.site.macros import RENDERERS, Call, render_macro
from labellisation.site.model import Site
from labellisation.site.redirects import redirect_files
from labellisation.site.render import Renderer
from tests.conftest import REAL_DAY, ROOT
from tests.unites.hostile import dangers, make_hostile

#: Macro, arguments, words that its HTML holds on the real repository.
FACTS: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
    (
        "auto_evaluation",
        {},
        ("évalué et corrigé", "Conditions de l’évaluation", "../../outils/grille-auto-evaluation/"),
    ),
    ("calendrier", {}, ("Lancer l’appel à candidature", "18 mois avant", "../../outils/retroplanning/")),
    (
        "texte",
        {"id": "circulaire-2023-10-23"},
        ("circulaire du 23 octobre 2023", "../../textes/circulaire-2023-10-23/"),
    ),
    ("texte", {"id": "circulaire-2023-10-23", "forme": "long"}, ("MENE2319599C", "BOEN", "16 novembre 2023")),
    ("texte", {"id": "circulaire-2016-129", "forme": "historique"}, ("circulaire n° 2016-129", "remplacé")),
    ("critere", {"id": "pedagogie"}, ("../../criteres/pedagogie/", "3")),
    ("sigle", {"id": "DDFPT"}, ("DDFPT", "../../glossaire/#ddfpt")),
    ("outil", {"id": "retroplanning"}, ("../../outils/retroplanning/",)),
    ("a_verifier", {"note": "une note <fictive>"}, ("à vérifier", "une note <fictive>")),
    ("nombre_etablissements", {}, ("22 novembre 2026",)),
    ("nombre_etablissements", {"academie": "corse"}, ("0",)),
    ("site", {"champ": "nom"}, ("Lycée des métiers",)),
    ("site", {"champ": "contact"}, ("à renseigner",)),
    ("textes", {"groupe": "code-educ-d335-1-4"}, ("D335-1", "D335-2", "D335-3", "D335-4")),
    ("criteres", {}, ("Critère 3", "Critère 8", "L’accueil de publics de statuts différents")),
    ("criteres", {"referentiel": "r2006"}, ("Hébergement",)),
    ("etablissements", {}, ("Lycée Boissy-d’Anglas", "Annonay", "État au 22 novembre 2026")),
    ("etablissements", {"academie": "corse"}, ("Aucun label connu", "cette absence ne prouve rien")),
    ("carte", {}, ("Auvergne-Rhône-Alpes", "Grenoble")),
    ("carte", {"academie": "grenoble"}, ("Grenoble",)),
    ("interface", {}, ("version 1", "v1/labels.json", "22 novembre 2026", "echeance_theorique")),
    ("dependances", {}, ("nomenclature.cdx.json", "Apache-2.0", "mkdocs-material", "weasyprint")),
    ("chiffres", {}, ("échéance", "académie", "Total")),
    ("liens", {"groupe": "label"}, ("eduscol.education.fr",)),
    ("ressources", {}, ("Qualéduc", "zbook.org")),
    ("ressources", {"academie": "grenoble"}, ("Grenoble",)),
    ("outils", {}, ("Affichette des huit critères", "../../outils/affichette-criteres/")),
    ("jalons", {}, ("Lancer l’appel à candidature",)),
    ("jalons", {"fiche": 2, "acteur": "academie"}, ("Réunir les établissements intéressés",)),
    ("frise", {"id": "histoire"}, ("Création du label", "17 décembre 2001", "27 février 2003")),
    ("schema", {"id": "processus"}, ("Lancer", "Délibérer", "Conseil d’administration")),
    ("matrice", {}, ("Carte des formations datée",)),
    ("comparaison", {}, ("Nombre de critères", "Neuf", "Sept", "Huit")),
    ("comparaison", {"partie": "citations"}, ("critère",)),
    ("reseaux", {}, ("réseau",)),
    ("glossaire", {}, ("Bulletin officiel de l’éducation nationale", "BOEN")),
    ("indicateurs", {}, ("Taux de pression", "Apprenants par statut")),
    ("academies", {}, ("Mayotte", "Polynésie")),
    ("a_verifier_liste", {}, ("à vérifier", "data/textes/")),
    ("regles", {}, ("TXT001", "FIC001", "SIT001")),
    ("termes_index", {}, ("DDFPT", "D335-1")),
    ("plan", {}, ("Accessibilité", "Mentions légales")),
    ("champs", {"schema": "texte"}, ("Identifiant", "NOR", "titre_court")),
    ("controles_accessibilite", {}, ("axe", "Clavier", "1280, 390, 320 pixels", "Nu")),
    ("references", {}, ("D335-1", "circulaire du 23 octobre 2023", "remplacé")),
    ("nouveautes", {}, ("Première rédaction",)),
    ("toutes_references", {}, ("Articles de code", "Circulaires", "D335-1")),
)


def render(site: Site, renderer: Renderer, name: str, kwargs: dict[str, Any]) -> str:
    """Render one macro as fiche 1 would."""
    return str(render_macro(renderer, Call(site, "fiches/fiche-1.md", "fiches/fiche-1/"), name, (), kwargs))


def words(content: str) -> str:
    """Return the text and the addresses of an HTML fragment, with ordinary spaces."""
    root = html.fragment_fromstring(content, create_parent=True)
    return (
        " ".join([" ".join(root.text_content().split()), *root.xpath("//@href")])
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )


@pytest.mark.parametrize("name", sorted(MACROS))
def test_every_macro_has_a_renderer_with_its_parameters(name: str) -> None:
    """The renderer of a macro takes the parameters of its specification, in the same order, and requires the same ones."""
    _call, *parameters = inspect.signature(RENDERERS[name]).parameters.values()
    assert [p.name for p in MACROS[name].params] == [p.name for p in parameters]
    assert [p.required for p in MACROS[name].params] == [p.default is inspect.Parameter.empty for p in parameters]


def test_every_renderer_is_a_macro() -> None:
    """No renderer stands outside the closed list; each macro has its line of documentation."""
    assert set(MACROS) == set(RENDERERS)
    assert [] == [m.name for m in MACROS.values() if not m.resume.strip()]


def test_every_domain_has_values_and_words(site_reel: Site) -> None:
    """Each set of identifiers that a macro takes is known, is not empty, and has its French words."""
    used = {p.domain for m in MACROS.values() for p in m.params if p.domain}
    assert used <= set(DOMAINS)
    assert set(DOMAINS) == set(DOMAIN_WORDS)
    assert [] == [name for name in used if not DOMAINS[name](site_reel.registry)]


def test_every_macro_is_shown_in_the_guide() -> None:
    """The guide of macros shows every macro."""
    guide = (ROOT / "docs" / "contribuer" / "macros.md").read_text(encoding="utf-8")
    assert [] == [name for name in MACROS if f"{name}(" not in guide]


@pytest.mark.parametrize(("name", "kwargs", "expected"), FACTS, ids=lambda v: v if isinstance(v, str) else None)
def test_macros_say_their_facts(
    site_reel: Site, rendu_reel: Renderer, name: str, kwargs: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """A macro rendered on the real repository holds the facts that it is for."""
    found = words(render(site_reel, rendu_reel, name, kwargs))
    assert [] == [word for word in expected if word.casefold() not in found.casefold()], found[:600]


def test_every_macro_is_tried() -> None:
    """Each macro has its expected facts here, save the slot of the académies, which the national site leaves empty."""
    assert {"encart"} == set(MACROS) - {name for name, _kwargs, _words in FACTS}


def test_the_national_site_shows_nothing_in_a_slot(site_reel: Site, rendu_reel: Renderer) -> None:
    """A slot that no académie filled shows no text."""
    assert "" == words(render(site_reel, rendu_reel, "encart", {"emplacement": "contacts"})).strip()


def test_counts_agree(site_reel: Site, rendu_reel: Renderer) -> None:
    """The number of établissements, the table and the registry agree."""
    table = html.fragment_fromstring(render(site_reel, rendu_reel, "etablissements", {}), create_parent=True)
    rows = table.xpath("//tbody/tr")
    assert len(list(site_reel.registry.labels())) == len(rows)
    assert (
        f"{len(site_reel.registry.etablissements)} "
        in words(render(site_reel, rendu_reel, "nombre_etablissements", {})) + " "
    )


def test_anchors_of_the_annuaire_are_unique(site_reel: Site, rendu_reel: Renderer) -> None:
    """Each établissement has one anchor in the annuaire, made of its UAI."""
    table = html.fragment_fromstring(render(site_reel, rendu_reel, "etablissements", {}), create_parent=True)
    anchors = table.xpath("//tbody/tr/@id")
    assert sorted({row.ancre for row in site_reel.lignes}) == sorted(anchors)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The fictitious repository of an attacker."""
    return Site.load(make_hostile(tmp_path_factory.mktemp("hostile")), REAL_DAY)


def test_the_attack_is_data_like_any_other(hostile: Site) -> None:
    """The schemas accept the attacker's texts: only escaping stands between them and the page."""
    assert [] == [str(d) for d in hostile.registry.diagnostics]
    assert "<script>" in hostile.registry.textes["circulaire-2023-10-23"].titre_court


@pytest.mark.parametrize(("name", "kwargs"), [(name, kwargs) for name, kwargs, _words in FACTS], ids=str)
def test_macros_escape_their_data(hostile: Site, name: str, kwargs: dict[str, Any]) -> None:
    """No data value becomes markup in what a macro gives."""
    assert [] == dangers(render(hostile, Renderer(hostile), name, kwargs))


def test_generated_pages_escape_their_data(hostile: Site) -> None:
    """No data value becomes markup in a generated page, in its structured data, or in a redirect."""
    renderer = Renderer(hostile)
    found = {
        page.uri: dangers(renderer.render(f"page-{page.kind}", page.url, **view(hostile, page)))
        for page in hostile.plan.values()
    }
    assert len(found) > 200
    assert {} == {uri: what for uri, what in found.items() if what}
    assert [[]] == [dangers(content) for _path, content in redirect_files(hostile, renderer)]


def test_templates_mark_nothing_as_safe() -> None:
    """No fragment switches escaping off."""
    paths: list[Path] = sorted((ROOT / "overrides" / "fragments").glob("*.html"))
    assert len(paths) > 30
    assert [] == [
        p.name
        for p in paths
        if "| safe" in (text := p.read_text(encoding="utf-8")) or "|safe" in text or "autoescape false" in text
    ]
