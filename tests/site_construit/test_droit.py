# SPDX-License-Identifier: MIT
"""Dated law on the built pages: what is in force is said with its date and its source, what is unknown is said unknown."""

from __future__ import annotations

from itertools import takewhile

import pytest

from labellisation.registry import law
from tests.outils import BuiltSite, plain, section, words

ARTICLE = "textes/code-educ-d335-1/"
GROUP = [f"code-educ-d335-{n}" for n in range(1, 5)]
DAY_FR = "22 novembre 2026"


def test_the_article_says_its_state_with_date_and_source(built: BuiltSite) -> None:
    """D335-1: in force, at the date of reference, according to a source that is named."""
    texte = built.registry.textes["code-educ-d335-1"]
    (line,) = built.article(ARTICLE).find_class("etat-en-tete")
    assert words(line).startswith("en vigueur")
    assert f"au {DAY_FR}, selon " in words(line)
    assert plain(texte.etat.source or "").rstrip(".") in words(line)


def test_the_article_tells_its_history(built: BuiltSite) -> None:
    """D335-1: a timeline in order, where the creation of 2006 and the change of 2023 are found with their texts."""
    article = built.article(ARTICLE)
    (timeline,) = article.find_class("frise")
    dates = timeline.xpath(".//time/@datetime")
    assert dates == sorted(dates)
    assert dates[0].startswith("2006")
    targets = " ".join(timeline.xpath(".//a/@href"))
    assert "decret-2006-583" in targets
    assert "decret-2023-763" in targets


def test_the_article_says_who_cites_it(built: BuiltSite) -> None:
    """D335-1 is cited by fiche 1 at least; each page that cites it is linked once."""
    heading = built.article(ARTICLE).get_element_by_id("cite-par")
    targets = [a.get("href") for a in heading.getnext().iter("a")]
    assert "../../fiches/fiche-1/" in targets
    assert len(targets) == len(set(targets))


@pytest.mark.parametrize("identifier", GROUP)
def test_the_code_articles_explain_2005_and_2006(built: BuiltSite, identifier: str) -> None:
    """Each of the four articles says why 2005 (the law) and 2006 (the code) are both quoted as a beginning."""
    text = section(built.article(f"textes/{identifier}/"), "groupe")
    assert "2005" in text
    assert "loi" in text
    assert "2006" in text
    assert "code" in text


def test_the_four_articles_are_cited_one_by_one(built: BuiltSite) -> None:
    """Each article of the group has its page, its own number, and links to its three brothers."""
    for identifier in GROUP:
        article = built.article(f"textes/{identifier}/")
        targets = " ".join(article.xpath(".//*[@id='groupe']/following-sibling::ul[1]//a/@href"))
        assert all((brother in targets) == (brother != identifier) for brother in GROUP)


def test_a_past_text_carries_its_badge_where_it_is_cited(built: BuiltSite) -> None:
    """Fiche 1 cites the circular of 2016 as history: « remplacé » stands beside the link."""
    links = built.article("fiches/fiche-1/").xpath(".//a[contains(@href, 'circulaire-2016-129')]")
    inline = [a for a in links if a.xpath("ancestor::p")]
    assert inline
    for link in inline:
        badge = link.getnext()
        assert "badge--remplace" in badge.get("class")
        assert words(badge) == "remplacé"


def test_no_past_text_is_cited_without_a_badge_in_a_sentence(built: BuiltSite) -> None:
    """In the written pages, a link to a repealed or replaced text is always followed by its badge."""
    past = {t.id for t in built.registry.textes.values() if law.state_on(t, built.site.day) in law.ENDED}
    naked = []
    for page in built.site.pages.values():
        for link in built.article(page.url).find_class("lien-texte"):
            identifier = link.get("href").rstrip("/").rpartition("/")[2]
            after = list(takewhile(lambda e: "lien-texte" not in (e.get("class") or ""), link.itersiblings()))
            if identifier in past and not any("badge" in (e.get("class") or "") for e in after):
                naked.append(f"/{page.url}: {words(link)}")
    assert naked == []


