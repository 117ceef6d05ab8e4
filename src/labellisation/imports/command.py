# SPDX-License-Identifier: MIT
"""The command ``importer``; it prints, decides the exit code, and leaves the work to the modules beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ..diagnostics import Severite, plural
from ..options import ROOT
from ..registry import Registry
from ..registry.models.witness import DATASET
from ..registry.temoin import read_temoin, snapshot_folder
from .download import CACHE, DownloadError, Progress, download, public_address, session
from .extract import Extract, read_extract
from .places import Places
from .proposals import ProposalError, write_proposals
from .report import check_regression, counts, findings, written
from .snapshot import write_temoin

DEFAULT_FOLDER = Path("propositions")
_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "importer",
    help="Importe l’Annuaire de l’éducation (CSV officiel) comme témoin, et dit ce qui change et ce qui diffère du registre.",
)
@click.argument("fichier", type=_EXISTING, required=False)
@click.option("--url", metavar="ADRESSE", help="Télécharge le fichier à cette adresse au lieu de lire FICHIER.")
@click.option(
    "--taille-max",
    "limit",
    default=200,
    show_default=True,
    type=click.IntRange(1),
    help="Taille maximale à télécharger, en Mo.",
)
@ROOT
@click.option(
    "--extrait-du",
    "day",
    metavar="AAAA-MM-JJ",
    help="Date de l’extrait (par défaut\u00a0: la dernière date de mise à jour du fichier).",
)
@click.option(
    "--malgre-les-erreurs",
    "anyway",
    is_flag=True,
    help="Importe les lignes justes d’un fichier abîmé\u00a0; sans cela, rien n’est écrit.",
)
@click.option(
    "--proposer",
    "propose",
    is_flag=True,
    help="Écrit aussi des entrées de registre à compléter, un fichier par académie.",
)
@click.option(
    "--vers",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des propositions (par défaut\u00a0: propositions/).",
)
@click.option("--tout", "everything", is_flag=True, help="Montre toutes les lignes des listes et toutes les erreurs.")
def importer(fichier: Path | None, url: str | None, limit: int, **options: Any) -> None:
    """Import one export; exit 1 and write nothing if it is refused."""
    run = Run(**options | {"root": options["root"].resolve()})
    if run.folder and not run.propose:
        raise click.UsageError("--vers ne sert qu’avec --proposer.")
    try:
        if url and not fichier:
            run.go(_fetch(url, run.root, limit * 1_000_000), public_address(url))
        elif fichier and not url:
            run.go(fichier, DATASET)
        else:
            raise click.UsageError("Donnez un FICHIER, ou une adresse avec --url\u00a0; l’un des deux.")
    except (DownloadError, ProposalError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@dataclass(frozen=True)
class Run:
    """The options of one import."""

    root: Path
    day: str | None
    anyway: bool
    propose: bool
    folder: Path | None
    everything: bool

    def go(self, path: Path, source: str) -> None:
        """Import the file ``path``, which comes from the address ``source``."""
        registry = Registry.load(self.root)
        previous, _ = read_temoin(self.root)
        extract = self.read(path, source, registry)
        check_regression(extract, previous)
        if extract.journal.by_rule:
            click.echo("\n".join(extract.journal.lines()))
        temoin = extract.temoin
        if temoin is None or (extract.journal.count(Severite.ERREUR) and not self.anyway):
            click.echo(_refusal(extract))
            sys.exit(1)
        folder = self.folder or self.root / DEFAULT_FOLDER
        proposed = write_proposals(self.root, folder, temoin, registry) if self.propose else []
        paths = write_temoin(self.root, snapshot_folder(self.root), temoin)
        click.echo("\n".join(counts(extract, temoin)))
        click.echo("\n".join(findings(temoin, previous, registry, everything=self.everything)))
        click.echo(written(paths, self.root))
        if self.propose:
            click.echo(f"Propositions à compléter\u00a0: {plural(len(proposed), 'fichier')} dans {folder}")

    def read(self, path: Path, source: str, registry: Registry) -> Extract:
        """Read the file for the lycées that matter and those of ``registry``."""
        known = {item.uai for item in registry.etablissements.values() if item.uai}
        shown = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        places = Places.of(registry)
        return read_extract(path, shown, places, known, day=self.day, source=source, everything=self.everything)


def _refusal(extract: Extract) -> str:
    if extract.temoin is None:
        return "Fichier refusé\u00a0; rien n’a été écrit."
    return "Rien n’a été écrit. Pour importer les lignes justes et laisser les autres, ajoutez --malgre-les-erreurs."


def _fetch(url: str, root: Path, limit: int) -> Path:
    with session() as client, _progress() as progress:
        return download(client, url, root / CACHE, progress, limit=limit)


@contextmanager
def _progress() -> Iterator[Progress]:
    """Yield a callback that draws a bar on a terminal when the size is known, else a running count; nothing in a log."""
    if not sys.stderr.isatty():
        yield lambda held, total: None
        return

    def draw(held: int, total: int | None) -> None:
        done = f"{held / 1e6:.1f} Mo".replace(".", ",")
        bar = f"[{'#' * (30 * held // total):<30}] {100 * held // total:3d} % " if total else ""
        click.echo(f"\rTéléchargement {bar}{done}", nl=False, err=True)

    yield draw
    click.echo(err=True)
