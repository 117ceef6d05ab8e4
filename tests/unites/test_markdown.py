# SPDX-License-Identifier: MIT
"""What the checks read in Markdown is what Python-Markdown renders."""

from __future__ import annotations

import markdown
import pytest
from lxml import html

from labellisation.content.markdown import Outline
from labellisation.content.pages import SourcePage, read_pages
from labellisation.registry.text import slug
from tests.conftest import ROOT

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "tables",
    "fenced_code",
    "pymdownx.details",
    "toc",
]
CONFIG = {"toc": {"slugify": slug}}
PAGES = read_pages(ROOT)[0]


def render(text: str) -> html.HtmlElement:
    """Render ``text`` as the site does, macros left as text."""
    content = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=CONFIG)
    return html.fragment_fromstring(content, create_parent=True)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_anchors_are_those_of_the_renderer(page: SourcePage) -> None:
    """The anchors that the checks accept for the headings of a real page are those that the table of contents gives."""
    rendered = [
        str(x)
        for x in render(page.body).xpath(
            "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]/@id"
        )
    ]
    assert rendered == [heading.anchor for heading in page.outline.headings()]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_links_are_those_of_the_renderer(page: SourcePage) -> None:
    """The links that the checks read in a real page are those that Python-Markdown makes."""
    rendered = [str(x) for x in render(page.body).xpath("//a/@href[not(starts-with(., '#fn'))] | //img/@src")]
    assert sorted(rendered) == sorted(link.target for link in page.outline.links())


@pytest.mark.parametrize(
    "text",
    [
        "## Écrire à l’académie\n\n## Écrire à l’académie\n\n## Écrire à l’académie",
        "## Un `code` et du **gras**",
        "## Un [lien](x.md) dans un titre",
        "## Choisie {: #ici }\n\n## Ici",
        "## Deux {: #a .b }",
        "## Fin ##",
        "## L’œuvre : 2023 – 2026",
        "##Sans espace",
        "### *Italique* et _souligné_",
        "## 12",
        "## D335-1",
        "## A_B c_d",
    ],
)
def test_anchors_of_odd_headings(text: str) -> None:
    """Repeated, accented, marked or named headings have the renderer's anchors."""
    rendered = [str(x) for x in render(text).xpath("//*[self::h2 or self::h3]/@id")]
    assert rendered == [heading.anchor for heading in Outline.of(text).headings()]


def test_code_is_not_read() -> None:
    """Headings, links and tags shown as code are not headings, links or tags."""
    outline = Outline.of(
        "```\n## A\n[b](c.md) <i>\n```\n\n~~~ python\n## A\n~~~\n\nUn `[b](c.md) <i>` et ``a ` <i>``.\n"
    )
    assert ([], [], []) == (list(outline.headings()), list(outline.links()), list(outline.raw_html()))


def test_places() -> None:
    """A link, a heading and a tag have their line and column."""
    outline = Outline.of('## A\n\nÀ [b](c.md "titre") <i>d</i> ![e](f.png) <https://exemple.invalid/>\n')
    assert [("c.md", 3, 7), ("f.png", 3, 35), ("https://exemple.invalid/", 3, 43)] == [
        (x.target, x.line, x.column) for x in outline.links()
    ]
    assert [(3, 21), (3, 25)] == [(line, column) for line, column, _tag in outline.raw_html()]


HTML = [
    "<b>x</b>",
    "<script>x</script>",
    "<img\nsrc=x onerror=alert(1)>",
    "<!-- x -->",
    "</div>",
    "a<br>b",
    "<IMG SRC=x>",
    "<svg/onload=alert(1)>",
    "\\`<b>x</b>\\`",
    "`a\n<b>x</b>`",
    "```\n<b>x</b>\n",
    "  ```\n<b>x</b>\n  ```",
    "``` deux mots\n<b>x</b>\n```",
    "``<b>x</b>`",
    "> <b>x</b>",
    "- <b>x</b>",
    "| <b>x</b> |\n|---|\n| a |",
    "!!! note\n    <b>x</b>",
    "<?php x ?>",
    "<b\n>x",
    "[^1]\n\n[^1]: <b>x</b>",
    "```\na\n~~~\n<b>x</b>\n```\n<b>y</b>",
]


@pytest.mark.parametrize("text", HTML)
def test_what_the_renderer_keeps_as_html_is_told(text: str) -> None:
    """Any tag that Python-Markdown lets through is seen by the check."""
    plain = render(text).xpath("//b | //script | //img | //svg | //br | //comment() | //processing-instruction()")
    assert (not plain) or list(Outline.of(text).raw_html())


@pytest.mark.parametrize(
    "text", ["3 < 4 et 5 > 4", "a <- b", "<https://exemple.invalid/a>", "&lt;b&gt;", "a < b et c > d", "`<b>`"]
)
def test_what_is_no_tag_is_not_told(text: str) -> None:
    """Signs of comparison, addresses and code are not HTML."""
    assert [] == list(Outline.of(text).raw_html())
    assert [] == render(text).xpath("//b")
