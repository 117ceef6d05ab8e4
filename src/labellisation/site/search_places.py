# SPDX-License-Identifier: MIT
"""What the search weighs beside the full text: pages and sections by title, other writings, words that exist."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from ..content import page_file
from .plan import rule_pages
from .search_texts import Words, coded, front_coded, parted, where, words_of_places, words_of_sections

#: A heading that more pages than this share (« Références ») leads nowhere in particular, unless it has names of its own.
_COMMON_HEADING = 3
#: Shorter words are on every page.
_SHORTEST = 3
#: Pages of names: their words are those of the lycées.
_LISTS = "annuaire/"
#: A fragment, compressed, says first of what page it is; so much of it is read.
_ADDRESS, _HEAD, _GZIP = re.compile(rb'pagefind_dcd\{"url":("(?:[^"\\]|\\.)*")'), 1024, 31
_FRAGMENT = ".pf_fragment"
_text: Any = etree.XPath("string()")
#: The list of the rules of the checks: their pages, which readers do not search, are known by their codes alone.
_RULES = "contribuer/regles/"


@dataclass
class Place:
    """A page: its address, its title, its kind, its other names, and its sections (anchor, title and names)."""

    url: str
    title: str
    kind: str
    aliases: list[str]
    sections: list[tuple[str, list[str]]]
    #: How often each word is said under each heading, and under none (""); nothing for a list of names.
    words: Mapping[str, Counter[str]]


@dataclass
class Places:
    """The pages of a site, read one after the other as they are made."""

    writings: Mapping[str, tuple[str, ...]]
    places: list[Place] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    _pieces: Words = field(default_factory=Words)

    def read(self, url: str, article: str) -> None:
        """Take the words of a page, and its places."""
        root: Any = etree.HTML(article).find(".//article")
        kind = root.get("data-pagefind-filter", "").partition(":")[2]
        aliases = [a.strip() for a in root.xpath("string(.//@data-alias)").split("|") if a.strip()]
        heading = root.find(".//h1")
        title = url if heading is None else _words(heading)
        names = list(dict.fromkeys([*aliases, *self.writings.get(url, ())]))
        body, around = ("", article) if _is_list(url) else parted(article)
        words = words_of_sections(body, self._pieces)
        self.words.update(self._pieces.of(around), *words.values())
        self.places.append(Place(url, title, kind, names, list(self._sections(url, root)), words))

    def _sections(self, url: str, root: Any) -> Iterable[tuple[str, list[str]]]:
        """Yield the headings that have an anchor, with the questions that lead to them and their other names."""
        questions: dict[str, list[str]] = {}
        for link in root.xpath(".//a[starts-with(@href, '#')][not(ancestor::*[@data-pagefind-ignore])]"):
            questions.setdefault(link.get("href")[1:], []).append(_words(link))
        terms = ".//dt[@id]" if url == "glossaire/" else ".//h2[@id] | .//h3[@id]"
        for heading in root.xpath(terms):
            anchor = heading.get("id")
            names = [_words(heading), *questions.get(anchor, []), *self.writings.get(f"{url}#{anchor}", ())]
            yield anchor, list(dict.fromkeys(names))
        if _is_list(url):  # a lycée whose UAI is unknown has no page of its own: its row answers for it
            for row in root.xpath(".//tr[@id][th[not(.//a)]]"):
                yield row.get("id"), [", ".join(text for part in row[0].itertext() if (text := " ".join(part.split())))]

    def vocabulary(self) -> dict[str, Any]:
        """Return what the browser loads; the key of each page in the index, the first of its values, is still to be known."""
        common = Counter(names[0] for place in self.places for _anchor, names in place.sections)
        lieux: list[list[Any]] = []
        texts: list[Mapping[str, int]] = []
        for p in sorted(self.places, key=_order):
            kept = [
                [anchor, *names]
                for anchor, names in p.sections
                if len(names) > 1 or (common[names[0]] <= _COMMON_HEADING and len(names[0]) > 1)
            ]
            lieux.append(["", p.url, p.title, p.kind, p.aliases, kept])
            anchors = [section[0] for section in kept]
            texts += words_of_places(p.words, anchors)
        if any(p.url == _RULES for p in self.places):
            rules = sorted(rule_pages(), key=lambda page: page.uri)
            lieux += [["", rule.url, rule.titre, "autres", [rule.record.code], []] for rule in rules]
            texts += [{} for _rule in rules]
        textes = where(texts)
        return {
            "lieux": lieux,
            "mots": front_coded(sorted(filter(_is_long, self.words - textes.keys()))),
            "textes": coded(textes),
        }


def _is_long(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()


def _is_list(url: str) -> bool:
    """Say whether the page at ``url`` is the list of an académie."""
    return url.startswith(_LISTS) and url != _LISTS


def _words(element: etree._Element) -> str:
    return " ".join(_text(element).split())


def _order(place: Place) -> list[str]:
    """Return what puts the pages in an order that does not depend on who made them: that of their files."""
    return page_file(place.url).split("/")


def keys_of_pages(index: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return, for the address of each page in the files of an ``index``, the key under which Pagefind gives it."""
    found = {}
    for path, content in index:
        if path.endswith(_FRAGMENT):
            start = zlib.decompressobj(_GZIP).decompress(content, _HEAD)
            if address := _ADDRESS.match(start):
                found[json.loads(address[1]).removeprefix("/")] = PurePosixPath(path).stem
    return found
