# SPDX-License-Identifier: MIT
"""The Atom feed of changes, from the journals of the pages (RFC 4287)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from ..registry import PartialDate
from .model import Site
from .plan import FEED
from .render import Renderer

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:labellisation:nouveautes")


def journal(site: Site) -> list[dict[str, Any]]:
    """Return the changes that pages record, the latest first."""
    entries = [
        {
            "date": PartialDate.parse(str(entry["date"])),
            "type": entry["type"],
            "texte": entry["texte"],
            "titre": page.titre,
            "page": page.url,
        }
        for page in site.pages.values()
        for entry in page.meta.get("journal") or []
    ]
    return sorted(entries, key=lambda e: (e["date"].iso, str(e["page"])), reverse=True)


def feed_files(site: Site, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (site path, XML) of the feed; an entry keeps its identifier as long as its words do."""
    entries = [{**e, "id": uuid.uuid5(_SPACE, f"{e['page']} {e['date']} {e['texte']}").urn} for e in journal(site)]
    yield (
        FEED,
        renderer.render("flux", "nouveautes/", entrees=entries, id=_SPACE.urn, titre=site.registry.site.get("nom")),
    )
