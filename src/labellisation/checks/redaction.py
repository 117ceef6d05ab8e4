# SPDX-License-Identifier: MIT
"""Rules FIC about how pages are worded: typography, citations by hand, sigles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..content import typography
from ..diagnostics import Diagnostic, Severite, expected
from .base import Context, Rule, rule
from .textes import cited_texts


@rule
class Typography(Rule):
    code = "FIC011"
    titre = "La typographie est française"
    severite = Severite.ALERTE
    pourquoi = "Une espace ordinaire laisse un signe seul en début de ligne\u00a0; un mot sans accent se lit mal. La correction est automatique."
    faux = "L'éleve dit : « oui »"
    juste = "L’élève dit\u00a0: «\u00a0oui\u00a0»"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            for number, slip in page.slips:
                read = page.outline.written[number - 1][slip.start : slip.end]
                shown = slip.instead.replace(typography.NBSP, "␣")
                hint = "labellisation controler --corriger le fait"
                location = page.at(number, slip.start + 1)
                yield self.diagnostic(location, expected("typographie", read, f"{shown!r}, {slip.why}", hint))


_CRITERION = re.compile(r"\b[Cc]rit[eè]res?[ \u00a0]+(?:n°[ \u00a0]*)?([0-9]{1,2})\b")


@rule
class HandWrittenCriterion(Rule):
    code = "FIC012"
    titre = "Un critère se cite par la macro, jamais par son rang"
    pourquoi = "Le rang d’un critère a changé en 2016 et en 2023\u00a0: «\u00a0critère 4\u00a0» ne veut rien dire sans son référentiel."
    faux = "le critère 4"
    juste = 'le {{ critere("partenariat") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        ranks = {c.rangs.get("r2023"): c.id for c in context.registry.criteres.values()}
        for page in context.pages.values():
            for number, match in page.outline.found(_CRITERION):
                if "«" in match.string[max(0, match.start() - 2) : match.start()]:
                    continue  # an old citation shown between quotes
                known = ranks.get(int(match[1]), "…")
                wanted = f'{{{{ critere("{known}") }}}}'
                yield self.diagnostic(page.at(number, match.start() + 1), expected("citation", match[0], wanted))


_KIND = re.compile(r"\b(décret|circulaire|arrêté|loi|note de service|article)s?[ \u00a0]+(?:\*\*)?$", re.IGNORECASE)
_KINDS = {
    "décret": "decret",
    "circulaire": "circulaire",
    "arrêté": "arrete",
    "loi": "loi",
    "note de service": "note_de_service",
    "article": "article_de_code",
}


@rule
class WrongKind(Rule):
    code = "FIC013"
    titre = "Le mot qui précède une citation est celui du texte"
    pourquoi = "Des documents réels appellent «\u00a0décret\u00a0» une circulaire\u00a0; et la macro écrit déjà la nature du texte."
    faux = 'le décret {{ texte("circulaire-2023-10-23") }}'
    juste = 'la {{ texte("circulaire-2023-10-23") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page, texte, _form, place in cited_texts(context):
            number = place.line - page.body_line + 1
            before = _KIND.search(page.outline.written[number - 1][: place.column - 1])
            if before and _KINDS[before[1].lower()] != texte.type:
                wanted = f"la macro seule, qui écrit «\u00a0{texte.titre_court}\u00a0»"
                message = expected("citation", before[0].strip(), wanted)
                yield self.diagnostic(page.at(number, before.start() + 1), message)


_NOR = re.compile(r"\b[A-Z]{4}[0-9]{5,9}[A-Z]?\b")


@rule
class HandWrittenNor(Rule):
    code = "FIC014"
    titre = "Un NOR ne s’écrit pas à la main"
    pourquoi = "Recopié, il se déforme, et mène à un autre texte ou à rien."
    faux = "la circulaire MENE231959C"
    juste = '{{ texte("circulaire-2023-10-23", forme="long") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        known = {t.nor: t.id for t in context.registry.textes.values() if t.nor}
        for page in context.pages.values():
            for number, match in page.outline.found(_NOR):
                identifier = known.get(match[0])
                macro = f'{{{{ texte("{identifier}", forme="long") }}}}'
                wanted = macro if identifier else "un NOR du registre, par la macro texte"
                yield self.diagnostic(page.at(number, match.start() + 1), expected("NOR", match[0], wanted))


_SIGLE = re.compile(r"(?<![\w’'-])[A-ZÉÈ][A-Z0-9ÉÈ]{1,}(?:-[A-Z]+)*(?![\w-])")
#: Words of the machine and of the web, that need no entry in the field's glossary.
_COMMON = frozenset(
    {
        "HTML",
        "CSS",
        "SVG",
        "CSV",
        "ODS",
        "ODT",
        "XLSX",
        "DOCX",
        "PDF",
        "ICS",
        "JSON",
        "YAML",
        "URL",
        "XML",
        "UTF-8",
        "GIT",
        "CI",
        "FAQ",
        "II",
        "III",
        "IV",
        "SIREN",
        "CEDEX",
        "ISO",
        "CC",
        "BY",
        "DCAT",
        "MIT",
    }
)


@rule
class UnknownSigle(Rule):
    code = "FIC015"
    titre = "Un sigle est au glossaire"
    severite = Severite.ALERTE
    pourquoi = "Un sigle inconnu arrête le lecteur\u00a0; le glossaire le développe partout."
    faux = "l’avis du CXYZ"
    juste = "l’avis du CAEN (terme de data/glossaire.yml)"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        terms = context.registry.glossaire.values()
        known = {t.sigle for t in terms} | {s for t in terms for s in t.synonymes} | _COMMON
        for page in context.pages.values():
            seen: set[str] = set()
            for number, match in page.outline.found(_SIGLE):
                word = match[0]
                if word not in known and word not in seen and not re.search("[0-9]{3}", word):
                    seen.add(word)
                    message = expected("sigle", word, "un terme de data/glossaire.yml", "ou en toutes lettres")
                    yield self.diagnostic(page.at(number, match.start() + 1), message)
