# SPDX-License-Identifier: MIT
"""The commands that have no package of their own: ``construire``, ``compter``, ``sources``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from .content import read_pages
from .content.stats import table
from .diagnostics import Severite, count, plural, report
from .options import DATE, ROOT
from .registry import Registry, provenance
from .site.build import build_site


@click.command("construire", help="Contrôle et construit le site dans site/.")
@ROOT
@DATE
@click.option(
    "--documents", "with_documents", is_flag=True, help="Fait aussi les fichiers à télécharger (tableurs, textes, PDF)."
)
@click.option("--vers", "target", type=click.Path(path_type=Path), help="Dossier à écrire (par défaut\u00a0: site/).")
def build(root: Path, date: str | None, target: Path | None, with_documents: bool) -> None:
    """Build the site; exit 1 and leave the last good one if anything is wrong."""
    start = time.perf_counter()
    root = root.resolve()
    target = (target or root / "site").resolve()
    built = build_site(root, target, date, with_documents=with_documents)
    click.echo(report(built.diagnostics))
    if not built.ok:
        click.echo(f"Site non construit\u00a0; {target.name}/ garde la dernière version correcte.")
        sys.exit(1)
    seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
    errors, warnings = count(built.diagnostics, Severite.ERREUR), count(built.diagnostics, Severite.ALERTE)
    click.echo(
        f"{plural(built.pages, 'page')}, {plural(built.textes, 'texte')}, {plural(built.labels, 'label')}, {plural(errors, 'erreur')}, "
        f"{plural(warnings, 'alerte')}, à la date du {built.day}, en {seconds} s. Le site est dans {target}\u00a0: "
        f"pour le regarder, python3 -m http.server -d {target} 8000, puis http://localhost:8000/"
    )


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
