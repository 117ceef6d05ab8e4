# SPDX-License-Identifier: MIT
"""Which identifiers exist, as written: a record with a mistake of its own still counts as existing.

So one mistake is told once, and not again by everything that cites the faulty record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .registry import Registry

#: Kind → (file of ``data/`` or folder, key of the list or ``None`` for one record a file, field of the identifier).
_PLACES: Mapping[str, tuple[str, str | None, str]] = {
    "texte": ("textes", None, "id"),
    "groupe": ("groupes", "groupes", "id"),
    "critere": ("criteres", "criteres", "id"),
    "referentiel": ("criteres", "referentiels", "id"),
    "terme": ("glossaire", "termes", "id"),
    "outil": ("outils", None, "id"),
    "lien": ("liens", "liens", "id"),
    "groupe_de_liens": ("liens", "groupes", "id"),
    "jalon": ("jalons", "jalons", "id"),
    "frise": ("frises", "frises", "id"),
    "diagramme": ("diagrammes", "diagrammes", "id"),
    "filiere": ("vocabulaires/filieres", "entrees", "id"),
    "statut": ("vocabulaires/statuts", "entrees", "id"),
    "type": ("vocabulaires/types-etablissement", "entrees", "id"),
    "genre_source": ("vocabulaires/genres-source", "entrees", "id"),
    "genre_ressource": ("vocabulaires/genres-ressource", "entrees", "id"),
    "qualeduc": ("vocabulaires/qualeduc", "entrees", "id"),
    "cee": ("vocabulaires/cee", "entrees", "id"),
    "qualiopi": ("vocabulaires/qualiopi", "entrees", "id"),
}


class _Anything(frozenset[str]):
    """The identifiers of a file that cannot be read: nothing can be told unknown."""

    def __contains__(self, item: object) -> bool:
        return True


def known_ids(registry: Registry, kind: str) -> frozenset[str]:
    """Return the identifiers of ``kind``; everything is known of a file that could not be read."""
    place, key, field = _PLACES[kind]
    contents = registry.reader.contents
    if key is None:
        return frozenset(
            registry.reader.stems.get(place, frozenset())
            | {str(contents[p].get(field)) for p in registry.reader.folder(place) if isinstance(contents[p], Mapping)}
        )
    content = contents.get(place)
    items = content.get(key) if isinstance(content, Mapping) else None
    return frozenset(_fields(items, field)) if isinstance(items, list) else _Anything()


def _fields(items: list[Any], field: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping) and isinstance(item.get(field), str):
            yield item[field]


def known_etablissements(registry: Registry) -> frozenset[str]:
    """Return the identifiers of the établissements of every académie."""
    found: set[str] = set()
    for place in registry.reader.folder("etablissements"):
        content = registry.reader.contents[place]
        items = content.get("etablissements") if isinstance(content, Mapping) else None
        found |= set(_fields(items if isinstance(items, list) else [], "id"))
    return frozenset(found)
