# SPDX-License-Identifier: MIT
"""Rules FIC about the rest of a page: front matter, links, anchors, HTML, headings."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from ..content import MACROS, SourcePage
from ..diagnostics import Diagnostic, expected
from .base import Context, Rule, rule


@rule
class FrontMatter(Rule):
    code = "FIC006"
    titre = "L’en-tête d’une page suit son schéma"
    pourquoi = "Le titre, le résumé et la date de relecture servent à toutes les listes."
    faux = "title: Fiche 2"
    juste = "titre: Fiche 2\nresume: Ce que la fiche apprend."

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            schema = context.registry.schema(page.schema)
            document = page.front_matter
            if document.value is None and not document.diagnostics:
                keys = "relu_le" if page.is_encart else "titre et resume"
                yield self.diagnostic(
                    page.at(1 - page.body_line + 1),
                    f"en-tête absent\u00a0: attendu, en haut du fichier, {keys} entre deux lignes «\u00a0---\u00a0»",
                )
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
                parts = link.parts
                if parts.scheme in ("http", "https", "mailto") or not parts.path:
                    if parts.scheme not in ("", "http", "https", "mailto"):
                        yield self.diagnostic(
                            page.at(link.line, link.column),
                            expected("lien", link.target, "une page du site ou une adresse https"),
                        )
                    continue
                target = _resolve(page, parts.path)
                if target not in context.targets:
                    near = difflib.get_close_matches(target, context.targets, 1)
                    hint = (
                        f"vouliez-vous dire {posixpath.relpath(near[0], posixpath.dirname(page.uri) or '.')!r}\u00a0?"
                        if near
                        else None
                    )
                    yield self.diagnostic(
                        page.at(link.line, link.column),
                        expected("lien", link.target, "une page du site (fichier .md, adresse relative)", hint),
                    )


def _resolve(page: SourcePage, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), unquote(path)))


@rule
class OutsideImage(Rule):
    code = "FIC020"
    titre = "Une image vient du dépôt"
    pourquoi = (
        "Une image prise sur un autre site lui dit qui lit le guide, et disparaît avec lui\u00a0; "
        "la politique de sécurité des pages la refuse."
    )
    faux = "![Le parcours](https://exemple.fr/parcours.png)"
    juste = "![Le parcours](../assets/parcours.svg)"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            for link in page.outline.links():
                if link.image and (link.parts.netloc or link.parts.scheme):
                    place = page.at(link.line, link.column)
                    yield self.diagnostic(
                        place, expected("image", link.target, "un fichier du dépôt, à déposer près de la page")
                    )


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
                parts = link.parts
                if parts.scheme or not parts.fragment:
                    continue
                target = context.pages.get(_resolve(page, parts.path)) if parts.path else page
                # A block macro or a generated page makes anchors of its own: the built site is checked for those.
                if target is None or any(MACROS[c.name].anchors for c in target.scan.calls):
                    continue
                anchors = target.outline.anchors
                if context.academie:
                    anchors |= context.academie.missing_sections.get(target.uri, {}).keys()
                if parts.fragment not in anchors:
                    near = difflib.get_close_matches(parts.fragment, anchors, 1)
                    hint = f"vouliez-vous dire #{near[0]}\u00a0?" if near else None
                    yield self.diagnostic(
                        page.at(link.line, link.column),
                        expected("ancre", f"#{parts.fragment}", f"une ancre de {target.path}", hint),
                    )


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
                yield self.diagnostic(
                    page.at(line, column),
                    expected("attributs", start, "seulement #ancre ou .classe entre ces accolades"),
                )


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
                    yield self.diagnostic(
                        page.at(heading.line),
                        expected("titre", f"# {heading.text}", "## : le titre de la page est celui de l’en-tête"),
                    )
                elif heading.level > level + 1:
                    marks = "#" * (level + 1)
                    yield self.diagnostic(
                        page.at(heading.line),
                        expected("titre", f"{'#' * heading.level} {heading.text}", f"{marks} au plus"),
                    )
                level = max(heading.level, 1)
