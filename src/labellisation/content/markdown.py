# SPDX-License-Identifier: MIT
"""What the checks need of a Markdown text without rendering it: headings, links, prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import SplitResult

from msgspec import Struct

from ..registry.text import address_parts, slug

_HEADING = re.compile(r"^(#{1,6})[ \t]*([^#\s].*?)[ \t]*#*[ \t]*$")
_EXPLICIT_ID = re.compile(r"[ \t]*\{:?[^}]*#([\w-]+)[^}]*\}[ \t]*$")
_LINK = re.compile(r"(?<!\\)!?\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target><[^>\n]*>|[^)\s]*)(?:\s+\"[^\"]*\")?\)")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]^][^\]]*\]:[ \t]*(<[^>\n]*>|\S+)")
_RAW_HTML = re.compile(r"<(?:!|\?|/?[A-Za-z][\w-]*(?=[\s/>]|$))")
_ATTRIBUTES = re.compile(r"(?<!\{)\{:([^{}\n]*)\}(?!\})|(?<!\{)\{[ ]*(?=[#.])([^{}\n#]*#?[^{}\n#]*)\}(?!\})")
CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
_NOT_WORDS = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|https?://\S+|\{:[^}]*\}")
_MARKUP = re.compile(r"[*`]|(?<!\w)_|_(?!\w)|\[([^\]]*)\]\([^)]*\)")


class Heading(Struct, frozen=True):
    """A heading of a page: its level, from 1, its anchor, its line in the text."""

    level: int
    text: str
    anchor: str
    line: int


class Link(Struct, frozen=True):
    """A link or an image as the text writes it, and where."""

    target: str
    line: int
    column: int
    image: bool = False

    @property
    def parts(self) -> SplitResult:
        """The parts of the target; a target that is no address is one path."""
        return address_parts(self.target) or SplitResult("", "", self.target, "", "")


@dataclass(frozen=True)
class Outline:
    """A Markdown text seen as lines, without its fenced code; positions are those of the text."""

    #: Lines with their code spans.
    written: tuple[str, ...]
    #: Lines with their code spans blanked out.
    lines: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Outline:
        """Blank the code of ``text``, keeping every position."""
        written = _without_fences(text).split("\n")
        lines = (CODE_SPAN.sub(_blanks, line) if "`" in line else line for line in written)
        return cls(tuple(written), tuple(lines))

    def headings(self) -> tuple[Heading, ...]:
        """Return the headings with the anchors that the renderer gives them."""
        return self._headings

    def links(self) -> tuple[Link, ...]:
        """Return the targets of links and images, written in the text or defined below it, and of automatic links."""
        return self._links

    @cached_property
    def prose(self) -> tuple[str, ...]:
        """The lines with macro calls, targets, addresses and attribute lists blanked out too."""
        return tuple(
            _NOT_WORDS.sub(_blanks, line) if "{" in line or "](" in line or "://" in line else line
            for line in self.lines
        )

    def found(self, pattern: re.Pattern[str], *, targets: bool = False) -> tuple[tuple[int, re.Match[str]], ...]:
        """Return (line, match) for each ``pattern`` of the prose, with its ``targets`` or without; looked for once."""
        if (pattern, targets) not in self._found:
            lines = enumerate(self.lines if targets else self.prose, 1)
            self._found[pattern, targets] = tuple((n, match) for n, line in lines for match in pattern.finditer(line))
        return self._found[pattern, targets]

    @cached_property
    def _found(self) -> dict[tuple[re.Pattern[str], bool], tuple[tuple[int, re.Match[str]], ...]]:
        return {}

    @cached_property
    def _headings(self) -> tuple[Heading, ...]:
        return tuple(self._find_headings())

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        return tuple(self._find_links())

    def _find_headings(self) -> Iterator[Heading]:
        used: set[str] = set()
        for number, line in enumerate(self.written, 1):
            match = _HEADING.match(line) if line.startswith("#") else None
            if match is None:
                continue
            text = match[2]
            explicit = _EXPLICIT_ID.search(text)
            text = text[: explicit.start()] if explicit else text
            plain = _MARKUP.sub(lambda m: m[1] or "", text)
            anchor = explicit[1] if explicit else _unique(slug(plain), used)
            used.add(anchor)
            yield Heading(len(match[1]), plain, anchor, number)

    def _find_links(self) -> Iterator[Link]:
        for number, line in enumerate(self.lines, 1):
            if "]" not in line and "<" not in line:
                continue
            for match in _LINK.finditer(line):
                target = match["target"].strip("<>")
                yield Link(target, number, match.start("target") + 1, match[0].startswith("!"))
                for inner in _LINK.finditer(line, match.start("text"), match.end("text")):  # an image that is a link
                    yield Link(inner["target"].strip("<>"), number, inner.start("target") + 1, inner[0].startswith("!"))
            if defined := _DEFINITION.match(line):
                yield Link(defined[1].strip("<>"), number, defined.start(1) + 1)
            for match in _AUTOLINK.finditer(line):
                yield Link(match[1], number, match.start(1) + 1)

    def raw_html(self) -> Iterator[tuple[int, int, str]]:
        """Yield (line, column, start of the tag) of each piece of raw HTML."""
        for number, line in enumerate(self.lines, 1):
            for match in _RAW_HTML.finditer(line) if "<" in line else ():
                yield number, match.start() + 1, line[match.start() : match.start() + 30]

    def odd_attributes(self) -> Iterator[tuple[int, int, str]]:
        """Yield (line, column, list) of each attribute list that holds more than ``#id`` and ``.class``."""
        for number, line in enumerate(self.lines, 1):
            for match in _ATTRIBUTES.finditer(line) if "{" in line else ():
                if any(word[0] not in "#." for word in (match[1] or match[2] or "").split()):
                    yield number, match.start() + 1, match[0]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The anchors of the headings and of the attribute lists ``{: #id }``."""
        named = {m for line in self.lines for m in re.findall(r"\{:[^}]*#([\w-]+)", line)}
        return frozenset(named | {h.anchor for h in self.headings()})


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_fences(text: str) -> str:
    """Blank the fenced code of ``text`` as the renderer finds it; its library is imported for a page that has some only."""
    if "```" not in text and "~~~" not in text:
        return text
    from markdown.extensions.fenced_code import FencedBlockPreprocessor

    return FencedBlockPreprocessor.FENCED_BLOCK_RE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def _unique(anchor: str, used: set[str]) -> str:
    """Give a repeated anchor the suffix that Python-Markdown gives it."""
    number, candidate = 0, anchor
    while candidate in used or not candidate:
        number += 1
        candidate = f"{anchor}_{number}"
    return candidate
