# SPDX-License-Identifier: MIT
"""The command ``controler``: every rule on every file in one run, in the format that the reader of the answer wants."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from ..checks import FAMILIES, RULES
from ..checks.fix import mend
from ..content import SourcePage
from ..content.recall import remember
from ..diagnostics import Diagnostic, Severite, count
from ..git import GitError, changed_since
from ..memo import Memo
from ..options import DATE, ROOT
from ..site.forge import site_url
from ..site.model import Site
from .output import write_beside
from .render import FORMATS, render
from .since import answerable

#: The published version whose rules are those of today: the default alias of « publier ».
_VERSION = "courant"
_HELP = """Vérifie toutes les données et toutes les pages, et dit tout en une fois.

\b
Codes de sortie\u00a0:
  0  aucune erreur (il peut rester des alertes et des conseils)
  1  au moins une erreur
  2  commande mal écrite, rien n’a été vérifié
"""


def _families(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Read « TXT,ETB » or « TXT001 »; refuse what no rule bears."""
    wanted = tuple(filter(None, (part.strip().upper() for part in (value or "").split(","))))
    wrong = [part for part in wanted if part not in FAMILIES and part not in RULES]
    if wrong or (value is not None and not wanted):
        families = ", ".join(FAMILIES)
        shown = ", ".join(wrong) or repr(value)
        message = f"{shown}\u00a0: attendu des familles ({families}) ou des codes de règles, séparés par des virgules"
        raise click.BadParameter(message)
    return wanted


@click.command("controler", help=_HELP)
@ROOT
@DATE
@click.option(
    "--format",
    "format",
    metavar="FORMAT",
    type=click.Choice(FORMATS),
    default="texte",
    show_default=True,
    help="Forme de la réponse\u00a0: texte (pour une personne), json, codequality (GitLab), sarif, github (annotations), junit.",
)
@click.option(
    "--seulement", "only", metavar="TXT,ETB", callback=_families, help="Ne montre que ces familles ou ces règles."
)
@click.option(
    "--depuis",
    "since",
    metavar="REV",
    help="Ne montre que ce qui vient des changements depuis ce commit, cette branche ou cette étiquette, "
    "y compris ce qu’ils abîment dans d’autres fichiers.",
)
@click.option("--corriger", "fix", is_flag=True, help="Corrige la typographie des pages et montre ce qui change.")
@click.option(
    "--sortie",
    "output",
    metavar="FICHIER",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Fichier à écrire dans ce format\u00a0; le texte reste affiché.",
)
def controler(
    root: Path, date: str | None, format: str, only: tuple[str, ...], since: str | None, fix: bool, output: Path | None
) -> None:
    """Print the diagnostics; exit 1 if one of those shown is an error."""
    root = root.resolve()
    memo = Memo.of(root)
    site = Site.load(root, date, memo=memo)
    try:
        if fix:
            for line in mend(root, iter(_pages(root, site, since))):
                click.echo(line, err=format != "texte" and output is None)
            site = Site.load(root, date, site.registry)
        found = answerable(root, since, site, memo) if since else site.diagnostics
    except GitError as error:
        reason = f" ({error})" if str(error) and "rev-parse" not in str(error) else ""
        message = f"{since!r}\u00a0: attendu un commit, une branche ou une étiquette que git connaît{reason}"
        raise click.BadParameter(message, param_hint="--depuis") from error
    remember(site.pages.values(), memo)
    memo.save()
    found = [d for d in found if not only or d.code.startswith(only)]
    address = str(site.registry.site.get("adresse") or "") or site_url()
    _tell(found, format, root, f"{address.rstrip('/')}/{_VERSION}/" if address else None, output)
    sys.exit(1 if count(found, Severite.ERREUR) else 0)


def _pages(root: Path, site: Site, since: str | None) -> Iterable[SourcePage]:
    """Return the pages to mend: all, or those that changed since ``since``."""
    changed = changed_since(root, since)[1] if since else None
    return [page for page in site.pages.values() if changed is None or page.path in changed]


def _tell(found: list[Diagnostic], format: str, root: Path, address: str | None, output: Path | None) -> None:
    """Print the report, in colour on a terminal that wants it; with ``output``, write it there and print the text."""
    if output is not None:
        try:
            write_beside(output, render(found, format, root, address) + "\n")
        except OSError as error:
            raise click.BadParameter(f"{output}\u00a0: {error.strerror}", param_hint="--sortie") from error
        format = "texte"
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render(found, format, root, address, colour=colour), color=colour or None)
