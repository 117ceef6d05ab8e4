# SPDX-License-Identifier: MIT
"""Rules FIC about macro calls: the closed list, its arguments, its places."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ..content import DOMAINS, MACROS, Call
from ..content.specs import DOMAIN_WORDS
from ..diagnostics import Diagnostic, expected
from .base import Context, Rule, rule


@rule
class UnknownMacro(Rule):
    code = "FIC001"
    titre = "Une macro vient de la liste fermée"
    pourquoi = "Le site n’exécute que ce qu’il connaît."
    faux = '{{ textte("circulaire-2023-10-23") }}'
    juste = '{{ texte("circulaire-2023-10-23") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            yield from page.scan.diagnostics


@rule
class ForbiddenTemplate(Rule):
    code = "FIC002"
    titre = "Entre accolades, un seul appel à valeurs constantes"
    pourquoi = "Une page ne doit rien pouvoir exécuter sur la machine qui construit le site."
    faux = "{{ cycler.__init__ }}"
    juste = "{% raw %}{{ … }}{% endraw %} pour montrer des accolades"


@rule
class MacroArguments(Rule):
    code = "FIC003"
    titre = "Une macro reçoit les arguments de sa documentation"
    pourquoi = "Un argument ignoré tromperait celui qui l’a écrit."
    faux = '{{ texte("circulaire-2023-10-23", format="long") }}'
    juste = '{{ texte("circulaire-2023-10-23", forme="long") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            for call in page.scan.calls:
                for message in _argument_mistakes(call):
                    yield self.diagnostic(call.location, message)


def _argument_mistakes(call: Call) -> Iterator[str]:
    macro = MACROS[call.name]
    names = [p.name for p in macro.params]
    if len(call.args) > len(names):
        yield f"{call.name}\u00a0: attendu {len(names)} argument(s) au plus, lu {len(call.args)}"
    for key, _value in call.kwargs:
        if key not in names:
            yield f"{call.name}\u00a0: argument {key!r} inconnu, attendu {', '.join(names) or 'aucun argument'}"
        elif names.index(key) < len(call.args):
            yield f"{call.name}\u00a0: argument {key!r} donné deux fois"
    bound = call.bound()
    for param in macro.params:
        if param.required and bound.get(param.name) is None:
            yield f"{call.name}\u00a0: argument {param.name!r} manquant, attendu {DOMAIN_WORDS.get(param.domain or '', 'un texte')}"
        value = bound.get(param.name)
        if value is None:
            continue
        if not isinstance(value, param.kind) or isinstance(value, bool):
            yield expected(param.name, str(value), "un nombre" if param.kind is int else "un texte entre guillemets")
        elif param.choices and value not in param.choices:
            yield expected(param.name, str(value), "un de " + ", ".join(param.choices))


@rule
class UnknownId(Rule):
    code = "FIC004"
    titre = "L’identifiant donné à une macro existe"
    pourquoi = "Un renvoi vers rien laisse un trou dans la page."
    faux = '{{ texte("circulaire-2032-10-23") }}'
    juste = '{{ texte("circulaire-2023-10-23") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        domains = {name: find(context.registry) for name, find in DOMAINS.items()}
        for page in context.pages.values():
            for call in page.scan.calls:
                for name, value in call.bound().items():
                    param = MACROS[call.name].param(name)
                    if (
                        param is None
                        or param.domain is None
                        or not isinstance(value, str)
                        or value in domains[param.domain]
                    ):
                        continue
                    near = difflib.get_close_matches(value, domains[param.domain], 1)
                    hint = f"vouliez-vous dire {near[0]!r}\u00a0?" if near else None
                    yield self.diagnostic(call.location, expected(name, value, DOMAIN_WORDS[param.domain], hint))


@rule
class MacroPlace(Rule):
    code = "FIC005"
    titre = "Une macro de bloc est seule sur sa ligne, aucune n’est dans un titre"
    pourquoi = "Un tableau au milieu d’une phrase casse la page\u00a0; un titre sert d’ancre et de sommaire."
    faux = '## Les textes {{ textes("code-educ-d335-1-4") }}'
    juste = '## Les textes\n\n{{ textes("code-educ-d335-1-4") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            for call in page.scan.calls:
                if call.in_heading:
                    yield self.diagnostic(call.location, f"{call.name}\u00a0: attendu hors d’un titre")
                elif MACROS[call.name].block and not call.alone:
                    yield self.diagnostic(
                        call.location, f"{call.name}\u00a0: attendu seule sur sa ligne, entre deux lignes vides"
                    )
