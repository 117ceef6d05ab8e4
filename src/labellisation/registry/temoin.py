# SPDX-License-Identifier: MIT
"""The snapshot on disk: where it is kept, how it is read back, what is wrong with it."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..diagnostics import Diagnostic, Location, expected
from .dates import DateError, PartialDate
from .models import Position
from .models.witness import ANNUAIRE, LigneTemoin, Temoin
from .positions import Document
from .schema import Schema
from .text import safe_cell

FOLDERS = ("academie/data/annuaire", "data/annuaire")
SCHEMA = "data/schemas/temoin.schema.json"
CSV_NAME, META_NAME = "temoin.csv", "temoin.yml"
FIELDS = (
    "uai",
    "nom",
    "type",
    "statut",
    "commune",
    "code_insee",
    "departement",
    "academie",
    "lat",
    "lon",
    "precision",
    "lycee_des_metiers",
    "etat",
    "sites",
    "date_ouverture",
)


def cell(text: str | None) -> str:
    """Return ``text`` as it is written in the CSV: never a formula, and always readable back by :func:`uncell`."""
    bare = (text or "").lstrip("'")
    return f"'{text}" if text != bare and safe_cell(bare) != bare else safe_cell(text or "")


def uncell(text: str) -> str:
    """Undo :func:`cell`."""
    bare = text.lstrip("'")
    return text[1:] if text != bare and safe_cell(bare) != bare else text


def fingerprint(content: str) -> str:
    """Return the SHA-256 of the CSV, whatever its line ends: git may change them on Windows."""
    return hashlib.sha256(content.replace("\r\n", "\n").encode()).hexdigest()


def snapshot_folder(root: Path) -> Path:
    """Return where this repository keeps its snapshot: under ``academie/`` in a fork."""
    return root / (FOLDERS[0] if (root / "academie").is_dir() else FOLDERS[1])


def load_temoin(root: Path) -> Temoin | None:
    """Return the snapshot of ``root``, the fork's own first; ``None`` without a sound one (rule ETB035 says why)."""
    return read_temoin(root)[0]


def read_temoin(root: Path) -> tuple[Temoin | None, list[Diagnostic]]:
    """Return the snapshot of ``root`` and what is wrong with it. Never raises for a mistake in its files."""
    folder = next(
        (folder for folder in FOLDERS if (root / folder / META_NAME).exists() or (root / folder / CSV_NAME).exists()),
        None,
    )
    if folder is None:
        return None, []
    found: list[Diagnostic] = []
    try:
        meta = _meta(root, f"{folder}/{META_NAME}", found)
        content = (root / folder / CSV_NAME).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = "absent" if isinstance(error, FileNotFoundError) else "illisible"
        return None, [_problem(folder, f"{CSV_NAME} ou {META_NAME} {what}\u00a0: relancez l’importation")]
    if meta is None:
        return None, found
    if meta["empreinte"] != fingerprint(content):
        message = (
            f"contenu différent de l’empreinte de {META_NAME}\u00a0: relancez l’importation au lieu de le corriger"
        )
        found.append(_problem(f"{folder}/{CSV_NAME}", message))
    lignes = dict(_lignes(content, f"{folder}/{CSV_NAME}", found))
    numbers = {key: meta["nombres"][key] for key in ("lignes_lues", "lignes_hors_champ", "lignes_rejetees")}
    return Temoin(
        PartialDate(meta["extrait_du"]), MappingProxyType(lignes), meta["source"], meta["licence"], **numbers
    ), found


def _problem(path: str, message: str, line: int = 1) -> Diagnostic:
    return Diagnostic(Location(path, line), "ETB035", message)


def _meta(root: Path, path: str, found: list[Diagnostic]) -> dict[str, Any] | None:
    document = Document(path, (root / path).read_text(encoding="utf-8-sig"))
    found += document.diagnostics
    if document.value is None:
        found.append(_problem(path, "fiche de l’instantané vide ou illisible\u00a0: relancez l’importation"))
        return None
    schema = Schema.read(root / SCHEMA)
    value = schema.typed(document.value)
    wrong = list(schema.check(document, value))
    found += wrong
    return None if wrong else value


def _lignes(content: str, path: str, found: list[Diagnostic]) -> Iterator[tuple[str, LigneTemoin]]:
    rows = csv.DictReader(content.splitlines(keepends=True), strict=True)
    if tuple(rows.fieldnames or ()) != FIELDS:
        found.append(_problem(path, expected("en-têtes", ",".join(rows.fieldnames or ()), ",".join(FIELDS))))
        return
    try:
        for row in rows:
            try:
                yield row["uai"], ligne_of(row)
            except (ValueError, TypeError, AttributeError, DateError):
                found.append(_problem(path, "ligne illisible\u00a0: relancez l’importation", rows.line_num))
    except csv.Error:
        found.append(_problem(path, "guillemets mal placés\u00a0: relancez l’importation", rows.line_num))


def ligne_of(row: Mapping[str, str]) -> LigneTemoin:
    """Build a record from a row of the CSV; raise :class:`ValueError` if a value cannot be read."""
    text = {key: uncell(row[key]) or None for key in FIELDS}
    position = Position(float(row["lat"]), float(row["lon"]), row["precision"], ANNUAIRE) if row["lat"] else None
    if row["lycee_des_metiers"] not in ("oui", "non"):
        raise ValueError(row["lycee_des_metiers"])
    return LigneTemoin(
        row["uai"],
        text["nom"] or "",
        row["lycee_des_metiers"] == "oui",
        text["type"],
        text["statut"],
        text["commune"],
        text["code_insee"],
        text["departement"],
        text["academie"],
        position,
        text["etat"],
        int(row["sites"]),
        PartialDate.parse(row["date_ouverture"]) if row["date_ouverture"] else None,
    )
