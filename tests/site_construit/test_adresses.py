# SPDX-License-Identifier: MIT
"""Addresses are a public interface (ARCHITECTURE §4): each one answers, with its title, and can be reached by following links."""

from __future__ import annotations

import posixpath
import urllib.request
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest

from labellisation.checks import RULES
from tests.outils import BuiltSite, plain, words

FIXED = {
    "": "Label Lycée des métiers",
    "fiches/": "Fiches",
    "annexes/": "Annexes",
    "criteres/": "Critères",
    "comparaison/": "2006",
    "textes/": "textes",
    "glossaire/": "Glossaire",
    "index/": "Index",
    "annuaire/": "Annuaire",
    "reseaux/": "Réseaux",
    "outils/": "Outils",
    "ressources/": "Ressources",
    "donnees/": "Données ouvertes",
    "nouveautes/": "Nouveautés",
    "contribuer/": "Contribuer",
    "contribuer/regles/": "règles",
    "a-verifier/": "vérifier",
    "accessibilite/": "Accessibilité",
    "mentions-legales/": "Mentions légales",
    "donnees-personnelles/": "Données personnelles",
    "plan-du-site/": "Plan du site",
    "contact/": "Contact",
}
CRITERES_2023 = (
    "offre",
    "publics",
    "pedagogie",
    "partenariat",
    "culture",
    "international",
    "decrochage",
    "communication",
)
CRITERES_2006 = ("gamme-diplomes", "vae", "college", "hebergement", "insertion")
PARCOURS = ("chef-etablissement", "ddfpt", "enseignant", "referent-academique", "auditeur", "partenaire")
TERRITOIRES = ("nouvelle-caledonie", "polynesie-francaise", "wallis-et-futuna", "saint-pierre-et-miquelon")


def check_answers(built: BuiltSite, address: str, page: str, title: str) -> None:
    """Ask the server for ``page``: 200, and ``title`` in both its <title> and its <h1>."""
    with urllib.request.urlopen(address + page, timeout=10) as answer:
        assert answer.status == 200
        assert answer.headers.get_content_type() == "text/html"
    root = built.page(page)
    in_head, heading = plain(root.findtext("head/title") or ""), words(root.xpath("//h1")[0])
    assert plain(title).casefold() in heading.casefold(), f"/{page}: h1 {heading!r}, expected {title!r}"
    site = built.registry.site["nom"]
    assert in_head.endswith(plain(site)), f"/{page}"
    assert page == "" or heading in in_head, f"/{page}: <title> {in_head!r}"


@pytest.mark.parametrize(("page", "title"), FIXED.items())
def test_a_fixed_page_answers_with_its_title(built: BuiltSite, address: str, page: str, title: str) -> None:
    """Every fixed address of §4 is there."""
    check_answers(built, address, page, title)


@pytest.mark.parametrize("role", PARCOURS)
def test_each_role_has_its_path(built: BuiltSite, address: str, role: str) -> None:
    """The six roles have a page."""
    check_answers(built, address, f"parcours/{role}/", "Parcours")


@pytest.mark.parametrize(("family", "count"), [("fiche", 7), ("annexe", 9)])
def test_seven_fiches_and_nine_annexes_answer(built: BuiltSite, address: str, family: str, count: int) -> None:
    """The collection is whole: seven fiches, nine annexes, under the titles of their front matter, and nothing more."""
    pages = [f"{family}s/{family}-{n}/" for n in range(1, count + 1)]
    assert [p for p in built.addresses if p.startswith(f"{family}s/{family}-")] == pages
    titles = {page.url: page.titre for page in built.site.pages.values()}
    for page in pages:
        check_answers(built, address, page, titles[page])


