# SPDX-License-Identifier: MIT
"""The command line: ``python -m labellisation``."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper

import click

from . import __version__
from .diagnostics import NoDateError
from .french_click import FrenchGroup, Lazy
from .memory import rare_collection

#: Every command, with the first sentence of its help: one is imported when it is called, so that each starts soon.
COMMANDS = {
    "academie": Lazy(
        "labellisation.academie.command:academie",
        "Prépare et suit la version d’une académie (le dossier academie/ d’une bifurcation).",
    ),
    "composer": Lazy(
        "labellisation.portable.command:composer",
        "Écrit tout le site dans DOSSIER comme un simple dossier de pages, qu’un autre moteur que MkDocs construit.",
    ),
    "compter": Lazy(
        "labellisation.commands:measure",
        "Compte, par fiche et par annexe, les mots, les références, les outils et les points à vérifier.",
    ),
    "construire": Lazy("labellisation.construire:build", "Contrôle et construit le site dans site/."),
    "controler": Lazy(
        "labellisation.reports.command:controler",
        "Vérifie toutes les données et toutes les pages, et dit tout en une fois.",
    ),
    "importer": Lazy(
        "labellisation.imports.command:importer",
        "Importe l’Annuaire de l’éducation (CSV officiel) comme témoin, et dit ce qui change et ce qui diffère du registre.",
    ),
    "nouveau": Lazy(
        "labellisation.authoring.command:nouveau",
        "Ajoute un texte, un établissement, une fiche ou un terme, en posant les questions une à une.",
    ),
    "publier": Lazy(
        "labellisation.publishing.command:publier",
        "Construit la version VERSION (par défaut\u00a0: l’année scolaire encore ouverte) et la dépose sur la branche des versions.",
    ),
    "servir": Lazy(
        "labellisation.apercu.command:servir", "Montre le site et chaque changement dès qu’il est enregistré."
    ),
    "sources": Lazy(
        "labellisation.commands:sources",
        "Compte les labels et leurs sources par genre, et liste les faits sans source ou sans jour de lecture.",
    ),
    "verifier-documents": Lazy(
        "labellisation.relecture.command:verifier_documents",
        "Rouvre chaque fichier à télécharger d’un site construit avec --documents, et dit ce qu’il contient.",
    ),
    "verifier-liens": Lazy(
        "labellisation.links.command:verifier_liens",
        "Demande à chaque adresse extérieure si elle répond encore, et l’écrit dans data/liens.yml.",
    ),
}


@click.group(
    cls=FrenchGroup,
    lazy=COMMANDS,
    help="Contrôle, construit et publie le site du label «\u00a0Lycée des métiers\u00a0».",
)
@click.version_option(__version__, message="labellisation %(version)s", help="Montre la version, et s’arrête.")
def main() -> None:
    """Group of the commands."""


def run() -> None:
    """Run the command line; a date that cannot be read is one French sentence."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a redirected Windows console may lack a letter
    with rare_collection():
        try:
            main(prog_name="labellisation")
        except NoDateError as error:
            click.echo(str(error), err=True)
            sys.exit(2)
        finally:
            gc.freeze()  # Python ends by looking for garbage in all that was made: half a second, for what the system takes back


if __name__ == "__main__":
    run()
