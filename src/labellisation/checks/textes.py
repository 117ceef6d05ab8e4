# SPDX-License-Identifier: MIT
"""Rules TXT: the law is cited with its dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..content import SourcePage
from ..diagnostics import Diagnostic, Location, Severite, expected
from ..registry import Texte, law
from .base import Context, Rule, rule


def cited_texts(context: Context) -> Iterator[tuple[SourcePage, Texte, str, Location]]:
    """Yield (page, text, form, place) for each ``texte(…)`` call that cites a text of the registry."""
    for page in context.pages.values():
        for call in page.scan.calls:
            if call.name != "texte":
                continue
            bound = call.bound()
            texte = context.registry.textes.get(str(bound.get("id")))
            if texte is not None:
                yield page, texte, str(bound.get("forme", "court")), call.location


@rule
class RepealedCitation(Rule):
    code = "TXT001"
    titre = "Un texte abrogé ou remplacé ne se cite qu’en historique"
    pourquoi = "Un lecteur tient pour applicable ce qu’une fiche cite sans le dire."
    faux = '{{ texte("circulaire-2016-129") }}'
    juste = '{{ texte("circulaire-2016-129", forme="historique") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for _page, texte, form, place in cited_texts(context):
            state = law.current_state(context.registry, texte, context.day)
            if state.code in law.ENDED and form != "historique":
                after = ", ".join(s.id for s in state.successeurs) or "aucun successeur connu"
                message = expected(
                    "texte",
                    texte.id,
                    f"un texte en vigueur au {context.day.iso}",
                    f'{state.libelle} ; successeur\u00a0: {after} ; sinon forme="historique"',
                )
                yield self.diagnostic(place, message)


@rule
class UnknownStateCitation(Rule):
    code = "TXT002"
    titre = "La vigueur d’un texte cité est connue"
    severite = Severite.ALERTE
    pourquoi = "Le site affiche «\u00a0vigueur à vérifier\u00a0» tant que personne n’a contrôlé la page officielle."
    faux = "etat: {valeur: inconnu, source: null, note: null}"
    juste = "etat: {valeur: en_vigueur, source: « page officielle lue le … », note: null}"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        cited = Counter[str]()
        for _page, texte, form, _place in cited_texts(context):
            cited[texte.id] += form != "historique"
        for identifier, number in cited.items():
            texte = context.registry.textes[identifier]
            if number and law.state_on(texte, context.day) == "inconnu":
                times = f"cité {number} fois dans les pages"
                message = expected(
                    "etat", "inconnu", "un état contrôlé sur la page officielle", f"{times} avec « vigueur à vérifier »"
                )
                yield self.diagnostic(context.registry.locate(texte.origine, "etat", "valeur"), message)


@rule
class MalformedNor(Rule):
    code = "TXT003"
    titre = "Un NOR a douze signes"
    pourquoi = "Un NOR faux mène à un autre texte, ou à rien."
    faux = "nor: MENE231959C"
    juste = "nor: MENE2319599C"


@rule
class FileName(Rule):
    code = "TXT004"
    titre = "L’identifiant d’un texte est le nom de son fichier"
    pourquoi = "L’identifiant fait l’adresse de la page\u00a0: il doit se retrouver d’un coup d’œil."
    faux = "data/textes/circulaire-2023.yml contient id: circulaire-2023-10-23"
    juste = "data/textes/circulaire-2023-10-23.yml contient id: circulaire-2023-10-23"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for texte in context.registry.all_textes():
            stem = texte.origine.path.rpartition("/")[2].removesuffix(".yml")
            if texte.id != stem:
                yield self.diagnostic(
                    context.registry.locate(texte.origine, "id"),
                    expected("id", texte.id, f"{stem!r}, le nom du fichier"),
                )


@rule
class StateWithoutSource(Rule):
    code = "TXT005"
    titre = "Un état affirmé a une source"
    pourquoi = "«\u00a0En vigueur\u00a0» sans source est une opinion."
    faux = "etat: {valeur: en_vigueur, source: null, note: null}"
    juste = "etat: {valeur: en_vigueur, source: « document d’origine », note: null}"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for texte in context.registry.all_textes():
            if texte.etat.valeur not in ("inconnu", "sans_objet") and not texte.etat.source:
                location = context.registry.locate(texte.origine, "etat", "source")
                message = expected(
                    "source",
                    "null",
                    f"la page ou l’acte qui dit «\u00a0{law.LIBELLES[texte.etat.valeur]}\u00a0»",
                    "sinon valeur: inconnu",
                )
                yield self.diagnostic(location, message)


@rule
class PeriodOrder(Rule):
    code = "TXT006"
    titre = "Un texte ne finit pas avant de commencer"
    pourquoi = "Des dates inversées rendent l’état faux à toute date."
    faux = "vigueur: {du: 2016-08-31, au: 2005-11-29}"
    juste = "vigueur: {du: 2005-11-29, au: 2016-08-31}"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for texte in context.registry.all_textes():
            start, end = texte.vigueur.du, texte.vigueur.au
            if start and end and end.last_day() < start.first_day():
                yield self.diagnostic(
                    context.registry.locate(texte.origine, "vigueur", "au"),
                    expected("au", end.iso, f"une date après {start.iso}"),
                )


_ARTICLE = re.compile(r"(?<![\w/-])([LRD])\.?[ \u00a0\u202f]?\*?(\d{3,4}-\d+(?:-\d+)*)(?![\w-])")


@rule
class HandWrittenArticle(Rule):
    code = "TXT007"
    titre = "Un article de code se cite par la macro"
    pourquoi = "Un article écrit à la main échappe au contrôle de vigueur\u00a0; un article absent du registre n’a été lu par personne."
    faux = "selon l’article D. 335-9"
    juste = 'selon l’{{ texte("code-educ-d335-1") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        articles = {t.article: t.id for t in context.registry.textes.values() if t.article}
        for page in context.pages.values():
            for number, match in page.outline.found(_ARTICLE, targets=True):
                known = articles.get(match[1] + match[2])
                wanted = f'{{{{ texte("{known}") }}}}' if known else "un article du registre data/textes/"
                way = "article hors du registre\u00a0: vérifiez le numéro, ou ajoutez le texte avec sa source"
                message = expected("article", match[0], wanted, None if known else way)
                yield self.diagnostic(page.at(number, match.start() + 1), message)


_OFFICIAL = re.compile(r"^https?://(?:www\.|circulaires\.)?(?:legifrance\.gouv\.fr|education\.gouv\.fr/(?:bo|pid))")


@rule
class HandWrittenLegalLink(Rule):
    code = "TXT008"
    titre = "Un lien vers un texte officiel passe par la macro"
    pourquoi = "Les adresses officielles changent\u00a0: elles vivent à un seul endroit, dans data/textes/."
    faux = "[la circulaire](https://www.education.gouv.fr/bo/2023/Hebdo43/MENE2319599C)"
    juste = '{{ texte("circulaire-2023-10-23") }}'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            for link in page.outline.links():
                if _OFFICIAL.match(link.target):
                    yield self.diagnostic(
                        page.at(link.line, link.column), expected("lien", link.target, 'la macro texte("…")')
                    )


@rule
class DuplicateNor(Rule):
    code = "TXT009"
    titre = "Un NOR n’appartient qu’à un texte"
    pourquoi = "Deux textes au même NOR\u00a0: l’un des deux est faux."
    faux = "nor: MENE2319599C dans deux fichiers"
    juste = "nor: MENE2319599C dans un seul fichier"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        seen: dict[str, str] = {}
        for texte in context.registry.all_textes():
            if texte.nor and seen.setdefault(texte.nor, texte.id) != texte.id:
                yield self.diagnostic(
                    context.registry.locate(texte.origine, "nor"),
                    expected("nor", texte.nor, "un NOR propre à ce texte", f"déjà celui de {seen[texte.nor]}"),
                )
