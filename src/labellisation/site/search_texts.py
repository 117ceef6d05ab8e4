# SPDX-License-Identifier: MIT
"""The words of each section, as the browser weighs them: which place of the site says what, and how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from itertools import chain

from ..registry.text import fold

_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r'<(?:h[23]|dt)\b[^>]*?\bid="([^"]+)"')
_HEADER = re.compile(r'<header class="page-tete">.*?</header>|<details class="sommaire-mobile".*?</details>', re.DOTALL)
_FOOTER = re.compile(r'<footer class="page-pied".*', re.DOTALL)
#: Two writings of a number: a letter of the first says that others follow, one of the second is the last.
_BASE = 26
#: From so many times on, a section speaks of a word.
_OFTEN = 2
#: A word of so few letters, said in so many places and in one of ten, says nothing (« les », « des »).
_SHORT, _EVERYWHERE, _SHARE = 3, 50, 10


class Words(dict[str, tuple[str, ...]]):
    """The words, folded, of each piece of text without blanks: most stand on many pages, and are understood once."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = self[piece] = tuple(word for word in fold(unescape(piece)).split() if len(word) > 1)
        return found

    def of(self, content: str) -> Iterator[str]:
        """Yield the words of a piece of HTML, as often as it says them."""
        return chain.from_iterable(map(self.__getitem__, _TAG.sub(" ", content).split()))


def parted(article: str) -> tuple[str, str]:
    """Return what an article says, then its head and its foot, which say what every page says."""
    around: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        around.append(found[0])
        return ""

    body = _FOOTER.sub(put_aside, _HEADER.sub(put_aside, article))
    return body, " ".join(around)


def words_of_sections(body: str, words: Words) -> dict[str, Counter[str]]:
    """Return the words under the anchor of each heading of an article; ``""`` holds those that stand before the first."""
    starts = [(0, ""), *((found.start(), found[1]) for found in _HEADING.finditer(body))]
    found: dict[str, Counter[str]] = {"": Counter()}
    for (start, anchor), (end, _next) in zip(starts, [*starts[1:], (len(body), "")], strict=True):
        found.setdefault(anchor, Counter()).update(words.of(body[start:end]))
    return found


def words_of_places(sections: Mapping[str, Counter[str]], anchors: Collection[str]) -> list[Mapping[str, int]]:
    """Return the words of a page, then those of its sections that are places; the page has those of its other sections."""
    page = Counter[str]()
    for anchor in sections.keys() - anchors:
        page.update(sections[anchor])
    return [page, *(sections.get(anchor, {}) for anchor in anchors)]


def _number(value: int) -> str:
    """Write a number in few letters."""
    value, last = divmod(value, _BASE)
    written = chr(97 + last)
    while value:
        value, digit = divmod(value, _BASE)
        written = chr(65 + digit) + written
    return written


def where(sections: Collection[Mapping[str, int]]) -> dict[str, str]:
    """Return, for each word, the places that hold it: how far each is from the last, twice, plus one if it says it often.

    The little words that are everywhere are left out: no query asks for them.
    """
    found: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for place, words in enumerate(sections):
        for word, number in words.items():
            step = 2 * (place - last.get(word, -1) - 1) + (number >= _OFTEN)
            found.setdefault(word, []).append(_number(step))
            last[word] = place
    most = max(_EVERYWHERE, len(sections) // _SHARE)
    little = {word for word, steps in found.items() if len(word) <= _SHORT and word.isalpha() and len(steps) > most}
    return {word: "".join(found[word]) for word in sorted(found.keys() - little)}


def coded(textes: Mapping[str, str]) -> list[str]:
    """Return what ``where`` gives as the browser loads it: the words, front-coded, and the places of each."""
    return [front_coded(textes), " ".join(textes.values())]


def front_coded(words: Iterable[str]) -> str:
    """Return sorted words as one text: each starts with a capital that says how many letters it shares with the last."""
    parts, last = [], ""
    for word in words:
        shared = next(
            (n for n, (a, b) in enumerate(zip(word, last, strict=False)) if a != b), min(len(word), len(last))
        )
        shared = min(shared, 25)
        parts.append(chr(65 + shared) + word[shared:])
        last = word
    return "".join(parts)