def test_an_unknown_state_is_said_unknown(built: BuiltSite) -> None:
    """A text whose state nobody checked shows « vigueur à vérifier », on its page and where it is cited."""
    unknown = [t for t in built.registry.textes.values() if t.etat.valeur == "inconnu"]
    assert unknown
    for texte in unknown:
        (line,) = built.article(f"textes/{texte.id}/").find_class("etat-en-tete")
        assert words(line).startswith("vigueur à vérifier")
        assert "en vigueur au" not in words(line)
    cited = built.article("fiches/fiche-1/").xpath(".//p//a[contains(@href, 'decret-2023-763')]")[0]
    assert cited.get("title") == "vigueur à vérifier"
    assert words(cited).endswith("(vigueur à vérifier)")


def test_a_past_text_names_its_successor(built: BuiltSite) -> None:
    """The page of a replaced text says what to read instead, and does not invite to apply it."""
    text = built.text("textes/circulaire-2016-129/")
    assert "Texte à ne plus appliquer" in text
    assert "Lisez à sa place : circulaire du 23 octobre 2023" in text


def test_what_is_null_is_shown_to_be_checked(built: BuiltSite) -> None:
    """On the page of a text, an unknown title, date, beginning, publication or control is « à vérifier », never left out."""
    wrong = []
    for texte in built.registry.textes.values():
        article = built.article(f"textes/{texte.id}/")
        shown = {
            words(row.find("dt")): words(row.find("dd")) for row in article.xpath(".//dl[@class='signaletique']/div")
        }
        expected = {
            "Titre officiel": texte.titre is None,
            "Publication": not texte.publications,
            "Contrôle": texte.verifie_le is None,
            "Lire le texte": texte.url is None,
        }
        if texte.type != "article_de_code":
            expected["Date"] = texte.date is None
        if texte.etat.valeur != "sans_objet":
            expected["En vigueur depuis"] = texte.vigueur.du is None
        for name, unknown in expected.items():
            if ("à vérifier" in shown.get(name, "absent")) != unknown:
                wrong.append(f"{texte.id}, {name}: {shown.get(name)!r}")
    assert wrong == []


def test_what_remains_to_be_checked_is_gathered(built: BuiltSite) -> None:
    """/a-verifier/ counts what is missing, once for each thing that lacks it, and names the texts whose official page was not checked."""
    article = built.article("a-verifier/")
    gaps = article.xpath(".//tbody/tr/td/ul/li")
    things = article.xpath(".//tbody/tr")
    assert 0 < len(things) < len(gaps)
    assert f"{len(gaps)} points restent à vérifier" in words(article).replace(" ", " ")
    targets = " ".join(article.xpath(".//a/@href"))
    assert "textes/decret-2023-763/" in targets


def test_no_sentence_ends_twice(built: BuiltSite) -> None:
    """A source that ends with a full stop does not give two of them."""
    assert [t for t in built.registry.textes if ".." in built.text(f"textes/{t}/").replace("...", "…")] == []


def test_every_state_of_a_text_is_dated_where_it_is_its_subject(built: BuiltSite) -> None:
    """The head of each text says its state at the date of reference, save documents without legal force."""
    undated = []
    for texte in built.registry.textes.values():
        (line,) = built.article(f"textes/{texte.id}/").find_class("etat-en-tete")
        if texte.etat.valeur != "sans_objet" and f"au {DAY_FR}" not in words(line):
            undated.append(f"{texte.id}: {words(line)}")
    assert undated == []


def test_a_criterion_has_the_rank_of_each_referential(built: BuiltSite) -> None:
    """The page of a criterion gives its rank in 2006, 2016 and 2023, as the register holds them."""
    for critere in built.registry.criteres.values():
        rows = built.article(f"criteres/{critere.id}/").xpath(".//table[contains(@class, 'tableau--rangs')]/tbody/tr")
        shown = [int(words(row.findall("td")[0]).split()[0]) for row in rows]
        assert shown == [critere.rangs[r] for r in built.registry.referentiels if r in critere.rangs]
