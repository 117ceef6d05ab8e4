# SPDX-License-Identifier: MIT
"""Coming expiries as Atom (RFC 4287), national and per académie."""

from __future__ import annotations

import uuid
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..registry.text import capital
from ..templates import quicken
from .columns import Row, Table

_ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
_ENV.filters["majuscule"] = capital
quicken(_ENV)
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:labellisation:echeances")


class Feeds:
    """The feeds of one table: an entry is written once, for its académie and for the country."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._feed, self._each = map(_ENV.get_template, ("echeances.xml", "echeance.xml"))
        self._entries: dict[str, Markup] = {}

    def of(self, academie: str | None) -> str:
        """Return the feed of one académie, or of all of them, the nearest expiry first."""
        table = self._table
        rows = sorted(
            table.coming_in(academie), key=lambda r: (r.etat.echeance.iso if r.etat.echeance else "", r.label.id)
        )
        where = table.registry.academies[academie].nom_complet if academie else "national"
        identifier = uuid.uuid5(_SPACE, academie or "national").urn
        entries = map(self._entry, rows)
        return self._feed.render(entrees=entries, jour=table.day, ou=where, id=identifier) + "\n"

    def _entry(self, row: Row) -> Markup:
        """Return an entry, whose identifier changes only with its label."""
        known = self._entries.get(row.label.id)
        if known is None:
            text = self._each.render(ligne=row, jour=self._table.day, id=uuid.uuid5(_SPACE, row.label.id).urn)
            known = self._entries[row.label.id] = Markup(text)  # noqa: S704 - an autoescaped template's output
        return known
