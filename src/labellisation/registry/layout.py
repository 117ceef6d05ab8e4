# SPDX-License-Identifier: MIT
"""The disk layout of ``data/``: which file follows which schema. The only module that knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = "data"
MAX_BYTES = 2_000_000

SINGLE_FILES = (
    "academies",
    "comparaison",
    "criteres",
    "diagrammes",
    "frises",
    "glossaire",
    "groupes",
    "indicateurs",
    "jalons",
    "liens",
    "matrice",
    "redirections",
    "reseaux",
    "ressources",
    "site",
)
FOLDERS = {
    "carte": "carte",
    "textes": "texte",
    "etablissements": "etablissements",
    "outils": "outil",
    "vocabulaires": "vocabulaire",
}
SPECIAL_SCHEMAS = {"vocabulaires/filieres": "filieres", "annuaire/temoin": "temoin"}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A YAML file of facts: its path, its place in ``data/`` without suffix, its schema."""

    path: Path
    place: str
    schema: str


def data_files(root: Path) -> Iterator[DataFile]:
    """Yield the YAML files of ``root/data`` in a fixed order; files that the layout does not know have an empty schema."""
    data = root / DATA
    for path in sorted(data.rglob("*.yml")) + sorted(data.rglob("*.yaml")):
        place = path.relative_to(data).with_suffix("").as_posix()
        folder, _, name = place.rpartition("/")
        known = place if not folder and name in SINGLE_FILES else FOLDERS.get(folder, "")
        yield DataFile(path, place, SPECIAL_SCHEMAS.get(place, known))


def schema_path(root: Path, name: str) -> Path:
    """Return where the schema ``name`` is kept."""
    return root / DATA / "schemas" / f"{name}.schema.json"
