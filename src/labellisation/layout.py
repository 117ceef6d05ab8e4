# SPDX-License-Identifier: MIT
"""The disk layout of ``data/`` and of a fork's ``academie/``: which file follows which schema. The only module that knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = "data"
MAX_BYTES = 2_000_000

SINGLE_FILES = (
    "academies",
    "accessibilite",
    "adresses-fonctionnelles",
    "comparaison",
    "criteres",
    "diagrammes",
    "emplacements",
    "frises",
    "glossaire",
    "groupes",
    "indicateurs",
    "jalons",
    "liens",
    "matrice",
    "recherche",
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

#: The folder of a fork, which never exists upstream, and its settings.
OVERLAY = "academie"
SETTINGS = "academie/academie.yml"
#: The layers of a fork, the weakest first: the région académique's, then the académie's.
LAYERS = ("academie/region", "academie")
#: What a fork may add facts to; the rest of ``data/`` is national.
LOCAL_FILES = ("accessibilite", "glossaire", "liens", "reseaux", "ressources", "site")
#: Files that a fork does not complete but replaces: what they say is of its own site.
REPLACED_FILES = ("accessibilite", "site")
LOCAL_FOLDERS = ("etablissements", "outils", "textes")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A YAML file of facts: its path, its place in ``data/`` without suffix, its schema, its layer (empty: national)."""

    path: Path
    place: str
    schema: str
    layer: str = ""

    @property
    def national_only(self) -> bool:
        """Say whether a fork wrote a file whose facts are national."""
        folder, _, name = self.place.rpartition("/")
        return bool(self.layer) and (folder not in LOCAL_FOLDERS if folder else name not in LOCAL_FILES)


def data_files(root: Path) -> Iterator[DataFile]:
    """Yield the YAML files of facts in a fixed order, a fork's after the national ones.

    Files that the layout does not know have an empty schema.
    """
    yield from _files(root / DATA, "")
    for layer in LAYERS:
        yield from _files(root / layer / DATA, layer)
    if (root / SETTINGS).is_file():
        yield DataFile(root / SETTINGS, OVERLAY, OVERLAY)


def _files(data: Path, layer: str) -> Iterator[DataFile]:
    for path in sorted(data.rglob("*.yml")) + sorted(data.rglob("*.yaml")):
        place = path.relative_to(data).with_suffix("").as_posix()
        folder, _, name = place.rpartition("/")
        known = place if not folder and name in SINGLE_FILES else FOLDERS.get(folder, "")
        yield DataFile(path, place, SPECIAL_SCHEMAS.get(place, known), layer)


def schema_path(root: Path, name: str) -> Path:
    """Return where the schema ``name`` is kept."""
    return root / DATA / "schemas" / f"{name}.schema.json"
