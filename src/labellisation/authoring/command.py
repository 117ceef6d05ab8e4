# SPDX-License-Identifier: MIT
"""The commands ``nouveau texte``, ``nouveau etablissement``, ``nouveau fiche`` and ``nouveau terme``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from ..diagnostics import Severite, count
from ..options import ROOT
from ..reports.output import write_beside
from ..site.model import Site
from . import etablissement, fiche, terme, texte
from .questions import Question, Talk, ask
from .roundtrip import RewriteError
from .trial import new_problems

_HELP = """Ajoute un texte, un établissement, une fiche ou un terme, en posant les questions une à une.

Chaque réponse peut aussi se donner en option\u00a0; rien ne s’écrit si une règle du guide s’y oppose.

\b
Codes de sortie\u00a0:
  0  c’est écrit
  1  une règle s’y oppose\u00a0: rien n’est écrit
  2  une réponse manque ou ne convient pas\u00a0: rien n’est écrit
"""


@click.group("nouveau", help=_HELP)
def nouveau() -> None:
    """Group of the kinds of record."""


def _command(name: str, help: str, questions: Sequence[Question]) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command of ``nouveau`` with one option a question."""

    def decorate(function: Callable[..., None]) -> click.Command:
        for question in reversed(questions):
            function = click.option(question.option, question.key, metavar="…", help=question.text)(function)
        function = click.option(
            "--sans-question", "quiet", is_flag=True, help="Ne demande rien\u00a0: ce qui manque est inconnu."
        )(function)
        function = ROOT(function)
        return nouveau.command(name, help=help)(function)

    return decorate


@_command("texte", "Ajoute un texte officiel\u00a0: data/textes/<identifiant>.yml.", texte.QUESTIONS)
def new_texte(root: Path, quiet: bool, **given: Any) -> None:
    """Ask, try, write."""
    site = Site.load(root.resolve())
    talk = ask(texte.QUESTIONS, given, site.registry, prompt=not quiet)
    path = texte.path(talk)
    _finish(site, path, lambda before, schema: _new(before, texte.text(talk, schema)), "texte", texte.next_steps(talk))


@_command("etablissement", "Ajoute un lycée et son label au fichier de son académie.", etablissement.QUESTIONS)
def new_etablissement(root: Path, quiet: bool, **given: Any) -> None:
    """Ask, try, write."""
    site = Site.load(root.resolve())
    talk = ask(etablissement.QUESTIONS, given, site.registry, prompt=not quiet)

    def make(before: str | None, schema: str) -> str:
        return etablissement.text(talk, etablissement.empty(talk, schema) if before is None else before)

    _finish(site, etablissement.path(talk), make, "etablissements", etablissement.next_steps(talk))


@_command("terme", "Ajoute un sigle ou un terme au glossaire.", terme.QUESTIONS)
def new_terme(root: Path, quiet: bool, **given: Any) -> None:
    """Ask, try, write."""
    site = Site.load(root.resolve())
    talk = ask(terme.QUESTIONS, given, site.registry, prompt=not quiet)

    def make(before: str | None, _schema: str) -> str:
        return terme.text(talk, terme.EMPTY if before is None else before)

    _finish(site, terme.PATH, make, "glossaire", terme.next_steps(talk))


@_command("fiche", "Ajoute une fiche, une annexe ou une autre page.", fiche.questions(()))
def new_fiche(root: Path, quiet: bool, **given: Any) -> None:
    """Ask, try, write."""
    site = Site.load(root.resolve())
    talk: Talk = ask(fiche.questions(site.pages.values()), given, site.registry, prompt=not quiet)
    steps = fiche.next_steps(talk, fork=_is_fork(site.root))
    _finish(site, fiche.path(talk), lambda before, _schema: _new(before, fiche.text(talk)), "", steps)


def _new(before: str | None, text: str) -> str:
    """Return ``text`` for a file that must not exist yet."""
    if before is not None:
        raise RewriteError("le fichier existe déjà")
    return text


def _is_fork(root: Path) -> bool:
    return (root / "academie").is_dir()


def _real(root: Path, path: str) -> str:
    """Return where ``path`` is written: under ``academie/`` in a fork, which never touches the national files."""
    if not _is_fork(root):
        return path
    return f"academie/{path}" if path.startswith("data/") else f"academie/pages/{path.rpartition('/')[2]}"


def _finish(site: Site, path: str, make: Callable[[str | None, str], str], schema: str, steps: Sequence[str]) -> None:
    """Try the new text under the rules; write it if they agree, and say what to do next."""
    real = _real(site.root, path)
    file = site.root / real
    folder = os.path.relpath(site.root / "data" / "schemas", file.parent).replace(os.sep, "/")
    try:
        if file.is_symlink():
            raise RewriteError("lien symbolique")
        before = file.read_text(encoding="utf-8-sig") if file.is_file() else None
        text = make(before, f"{folder}/{schema}.schema.json")
    except (RewriteError, OSError, UnicodeDecodeError) as error:
        click.echo(f"{real}\u00a0: {error}. Rien n’a été écrit.", err=True)
        sys.exit(1)
    problems, told = new_problems(site, real, text)
    if problems:
        click.echo(told)
    if count(problems, Severite.ERREUR):
        click.echo("Rien n’a été écrit.")
        sys.exit(1)
    write_beside(file, text)
    click.echo(f"Écrit\u00a0: {real}")
    for step in [*steps, "Vérifiez (labellisation controler --depuis HEAD), puis proposez le changement sur la forge."]:
        click.echo(f"- {step}")
