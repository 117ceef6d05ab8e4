# SPDX-License-Identifier: MIT
"""The frame of generated pages, rendered once for each kind: a page then renders only the blocks that are its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jinja2
from markupsafe import Markup

from ..templates import quicken, template_cache
from .policy import policy

#: The blocks of ``overrides/main.html`` that speak of the page; everything else is the same for a whole kind.
OWN_BLOCKS = ("page_meta", "robots", "htmltitle", "ancienne", "sommaire", "container")
#: What a fork's frame that has no ``page_meta`` of its own says of the page.
_ALL_META = "site_meta"
_OPEN, _CLOSE = "\ue002", "\ue003"
_MARK = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")
#: The one thing outside the blocks: where the theme's skip link leads.
_SKIP = "premier_titre"
_HEADING = re.compile(r"<h2\b([^>]*)>(.*?)</h2>", re.DOTALL)
_AUTOCOMPLETE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_ID = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of a page's table of contents."""

    title: str
    url: str
    level: int = 2
    children: tuple[Any, ...] = ()


@dataclass(slots=True)
class GeneratedPage:
    """A generated page as the templates of the frame see it."""

    title: str
    url: str
    meta: dict[str, Any]
    edit_url: str | None = None
    canonical_url: str | None = None
    content: Markup = field(default_factory=Markup)
    toc: tuple[Heading, ...] = ()
    is_homepage: bool = False
    previous_page: None = None
    next_page: None = None


def canonical(site_url: str | None, url: str) -> str | None:
    """Return the public address of the page at ``url``; ``None`` while the site has no address."""
    return urljoin(f"{site_url.rstrip('/')}/", url) if site_url else None


def headings(content: str) -> tuple[Heading, ...]:
    """Return the ``h2`` of a fragment that bear an id."""
    return tuple(filter(None, (_heading(*found) for found in _HEADING.findall(content))))


@lru_cache(maxsize=1024)
def _heading(attributes: str, inside: str) -> Heading | None:
    """Return one entry: a thousand pages of one kind have the same."""
    anchor = _ID.search(attributes)
    return Heading(Markup(inside).striptags(), f"#{anchor[1]}") if anchor else None  # noqa: S704 - a template's output


def _marker(name: str) -> Callable[[Any], Iterator[str]]:
    def block(_context: Any) -> Iterator[str]:
        yield f"{_OPEN}{name}{_CLOSE}"

    return block


#: A whole page: at even places the texts that all pages of a kind share (the same objects), at odd places its own.
Pieces = Sequence[str]


def prepare_environment(env: jinja2.Environment, root: Path) -> None:
    """Make ``env`` fit for the frames: escape every value that they print (MkDocs does not), keep what is compiled."""
    env.autoescape, env.bytecode_cache = True, template_cache(root)
    env.filters["politique"] = policy
    quicken(env)


class Frames:
    """The frames of one build; ``context`` gives what the frame's template needs around a page."""

    def __init__(self, template: jinja2.Template, context: Callable[[Any], dict[str, Any]]) -> None:
        self._template, self._context = template, context
        self._shells: dict[tuple[str, int, bool], list[str] | None] = {}
        self._shared: dict[tuple[str, int], dict[str, Any]] = {}
        self._skips: dict[tuple[str, int, str], list[str]] = {}

    def render(self, page: GeneratedPage) -> str:
        """Return the whole page: byte for byte what the template renders of it."""
        return "".join(self.pieces(page))

    def pieces(self, page: GeneratedPage) -> Pieces:
        """Return the whole page in pieces; what is not shared with others is one piece if there is no shortcut."""
        kind, depth = str(page.meta.get("genre")), page.url.count("/")
        key = (kind, depth, bool(page.toc))
        shared = self._shared.get(key[:2])
        if shared is None:
            shared = self._shared[key[:2]] = self._context(page)
        if key not in self._shells:
            whole = tidy(self._template.render({**shared, "page": page}))
            self._shells[key] = shell = self._shell(page, shared)
            known = self._known(key, shell, page)
            if "".join(self._fill(known, page, shared)) != whole or not all(map(_entire, known[::2])):
                self._shells[key] = None  # a fork's frame says more of the page than ours: no shortcut
            return "", whole
        parts = self._shells[key]
        if parts is None:
            return "", tidy(self._template.render({**shared, "page": page}))
        return self._fill(self._known(key, parts, page), page, shared)

    def _shell(self, page: GeneratedPage, shared: dict[str, Any]) -> list[str]:
        """Return the frame of the kind of ``page``: texts and, at odd places, names of what each page puts there."""
        folder = page.url.rstrip("/").rpartition("/")[0]
        toc = (Heading("", f"#{_OPEN}{_SKIP}{_CLOSE}"),) if page.toc else ()
        blank = GeneratedPage("", f"{folder}/-/", {"genre": page.meta.get("genre")}, toc=toc)
        context = self._template.new_context({**shared, "page": blank})
        own = {*OWN_BLOCKS} if "page_meta" in self._template.blocks else {*OWN_BLOCKS, _ALL_META}
        for name in self._template.blocks.keys() & own:
            context.blocks[name] = [_marker(name), *context.blocks.get(name, ())]
        return _MARK.split("".join(self._template.root_render_func(context)))

    def _known(self, key: tuple[str, int, bool], parts: list[str], page: GeneratedPage) -> list[str]:
        """Return the frame ``parts`` where the skip link leads to the first heading of ``page``, made once for each heading."""
        skip = str(Markup.escape(page.toc[0].url[1:])) if page.toc else ""
        known = self._skips.get((*key[:2], skip))
        if known is None:
            marked = (f"{_OPEN}{part}{_CLOSE}" if place % 2 else tidy(part) for place, part in enumerate(parts))
            text = "".join(marked).replace(f"{_OPEN}{_SKIP}{_CLOSE}", skip)
            known = self._skips[*key[:2], skip] = _MARK.split(text)
        return known

    def _fill(self, parts: list[str], page: GeneratedPage, shared: dict[str, Any]) -> Pieces:
        context = self._template.new_context({**shared, "page": page})
        filled = list(parts)
        for place in range(1, len(parts), 2):
            filled[place] = tidy("".join(self._template.blocks[parts[place]](context)))
        return filled


def _entire(piece: str) -> bool:
    """Say whether ``piece`` cuts no tag, script or comment, so that it can be read without its neighbours."""
    pairs = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
    return piece.rfind("<") <= piece.rfind(">") and all(piece.count(a) == piece.count(b) for a, b in pairs)


def tidy(output: str) -> str:
    """Return a page without the attributes that the HTML standard refuses where the theme puts them."""
    return _AUTOCOMPLETE.sub(r"\1", output) if "autocomplete" in output else output
