# SPDX-License-Identifier: MIT
"""The commands ``academie creer``, ``etat``, ``derive`` and ``frontiere``; they print, and leave the work to the modules beside."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import git, layout
from ..content import read_pages
from ..diagnostics import plural
from ..options import ROOT
from ..registry import DateError, PartialDate, Registry
from .boundary import BoundaryError, boundary
from .overlay import Overlay, load_overlay
from .skeleton import SkeletonError, create
from .state import MISSING, drift, state


@click.group("academie", help="Prépare et suit la version d’une académie (le dossier academie/ d’une bifurcation).")
def academie() -> None:
    """Group of the commands of a fork."""


@academie.command(
    "creer", help="Écrit un dossier academie/ commenté, à remplir, pour l’académie NOM (lyon, la-reunion…)."
)
@click.argument("nom")
@ROOT
def creer(nom: str, root: Path) -> None:
    """Write the skeleton; exit 1, with nothing written, if there is one already or no such académie."""
    root = root.resolve()
    try:
        for path in create(root, Registry.load(root), nom):
            click.echo(path)
    except SkeletonError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(
        "Remplissez academie/academie.yml, puis les encarts. Pour vérifier\u00a0: python3 noxfile.py -s controler"
    )


def _overlay(root: Path) -> Overlay:
    registry = Registry.load(root)
    overlay, _problems = load_overlay(registry, read_pages(root)[0])
    if overlay is None:
        click.echo(
            "Pas de dossier academie/ ici\u00a0: c’est le dépôt national, ou une bifurcation à commencer par « academie creer NOM ».",
            err=True,
        )
        sys.exit(1)
    return overlay


@academie.command("etat", help="Dit ce qui est rempli, ce qui manque et ce qui est à relire.")
@ROOT
@click.option(
    "--date", "date", metavar="AAAA-MM-JJ", help="Date des retards (par défaut\u00a0: celle du dernier commit)."
)
def etat(root: Path, date: str | None) -> None:
    """Print the state of each thing that an académie may fill."""
    root = root.resolve()
    overlay = _overlay(root)
    try:
        day = PartialDate.parse(date or git.last_commit_day(root) or "")
    except DateError:
        click.echo(f"date {date!r}\u00a0: attendu un jour AAAA-MM-JJ (donnez --date)", err=True)
        sys.exit(2)
    lines = list(state(overlay, day))
    for line in lines:
        click.echo(f"{line.state:<17}{line.what} ({line.path})")
    missing = sum(line.state == MISSING for line in lines)
    click.echo(f"{plural(len(lines), 'point')}, dont {missing} à remplir, au {day.fr}.")


_FRONTIERE = """Prouve que le dépôt national n’a pas de dossier academie/, et qu’une bifurcation ne change que lui.

Dans le dépôt national, vérifie aussi que la dernière version publiée n’a perdu aucun emplacement.

\b
Codes de sortie\u00a0:
  0  la frontière est respectée
  1  un fichier la passe, ou un emplacement est perdu
  2  rien ne peut être prouvé\u00a0: l’adresse du dépôt national manque, ou git ne le lit pas
"""


@academie.command("frontiere", help=_FRONTIERE)
@ROOT
@click.option(
    "--amont",
    "upstream",
    metavar="ADRESSE",
    envvar="LABELLISATION_AMONT",
    help="Adresse ou révision du dépôt national (par défaut\u00a0: LABELLISATION_AMONT, puis depot dans data/site.yml).",
)
@click.option(
    "--ici",
    "here",
    metavar="ADRESSE",
    envvar=["CI_MERGE_REQUEST_PROJECT_URL", "LABELLISATION_DEPOT", "CI_PROJECT_URL"],
    help="Adresse du dépôt qui reçoit ces changements (une forge la donne).",
)
def frontiere(root: Path, upstream: str | None, here: str | None) -> None:
    """Print what crosses the boundary."""
    root = root.resolve()
    try:
        found = list(boundary(root, Registry.load(root), upstream or None, here or None))
    except BoundaryError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    for diagnostic in found:
        click.echo(str(diagnostic))
    if found:
        sys.exit(1)
    fork = (root / layout.OVERLAY).exists()
    click.echo(
        "Frontière respectée\u00a0: "
        + ("rien n’a changé hors de academie/." if fork else "pas de dossier academie/, aucun emplacement perdu.")
    )


@academie.command(
    "derive", help="Liste les fiches remplacées dont la source nationale a changé, et les emplacements disparus."
)
@ROOT
def derive(root: Path) -> None:
    """Print what drifted from upstream, with the differences."""
    lines = list(drift(_overlay(root.resolve())))
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("Rien n’a dérivé\u00a0: fiches remplacées et emplacements suivent le national.")
