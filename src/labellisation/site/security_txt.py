# SPDX-License-Identifier: MIT
"""``security.txt`` (RFC 9116): whom to tell of a flaw, as ``data/site.yml`` says it; absent while nobody is named."""

from __future__ import annotations

from collections.abc import Iterator

from . import forge
from .model import Site

PLACE = ".well-known/security.txt"
#: RFC 9116, 2.5.5: the file must end, within a year of its making; each publication makes it again.
MONTHS = 11


def security_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (site path, content) of the file; nothing while ``securite`` is unknown."""
    contact = site.registry.site.get("securite")
    if not contact:
        return
    address = forge.site_url() or site.registry.site.get("adresse")
    lines = [
        f"Contact: {contact if '://' in contact else f'mailto:{contact}'}",
        f"Expires: {site.day.plus_months(MONTHS).iso}T00:00:00Z",
        "Preferred-Languages: fr, en",
    ]
    if address:
        lines.append(f"Canonical: {address.rstrip('/')}/{PLACE}")
    yield PLACE, "\n".join(lines) + "\n"
