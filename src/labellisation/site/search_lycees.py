# SPDX-License-Identifier: MIT
"""The lycées as the search knows them: what the facts say of each. Their pages, which are many, are not read for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..registry import Etablissement, Registry
from ..registry.labels import filieres_of
from ..registry.text import fold
from .search_texts import coded, where
from .views import worded

#: The folder of their pages.
LYCEES = "etablissements/"


def lycees(registry: Registry) -> dict[str, Any]:
    """Return what the browser loads of the établissements that have a page, in the order of their UAI.

    ``lieux`` holds, for each, its UAI, its name, its commune, its département and what is shown of it; ``textes`` their
    words, and for each word who holds it (``search_texts.where``).
    """
    networks = _networks(registry)
    lieux: list[list[str]] = []
    texts: list[Counter[str]] = []
    for uai, etablissement in sorted((e.uai, e) for e in registry.etablissements.values() if e.uai):
        commune, departement = etablissement.commune.nom or "", _departement(registry, etablissement)
        shown = " ".join(_sentences(registry, etablissement, departement))
        lieux.append([uai, etablissement.nom, commune, departement, shown])
        named = (uai, etablissement.nom, commune)
        said = (shown, *networks.get(uai, ()), *_others(registry, etablissement))
        # What it is named counts twice: the browser takes such a word for one that is often said.
        texts.append(Counter(word for text in (*named, *named, *said) for word in fold(text).split() if len(word) > 1))
    return {"lieux": lieux, "textes": coded(where(texts))}


def _sentences(registry: Registry, etablissement: Etablissement, departement: str) -> Iterator[str]:
    """Yield what is shown: what it is, where, what its labels are called, their filières."""
    kind = worded(registry, "types-etablissement", etablissement.type)
    commune = etablissement.commune.nom
    academie = registry.academies.get(etablissement.academie)
    place = f"{commune} ({departement})" if commune and departement else commune or departement
    parts = [kind, place, academie.nom_complet if academie else None]
    yield ", ".join(part for part in parts if part) + "."
    for label in etablissement.labels:
        if label.intitule:
            yield f"{label.intitule[0].upper()}{label.intitule[1:]}."
    vocabulary = registry.vocabulaires.get("filieres")
    filieres = dict.fromkeys(f for label in etablissement.labels for f in filieres_of(label, vocabulary))
    if filieres:
        yield f"Filières\u00a0: {', '.join(worded(registry, 'filieres', f) or f for f in filieres)}."


def _others(registry: Registry, etablissement: Etablissement) -> Iterator[str]:
    """Yield what is found and not shown: statut, other names of its labels, notes, bulletins, région académique."""
    academie = registry.academies.get(etablissement.academie)
    regions = registry.regions_academiques
    yield from (region.nom for region in regions if academie and academie.slug in (a.slug for a in region.academies))
    yield worded(registry, "statuts", etablissement.statut) or ""
    yield etablissement.note or ""
    for label in etablissement.labels:
        for fait in label.faits:
            yield f"{fait.intitule or ''} {fait.note or ''}"
            if fait.publication:
                yield f"{fait.publication.support} {fait.publication.numero or ''}"


def _networks(registry: Registry) -> dict[str, list[str]]:
    """Return, by UAI, the names of the networks of an établissement: those that name it, those that its labels name."""
    found: dict[str, list[str]] = {}
    for reseau in registry.reseaux.values():
        for uai in reseau.membres:
            found.setdefault(uai, []).append(reseau.nom)
    for etablissement, label in registry.labels():
        named = registry.reseaux.get(label.reseau or "")
        if etablissement.uai and named:
            found.setdefault(etablissement.uai, []).append(named.nom)
    return found


def _departement(registry: Registry, etablissement: Etablissement) -> str:
    academie = registry.academies.get(etablissement.academie)
    found = academie.departement(etablissement.departement) if academie else None
    return found.nom if found else ""
