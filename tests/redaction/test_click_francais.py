# SPDX-License-Identifier: MIT
"""The command line speaks French, whatever click installed says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from labellisation.french_click import PLURALS, SENTENCES, FrenchGroup, Lazy, translate, translate_plural

#: Sentences for the programmer, for a shell or for an editor program: no editor of the site meets them.
INTERNAL = {
    "Could not determine name for option with declarations {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to pass '--{name}'?",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
}
MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")


def sentences() -> tuple[set[str], set[str]]:
    """Return the sentences that the installed click translates, and the plural ones."""
    single, plural = set(), set()
    for name in MODULES:
        for node in ast.walk(ast.parse((Path(click.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if node.func.id == "ngettext":
                    plural.add(words[1])
                elif words:
                    single.add(words[0])
    return single, plural


def test_every_sentence_of_click_has_its_french() -> None:
    """No sentence of the installed click that an editor may meet is missing from the catalogue."""
    single, plural = sentences()
    assert len(single) > 40
    assert set() == single - set(SENTENCES) - INTERNAL
    assert set() == plural - set(PLURALS)


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


def test_a_translation_uses_only_the_values_of_its_sentence() -> None:
    """No French sentence asks for a value that click does not give."""
    for english, french in SENTENCES.items():
        assert fields(french) <= fields(english)
    known = {"possibility", "choice", "format"}
    for english, (one, many) in PLURALS.items():
        assert fields(many) <= fields(english)
        assert fields(one) <= fields(english) | known


@click.group("labellisation", cls=FrenchGroup)
def principal() -> None:
    """Groupe fictif."""


@principal.command("lire", help="Lit un fichier.")
@click.argument("fichier", type=click.Path(exists=True))
@click.option("--nombre", type=int, required=True)
@click.option("--genre", type=click.Choice(["un", "deux"]))
@click.option("--oui", is_flag=True)
def lire(**_options: object) -> None:
    """Fictitious command."""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["lirre"], "Erreur\u00a0: La commande 'lirre' n’existe pas."),
        (["lire", "--nimporte"], "Erreur\u00a0: L’option '--nimporte' n’existe pas."),
        (["lire", "--nombr", "1"], "Vouliez-vous dire '--nombre'\u00a0?"),
        (["lire", "--nombre", "1"], "Il manque l’argument 'FICHIER'"),
        (["lire", "."], "Il manque l’option '--nombre'"),
        (["lire", ".", "--nombre"], "L’option '--nombre' veut une valeur."),
        (["lire", ".", "--nombre", "x"], "Valeur refusée pour '--nombre'\u00a0: 'x'\u00a0: attendu un nombre"),
        (["lire", ".", "--nombre", "1", "--genre", "x"], "attendu un de 'un', 'deux'."),
        (["lire", ".", "a", "--nombre", "1"], "Argument en trop (a)"),
        (["lire", ".", "a", "b", "--nombre", "1"], "Arguments en trop (a b)"),
        (["lire", "--oui=1", "."], "L’option '--oui' s’écrit sans valeur."),
        (["lire", "/absent/fictif", "--nombre", "1"], "'/absent/fictif' n’existe pas."),
        (["lire", "x"], "Pour l’aide\u00a0: labellisation lire --help"),
        (["--help"], "Commandes\u00a0:"),
        (["--help"], "Montre cette aide, et s’arrête."),
        (["lire", "--help"], "Emploi\u00a0: labellisation lire"),
    ],
)
def test_usage_errors(arguments: list[str], expected: str) -> None:
    """Each usage error and each help page is in French."""
    output = CliRunner().invoke(principal, arguments).output
    assert expected in output
    assert not re.search(r"\b(Error|Usage|Missing|No such|Invalid|Try|Show|Commands|requires)\b", output)


def test_an_unknown_sentence_stays_as_it_is() -> None:
    """A sentence of a later click is shown in English rather than lost."""
    assert "New sentence." == translate("New sentence.")
    assert ("one", "many") == (translate_plural("one", "many", 1), translate_plural("one", "many", 2))


def test_a_lazy_command_is_imported_when_called() -> None:
    """The help lists a lazy command, a slip is told its name, and its module is imported by the call that needs it."""
    lazy = {"tout": Lazy(f"{__name__}:lire", "Lit."), "absente": Lazy("module.fictif:commande", "N’est pas là.")}
    group = FrenchGroup("labellisation", lazy=lazy)
    assert ["absente", "tout"] == group.list_commands(click.Context(group))
    assert "absente  N’est pas là." in CliRunner().invoke(group, ["--help"]).output
    result = CliRunner().invoke(group, ["tout", "--help"])
    assert (0, True) == (result.exit_code, "Lit un fichier." in result.output)
    assert "Vouliez-vous dire" in CliRunner().invoke(group, ["touts"]).output
