# SPDX-License-Identifier: MIT
"""Rules FIC: what a Markdown page may hold."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ..content import DOMAINS, MACROS, Call, SourcePage
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
    juste = '{% raw %}{{ … }}{% endraw %} pour montrer des accolades'


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
        domains = {name: frozenset(find(context.registry)) for name, find in DOMAINS.items()}
        for page in context.pages.values():
            for call in page.scan.calls:
                for name, value in call.bound().items():
                    param = MACROS[call.name].param(name)
                    if param is None or param.domain is None or not isinstance(value, str) or value in domains[param.domain]:
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
                    yield self.diagnostic(call.location, f"{call.name}\u00a0: attendu seule sur sa ligne, entre deux lignes vides")


@rule
class FrontMatter(Rule):
    code = "FIC006"
    titre = "L’en-tête d’une page suit son schéma"
    pourquoi = "Le titre, le résumé et la date de relecture servent à toutes les listes."
    faux = "title: Fiche 2"
    juste = "titre: Fiche 2\nresume: Ce que la fiche apprend."

    def check(self, context: Context) -> Iterator[Diagnostic]:
        schema = context.registry.schema("page")
        for page in context.pages.values():
            document = page.front_matter
            if document.node is None and not document.diagnostics:
                yield self.diagnostic(page.at(1 - page.body_line + 1), "en-tête absent\u00a0: attendu «\u00a0---\u00a0», titre, resume, «\u00a0---\u00a0» en tête de page")
                continue
            yield from document.diagnostics
            if document.value is not None:
                yield from schema.check(document, schema.typed(document.value))


@rule
class BrokenLink(Rule):
    code = "FIC007"
    titre = "Un lien interne mène à une page du site"
    pourquoi = "Un lien mort fait perdre le lecteur."
    faux = "[fiche 8](fiche-8.md)"
    juste = "[fiche 7](fiche-7.md)"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            for link in page.outline.links():
                parts = urlsplit(link.target)
                if parts.scheme in ("http", "https", "mailto") or not parts.path:
                    if parts.scheme not in ("", "http", "https", "mailto"):
                        yield self.diagnostic(page.at(link.line, link.column), expected("lien", link.target, "une page du site ou une adresse https"))
                    continue
                target = _resolve(page, parts.path)
                if target not in context.targets:
                    near = difflib.get_close_matches(target, context.targets, 1)
                    hint = f"vouliez-vous dire {posixpath.relpath(near[0], posixpath.dirname(page.uri) or '.')!r}\u00a0?" if near else None
                    yield self.diagnostic(page.at(link.line, link.column), expected("lien", link.target, "une page du site (fichier .md, adresse relative)", hint))


def _resolve(page: SourcePage, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), unquote(path)))


@rule
class BrokenAnchor(Rule):
    code = "FIC008"
    titre = "Une ancre existe sur la page visée"
    pourquoi = "Un lien vers une ancre absente s’ouvre en haut de page, loin de la réponse."
    faux = "[la visite](fiche-4.md#la-vissite)"
    juste = "[la visite](fiche-4.md#la-visite)"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            for link in page.outline.links():
                parts = urlsplit(link.target)
                if parts.scheme or not parts.fragment:
                    continue
                target = context.pages.get(_resolve(page, parts.path)) if parts.path else page
                # A block macro or a generated page makes anchors of its own: the built site is checked for those.
                if target is None or any(MACROS[c.name].block for c in target.scan.calls if c.name != "references"):
                    continue
                anchors = target.outline.anchors()
                if parts.fragment not in anchors:
                    near = difflib.get_close_matches(parts.fragment, anchors, 1)
                    hint = f"vouliez-vous dire #{near[0]}\u00a0?" if near else None
                    yield self.diagnostic(page.at(link.line, link.column), expected("ancre", f"#{parts.fragment}", f"une ancre de {target.path}", hint))


@rule
class RawHtml(Rule):
    code = "FIC009"
    titre = "Une page s’écrit en Markdown, sans HTML"
    pourquoi = "Le HTML d’une page échappe au contrôle d’accessibilité et peut exécuter du code chez le lecteur."
    faux = "<b>important</b>"
    juste = "**important**"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            for line, column, start in page.outline.raw_html():
                yield self.diagnostic(page.at(line, column), expected("HTML", start, "du Markdown"))
            for line, column, start in page.outline.odd_attributes():
                yield self.diagnostic(page.at(line, column), expected("attributs", start, "seulement #ancre ou .classe entre ces accolades"))


@rule
class Headings(Rule):
    code = "FIC010"
    titre = "Les titres se suivent sans saut, à partir de ##"
    pourquoi = "Un lecteur d’écran parcourt les titres\u00a0: un niveau sauté fait croire à un manque. Le titre de la page vient de l’en-tête."
    faux = "## Préparer\n\n#### Le calendrier"
    juste = "## Préparer\n\n### Le calendrier"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            level = 1
            for heading in page.outline.headings():
                if heading.level == 1:
                    yield self.diagnostic(page.at(heading.line), expected("titre", f"# {heading.text}", "## : le titre de la page est celui de l’en-tête"))
                elif heading.level > level + 1:
                    marks = "#" * (level + 1)
                    yield self.diagnostic(page.at(heading.line), expected("titre", f"{'#' * heading.level} {heading.text}", f"{marks} au plus"))
                level = max(heading.level, 1)
