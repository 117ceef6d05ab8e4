# SPDX-License-Identifier: MIT
"""The words of click in French: usage errors, help, questions.

click marks each of its sentences with ``_`` and ``ngettext`` but ships no translation, and gettext would follow the
language of the machine. :func:`speak_french` gives these two functions a catalogue instead; a sentence that the
catalogue lacks stays as click wrote it, and a test compares the catalogue with the installed click.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import click

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")

SENTENCES: Mapping[str, str] = {
    "Aborted!": "Abandon\u00a0: rien n’a été fait.",
    "deprecated": "abandonné",
    "Missing command.": "Il manque une commande\u00a0; --help en donne la liste.",
    "required": "obligatoire",
    "Options": "Options\u00a0",
    "Positional arguments": "Arguments\u00a0",
    "Commands": "Commandes\u00a0",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "La commande {name!r} est abandonnée.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "{name!r} est abandonné.{extra_message}",
    "Value must be an iterable.": "attendu plusieurs valeurs.",
    "env var: {var}": "variable d’environnement\u00a0: {var}",
    "default: {default}": "par défaut\u00a0: {default}",
    "(dynamic)": "(calculé)",
    "Do you want to continue?": "Continuer\u00a0?",
    "Confirm the action without prompting.": "Ne demande pas de confirmation.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Show the version and exit.": "Montre la version, et s’arrête.",
    "Show this message and exit.": "Montre cette aide, et s’arrête.",
    "Missing argument": "Il manque l’argument",
    "Missing option": "Il manque l’option",
    "Missing parameter": "Il manque le paramètre",
    "Missing parameter: {param_name}": "Il manque le paramètre\u00a0: {param_name}",
    "Missing {param_type}": "Il manque le paramètre",
    "unknown error": "erreur inconnue",
    "Invalid value: {message}": "Valeur refusée\u00a0: {message}",
    "Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint}\u00a0: {message}",
    "Could not open file {filename!r}: {message}": "Le fichier {filename!r} ne s’ouvre pas\u00a0: {message}",
    "Error: {message}": "Erreur\u00a0: {message}",
    "Try '{command} {option}' for help.": "Pour l’aide\u00a0: {command} {option}",
    "No such option {name!r}.": "L’option {name!r} n’existe pas.",
    "No such command {name!r}.": "La commande {name!r} n’existe pas.",
    "Usage:": "Emploi\u00a0:",
    "Invalid start character for option ({option})": "Une option ne peut pas commencer ainsi ({option})",
    "Option {name!r} does not take a value.": "L’option {name!r} s’écrit sans valeur.",
    "Argument {name!r} takes {nargs} values.": "L’argument {name!r} veut {nargs} valeurs.",
    "Press any key to continue...": "Appuyez sur une touche pour continuer…",
    "Repeat for confirmation": "Une seconde fois, pour confirmer",
    "Error: The two entered values do not match.": "Erreur\u00a0: les deux réponses diffèrent.",
    "Error: invalid input": "Erreur\u00a0: réponse refusée",
    "file": "le fichier",
    "directory": "le dossier",
    "path": "le chemin",
    "Choose from:\n\t{choices}": "Au choix\u00a0:\n\t{choices}",
    "Choice({choices})": "Choix({choices})",
    "{value} is not in the range {range}.": "{value}\u00a0: attendu un nombre dans l’intervalle {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r}\u00a0: attendu oui ou non, par l’un de ces mots\u00a0: {states}",
    "{value!r} is not a valid {number_type}.": "{value!r}\u00a0: attendu un nombre ({number_type}).",
    "{value!r} is not a valid UUID.": "{value!r}\u00a0: attendu un UUID.",
    "{name} {filename!r} is a file.": "{name} {filename!r} est un fichier.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} est un dossier.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} ne peut pas être lu.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} ne peut pas être écrit.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} ne peut pas être exécuté.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} n’existe pas.",
}

#: English plural form → French singular and plural.
PLURALS: Mapping[str, tuple[str, str]] = {
    "Got unexpected extra arguments ({args})": ("Argument en trop ({args})", "Arguments en trop ({args})"),
    "Takes {nargs} values but {len} were given.": (
        "attendu {nargs} valeurs, une seule donnée.",
        "attendu {nargs} valeurs, {len} données.",
    ),
    "(Did you mean one of: {possibilities}?)": (
        "Vouliez-vous dire {possibility}\u00a0?",
        "(Vouliez-vous dire un de ces mots\u00a0: {possibilities}\u00a0?)",
    ),
    "Option {name!r} requires {nargs} arguments.": (
        "L’option {name!r} veut une valeur.",
        "L’option {name!r} veut {nargs} valeurs.",
    ),
    "{value!r} is not one of {choices}.": (
        "{value!r}\u00a0: attendu {choice}.",
        "{value!r}\u00a0: attendu un de {choices}.",
    ),
    "{value!r} does not match the formats {formats}.": (
        "{value!r}\u00a0: attendu la forme {format}.",
        "{value!r}\u00a0: attendu une des formes {formats}.",
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "attendu {len_type} valeurs, {len_value} donnée.",
        "attendu {len_type} valeurs, {len_value} données.",
    ),
}


def translate(sentence: str) -> str:
    """Return the French of one sentence of click, or the sentence itself."""
    return SENTENCES.get(sentence, sentence)


def translate_plural(singular: str, plural: str, number: int) -> str:
    """Return the French of one sentence of click that depends on a number (French: plural from two on)."""
    one, many = PLURALS.get(plural, (singular, plural))
    return one if abs(number) < 2 else many


def speak_french() -> None:
    """Make click speak French in this process; a second call changes nothing."""
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        for function, french in (("_", translate), ("ngettext", translate_plural)):
            if hasattr(module, function):
                setattr(module, function, french)


class Lazy(NamedTuple):
    """A command that is not imported yet: where it is (« package.module:attribute »), how its help begins."""

    where: str
    help: str


class FrenchGroup(click.Group):
    """A group of commands that speaks French, with all that it runs; ``lazy`` commands are imported when they are called."""

    def __init__(self, *args: Any, lazy: Mapping[str, Lazy] | None = None, **kwargs: Any) -> None:
        """Take what :class:`click.Group` takes, and the commands by name."""
        speak_french()
        super().__init__(*args, **({"subcommand_metavar": "COMMANDE [ARGUMENTS]..."} | kwargs))
        self._lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of every command, those not imported yet included."""
        return sorted({*super().list_commands(ctx), *self._lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now if it was not."""
        if cmd_name in self._lazy and cmd_name not in self.commands:
            module, _, attribute = self._lazy[cmd_name].where.partition(":")
            self.add_command(getattr(importlib.import_module(module), attribute), cmd_name)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        shown = {name: click.Command(name, help=command.help) for name, command in self._lazy.items()}
        click.Group(commands={**shown, **self.commands}).format_commands(ctx, formatter)
