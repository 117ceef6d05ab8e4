# SPDX-License-Identifier: MIT
"""Coming expiries as Atom (RFC 4287), national and per académie."""

from __future__ import annotations

import uuid
from pathlib import Path

import jinja2

from .columns import Table

_ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:labellisation:echeances")


def expiries_atom(table: Table, academie: str | None = None) -> str:
    """Return the feed of coming expiries, the nearest first; an entry changes its identifier only with its label."""
    rows = sorted(table.coming_in(academie), key=lambda r: (r.etat.echeance.iso if r.etat.echeance else "", r.label.id))
    entries = [{"row": row, "id": uuid.uuid5(_SPACE, row.label.id).urn} for row in rows]
    where = table.registry.academies[academie].nom_complet if academie else "national"
    identifier = uuid.uuid5(_SPACE, academie or "national").urn
    return _ENV.get_template("echeances.xml").render(entrees=entries, jour=table.day, ou=where, id=identifier) + "\n"
