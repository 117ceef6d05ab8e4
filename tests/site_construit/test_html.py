# SPDX-License-Identifier: MIT
"""Soundness of every page: one title, French, nothing empty, nothing foreign, no trace of the machinery."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from lxml import html

from tests.outils import BuiltSite, words

MACHINERY = re.compile(
    r"\{\{|\}\}|\{%|%\}|[\uE000-\uF8FF\uFFFD]|\bNone\b|\bUndefined\b|\bTraceback\b|\bjinja2\b|<built-in|object at 0x|"
    r"Macro (?:Syntax|Rendering) Error|^\s*(?:null|undefined|NaN)\s*$|&(?:amp|lt|gt|nbsp|quot);"
)
RESOURCES = (
    "//script/@src | //img/@src | //img/@srcset | //iframe/@src | //source/@src | //video/@src | //audio/@src | //object/@data | //embed/@src | "
    "//link[contains(@rel, 'stylesheet') or contains(@rel, 'icon') or contains(@rel, 'pre') or contains(@rel, 'manifest') or "
    "contains(@rel, 'dns')]/@href | //form/@action"
)


@pytest.fixture(scope="module")
def pages(built: BuiltSite) -> list[str]:
    """Every page, « Not found » included."""
    return [*built.addresses, "404.html"]


def test_each_page_has_one_h1_and_no_skipped_heading(built: BuiltSite, pages: list[str]) -> None:
    """One h1 a page; in the article, a heading is never two ranks under the one before."""
    wrong = []
    for page in pages:
        root = built.page(page)
        if len(root.xpath("//h1")) != 1:
            wrong.append(f"/{page}: {len(root.xpath('//h1'))} h1")
        ranks = [int(h.tag[1]) for h in built.article(page).xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6")]
        wrong += [f"/{page}: h{a} then h{b}" for a, b in pairwise(ranks) if b > a + 1]
    assert wrong == []


def test_each_page_is_in_french_and_has_its_description(built: BuiltSite, pages: list[str]) -> None:
    """lang=fr, a title of its own, a description."""
    titles = Counter()
    for page in pages:
        root = built.page(page)
        assert root.get("lang") == "fr", page
        titles[root.findtext("head/title")] += 1
        assert root.xpath("//meta[@name='description']/@content")[0].strip(), page
    doubles = {title for title, n in titles.items() if n > 1}
    # Two lycées may bear one name: their pages then share their title.
    names = Counter(e.nom for e in built.registry.etablissements.values())
    assert {d for d in doubles if names[d.partition(" – ")[0]] < 2} == set()


def inert(element: html.HtmlElement) -> bool:
    """Whether the element lies in a <template>, which a script copies and fills."""
    return next(element.iterancestors("template"), None) is not None


def test_no_link_is_empty(built: BuiltSite, pages: list[str]) -> None:
    """Every link and every button has a name, and every link an address."""
    wrong = []
    for page in pages:
        for element in built.page(page).xpath("//a[not(@id and not(@href))] | //button | //summary"):
            if inert(element):
                continue
            image = " ".join(element.xpath(".//img/@alt | .//svg/title/text()"))
            name = words(element) or element.get("aria-label") or element.get("title") or image
            if not name.strip() or (element.tag == "a" and not (element.get("href") or "").strip()):
                wrong.append(f"/{page}: {element.tag} {dict(element.attrib)}")
    assert wrong == []


def test_every_table_has_a_class_headers_and_a_scope(built: BuiltSite, pages: list[str]) -> None:
    """The theme wraps tables without class in a region that no keyboard reaches; headers say what they head."""
    wrong = []
    for page in pages:
        for table in built.page(page).xpath("//table"):
            if not table.get("class") or not table.xpath(".//th") or table.xpath(".//th[not(@scope)]"):
                wrong.append(f"/{page}: {words(table)[:60]}")
    assert wrong == []


def test_ids_are_unique_and_references_to_them_hold(built: BuiltSite, pages: list[str]) -> None:
    """No id twice on a page; aria-labelledby, aria-describedby, aria-controls and label/for name an id that is there."""
    wrong = []
    for page in pages:
        root = built.page(page)
        ids = Counter(root.xpath("//@id"))
        wrong += [f"/{page}: id {i!r} twice" for i, n in ids.items() if n > 1]
        for value in root.xpath("//@aria-labelledby | //@aria-describedby | //@aria-controls | //label/@for"):
            wrong += [f"/{page}: {name!r} names nothing" for name in value.split() if name not in ids]
    assert wrong == []


def test_no_trace_of_the_machinery_is_read(built: BuiltSite, pages: list[str]) -> None:
    """No None, no {{, no private character, no traceback in what is read (the samples of code of the guide aside)."""
    wrong = []
    for page in pages:
        outside = built.page(page).xpath(
            "//body//text()[not(ancestor::script or ancestor::style or ancestor::code or ancestor::pre)]"
        )
        for text in [
            *outside,
            *built.page(page).xpath("//@title | //@alt | //@aria-label | //@content | //title/text()"),
        ]:
            if found := MACHINERY.search(str(text)):
                wrong.append(f"/{page}: {found[0]!r} in {str(text).strip()[:80]!r}")
    assert wrong == []


def test_private_characters_are_nowhere(built: BuiltSite) -> None:
    """The tokens of the macros leave no character behind, code and attributes included."""
    left = [
        p
        for p in built.addresses
        if re.search("[\ue000-\uf8ff]", (built.folder / p / "index.html").read_text(encoding="utf-8"))
    ]
    assert left == []


def test_no_resource_comes_from_a_third_party(built: BuiltSite, pages: list[str]) -> None:
    """Scripts, styles, images, frames, forms and hints of connection all stay on the site."""
    foreign = set()
    for page in pages:
        for value in built.page(page).xpath(RESOURCES):
            parts = urlsplit(value)
            if parts.netloc or parts.scheme not in ("", "data"):
                foreign.add(f"/{page}: {value}")
    assert foreign == set()


def test_no_style_sheet_fetches_from_a_third_party(built: BuiltSite) -> None:
    """No @import and no url() towards another host in the style sheets."""
    wrong = []
    for path in built.folder.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        wrong += [
            f"{path.name}: {found}" for found in re.findall(r"@import[^;]*|url\(\s*['\"]?(?:https?:)?//[^)]*", text)
        ]
    assert wrong == []


def test_no_handler_and_no_script_address_in_the_markup(built: BuiltSite, pages: list[str]) -> None:
    """No on… attribute, no javascript: address."""
    wrong = []
    for page in pages:
        root = built.page(page)
        wrong += [f"/{page}: {a.attrname}" for a in root.xpath("//@*[starts-with(name(), 'on')]")]
        wrong += [
            f"/{page}: {h}" for h in root.xpath("//@href | //@src") if str(h).strip().lower().startswith("javascript:")
        ]
    assert wrong == []


def test_links_that_leave_say_where_they_go(built: BuiltSite) -> None:
    """In generated lists a link to another site is followed by its host."""
    for page in ("fiches/fiche-1/", "textes/code-educ-d335-1/", "etablissements/0070001N/"):
        found = built.article(page).find_class("lien-externe")
        assert found
        for link in found:
            host = urlsplit(link.get("href")).netloc.removeprefix("www.")
            assert words(link.getnext()) == f"({host})"


def test_landmarks_and_skip_link(built: BuiltSite, pages: list[str]) -> None:
    """One main, one banner, and a link « Aller au contenu » that leads to the article."""
    for page in pages:
        root = built.page(page)
        assert len(root.xpath("//main")) == 1, page
        assert len(root.xpath("//body//header[not(ancestor::main)]")) == 1, page
        targets = [a.get("href") for a in root.xpath("//a") if words(a) == "Aller au contenu"]
        assert f"#{built.article(page).get('id')}" in targets, page


def test_lists_and_tables_are_not_left_empty(built: BuiltSite, pages: list[str]) -> None:
    """No empty list, row group, paragraph or heading in an article: what is missing is said."""
    wrong = []
    for page in pages:
        for element in built.article(page).xpath(".//ul|.//ol|.//dl|.//tbody|.//h2|.//h3|.//dd|.//td|.//li|.//p"):
            status = element.get("role") == "status" or "hidden" in element.attrib or inert(element)
            if not words(element) and not status and not element.xpath(".//img|.//svg|.//input"):
                wrong.append(f"/{page}: empty <{element.tag}> {dict(element.attrib)}")
    assert wrong == []
