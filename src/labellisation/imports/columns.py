# SPDX-License-Identifier: MIT
"""The columns of the « Annuaire de l'éducation » that we use, bound by name in any case and spelling.

The export had 69 columns in 2023, 72 in 2024 and 71 in 2026; names changed (``Code postal``, ``Code_postal``).
Source: https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from ..checks.importation import MissingColumn
from ..registry.text import fold
from .journal import RefusedError, refused

#: Our name of a field → the names of its column, folded; the first is the official one of 2026.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "uai": ("identifiant de l etablissement", "uai", "code uai", "numero uai", "identifiant", "rne"),
    "nom": ("nom etablissement", "nom de l etablissement", "nom", "appellation officielle"),
    "type": ("type etablissement", "type d etablissement"),
    "statut": ("statut public prive", "secteur public prive", "secteur"),
    "code_insee": ("code commune", "code insee", "code insee commune", "code insee de la commune"),
    "commune": ("nom commune", "libelle commune", "commune", "nom de la commune"),
    "departement": ("code departement",),
    "academie": ("code academie",),
    "pro": ("voie professionnelle",),
    "flag": ("lycee des metiers", "label lycee des metiers"),
    "contrat": ("type contrat prive", "type de contrat prive"),
    "lat": ("latitude", "lat"),
    "lon": ("longitude", "lon", "lng"),
    "precision": ("precision localisation",),
    "ouverture": ("date ouverture", "date d ouverture"),
    "maj": ("date maj ligne", "date maj", "date de mise a jour"),
    "etat": ("etat", "etat etablissement"),
    "nature": ("code nature", "code nature uai"),
}
OPTIONAL = frozenset({"maj", "precision", "lat", "lon", "ouverture", "etat", "contrat"})
POSITION = "position"

Binding = Mapping[str, int]


def official(field: str) -> str:
    """Return the official name of the column of ``field``, as an editor would look for it."""
    return ALIASES[field][0].replace(" ", "_")


def bind(header: Sequence[str], path: str) -> Binding:
    """Return the rank of each known field in ``header``; raise :class:`RefusedError` if one is missing or stands twice."""
    names = [fold(name) for name in header]
    binding: dict[str, int] = {}
    for field, aliases in ALIASES.items():
        found = [rank for alias in aliases for rank, name in enumerate(names) if name == alias]
        same = [rank for rank in found if names[rank] == names[found[0]]]
        if len(same) > 1:
            raise refused(
                MissingColumn,
                path,
                f"colonne {header[same[1]]!r} écrite deux fois\u00a0: gardez l’export d’origine",
                1,
                same[1] + 1,
            )
        if found:
            binding[field] = found[0]
    if POSITION in names:
        binding[POSITION] = names.index(POSITION)
    missing = [field for field in ALIASES if field not in binding and field not in OPTIONAL]
    if missing:
        free = [name for rank, name in enumerate(header) if rank not in binding.values()]
        raise _missing(missing, free, path, alone=len(header) < 2)
    return binding


def _missing(fields: Sequence[str], free: Sequence[str], path: str, *, alone: bool) -> RefusedError:
    """Say which ``fields`` are missing; each may be a column that bears no name we know."""
    names = {fold(name): name for name in free}
    words = []
    for field in fields:
        near = difflib.get_close_matches(ALIASES[field][0], names, 1, cutoff=0.75)
        words.append(official(field) + (f" (est-ce {names[near[0]]!r}\u00a0?)" if near else ""))
    hint = (
        "\u00a0: une seule colonne lue, le séparateur est-il «\u00a0;\u00a0» ou «\u00a0,\u00a0»\u00a0?" if alone else ""
    )
    kind = "colonne absente" if len(fields) == 1 else "colonnes absentes"
    return refused(MissingColumn, path, f"{kind}\u00a0: {', '.join(words)}{hint}")
