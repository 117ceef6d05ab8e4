# SPDX-License-Identifier: MIT
"""What the search reads of a built page: a light copy, made for French."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
from markupsafe import Markup

#: Pagefind takes « d’administration » for one word: the copy parts it, and the page's script joins it again.
_ELISION = re.compile(r"\b((?:jusqu|lorsqu|puisqu|quelqu|qu|[cdjlmnst])[’'])(?=[^\W\d_])", re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
#: The kind of a page, for ``Places``: Pagefind would write a filter that nothing reads, in an order that changes.
_FILTER = re.compile(r'\s+data-pagefind-filter="[^"]*"')
#: What the page asks the search to leave out: Pagefind would read it first, at a third of the cost of a short page.
_IGNORED = re.compile(
    r"<(div|footer|nav|ol|p|section|tr|ul)\b(?=[^>]*\sdata-pagefind-ignore[\s>])[^>]*>.*?</\1>\s*", re.DOTALL
)
_ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    auto_reload=False,
)


def article_of(page: str) -> str | None:
    """Return the part of a built page that the search reads, but for what it leaves out; ``None`` for a page left out."""
    start, end = page.find("<article"), page.rfind("</article>")
    if start < 0 or "data-pagefind-body" not in page[start : page.find(">", start)]:
        return None
    return _IGNORED.sub(_without, page[start:end]) + "</article>"


def _without(found: re.Match[str]) -> str:
    """Return nothing of an element, or the whole of it if it holds another of its kind, so that its end is not known."""
    return found[0] if f"<{found[1]}" in found[0][1:] else ""


def copy_of(article: str) -> str:
    """Return what is indexed of an article: elisions parted, and the headings of a table, which Pagefind would run together."""
    parts = _TAG.split(article)
    for place in range(0, len(parts), 2):  # texts; tags stand between them
        parts[place] = _parted(parts[place])
    body = _FILTER.sub("", "".join(parts), count=1).replace("</th>", "</th> ")
    inside = Markup(body.removesuffix("</article>"))  # noqa: S704 - a page that we built
    return _ENV.get_template("copie.html").render(corps=inside)


def _parted(text: str) -> str:
    return _ELISION.sub(r"\1 ", text) if "’" in text or "'" in text else text
