# SPDX-License-Identifier: MIT
"""The command ``publier``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..options import DATE, ROOT
from ..site.model import Site
from .every import publish_all
from .frozen import verify
from .names import CURRENT, PublishError
from .publish import Order, in_french, publish_version
from .published import Published
from .targets import target_of

_HELP = """Construit la version VERSION (par défaut\u00a0: l’année scolaire encore ouverte) et la dépose sur la branche des versions.

\b
Codes de sortie\u00a0:
  0  c’est fait, et vérifié
  1  refusé\u00a0: rien n’a changé, la raison est dite
  2  commande mal écrite
"""


@click.command("publier", help=_HELP)
@click.argument("version", required=False)
@ROOT
@DATE
@click.option("--alias", multiple=True, default=[CURRENT], show_default=True, help="Autre nom de cette version.")
@click.option(
    "--branche", "branch", default="pages", show_default=True, help="Branche qui porte les versions publiées."
)
@click.option("--distant", "remote", help="Dépôt distant où pousser la branche (par défaut\u00a0: aucun).")
@click.option("--clore", "close", is_flag=True, help="Fige la version\u00a0: elle ne pourra plus changer.")
@click.option(
    "--verifier", "check", is_flag=True, help="Ne publie rien\u00a0: prouve que chaque version close est intacte."
)
@click.option(
    "--tout", "every", is_flag=True, help="Refait chaque version étiquetée de ce dépôt, puis l’année ouverte."
)
@click.option(
    "--tolerer", "accept", is_flag=True, help="Avec --tout\u00a0: publie une version refaite même si elle diffère."
)
def publier(
    version: str | None,
    root: Path,
    date: str | None,
    alias: tuple[str, ...],
    branch: str,
    remote: str | None,
    close: bool,
    check: bool,
    every: bool,
    accept: bool,
) -> None:
    """Publish, verify or make again the versions of the site."""
    _refuse_mixed(version, close, check, every, accept, remote)
    aliases = tuple(dict.fromkeys(a for a in alias if a))
    order = Order(root.resolve(), version, aliases, branch, remote, date, close)
    try:
        if check:
            sound = _verify(order)
            sys.exit(0 if sound else 1)
        for line in publish_all(order, accept) if every else publish_version(order):
            click.echo(line)
    except PublishError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _refuse_mixed(version: str | None, close: bool, check: bool, every: bool, accept: bool, remote: str | None) -> None:
    """Refuse options that ask for two things."""
    if check and (every or close or version):
        raise click.UsageError("--verifier ne publie rien\u00a0: attendu sans VERSION, sans --clore et sans --tout.")
    if every and (version or close or remote):
        raise click.UsageError(
            "--tout publie chaque étiquette sur la branche locale\u00a0: attendu sans VERSION, sans --clore et sans --distant."
        )
    if accept and not every:
        raise click.UsageError("--tolerer ne sert qu’avec --tout.")


def _verify(order: Order) -> bool:
    """Print one line for each version and other name; return whether all are sound."""
    with in_french():
        tip = target_of(order.root, order.branch, order.remote).tip()
        found: Iterator[tuple[bool, str]] = verify(Published(order.root, tip), order.root, _academie(order.root))
        lines = list(found)
    for sound, line in lines:
        click.echo(line, err=not sound)
    return all(sound for sound, _line in lines)


def _academie(root: Path) -> str | None:
    """Return the short name of the académie of this fork; ``None`` upstream."""
    if not (root / "academie" / "academie.yml").is_file():
        return None
    overlay = Site.load(root).academie
    return overlay.academie.slug if overlay and overlay.academie else None
