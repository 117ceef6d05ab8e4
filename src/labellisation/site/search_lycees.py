# SPDX-License-Identifier: MIT
"""The lycées as the search knows them: what the facts say of each. Their pages, which are many, are not read for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ..registry import Academie, Etablissement, Registry
from ..registry.labels import filieres_of
from ..registry.text import capital, fold
from .search_texts import coded, where
from .views import worded

#: The folder of their pages.
LYCEES = "etablissements/"


def lycees(registry: Registry) -> dict[str, Any]:
    """Return what the browser loads of the établissements that have a page, in the order of their UAI.

    ``lieux`` holds, for each, its UAI, its name, its commune, its département and what is shown of it; ``textes`` their
    words, and for each word who holds it (``search_texts.where``).
    """
    lieux: list[list[str]] = []
    texts: list[Counter[str]] = []
    with_page = {e.uai: e for e in registry.etablissements.values() if e.uai}
    for uai in sorted(with_page):
        etablissement = with_page[uai]
        academie = registry.academies.get(etablissement.academie)
        found = academie.departement(etablissement.departement) if academie else None
        commune, departement = etablissement.commune.nom or "", found.nom if found else ""
        shown = " ".join(_sentences(registry, etablissement, academie, departement))
        lieux.append([uai, etablissement.nom, commune, departement, shown])
        named = _words((uai, etablissement.nom, commune))
        said = _words((shown, *_others(registry, etablissement, academie)))
        # What it is named counts twice: the browser takes such a word for one that is often said.
        texts.append(Counter((*named, *named, *said)))
    return {"lieux": lieux, "textes": coded(where(texts))}


def _words(texts: Iterable[str]) -> list[str]:
    return [word for word in fold(" ".join(texts)).split() if len(word) > 1]


def _sentences(
    registry: Registry, etablissement: Etablissement, academie: Academie | None, departement: str
) -> Iterator[str]:
    """Yield what is shown: what it is, where, what its labels are called, their filières."""
    kind = worded(registry, "types-etablissement", etablissement.type)
    commune = etablissement.commune.nom
    place = f"{commune} ({departement})" if commune and departement else commune or departement
    parts = [kind, place, academie.nom_complet if academie else None]
    yield ", ".join(part for part in parts if part) + "."
    yield from (f"{capital(label.intitule)}." for label in etablissement.labels if label.intitule)
    vocabulary = registry.vocabulaires.get("filieres")
    filieres = dict.fromkeys(f for label in etablissement.labels for f in filieres_of(label, vocabulary))
    if filieres:
        yield f"Filières\u00a0: {', '.join(worded(registry, 'filieres', f) or f for f in filieres)}."


def _others(registry: Registry, etablissement: Etablissement, academie: Academie | None) -> Iterator[str]:
    """Yield what is found and not shown: réseaux, région académique, statut, other names of its labels, notes, bulletins."""
    yield from (reseau.nom for reseau in registry.reseaux_of(etablissement))
    region = registry.region_of(academie)
    yield region.nom if region else ""
    yield worded(registry, "statuts", etablissement.statut) or ""
    yield etablissement.note or ""
    for label in etablissement.labels:
        for fait in label.faits:
            yield f"{fait.intitule or ''} {fait.note or ''}"
            if fait.publication:
                yield f"{fait.publication.support} {fait.publication.numero or ''}"
