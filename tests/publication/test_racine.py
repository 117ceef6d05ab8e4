# SPDX-License-Identifier: MIT
"""The root of the published site, and the addresses that were given once."""

from __future__ import annotations

import json
import re

import pytest
from lxml import etree, html

from labellisation.publishing.differences import differences

from .conftest import SITE, Essai, page

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LYCEES = "data/etablissements/lyon.yml"


def test_the_root_leads_to_the_current_version(essai: Essai) -> None:
    """index.html sends to courant/ without scripts, robots.txt names the map, the 404 page has absolute links."""
    essai.publish()
    assert 'content="0; url=courant/"' in essai.show("index.html")
    assert f"User-agent: *\nAllow: /\nSitemap: {SITE}sitemap.xml" == essai.show("robots.txt")
    links = html.fromstring(essai.show("404.html")).xpath("//main//a/@href")
    assert ["/guide/courant/", "/guide/courant/plan-du-site/", "/guide/courant/index/", "/guide/versions/"] == links
    assert "racine-" not in "".join(essai.names())
    for name in ("index.html", "404.html", "versions/index.html"):
        assert 1 == essai.show(name).count('http-equiv="Content-Security-Policy"')


def test_the_map_lists_addresses_that_exist(essai: Essai) -> None:
    """sitemap.xml: every page of the current version and of the comparisons, each a file of the branch; no page that left."""
    essai.commit(page("fiches/fiche-2/"))
    essai.publish("2025-2026", date="2026-06-30")
    essai.commit({"site-essai/fiches/fiche-2/index.html": None})
    essai.publish("2026-2027")
    addresses = [a.text or "" for a in etree.fromstring(essai.show("sitemap.xml").encode()).iter(_SITEMAP)]
    files = set(essai.names())
    assert {f"{a.removeprefix(SITE)}index.html" for a in addresses} <= files
    assert f"{SITE}courant/fiches/fiche-1/" in addresses
    assert f"{SITE}versions/2025-2026/2026-2027/" in addresses
    assert f"{SITE}courant/fiches/fiche-2/" not in addresses


def test_without_an_address_there_is_no_map(essai: Essai) -> None:
    """Outside a forge no public address is known: said, and nothing absolute is invented."""
    said = essai.publish(LABELLISATION_SITE="")
    assert "adresse du site inconnue" in said
    assert "sitemap.xml" not in essai.names()
    assert "Sitemap" not in essai.show("robots.txt")


def test_every_canonical_address_exists(essai: Essai) -> None:
    """The pages of an old version name a canonical address in courant/: each answers, even that of a page that left."""
    essai.commit(page("fiches/fiche-2/"))
    essai.publish("2025-2026", "--clore", date="2026-06-30")
    essai.commit({"site-essai/fiches/fiche-2/index.html": None})
    essai.publish("2026-2027")
    files = set(essai.names())
    pages = [name for name in files if re.match(r"20\d\d-.*\.html$", name)]
    canonical = {name: re.search(r'rel="canonical" href="([^"]+)"', essai.show(name)) for name in pages}
    assert len(pages) == 9
    assert [] == [n for n, c in canonical.items() if not c or f"{c[1].removeprefix(SITE)}index.html" not in files]


def test_a_page_that_left_answers_and_says_where_it_is(essai: Essai) -> None:
    """Its address in courant/ says that it left and leads to the last version that has it, as long as it is away."""
    essai.commit(page("fiches/fiche-2/"))
    essai.publish("2025-2026", date="2026-06-30")
    essai.commit({"site-essai/fiches/fiche-2/index.html": None, **page("breve/")})
    said = essai.publish("2026-2027")
    assert "1 page partie répond encore à son adresse dans courant/" in said
    assert {"fiches/fiche-2/": "2025-2026"} == json.loads(essai.show("versions/retirees.json"))
    left = html.fromstring(essai.show("courant/fiches/fiche-2/index.html"))
    assert "../../../2025-2026/fiches/fiche-2/" in left.xpath("//main//a/@href")
    assert ["noindex"] == left.xpath("//meta[@name='robots']/@content")
    assert "fiches/fiche-2/index.html" not in essai.names("2026-2027")

    essai.commit({"site-essai/breve/index.html": None, **page("fiches/fiche-2/")})
    essai.publish("2026-2027")
    assert {"breve/": None} == json.loads(essai.show("versions/retirees.json"))
    assert "aucune version publiée ne l’a gardée" in essai.show("courant/breve/index.html")
    assert "canonical" in essai.show("courant/fiches/fiche-2/index.html")
    assert "noindex" not in essai.show("courant/fiches/fiche-2/index.html")
    essai.commit({})
    essai.publish("2026-2027")
    assert "noindex" in essai.show("courant/breve/index.html")


