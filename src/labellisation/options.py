# SPDX-License-Identifier: MIT
"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

ROOT = click.option(
    "--racine",
    "root",
    metavar="DOSSIER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Dossier du dépôt (par défaut\u00a0: le dossier courant).",
)
DATE = click.option(
    "--date", "date", metavar="AAAA-MM-JJ", help="Date de référence (par défaut\u00a0: celle du dernier commit)."
)
