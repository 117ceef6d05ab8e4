# SPDX-License-Identifier: MIT
"""The command ``composer``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..diagnostics import Severite, count, plural, report
from ..options import DATE, ROOT
from ..site.model import Site
from .compose import compose


@click.command(
    "composer",
    help="Écrit tout le site dans DOSSIER comme un simple dossier de pages, qu’un autre moteur que MkDocs construit.",
)
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
@ROOT
@DATE
def composer(folder: Path, root: Path, date: str | None) -> None:
    """Write the portable tree; exit 1 if the repository is faulty or the folder exists."""
    if folder.exists():
        click.echo(f"{folder} existe déjà\u00a0: donnez un dossier nouveau, rien n’est écrasé.", err=True)
        sys.exit(1)
    site = Site.load(root.resolve(), date)
    if errors := [d for d in site.diagnostics if d.severite is Severite.ERREUR]:
        click.echo(report(errors))
        click.echo("Rien n’est écrit\u00a0: corrigez d’abord ces erreurs.")
        sys.exit(1)
    folder.parent.mkdir(parents=True, exist_ok=True)
    pages, files = compose(site, folder.resolve())
    warnings = count(site.diagnostics, Severite.ALERTE)
    click.echo(
        f"{plural(pages, 'page')}, {plural(files, 'fichier')}, {plural(warnings, 'alerte')}, à la date du {site.day.fr}, dans {folder}.\n"
        f"Pour le construire avec un autre moteur\u00a0: cd {folder}, puis zensical build."
    )
