# SPDX-License-Identifier: MIT
"""The pages of the annuaire: whom to reach, networks, kinds of sources, captions that say their date and their source."""

from __future__ import annotations

import pytest
from lxml import html

from labellisation.site.generated import view
from labellisation.site.macros import Call, render_macro
from labellisation.site.model import Site
from labellisation.site.render import Renderer
from labellisation.site.search_copy import article_of
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot

FRAGMENTS = ROOT / "overrides" / "fragments"
FILE, UAI = "data/etablissements/grenoble.yml", "0389995H"
ACADEMIES = (ROOT / "data" / "academies.yml").read_text(encoding="utf-8")
CONTACT = """\
    nom_complet: académie de Grenoble
    contacts:
    - fonction: Délégation fictive à la formation
      adresse: {adresse}
      source: https://exemple.invalid/contacts
      lu_le: "2030-02-01"
"""
NETWORK = f"""\
reseaux:
- id: grenoble-fictif
  nom: Réseau fictif des Essais
  academie: grenoble
  filiere: bois-ameublement
  membres: ["{UAI}", "0389996J"]
  note: null
  source: {{url: "https://exemple.invalid/reseau", genre: academie, titre: null, lu_le: "2030-02-02"}}
"""


def with_contact(adresse: str) -> dict[str, str]:
    """Return the list of académies with one contact for Grenoble."""
    return {
        "data/academies.yml": ACADEMIES.replace(
            "    nom_complet: académie de Grenoble\n", CONTACT.format(adresse=adresse)
        )
    }


def page(site: Site, address: str) -> str:
    """Render a generated page of ``site``."""
    planned = next(p for p in site.plan.values() if p.url == address)
    return Renderer(site, [FRAGMENTS]).render(f"page-{planned.kind}", planned.url, **view(site, planned))


def words(content: str) -> str:
    """Return the text of a fragment, with ordinary spaces."""
    root = html.fragment_fromstring(content, create_parent=True)
    return " ".join(root.text_content().split())


def macro(site: Site, name: str, **kwargs: str) -> str:
    """Return the words of one macro, as the page of the annuaire shows it."""
    call = Call(site, "docs/annuaire/index.md", "annuaire/")
    return words(str(render_macro(Renderer(site, [FRAGMENTS]), call, name, (), kwargs)))


def test_an_unknown_contact_says_how_to_give_it(depot: MakeDepot) -> None:
    """No contact is known: « à vérifier », the file and the field to fill, what never to write there."""
    said = words(page(Site.load(depot(), FICTITIOUS_DAY), "annuaire/grenoble/"))
    for part in (
        "à vérifier : contact de l’académie",
        "contacts dans data/academies.yml",
        "jamais le nom d’une personne",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("adresse", "link", "text"),
    [
        ("dafpic@exemple.invalid", "mailto:dafpic@exemple.invalid", "dafpic@exemple.invalid"),
        ("null", "https://exemple.invalid/contacts", "page de contact"),
    ],
)
def test_a_known_contact_is_shown_with_its_source(depot: MakeDepot, adresse: str, link: str, text: str) -> None:
    """A function, its address or the page that gives a form, and the day this page was read."""
    files = with_contact(adresse) | {"data/adresses-fonctionnelles.yml": "mots: [dafpic]\n"}
    site = Site.load(depot(files), FICTITIOUS_DAY)
    assert [] == [str(d) for d in site.registry.diagnostics]
    shown = page(site, "annuaire/grenoble/")
    assert link in shown
    assert f"Délégation fictive à la formation : {text}" in words(shown)
    assert "lu le 1er février 2030" in words(shown)
    assert "contact de l’académie" not in words(shown)


def test_a_national_contact_is_never_a_person(depot: MakeDepot) -> None:
    """ACA006 holds for the contacts of ``data/academies.yml`` as for those of a fork."""
    files = with_contact("prenom.nom@exemple.invalid") | {"data/adresses-fonctionnelles.yml": "mots: [dafpic]\n"}
    site = Site.load(depot(files), FICTITIOUS_DAY)
    found = [d for d in site.diagnostics if d.code == "ACA006"]
    assert ["data/academies.yml"] == [d.location.path for d in found]
    assert "prenom.nom@exemple.invalid" in found[0].message


