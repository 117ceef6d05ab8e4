# SPDX-License-Identifier: MIT
"""What the browser weighs beside the index: places, other writings, words that exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

from labellisation.checks import RULES
from labellisation.registry import Registry
from labellisation.site.aliases import other_writings, reader_words, synonyms
from labellisation.site.model import Site
from labellisation.site.search_lycees import lycees
from labellisation.site.search_texts import Words, front_coded, parted, where, words_of_places, words_of_sections
from tests.conftest import MakeDepot, write_files
from tests.outils import index_folder

PAGE = '<html lang="fr"><body><article data-pagefind-body data-pagefind-filter="genre:{kind}"><h1>{title}</h1>{body}</article></body></html>'


def vocabulary(folder: Path, pages: dict[str, str]) -> dict[str, list[list[object]]]:
    """Index ``pages`` (path → HTML) and return what the browser loads."""
    write_files(folder, pages)
    assert index_folder(folder) == []
    content: dict[str, list[list[object]]] = json.loads((folder / "pagefind" / "vocabulaire.json").read_text("utf-8"))
    return content


def test_a_section_is_known_by_its_title_and_by_the_questions_that_lead_to_it(tmp_path: Path) -> None:
    """A heading with an anchor, and the words of the links of the page that lead to it."""
    body = '<p><a href="#qui">Qui décide ici ?</a></p><h2 id="qui">Le recteur</h2><h2>Sans ancre</h2>'
    found = vocabulary(tmp_path, {"a/index.html": PAGE.format(kind="fiches", title="Une fiche", body=body)})
    [[key, url, title, kind, aliases, sections]] = found["lieux"]
    assert (url, title, kind, aliases) == ("a/", "Une fiche", "fiches", [])
    assert sections == [["qui", "Le recteur", "Qui décide ici ?"]]
    assert str(key).startswith("fr_")


def test_a_heading_of_every_page_leads_nowhere(tmp_path: Path) -> None:
    """« Références », on more than three pages, is not a place."""
    body = '<h2 id="references">Références</h2>'
    pages = {f"p{n}/index.html": PAGE.format(kind="fiches", title=f"Page {n}", body=body) for n in range(4)}
    assert [place[5] for place in vocabulary(tmp_path, pages)["lieux"]] == [[], [], [], []]


def test_a_heading_of_every_page_leads_somewhere_if_it_has_names_of_its_own(tmp_path: Path) -> None:
    """« Preuves », on more than three pages, answers the question that leads to one of them."""
    body = '<h2 id="preuves">Preuves</h2>'
    link = '<p><a href="#preuves">Que montrer des stages ?</a></p>'
    pages = {
        f"p{n}/index.html": PAGE.format(kind="fiches", title=f"Page {n}", body=body + link * (n == 2)) for n in range(4)
    }
    sections = [place[5] for place in vocabulary(tmp_path, pages)["lieux"]]
    assert sections == [[], [], [["preuves", "Preuves", "Que montrer des stages ?"]], []]


def test_a_lycee_without_a_page_is_a_row_of_its_academie(tmp_path: Path) -> None:
    """Where the UAI is unknown, the row answers; a lycée that has a page is found by it."""
    rows = (
        '<tr id="x-fictif"><th scope="row">Lycée fictif <span>Ville fictive (Creuse)</span></th></tr>'
        '<tr id="u0000000A"><th scope="row"><a href="/">Lycée connu</a></th></tr>'
    )
    page = PAGE.format(kind="annuaire", title="Académie fictive", body=f"<table>{rows}</table>")
    found = vocabulary(tmp_path, {"annuaire/index.html": page, "annuaire/limoges/index.html": page})
    assert [(place[1], place[5]) for place in found["lieux"]] == [
        ("annuaire/", []),
        ("annuaire/limoges/", [["x-fictif", "Lycée fictif, Ville fictive (Creuse)"]]),
    ]


def test_a_rule_is_known_by_its_code_and_its_title(tmp_path: Path) -> None:
    """Its page is not read; the list of the rules stands for all of them."""
    page = PAGE.format(kind="autres", title="Les règles de contrôle", body="")
    found = vocabulary(tmp_path, {"contribuer/regles/index.html": page})["lieux"]
    assert [place[1:5] for place in found if place[1] == "contribuer/regles/etb027/"] == [
        ["contribuer/regles/etb027/", f"ETB027\u00a0: {RULES['ETB027'].titre}", "autres", ["ETB027"]]
    ]
    assert len(found) == 1 + len(RULES)


def test_a_word_is_written_once(tmp_path: Path) -> None:
    """What a section says is not listed again among the words that exist; what a list of names says alone is."""
    guide = PAGE.format(kind="fiches", title="Une fiche", body='<h2 id="a">Partie</h2><p>Trousseau.</p>')
    names = PAGE.format(kind="annuaire", title="Trousseau", body="<p>Commune fictive.</p>")
    found = vocabulary(tmp_path, {"fiches/index.html": guide, "annuaire/fictive/index.html": names})
    assert found["mots"] == "AcommuneAfictive"


def test_words_are_front_coded() -> None:
    """Each word says with a capital how many letters it shares with the one before."""
    assert front_coded(["label", "labels", "lycee"]) == "AlabelFsBycee"
    assert front_coded([]) == ""


def test_words_belong_to_the_section_that_says_them() -> None:
    """What stands under a heading that is no place belongs to the page; the head of the page says nothing of its own."""
    article = (
        '<article><header class="page-tete"><h1>Titre</h1></header><p>Avant.</p><h2 id="qui">Qui décide</h2><p>Le recteur, le recteur.</p>'
        '<h2 id="references">Références</h2><p>Circulaire.</p><footer class="page-pied">Relu</footer></article>'
    )
    page, section = words_of_places(words_of_sections(parted(article)[0], Words()), ["qui"])
    assert set(page) == {"avant", "references", "circulaire"}
    assert section == {"qui": 1, "decide": 1, "le": 2, "recteur": 2}


def test_places_of_a_word_are_written_as_steps() -> None:
    """Twice the places passed over, plus one for a word said often; beyond a letter, capitals come first."""
    sections: list[dict[str, int]] = [{"label": 1}, {}, {"label": 2, "avis": 1}, *([{}] * 20), {"label": 1}]
    assert where(sections) == {"avis": "e", "label": "adBo"}


def test_little_words_said_everywhere_are_left_out() -> None:
    """« les » in sixty places says nothing; « cap » in two, and long words, are kept; a signed blank is no word."""
    sections = [{"les": 1, "lycee": 1} | ({"cap": 1} if n < 2 else {}) for n in range(60)]
    assert set(where(sections)) == {"cap", "lycee"}
    assert words_of_sections("<p>Fait&nbsp;: oui.</p>", Words()) == {"": {"fait": 1, "oui": 1}}


def test_texts_are_known_by_date_number_and_bulletin(site_reel: Site) -> None:
    """The circular of 2023: its NOR, its day in words, its bulletin with its number."""
    names = other_writings(site_reel.registry)["textes/circulaire-2023-10-23/"]
    assert {"MENE2319599C", "23 octobre 2023", "BO 43"} <= set(names)


def test_a_lycee_is_known_by_its_facts(site_reel: Site) -> None:
    """Its UAI, its name, its commune, its département; where it is and what it teaches are shown, in sentences."""
    found = {uai: rest for uai, *rest in lycees(site_reel.registry)["lieux"]}
    name, commune, departement, shown = found["0070001N"]
    assert ("Lycée Boissy-d’Anglas", "Annonay", "Ardèche") == (name, commune, departement)
    assert "Annonay (Ardèche), académie de Grenoble." in shown
    assert sorted(found) == list(found)
    with_page = {e.uai for e in site_reel.registry.etablissements.values() if e.uai}
    assert with_page == set(found)


def test_the_words_of_a_lycee_come_from_its_facts(depot: MakeDepot) -> None:
    """Notes and networks are found though they are not shown; an établissement without a UAI, which has no page, is not."""
    lycee = """academie: grenoble
