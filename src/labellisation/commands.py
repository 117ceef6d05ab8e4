# SPDX-License-Identifier: MIT
"""The commands that only count: ``compter``, ``sources``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .content import read_pages
from .content.stats import table
from .diagnostics import plural
from .options import ROOT
from .registry import Registry, provenance


@click.command(
    "compter", help="Compte, par fiche et par annexe, les mots, les références, les outils et les points à vérifier."
)
@ROOT
def measure(root: Path) -> None:
    """Print the table of the pages."""
    pages, _problems = read_pages(root.resolve())
    for line in table(pages.values()):
        click.echo(line)


@click.command(
    "sources",
    help="Compte les labels et leurs sources par genre, et liste les faits sans source ou sans jour de lecture.",
)
@ROOT
def sources(root: Path) -> None:
    """Print the sources by kind; exit 1 if a fact names no page or no day of reading."""
    registry = Registry.load(root.resolve())
    for line in provenance.table(registry):
        click.echo(line)
    found = sorted(provenance.unsourced(registry))
    for fact in found:
        path, row, column = fact.place
        click.echo(f"{path}:{row}:{column} label {fact.label}, {fact.genre}\u00a0: sans {' ni '.join(fact.missing)}")
    click.echo(f"Faits sans source ou sans jour de lecture\u00a0: {len(found) or 'aucun'}.")
    if mistakes := provenance.refused(registry):
        click.echo(
            f"{plural(mistakes, 'erreur')} dans ces fichiers\u00a0: les nombres peuvent être faux (voir controler)."
        )
    if found or mistakes:
        sys.exit(1)