def test_the_page_of_versions_says_what_each_is(essai: Essai) -> None:
    """State, day, law of the day, hash of the closed one, what changed since the one before, every other pair."""
    for year, extra in ((2024, ()), (2025, ("--clore",)), (2026, ())):
        essai.commit({"fiches/fiche-1.md": essai_fiche(year)})
        essai.publish(f"{year}-{year + 1}", *extra, date=f"{year + 1}-06-30")
    text = " ".join(" ".join(html.fromstring(essai.show("versions/index.html")).itertext()).split())
    assert f"Empreinte {essai.tree('2025-2026')[:12]}" in text
    assert "2026-2027 version courante ouverte" in text
    assert re.search(r"Droit et labels au 30 juin 2026 Textes en vigueur \(2\)", text)
    assert "Depuis 2025-2026 1 fiche réécrite. Ce qui a changé de 2025-2026 à 2026-2027" in text
    assert "De 2024-2025 à 2026-2027" in text
    for pair in ("2024-2025/2025-2026", "2025-2026/2026-2027", "2024-2025/2026-2027"):
        links = html.fromstring(essai.show(f"versions/{pair}/index.html")).xpath("//main//a/@href")
        assert f"../../../{pair.split('/')[1]}/fiches/fiche-1/" in links


def essai_fiche(year: int) -> str:
    """Return the source of a fiche that changes each year."""
    front = "titre: Fiche fictive\nresume: Une fiche fictive, pour les essais.\ngenre: fiche\nnumero: 1"
    return f"---\n{front}\n---\n\n## Une section\n\nTexte de {year}.\n"


OLD = {
    "version": "2025-2026",
    "textes": {"a": {"titre": "texte a", "etat": "en_vigueur", "libelle": "en vigueur"}, "b": {"titre": "texte b"}},
    "criteres": {"offre": {"titre": "Offre", "rang": 1, "libelle": "L’offre"}, "publics": {"titre": "Publics"}},
    "labels": {
        "x-1": {"titre": "Lycée X", "adresse": "etablissements/X/", "etat": "en_cours"},
        "y-1": {"titre": "Lycée Y", "adresse": None, "etat": "en_cours"},
        "z-1": {"titre": "Lycée Z", "adresse": None, "etat": "avis"},
    },
    "fiches": {
        "fiches/fiche-1/": {"titre": "Un", "empreinte": "1"},
        "fiches/fiche-2/": {"titre": "Deux", "empreinte": "2"},
    },
}
NEW = {
    "version": "2026-2027",
    "textes": {"a": {"titre": "texte a", "etat": "abroge", "libelle": "abrogé"}, "c": {"titre": "texte c"}},
    "criteres": {"offre": {"titre": "Offre", "rang": 2, "libelle": "L’offre"}, "culture": {"titre": "Culture"}},
    "labels": {
        "x-1": {"titre": "Lycée X", "adresse": "etablissements/X/", "etat": "echu"},
        "z-1": {"titre": "Lycée Z", "adresse": None, "etat": "en_cours"},
    },
    "fiches": {"fiches/fiche-1/": {"titre": "Un", "empreinte": "9"}, "fiches/fiche-3/": {"titre": "Trois", "empreinte": "3"}},
}  # fmt: skip


def test_differences_between_two_versions() -> None:
    """Texts, criteria, labels gained and lost (a term that passed, a decision after an opinion), fiches."""
    found = {
        group.titre: [(row.titre, row.detail, row.adresse, row.version) for row in group.lignes]
        for group in differences(OLD, NEW)
    }
    assert {
        "Textes dont l’état a changé": [("texte a", "en vigueur → abrogé", "textes/a/", "2026-2027")],
        "Textes entrés dans le guide": [("texte c", None, "textes/c/", "2026-2027")],
        "Textes sortis du guide": [("texte b", None, "textes/b/", "2025-2026")],
        "Critères ajoutés": [("Culture", None, "criteres/culture/", "2026-2027")],
        "Critères supprimés": [("Publics", None, "criteres/publics/", "2025-2026")],
        "Critères changés": [("Offre", "rang\u00a0: 1 → 2", "criteres/offre/", "2026-2027")],
        "Labels gagnés": [("Lycée Z", None, None, "2026-2027")],
        "Labels perdus": [("Lycée X", None, "etablissements/X/", "2025-2026"), ("Lycée Y", None, None, "2025-2026")],
        "Fiches et annexes ajoutées": [("Trois", None, "fiches/fiche-3/", "2026-2027")],
        "Fiches et annexes retirées": [("Deux", None, "fiches/fiche-2/", "2025-2026")],
        "Fiches et annexes réécrites": [("Un", None, "fiches/fiche-1/", "2026-2027")],
    } == found


@pytest.mark.parametrize("same", [OLD, NEW])
def test_a_version_does_not_differ_from_itself(same: dict[str, object]) -> None:
    """Nothing changed, nothing is said."""
    assert [] == differences(same, same)
