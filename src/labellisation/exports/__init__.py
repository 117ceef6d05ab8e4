# SPDX-License-Identifier: MIT
"""What people take away: open data made from the registry. Knows no web page."""

from __future__ import annotations

from collections.abc import Iterator

from ..registry import PartialDate, Registry
from .labels import labels_csv, labels_json

__all__ = ["export_files", "labels_csv", "labels_json"]


def export_files(registry: Registry, day: PartialDate) -> Iterator[tuple[str, str]]:
    """Yield (site path, content) of every export, evaluated at ``day``."""
    yield "donnees/lycees-des-metiers.csv", labels_csv(registry, day)
    yield "donnees/lycees-des-metiers.json", labels_json(registry, day)
