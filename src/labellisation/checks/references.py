# SPDX-License-Identifier: MIT
"""Rule SIT008: what one data file cites of another exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ..content import DOMAINS
from ..content.specs import DOMAIN_WORDS
from ..diagnostics import Diagnostic, expected
from ..registry import Origin, Registry
from .base import Context, Rule, rule

#: (record, field, value, domain)
_Reference = tuple[Origin, tuple[str | int, ...], str | None, str]


@rule
class UnknownReference(Rule):
    code = "SIT008"
    titre = "Un identifiant cité existe"
    pourquoi = "Un renvoi vers rien laisse un trou dans la page."
    faux = "criteres: [ofre]"
    juste = "criteres: [offre]"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        registry = context.registry
        domains = {name: find(registry) for name, find in DOMAINS.items()}
        for origin, steps, value, domain in (*_of_texts(registry), *_of_collection(registry)):
            known = domains[domain]
            if value is not None and value not in known:
                near = difflib.get_close_matches(value, known, 1)
                hint = f"vouliez-vous dire {near[0]!r}\u00a0?" if near else None
                name = next(s for s in reversed(steps) if isinstance(s, str))
                yield self.diagnostic(
                    registry.locate(origin, *steps), expected(name, value, DOMAIN_WORDS[domain], hint)
                )


def _list(origin: Origin, field: str, values: tuple[str, ...], domain: str) -> Iterator[_Reference]:
    for index, value in enumerate(values):
        yield origin, (field, index), value, domain


def _of_texts(r: Registry) -> Iterator[_Reference]:
    for texte in r.all_textes():
        yield texte.origine, ("groupe",), texte.groupe, "groupe"
        for relation in texte.relations:
            yield relation.origine, ("texte",), relation.texte, "texte"
    for groupe in r.groupes.values():
        yield from _list(groupe.origine, "textes", groupe.textes, "texte")
    for referentiel in r.referentiels.values():
        yield referentiel.origine, ("texte",), referentiel.texte, "texte"
    for critere in r.criteres.values():
        yield from _list(critere.origine, "textes", critere.textes, "texte")
        for name in critere.rangs:
            yield critere.origine, ("rangs", name), name, "referentiel"
    for frise in r.frises.values():
        for event in frise.evenements:
            yield event.origine, ("texte",), event.texte, "texte"
    for citation in r.citations:
        yield citation.origine, ("texte",), citation.texte, "texte"
        yield citation.origine, ("critere",), citation.critere, "critere"


def _of_collection(r: Registry) -> Iterator[_Reference]:
    for indicateur in r.indicateurs.values():
        yield from _list(indicateur.origine, "criteres", indicateur.criteres, "critere")
    for ligne in r.matrice.values():
        yield from _list(ligne.origine, "criteres", ligne.criteres, "critere")
        yield from _list(ligne.origine, "qualeduc", ligne.qualeduc, "qualeduc")
        yield from _list(ligne.origine, "cee", ligne.cee, "cee")
        yield from _list(ligne.origine, "qualiopi", ligne.qualiopi, "qualiopi")
    for jalon in r.jalons.values():
        yield from _list(jalon.origine, "depend_de", jalon.depend_de, "jalon")
    for terme in r.glossaire.values():
        yield from _list(terme.origine, "voir", terme.voir, "terme")
    for lien in r.liens.values():
        yield lien.origine, ("groupe",), lien.groupe, "groupe_de_liens"
        yield lien.origine, ("texte",), lien.texte, "texte"
    for ressource in r.ressources.values():
        yield ressource.origine, ("academie",), ressource.academie, "academie"
    for outil in r.outils.values():
        yield outil.origine, ("referentiel",), outil.referentiel, "referentiel"
