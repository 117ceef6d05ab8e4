# SPDX-License-Identifier: MIT
"""Where the labels come from: sources by kind, and the facts that cite none.

The files are looked at as they are written, not through the models: a fact without source is refused by the
schema, hence absent from the registry, and could never be told from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..diagnostics import Location, plural
from .dates import DateError, PartialDate
from .labels import STRENGTH, strongest
from .models import Origin
from .registry import Registry

WEAKEST = STRENGTH[-1]


class Unsourced(NamedTuple):
    """A fact of a label that names no page, or no day of reading."""

    place: Location
    label: str
    genre: str
    missing: tuple[str, ...]


def _blocks(value: Any, key: str) -> list[dict[str, Any]]:
    """Return the mappings of the list ``key`` of ``value``, whatever was written there."""
    items = value.get(key) if isinstance(value, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(PartialDate.parse(value).iso) == len("2030-01-01")
    except DateError:
        return False


def _missing(fait: dict[str, Any]) -> tuple[str, ...]:
    source = fait.get("source")
    source = source if isinstance(source, dict) else {}
    url = source.get("url")
    told = {
        "source": isinstance(url, str) and url.startswith(("http://", "https://")),
        "jour de lecture": _is_day(source.get("lu_le")),
    }
    return tuple(name for name, known in told.items() if not known)


def unsourced(registry: Registry) -> Iterator[Unsourced]:
    """Yield every fact (decision, attestation, opinion) without the address of a page or the day it was read.

    A label without any fact is told too: nothing says that it exists.
    """
    for place in registry.reader.folder("etablissements"):
        for etablissement in _blocks(registry.reader.contents[place], "etablissements"):
            for label in _blocks(etablissement, "labels"):
                name = str(label.get("id") or etablissement.get("id") or "sans identifiant")
                faits = _blocks(label, "faits")
                if not faits:
                    yield Unsourced(_place(registry, label), name, "aucun fait", ("source", "jour de lecture"))
                for fait in faits:
                    missing = _missing(fait)
                    if missing:
                        yield Unsourced(_place(registry, fait), name, str(fait.get("genre") or "fait"), missing)


def _place(registry: Registry, block: dict[str, Any]) -> Location:
    origin = block["origine"]
    assert isinstance(origin, Origin)  # noqa: S101 - the reader writes it in every block of a list
    return registry.locate(origin)


def refused(registry: Registry) -> int:
    """Return how many mistakes the files of établissements hold: their labels may be missing from the counts."""
    return sum("/etablissements/" in d.location.path for d in registry.diagnostics)


def table(registry: Registry) -> Iterator[str]:
    """Yield the lines of the counts: labels, académies, then the sources by kind, the strongest first."""
    rows = list(registry.labels())
    facts = [fait for _etablissement, label in rows for fait in label.faits]
    holders = {e.id for e, _label in rows}
    academies = {e.academie for e, _label in rows}
    pages = {fait.source.url for fait in facts}
    yield (
        f"{plural(len(rows), 'label')}, {plural(len(holders), 'établissement')}, {plural(len(academies), 'académie')}, "
        f"{plural(len(facts), 'fait')}, {plural(len(pages), 'page')} lue{'s' if len(pages) > 1 else ''}"
    )
    known = registry.vocabulaires.get("genres-source")
    by_fact = Counter(fait.source.genre for fait in facts)
    by_page = Counter({url: fait.source.genre for fait in facts for url in [fait.source.url]}.values())
    by_label = Counter(strongest(f.source.genre for f in label.faits) for _etablissement, label in rows)
    yield f"{'genre de source, de la plus forte à la plus faible':<54}{'faits':>7}{'pages':>7}{'labels dont c’est la plus forte':>33}"
    for genre in (*STRENGTH, *sorted(by_fact.keys() - set(STRENGTH))):
        name = known.libelle(genre) if known else genre
        name += " (la plus faible)" if genre == WEAKEST else ""
        yield f"{name:<54}{by_fact[genre]:>7}{by_page[genre]:>7}{by_label[genre]:>33}"
    kinds = Counter(fait.genre for fait in facts)
    yield ", ".join(
        plural(kinds[kind], name) for kind, name in (("decision", "décision"), ("attestation", "attestation"))
    ) + (f", {kinds['avis']} avis")
