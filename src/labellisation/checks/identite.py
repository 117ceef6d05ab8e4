# SPDX-License-Identifier: MIT
"""Rules ACA about the look of a fork: its logo and its colour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import layout
from ..academie.images import LogoProblem, contrast, logo_problem
from ..diagnostics import Diagnostic, Location, expected
from .base import Context, Rule, rule

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


@rule
class LogoFile(Rule):
    code = "ACA010"
    titre = "Le logo est un fichier léger de academie/"
    pourquoi = "Chaque page le charge\u00a0: un logo de plusieurs mégaoctets rend le site lent partout."
    faux = "logo: {fichier: logo.png} de 8 Mo"
    juste = "logo: {fichier: logo.svg} de 20 ko"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for name, place, problem in _logo(context):
            if not problem.script:
                yield self.diagnostic(
                    place, expected("fichier", name, "un logo de 100 ko au plus dans academie/", problem.what)
                )


@rule
class ScriptedLogo(Rule):
    code = "ACA011"
    titre = "Un logo SVG ne contient que du dessin"
    pourquoi = "Un SVG peut exécuter un script ou appeler un tiers chez le lecteur."
    faux = "<svg onload=…>, <script>, <foreignObject>, une image d’un autre site"
    juste = "un SVG fait de tracés et de textes"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for name, place, problem in _logo(context):
            if problem.script:
                yield self.diagnostic(
                    place, expected("fichier", name, "un SVG sans script ni renvoi extérieur", problem.what)
                )


def _logo(context: Context) -> Iterator[tuple[str, Location, LogoProblem]]:
    overlay = context.academie
    if overlay and overlay.settings and (logo := overlay.settings.logo):
        problem = logo_problem(overlay.root / layout.OVERLAY / logo.fichier)
        if problem:
            yield logo.fichier, context.registry.locate(overlay.settings.origine, "logo", "fichier"), problem


@rule
class ReadableColour(Rule):
    code = "ACA018"
    titre = "La couleur principale laisse lire un texte blanc"
    pourquoi = "L’en-tête écrit en blanc sur cette couleur\u00a0: sous un rapport de 7 pour 1, on lit mal."
    faux = 'principale: "#ffcc00"'
    juste = 'principale: "#12494b"'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        settings = context.academie.settings if context.academie else None
        colour = settings.couleurs.principale if settings and settings.couleurs else None
        if settings and colour and _COLOUR.fullmatch(colour) and (ratio := contrast(colour, "#ffffff")) < 7:
            wanted = "une couleur plus foncée (rapport de 7 avec le blanc)"
            place = context.registry.locate(settings.origine, "couleurs", "principale")
            yield self.diagnostic(
                place, expected("principale", colour, wanted, f"rapport lu\u00a0: {ratio:.1f}".replace(".", ","))
            )