def test_a_network_is_shown_on_both_pages(depot: MakeDepot) -> None:
    """A member links to its network; the network names its members, and invents no page for the one it does not know."""
    site = Site.load(depot({"data/reseaux.yml": NETWORK}), FICTITIOUS_DAY)
    assert "../../reseaux/#reseau-grenoble-fictif" in page(site, f"etablissements/{UAI}/")
    said = macro(site, "reseaux")
    for part in ("Réseau fictif des Essais", "Lycée fictif des Essais, Ville-Fictive", "0389996J sans label connu"):
        assert part in said
    assert "Bois et ameublement" in said


def test_no_network_is_said_and_dated(depot: MakeDepot) -> None:
    """The empty state is honest: what was looked for, at which date, on both pages."""
    site = Site.load(depot(), FICTITIOUS_DAY)
    assert "aucun réseau connu" in words(page(site, f"etablissements/{UAI}/"))
    assert "Aucun réseau de lycées labellisés n’est connu au 1er juin 2030" in macro(site, "reseaux")


def test_the_kind_of_each_source_is_shown_and_the_weakest_as_such(depot: MakeDepot) -> None:
    """A fact from an encyclopedia says that nothing is weaker; a fact from an académie does not."""
    root = depot(replace={FILE: {"genre: academie": "genre: encyclopedie"}})
    said = words(page(Site.load(root, FICTITIOUS_DAY), f"etablissements/{UAI}/"))
    assert "Source : Encyclopédie en ligne (la plus faible), page lue" in said
    assert "1 fait (la source la plus faible)" in words(page(Site.load(root, FICTITIOUS_DAY), "annuaire/grenoble/"))


def test_another_kind_of_source_is_not_called_weak(depot: MakeDepot) -> None:
    """A fact from an académie says its kind, and nothing else."""
    said = words(page(Site.load(depot(), FICTITIOUS_DAY), f"etablissements/{UAI}/"))
    assert "Source : Académie ou région académique, page lue" in said
    assert "la plus faible" not in said


@pytest.mark.parametrize(
    ("position", "intitule", "said"),
    [
        ("null", "Lycée des métiers fictifs de la menuiserie", "La position de cet établissement n’est pas connue"),
        ("{lat: 45.1, lon: 5.7, precision: commune, source: fictive}", "null", "Aucune filière n’est connue"),
        (
            "{lat: 45.1, lon: 5.7, precision: commune, source: fictive}",
            "Lycée des métiers fictifs de la menuiserie",
            "Aucun autre établissement de l’annuaire, à cette distance",
        ),
    ],
)
def test_no_neighbour_says_why(depot: MakeDepot, position: str, intitule: str, said: str) -> None:
    """A page without neighbours says why: no position, no filière, or nobody there."""
    changes = {
        "position: null": f"position: {position}",
        "intitule: Lycée des métiers fictifs de la menuiserie": f"intitule: {intitule}",
    }
    site = Site.load(depot(replace={FILE: changes}), FICTITIOUS_DAY)
    assert said in words(page(site, f"etablissements/{UAI}/"))


@pytest.mark.parametrize("name", ["nombre_etablissements", "carte", "etablissements", "chiffres"])
def test_what_a_macro_counts_says_its_date_and_its_source(site_reel: Site, name: str) -> None:
    """Wherever an editor writes it, a count, a map or a list says when it holds and what it comes from."""
    said = macro(site_reel, name)
    assert "22 novembre 2026" in said
    assert "d’après les pages lues" in said


def test_the_search_is_given_the_rows_that_no_page_answers_for(site_reel: Site) -> None:
    """In the list of an académie: the row of a lycée without a page, and no other."""
    shown = given = 0
    for academie in site_reel.registry.academies:
        content = page(site_reel, f"annuaire/{academie}/")
        rows = html.fragment_fromstring(content, create_parent=True).xpath("//tr[th[@scope='row']]")
        shown += len(rows)
        article = article_of(f"<article data-pagefind-body>{content}</article>") or ""
        left = html.fragment_fromstring(article, create_parent=True).xpath("//tr[th[@scope='row']]")
        given += len(left)
        assert [row.get("id") for row in rows if not row.xpath("th/a")] == [row.get("id") for row in left]
    assert 0 < given < shown
