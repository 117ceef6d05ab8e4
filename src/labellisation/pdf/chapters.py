# SPDX-License-Identifier: MIT
"""The chapters of the collection, read from the pages of the built site: what is written, without the frame of the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from ..content import SourcePage
from ..registry import Texte
from ..site.model import Site
from .notes import number_citations

KINDS = ("fiche", "annexe")
#: What serves a screen only, or is made again for paper.
_DROPPED = (
    "header[contains(@class, 'page-tete')]",
    "footer[contains(@class, 'page-pied')]",
    "details[contains(@class, 'sommaire-mobile')]",
    "nav",
    "script",
    "*[@hidden]",
    "a[contains(@class, 'headerlink')]",
    "ul[contains(@class, 'references')]",
    "h2[@id='references']",
)
#: Element of the page → element of the document: figures here are lists with a title, not images.
_RENAMED = {"figure": "div", "figcaption": "p", "details": "div", "summary": "p"}
_KEPT_ATTRIBUTES = frozenset({"class", "id", "href", "lang", "scope", "colspan", "rowspan", "start", "alt", "src"})
#: Sections that every fiche has: left out of the contents.
_USUAL = frozenset({"cette-fiche-repond-a", "a-faire", "points-de-vigilance", "outils"})
_WEB_ONLY = re.compile(r"\bmin de lecture$")


class MissingPageError(Exception):
    """A page of the collection is not in the built site; the message is French."""


@dataclass(frozen=True)
class Chapter:
    """One fiche or annexe; ``article`` is copied before any change, ``path`` is the site path of its PDF."""

    kind: str
    number: str
    title: str
    summary: str
    url: str
    facts: tuple[str, ...]
    article: HtmlElement
    notes: tuple[Texte, ...]
    path: str = ""

    @property
    def slug(self) -> str:
        return f"{self.kind}-{self.number}"

    @property
    def name(self) -> str:
        return f"{self.kind.capitalize()}\u00a0{self.number}"

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The (anchor, title) of its own parts, those that every fiche has and the letters of a list left out."""
        found = ((h.get("id", ""), h.text_content().strip()) for h in self.article.iter("h2"))
        return [(a, t) for a, t in found if a.removeprefix(f"{self.slug}-") not in _USUAL and len(t) > 1]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(str(i) for i in self.article.xpath(".//@id"))


def collection_pages(site: Site) -> list[SourcePage]:
    """Return the pages of the fiches, then of the annexes, by number."""
    pages = [p for p in site.pages.values() if p.meta.get("genre") in KINDS and str(p.meta.get("numero")).isdecimal()]
    return sorted(pages, key=lambda p: (KINDS.index(p.meta["genre"]), int(p.meta["numero"])))


def pdf_path(page: SourcePage) -> str:
    """Return the site path of the PDF of ``page``."""
    return f"{page.url}{page.meta['genre']}-{page.meta['numero']}.pdf"


def read_chapters(site: Site, built: Path) -> list[Chapter]:
    """Read every chapter from the folder of the built site; raise :class:`MissingPageError` if one is not there."""
    return [_chapter(site, page, built) for page in collection_pages(site)]


def _chapter(site: Site, page: SourcePage, built: Path) -> Chapter:
    path = built / page.url / "index.html"
    try:
        document = html.document_fromstring(path.read_bytes().decode("utf-8"))
    except OSError:
        raise MissingPageError(f"{path}\u00a0: page absente du site construit (construisez d’abord le site)") from None
    article = document.find(".//main//article")
    if article is None:
        raise MissingPageError(f"{path}\u00a0: aucun <article> dans la page (le gabarit overrides/main.html a changé)")
    slug = f"{page.meta['genre']}-{page.meta['numero']}"
    facts = tuple(_facts(article))
    _clean(article, slug)
    notes = number_citations(article, slug, site.registry.textes)
    summary = str(page.meta.get("resume") or "")
    kind, number = page.meta["genre"], str(page.meta["numero"])
    return Chapter(kind, number, page.titre, summary, page.url, facts, article, tuple(notes), pdf_path(page))


def _facts(article: HtmlElement) -> Iterator[str]:
    """Yield what the head of the page says of it: whose title, when it was read again, for whom."""
    for item in article.xpath(".//ul[contains(@class, 'page-tete__infos')]/li[not(@class)]"):
        text = re.sub(r"[ \n\t]+", " ", item.text_content()).strip()
        if not _WEB_ONLY.search(text):
            yield text


def _clean(article: HtmlElement, slug: str) -> None:
    """Leave only what is written, every anchor starting with ``slug`` so that chapters can stand in one book."""
    for path in _DROPPED:
        for element in article.xpath(f".//{path}"):
            element.drop_tree()
    for element in article.iter():
        if not isinstance(element.tag, str):
            continue
        for name in set(element.attrib) - _KEPT_ATTRIBUTES:
            del element.attrib[name]
        if element.tag in _RENAMED:
            element.set("class", f"{element.get('class', '')} {element.tag}".strip())
            element.tag = _RENAMED[element.tag]
        if "id" in element.attrib:
            element.set("id", f"{slug}-{element.get('id')}")
