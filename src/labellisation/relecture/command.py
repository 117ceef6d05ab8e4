# SPDX-License-Identifier: MIT
"""The command ``verifier-documents``: every file to download of a built site, opened again, in two tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from ..diagnostics import plural
from .model import Read, aligned, kilobytes
from .office import command as office
from .tools import read_tools

if TYPE_CHECKING:
    from .papers import Paper

_HELP = """Rouvre chaque fichier à télécharger d’un site construit avec --documents, et dit ce qu’il contient.

Les classeurs et les textes le sont par LibreOffice, qui recalcule les formules\u00a0; les calendriers par icalendar, les PDF par pikepdf.

\b
Codes de sortie\u00a0:
  0  aucun défaut
  1  un défaut, ou aucun fichier
  2  commande mal écrite
"""
_OFFICE = (".ods", ".xlsx", ".odt", ".docx", ".csv", ".ics")


@click.command("verifier-documents", help=_HELP)
@click.argument(
    "dossier",
    metavar="DOSSIER",
    default="site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
def verifier_documents(dossier: Path) -> None:
    """Print the tables; exit 1 if anything is wrong."""
    if find_spec("pikepdf") is None or find_spec("icalendar") is None:
        click.echo("Il manque pikepdf ou icalendar\u00a0: installez les extras [outils] et [pdf].", err=True)
        sys.exit(1)
    from .papers import read_epub, read_pdf  # they need the extra

    found = {p.relative_to(dossier).as_posix(): p for p in sorted(dossier.rglob("*")) if p.is_file()}
    tools = {n: p.read_bytes() for n, p in found.items() if n.startswith("outils/") and p.suffix in _OFFICE}
    papers = [read_pdf(n, p.read_bytes()) for n, p in found.items() if p.suffix == ".pdf"]
    books = [read_epub(n, p.read_bytes()) for n, p in found.items() if p.suffix == ".epub"]
    if not tools and not papers:
        click.echo(f"Aucun document dans {dossier}\u00a0: construisez d’abord le site avec --documents.", err=True)
        sys.exit(1)
    with TemporaryDirectory() as folder:
        files = sorted([*read_tools(tools, Path(folder)), *books], key=lambda f: (f.path.rpartition("/")[0], f.path))
    faults = [(f.path, words) for f in files for words in f.faults]
    faults += [(p.path, words) for p in papers for words in p.faults]
    for line in (*_tools(files), "", *_papers(papers), ""):
        click.echo(line)
    if office() is None:
        click.echo("LibreOffice est absent\u00a0: classeurs et textes n’ont pas été rouverts.")
    for path, words in faults:
        click.echo(f"{path}\u00a0: {words}")
    weight = kilobytes(sum(f.weight for f in files) + sum(p.weight for p in papers))
    click.echo(f"{plural(len(files) + len(papers), 'fichier')}, {weight}, {plural(len(faults), 'défaut')}.")
    sys.exit(1 if faults else 0)


def _tools(files: list[Read]) -> Iterator[str]:
    rows = [(f.name, f.format, kilobytes(f.weight), f.reader, f.found) for f in files]
    yield from aligned(("Outil", "Format", "Taille", "Rouvert par", "Constat"), rows, frozenset({2}))


def _papers(papers: list[Paper]) -> Iterator[str]:
    headings = (
        "PDF",
        "Taille",
        "Pages",
        "Balises",
        "Langue",
        "PDF/UA",
        "TH sans portée",
        "Figures sans texte",
        "Titre",
    )
    rows = [
        (
            p.path.rpartition("/")[2], kilobytes(p.weight), str(p.pages), str(p.tags), p.language, "déclaré" if p.ua else "non",
            str(p.bare_headers), str(p.bare_figures), p.title,
        )
        for p in papers
    ]  # fmt: skip
    yield from aligned(headings, rows, frozenset({1, 2, 3, 6, 7}))