def test_eight_criteria_and_five_of_the_past_answer(built: BuiltSite, address: str) -> None:
    """The eight criteria of 2023 have the ranks 1 to 8; the five that only 2006 had keep a page."""
    criteres = built.registry.criteres
    assert [
        c.id for c in sorted((c for c in criteres.values() if "r2023" in c.rangs), key=lambda c: c.rangs["r2023"])
    ] == list(CRITERES_2023)
    assert {c.id for c in criteres.values()} == {*CRITERES_2023, *CRITERES_2006}
    for critere in criteres.values():
        check_answers(built, address, f"criteres/{critere.id}/", critere.libelle_court)


def test_thirty_academies_and_four_territories_answer(built: BuiltSite, address: str) -> None:
    """Each of the 30 académies has its page, and the four territories like them."""
    academies = built.registry.academies
    assert sum(a.region_academique is not None for a in academies.values()) == 30
    assert {slug for slug, a in academies.items() if a.region_academique is None} == set(TERRITOIRES)
    for academie in academies.values():
        check_answers(built, address, f"annuaire/{academie.slug}/", academie.nom_complet)


def test_every_text_answers(built: BuiltSite, address: str) -> None:
    """One page a text; the register holds at least the 55 of the dossier."""
    assert len(built.registry.textes) >= 55
    for texte in built.registry.textes.values():
        check_answers(built, address, f"textes/{texte.id}/", texte.titre_court)


def test_every_labelled_uai_answers(built: BuiltSite, address: str) -> None:
    """One page a UAI, and at least thirty labels."""
    found = [e for e in built.registry.etablissements.values() if e.uai]
    assert sum(len(e.labels) for e in built.registry.etablissements.values()) >= 30
    for etablissement in found:
        check_answers(built, address, f"etablissements/{etablissement.uai}/", etablissement.nom)
    assert {p for p in built.addresses if p.startswith("etablissements/")} == {
        f"etablissements/{e.uai}/" for e in found
    }


def test_every_tool_and_every_rule_answers(built: BuiltSite, address: str) -> None:
    """One page a tool; one page a rule, under its code in lower case."""
    for outil in built.registry.outils.values():
        check_answers(built, address, f"outils/{outil.id}/", outil.titre)
    for rule in RULES.values():
        check_answers(built, address, f"contribuer/regles/{rule.code.lower()}/", rule.code)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("donnees/lycees-des-metiers.csv", "text/csv"), ("donnees/lycees-des-metiers.json", "application/json")],
)
def test_open_data_files_answer(address: str, name: str, kind: str) -> None:
    """The files of /donnees/ are served under their type."""
    with urllib.request.urlopen(address + name, timeout=10) as answer:
        assert answer.status == 200
        assert answer.headers.get_content_type() == kind
        assert answer.read()


def links(built: BuiltSite, page: str) -> Iterator[str]:
    """Yield the pages that ``page`` links to."""
    for target in built.page(page).xpath("//a/@href"):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        place = posixpath.normpath(posixpath.join(page, unquote(parts.path)))
        yield "" if place == "." else f"{place}/"


def test_every_page_is_reached_from_the_home_page(built: BuiltSite) -> None:
    """Following internal links from the home page finds every page: no orphan."""
    known, waiting = {""}, [""]
    pages = set(built.addresses)
    while waiting:
        new = {p for p in links(built, waiting.pop()) if p in pages} - known
        known |= new
        waiting += new
    assert sorted(pages - known) == []


def test_the_page_of_errors_leads_back(built: BuiltSite) -> None:
    """404.html is in French and offers the main parts of the site."""
    page = built.page("404.html")
    assert "n’existe pas" in words(page.xpath("//h1")[0])
    offered = " ".join(built.article("404.html").xpath(".//a/@href"))
    for part in ("fiches/", "textes/", "annuaire/", "index/", "plan-du-site/"):
        assert part in offered


def test_no_address_uses_other_characters_than_the_agreed_ones(built: BuiltSite) -> None:
    """Addresses use a-z, 0-9 and the hyphen (capitals only in UAI): a colon or an accent breaks on Windows."""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-/")
    odd = [p for p in built.addresses if not set(p.lower() if p.startswith("etablissements/") else p) <= allowed]
    assert odd == []
