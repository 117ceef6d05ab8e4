# SPDX-License-Identifier: MIT
"""A written page made into HTML without MkDocs: its macros, its Markdown, its links."""

from __future__ import annotations

import posixpath
import pydoc
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import jinja2
import yaml
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from ..content import page_url
from ..site.cleaning import clean
from ..site.contents import Contents
from ..site.define_macros import define_env
from ..site.frame import abbreviations
from ..site.render import relative


class _Settings(yaml.SafeLoader):
    """Reads ``mkdocs.yml``: names of Python functions are found, variables of the environment are left out."""


_Settings.add_constructor("!ENV", lambda _loader, _node: None)
_Settings.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda _loader, name, _node: pydoc.locate(name))


def settings(root: Path) -> dict[str, Any]:
    """Return the settings of the site."""
    return dict(yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Settings))  # noqa: S506 - a SafeLoader


class _Macros(jinja2.Environment):
    """The macros of the site, which leave tokens."""

    def macro(self, function: Any, name: str) -> None:
        """Give the macro ``name`` to the pages (what mkdocs-macros offers too)."""
        self.globals[name] = function


class _Links(Treeprocessor):
    """Makes the addresses of a page what a reader follows: ``fiche-2.md`` becomes ``../fiche-2/``."""

    uri = ""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if target := element.get(name):
                    element.set(name, self._seen(target))

    def _seen(self, target: str) -> str:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return target
        place = posixpath.normpath(posixpath.join(posixpath.dirname(self.uri), unquote(parts.path)))
        address = page_url(place) if place.endswith(".md") else place
        return parts._replace(path=relative(page_url(self.uri), address)).geturl()


class _LinksExtension(Extension):
    """Puts :class:`_Links` after what Markdown does by itself."""

    def __init__(self, links: _Links) -> None:
        super().__init__()
        self._links = links

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.treeprocessors.register(self._links, "labellisation_liens", 1)


class PageMaker:
    """Makes the HTML of the written pages of one site."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self._env = _Macros(undefined=jinja2.StrictUndefined)
        define_env(self._env)
        self._links = _Links()
        names, options = self._extensions()
        self._markdown = Markdown(extensions=[*names, _LinksExtension(self._links)], extension_configs=options)

    def _extensions(self) -> tuple[list[str], dict[str, Any]]:
        """Return what ``mkdocs.yml`` asks of Python-Markdown, and MkDocs by itself."""
        options: dict[str, Any] = {"toc": {}, "tables": {}, "fenced_code": {}}
        for entry in settings(self.contents.site.root)["markdown_extensions"]:
            options |= entry if isinstance(entry, dict) else {entry: {}}
        options["abbr"] = {"glossary": abbreviations(self.contents.site)}
        return list(options), options

    def html(self, uri: str) -> tuple[Markup, dict[str, Any]]:
        """Return the content of the written page ``uri`` and its metadata."""
        text, meta = self.contents.source(uri)
        if meta.get("render_macros") is not False:
            text = self._env.from_string(text).render()
        self._links.uri = uri
        self._markdown.reset()
        return self.contents.expanded(uri, page_url(uri), clean(self._markdown.convert(text))), meta
