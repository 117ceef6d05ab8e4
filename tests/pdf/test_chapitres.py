# SPDX-License-Identifier: MIT
"""From a page of the site to a chapter: notes and links, on fictitious pages."""

from __future__ import annotations

import pytest
from lxml import html

from labellisation.pdf.chapters import Chapter
from labellisation.pdf.links import Links
from labellisation.pdf.notes import number_citations
from labellisation.site.model import Site

SITE = "https://guide.example.org/"


def chapter(number: str, content: str) -> Chapter:
    """Return a fictitious fiche."""
    article = html.fragment_fromstring(content, create_parent="article")
    return Chapter("fiche", number, "Fictive", "", f"fiches/fiche-{number}/", (), article, ())


@pytest.mark.parametrize(
    ("href", "inside", "alone"),
    [
        ("#a", "#fiche-1-a", "#fiche-1-a"),
        ("../fiche-2/", "#fiche-2", f"{SITE}fiches/fiche-2/"),
        ("../fiche-2/#b", "#fiche-2-b", f"{SITE}fiches/fiche-2/#b"),
        ("../fiche-2/#absente", "#fiche-2", f"{SITE}fiches/fiche-2/#absente"),
        ("../../outils/x/", f"{SITE}outils/x/", f"{SITE}outils/x/"),
        ("../../donnees/x.csv", f"{SITE}donnees/x.csv", f"{SITE}donnees/x.csv"),
        ("../..", SITE, SITE),
        ("https://example.org/a", "https://example.org/a", "https://example.org/a"),
    ],
)
def test_targets(href: str, inside: str, alone: str) -> None:
    """A link leads inside the document where it can, to the site where it cannot."""
    one, two = chapter("1", '<p id="fiche-1-a">a</p>'), chapter("2", '<p id="fiche-2-b">b</p>')
    assert inside == Links((one, two), SITE).target(href, one)
    assert alone == Links((one,), SITE).target(href, one)


def test_without_an_address_a_link_outside_is_plain_text() -> None:
    """Nothing leads to an address that nobody knows."""
    one = chapter("1", '<p>Voir <a href="../../outils/x/">l’outil</a> &amp; <a href="#z">ici</a>.</p>')
    assert '<p>Voir <span>l’outil</span> &amp; <a href="#fiche-1" class="renvoi">ici</a>.</p>' == Links((one,)).body(
        one
    )


def test_in_an_epub_another_chapter_is_another_file() -> None:
    """A chapter is a file there."""
    one, two = chapter("1", "<p>a</p>"), chapter("2", '<p id="fiche-2-b">b</p>')
    links = Links((one, two), SITE, files=True)
    assert "fiche-2.xhtml#fiche-2-b" == links.target("../fiche-2/#b", one)


def test_each_text_has_one_number(site_reel: Site) -> None:
    """The number is written once in each section; every citation leads to the note; an unknown text is left alone."""
    first, second = sorted(site_reel.registry.textes)[:2]
    article = html.fragment_fromstring(
        "<h2>Un</h2>"
        + "".join(f'<p><a class="lien-texte" href="../../textes/{t}/">t</a></p>' for t in (first, second, first))
        + f'<h2>Deux</h2><p><a class="lien-texte" href="../../textes/{second}/">t</a></p>'
        + '<p><a class="lien-texte" href="../../textes/fictif-inconnu/">t</a></p>',
        create_parent="article",
    )
    notes = number_citations(article, "fiche-1", site_reel.registry.textes)
    links = list(article.iter("a"))
    assert [first, second] == [texte.id for texte in notes]
    assert ["1", "2", None, "2", None] == [link.findtext("sup") for link in links]
    assert [f"#fiche-1-note-{n}" for n in (1, 2, 1, 2)] == [link.get("href") for link in links[:4]]
    assert f"fiche-1-cite-{first}" == links[0].get("id")
