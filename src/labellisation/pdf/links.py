# SPDX-License-Identifier: MIT
"""Where a link of the site leads from a document: in the document itself, on the site, or nowhere."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement
from markupsafe import Markup

from .chapters import Chapter

#: The page of the site that a chapter holds entirely: page → number of the annexe.
_HELD = {"glossaire/": "annexe-8"}


@dataclass(frozen=True)
class Links:
    """The links of one document: ``chapters`` are those it holds; ``files`` says that each is a file (EPUB)."""

    chapters: tuple[Chapter, ...]
    site_url: str = ""
    files: bool = False
    _ids: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def body(self, chapter: Chapter) -> Markup:
        """Return the content of ``chapter`` as XHTML, its links resolved."""
        article = copy.deepcopy(chapter.article)
        for link in list(article.iter("a")):
            self._resolve(link, chapter)
        parts = (etree.tostring(child, encoding="unicode", method="xml") for child in article)
        return Markup("".join(parts))  # noqa: S704 - the site's own escaped content, serialised by lxml

    def _resolve(self, link: HtmlElement, chapter: Chapter) -> None:
        href = link.get("href", "")
        target = self.target(href, chapter)
        if target is None:
            link.tag = "span"
            link.attrib.pop("href", None)
            return
        link.set("href", target)
        sigle = "glossaire/" in href
        if not urlsplit(target).scheme and not sigle and "lien-texte" not in link.get("class", ""):
            link.set("class", f"{link.get('class', '')} renvoi".strip())

    def target(self, href: str, chapter: Chapter) -> str | None:
        """Return the address of ``href``, as written on the page of ``chapter``, from this document."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        if not parts.path and parts.fragment.startswith(f"{chapter.slug}-note-"):
            return f"#{parts.fragment}"
        path = self._path(chapter.url, parts.path)
        if (found := self._inside(path, parts.fragment, chapter)) is not None:
            return found
        if not self.site_url:
            return None
        return f"{self.site_url}{path}" + (f"#{parts.fragment}" if parts.fragment else "")

    def _path(self, url: str, path: str) -> str:
        if not path:
            return url
        joined = posixpath.normpath(posixpath.join(url, path)).removeprefix("./")
        slash = "/" if path.endswith(("/", ".")) else ""
        return "" if joined == "." else joined + slash

    def _inside(self, path: str, fragment: str, chapter: Chapter) -> str | None:
        for other in self.chapters:
            if path != other.url and _HELD.get(path) != other.slug:
                continue
            anchor = f"{other.slug}-{fragment}" if fragment else other.slug
            if anchor not in self._anchors(other):
                anchor = other.slug
            file = f"{other.slug}.xhtml" if self.files and other is not chapter else ""
            return f"{file}#{anchor}"
        return None

    def _anchors(self, chapter: Chapter) -> frozenset[str]:
        if chapter.slug not in self._ids:
            self._ids[chapter.slug] = chapter.ids
        return self._ids[chapter.slug]


def bodies(links: Links, chapters: Iterable[Chapter]) -> dict[str, Markup]:
    """Return the content of each chapter by its slug."""
    return {chapter.slug: links.body(chapter) for chapter in chapters}
