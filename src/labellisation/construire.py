# SPDX-License-Identifier: MIT
"""The command ``construire``."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import click

from .diagnostics import Severite, count, plural, report
from .memo import path_of
from .options import DATE, ROOT
from .site.fork import Beside
from .templates_ahead import compile_ahead


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
    with ExitStack() as copies:  # what another processor does while Python loads all that a build needs
        copies.enter_context(closing(Beside(partial(compile_ahead, root)).start()))
        half = None
        if not path_of(root).exists():  # nothing was remembered: the data must be read whole
            from .registry.ahead import half as half_of  # both need the registry: it is loaded before

            half = copies.enter_context(closing(Beside(partial(half_of, root, 1)).start()))
        from .site.build import build_site

        built = build_site(root, target, date, with_documents=with_documents, other_half=half)
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