etablissements:
- {id: "0389996j", uai: "0389996J", nom: Lycée fictif du Trousseau, commune: {nom: Fictiville}, note: Atelier de vannerie., labels: []}
- {id: sans-uai, nom: Lycée fictif inconnu, labels: []}
"""
    reseau = "reseaux:\n- {id: reseau-fictif, nom: Réseau de la bobine, academie: grenoble, membres: ['0389996J']}\n"
    registry = Registry.load(depot({"data/etablissements/grenoble.yml": lycee, "data/reseaux.yml": reseau}))
    found = lycees(registry)
    assert [("0389996J", "Lycée fictif du Trousseau")] == [(uai, name) for uai, name, *_ in found["lieux"]]
    words = decoded(found["textes"][0])
    assert {"0389996j", "trousseau", "fictiville", "vannerie", "bobine"} <= set(words)
    assert "inconnu" not in words


def decoded(words: str) -> list[str]:
    """Return the words of a front-coded text."""
    found = [""]
    for part in re.findall("[A-Z][a-z0-9]*", words):
        found.append(found[-1][: ord(part[0]) - ord("A")] + part[1:])
    return found[1:]


def test_sigles_stand_for_their_developed_form(site_reel: Site) -> None:
    """Each group of synonyms has at least two writings, and no reader's word stands in two groups."""
    groups = synonyms(site_reel.registry)
    assert ["CMQ", "campus des métiers et des qualifications", "campus des métiers"] in groups
    assert [g for g in groups if len(g) < 2] == []


def test_the_words_of_readers_come_from_the_data(depot: MakeDepot) -> None:
    """An editor's line of data/recherche.yml names a page, a section and a format otherwise; the guide's word comes last."""
    words = """mots: [{guide: critère, lecteurs: [exigence, attendu]}]
pages: [{page: fiches/fiche-1/, noms: [par où commencer]}, {page: "fiches/fiche-1/#en-bref", noms: [en deux mots]}]
formats: [{format: ODS, mot: feuille de calcul}]
"""
    registry = Registry.load(depot({"data/recherche.yml": words}))
    assert reader_words(registry) == [["exigence", "attendu", "critère"]]
    names = other_writings(registry)
    assert names["fiches/fiche-1/"] == ("par où commencer",)
    assert names["fiches/fiche-1/#en-bref"] == ("en deux mots",)
