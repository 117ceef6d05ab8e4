# SPDX-License-Identifier: MIT
"""A built page as plain Markdown: its words, its links and its tables, for those who read text or feed it to a program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

#: What is not the text of the page: its frame, images, what scripts work, marks that only the eye needs.
_LEFT_OUT = (
    "//*[@data-pagefind-ignore and not(contains(@class, 'doute'))] | //nav | //form | //svg | //script | //style | //button | "
    "//*[@hidden or @aria-hidden='true'] | //footer | //*[contains(concat(' ', @class, ' '), ' pied-page ')]"
)
_GONE = "retire"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LIST = re.compile(r"(?:-|\d+\.) ")
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_text: Any = etree.XPath("string()")
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`", "del": "~~"}
_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "dl", "dt", "dd", "table", "blockquote", "pre", "details", "summary", "figure", "figcaption",
     "section", "header", "article", "hr", "li", "h1", "h2", "h3", "h4", "h5", "h6"}
)  # fmt: skip


def markdown_of(page: str) -> str:
    """Return the article of a built page as Markdown; links stay as the page writes them, relative to its folder."""
    article = next(etree.HTML(page).iter("article"))
    left_out: Any = article.xpath(_LEFT_OUT)
    for element in left_out:
        element.tag = _GONE
    etree.strip_elements(article, _GONE, with_tail=False)
    return "\n\n".join(_blocks(article)) + "\n"


def _blocks(parent: etree._Element) -> Iterator[str]:
    """Yield the blocks of an element, each without blank lines around it; text between blocks is a paragraph."""
    loose: list[str] = [_escaped(parent.text)]
    for child in parent:
        if isinstance(child.tag, str) and (child.tag in _BLOCKS or any(c.tag in _BLOCKS for c in child.iter())):
            yield from _paragraph(loose)
            yield from _block(child)
            loose = [_escaped(child.tail)]
        else:
            loose += [_inline_element(child), _escaped(child.tail)]
    yield from _paragraph(loose)


def _paragraph(parts: list[str]) -> Iterator[str]:
    text = _SPACES.sub(" ", "".join(parts)).strip()
    parts.clear()
    if text:
        yield text


def _block(element: etree._Element) -> Iterator[str]:
    tag = element.tag
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield f"{'#' * int(tag[1])} {_inline(element)}"
    elif tag in ("ul", "ol"):
        yield "\n".join(_items(element))
    elif tag == "table":
        yield from _table(element)
    elif tag == "pre":
        yield f"```\n{_text(element).strip()}\n```"
    elif tag == "hr":
        yield "---"
    elif tag in ("dt", "summary", "figcaption") or "admonition-title" in (element.get("class") or ""):
        yield f"**{_inline(element)}**"
    elif tag == "blockquote":
        yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(_blocks(element)).splitlines())
    else:
        yield from _blocks(element)


def _items(element: etree._Element) -> Iterator[str]:
    """Yield the lines of a list; what an item holds beside its first line is indented under it."""
    for rank, item in enumerate(element.findall("li"), 1):
        mark = f"{rank}. " if element.tag == "ol" else "- "
        text = ""
        for block in _blocks(item):
            text += ("\n" if _LIST.match(block) else "\n\n" if text else "") + block
        lines = text.splitlines() or [""]
        yield mark + lines[0]
        yield from (" " * len(mark) + line for line in lines[1:])


def _table(element: etree._Element) -> Iterator[str]:
    """Yield the caption and the rows of a table; the first row is its head."""
    caption = element.find("caption")
    if caption is not None:
        yield f"**{_inline(caption)}**"
    rows = [[_cell(cell) for cell in row.iterchildren("th", "td")] for row in element.iter("tr")]
    if rows:
        width = max(map(len, rows))
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _cell(element: etree._Element) -> str:
    return " ".join(_SPACES.sub(" ", part) for part in _blocks(element)).replace("|", "\\|").replace("\n", " ")


def _inline(element: etree._Element) -> str:
    """Return the words of an element with their links and their emphasis."""
    parts = [_escaped(element.text)]
    for child in element:
        parts += [_inline_element(child), _escaped(child.tail)]
    return _SPACES.sub(" ", "".join(parts)).strip()


def _inline_element(element: etree._Element) -> str:
    if not isinstance(element.tag, str):
        return ""
    if element.tag == "br":
        return " "
    inside = "".join([_escaped(element.text), *(_inline_element(c) + _escaped(c.tail) for c in element)])
    words = _SPACES.sub(" ", inside)
    if not words.strip():
        return words
    target = element.get("href") if element.tag == "a" else None
    mark = _MARKS.get(element.tag, "")
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    core = f"[{words.strip()}]({target})" if target else f"{mark}{words.strip()}{mark}"
    return f"{before}{core}{after}"


def _escaped(text: str | None) -> str:
    return _SPECIAL.sub(r"\\\1", text or "")
