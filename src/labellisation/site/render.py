# SPDX-License-Identifier: MIT
"""Fragments: every piece of HTML comes from an autoescaped template of ``overrides/fragments``."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal
from markupsafe import Markup

from ..registry import text
from ..templates import fragments
from .model import Site


def relative(page: str, target: str) -> str:
    """Return the address of the site path ``target`` seen from the page at ``page`` (both without leading slash)."""
    return "../" * page.count("/") + target or "./"


def number(value: int) -> str:
    """Write a number as French does: « 12 345 » with a narrow non-breaking space."""
    return str(format_decimal(value, locale="fr"))


def plural(value: int, one: str, many: str) -> str:
    """Write a number and its noun: « 1 label », « 12 labels » (zero is singular)."""
    return f"{number(value)}\u00a0{one if abs(value) < 2 else many}"


def host(url: str | None) -> str:
    """Return the host of an address without its « www. »."""
    parts = text.address_parts(url or "")
    return parts.netloc.removeprefix("www.") if parts else ""


class Renderer:
    """Renders fragments for one site."""

    def __init__(self, site: Site, folders: Sequence[Path] = ()) -> None:
        self.env = fragments(site.root, folders)
        self._page = ""
        # The address of a page is a global: shared macros are then imported once, not for each page.
        self.env.globals.update(
            reg=site.registry,
            date_ref=site.day,
            ancre=text.slug,
            chemin=posixpath.join,
            url=self._seen_here,
            ici=lambda target: self._page == target,
        )
        self.env.filters.update(
            nombre=number,
            pluriel=plural,
            hote=host,
            majuscule=text.capital,
            paragraphe=str,
            ou_a_verifier=self._or_unknown,
            champ=lambda path, schema, records=None: site.registry.schema(schema).title_of(path, records),
        )

    def _seen_here(self, target: str) -> str:
        return relative(self._page, target)

    def _or_unknown(self, value: Any, note: str | None = None) -> Any:
        if value is not None and value != "":
            return value
        mark = self.env.get_template("macro-a_verifier.html").render(note=note)
        return Markup(mark.strip())  # noqa: S704 - an autoescaped template's output

    def render(self, template: str, page: str, **context: Any) -> str:
        """Render ``template`` for the page at address ``page``."""
        before, self._page = self._page, page
        try:
            return self.env.get_template(f"{template}.html").render(context).strip()
        finally:
            self._page = before
