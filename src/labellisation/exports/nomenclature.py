# SPDX-License-Identifier: MIT
"""The programs that make the site, from its locks: their versions, their licences, and the bill of materials (CycloneDX 1.6).

Nothing of what is installed is looked at: the same locks and the same day give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from .. import __version__
from ..registry import Document, PartialDate

PATH = "donnees/nomenclature.cdx.json"
FOLDER = "verrous"
#: Written by « -s verrou » from what each package declares.
LICENCES = f"{FOLDER}/licences.yml"
#: Lock → what its packages are for, as CycloneDX says it; a package takes the first lock that holds it.
USES = {"site": "required", "documents": "optional", "dev": "excluded", "amorce": "excluded", "zensical": "excluded"}
_PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\\n]*[^\\\s]))?",
    re.MULTILINE,
)


class Dependance(Struct, frozen=True, order=True):
    """One version of one package: on which condition it is installed, for what, under which licence (SPDX)."""

    nom: str
    version: str
    condition: str
    usage: str
    licence: str | None


def bill_paths(root: Path) -> Iterator[str]:
    """Yield the site path of the bill of materials, where the repository has locks."""
    if (root / FOLDER).is_dir():
        yield PATH


def locked(root: Path) -> tuple[Dependance, ...]:
    """Return every package of the locks of ``root``, by name; none where there is no lock."""
    licences = read_licences(root)
    found: dict[tuple[str, str], Dependance] = {}
    for lock in USES:
        path = root / FOLDER / f"{lock}.txt"
        for name, version, marker in pinned(path.read_text(encoding="utf-8")) if path.is_file() else ():
            one = Dependance(name, version, marker, lock if USES[lock] != "excluded" else "dev", licences.get(name))
            found.setdefault((name, version), one)
    return tuple(sorted(found.values()))


def pinned(lock: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name, version and condition of each package of the text of a lock."""
    for match in _PINNED.finditer(lock):
        yield re.sub(r"[-_.]+", "-", match["name"]).lower(), match["version"], match["marker"] or ""


def read_licences(root: Path) -> dict[str, str]:
    """Return the licence of each package by its name."""
    path = root / LICENCES
    value = Document(LICENCES, path.read_text(encoding="utf-8")).value if path.is_file() else None
    return {str(name): str(licence) for name, licence in (value or {}).items()}


def bill_of_materials(packages: Iterable[Dependance], day: PartialDate) -> str:
    """Return the bill of materials of the program at ``day``."""
    program = {
        "type": "application",
        "bom-ref": "labellisation",
        "name": "labellisation",
        "version": __version__,
        "licenses": [{"expression": "MIT"}],
    }
    content = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": f"{day.iso}T00:00:00Z", "lifecycles": [{"phase": "build"}], "component": program},
        "components": [_component(package) for package in packages],
    }
    import uuid  # the checks, which only ask for the path, start sooner

    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return json.dumps(content | {"serialNumber": f"urn:uuid:{number}"}, ensure_ascii=False, indent=1) + "\n"


def _component(package: Dependance) -> dict[str, Any]:
    address = f"pkg:pypi/{package.nom}@{package.version}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": address,
        "name": package.nom,
        "version": package.version,
        "purl": address,
        "scope": USES[package.usage],
    }
    if package.licence:
        component["licenses"] = [{"expression": package.licence}]
    if package.condition:
        component["properties"] = [{"name": "labellisation:condition", "value": package.condition}]
    return component
