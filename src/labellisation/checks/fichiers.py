# SPDX-License-Identifier: MIT
"""Rules SIT that the YAML and schema readers apply, and references between data files."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from ..content import page_url
from ..diagnostics import Diagnostic, expected
from ..registry import Origin
from .base import Context, Rule, rule


@rule
class YamlSyntax(Rule):
    code = "SIT001"
    titre = "Un fichier de données se lit"
    pourquoi = "Un fichier que le programme ne peut pas lire ne publie rien\u00a0: ni ses erreurs, ni ses faits."
    faux = "titre: Circulaire : label"
    juste = 'titre: "Circulaire : label"'


@rule
class DuplicateKey(Rule):
    code = "SIT002"
    titre = "Une clé s’écrit une seule fois"
    pourquoi = "De deux clés semblables, la première disparaît sans bruit."
    faux = "date: 2023-10-23\ndate: 2023-11-16"
    juste = "date: 2023-10-23"


@rule
class YamlAlias(Rule):
    code = "SIT003"
    titre = "Ni renvoi ni structure démesurée"
    pourquoi = "Un renvoi YAML se relit mal et peut faire enfler un fichier sans limite."
    faux = "sources: *memes-sources"
    juste = "sources:\n- url: https://exemple.fr/page"


@rule
class UnknownKey(Rule):
    code = "SIT004"
    titre = "Seules les clés du schéma sont admises"
    pourquoi = "Une clé mal orthographiée est une information que personne ne verra."
    faux = "publiations: []"
    juste = "publications: []"


@rule
class MissingKey(Rule):
    code = "SIT005"
    titre = "Les clés obligatoires sont présentes"
    pourquoi = "Une valeur inconnue s’écrit null et s’affiche «\u00a0à vérifier\u00a0»\u00a0; une clé absente se confond avec un oubli."
    faux = "id: circulaire-2023-10-23"
    juste = "id: circulaire-2023-10-23\nnor: null"


@rule
class WrongValue(Rule):
    code = "SIT006"
    titre = "Une valeur a le type et la forme du schéma"
    pourquoi = "Une date impossible ou un nombre écrit en lettres fausse les calculs et les listes."
    faux = "date: 2023-02-30"
    juste = "date: 2023-02-28"


@rule
class UnknownFile(Rule):
    code = "SIT007"
    titre = "Chaque fichier de data/ a sa place"
    pourquoi = "Un fichier au mauvais endroit n’est lu par rien."
    faux = "data/texte/circulaire.yml"
    juste = "data/textes/circulaire.yml"


@rule
class UnknownReference(Rule):
    code = "SIT008"
    titre = "Un identifiant cité existe"
    pourquoi = "Un renvoi vers rien laisse un trou dans la page."
    faux = "criteres: [ofre]"
    juste = "criteres: [offre]"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for origin, steps, value, known, what in _references(context):
            if value not in known:
                near = difflib.get_close_matches(value, known, 1)
                hint = f"vouliez-vous dire {near[0]!r}\u00a0?" if near else None
                name = next(s for s in reversed(steps) if isinstance(s, str))
                yield self.diagnostic(context.registry.locate(origin, *steps), expected(name, value, what, hint))


@rule
class BuiltLink(Rule):
    code = "SIT010"
    titre = "Sur le site construit, chaque lien interne aboutit"
    pourquoi = "Les listes et les pages tirées des données portent aussi des liens\u00a0: ils sont relus une fois le site construit."
    faux = "[D335-1](../textes/code-educ-d335-1.md#chronologi)"
    juste = "[D335-1](../textes/code-educ-d335-1.md#chronologie)"


@rule
class RedirectTarget(Rule):
    code = "SIT009"
    titre = "Une redirection mène à une page, depuis une adresse libre"
    pourquoi = "Une redirection vers rien, ou qui écrase une page, perd le lecteur."
    faux = "- {de: fiches/fiche-9/, vers: fiches/fiche-99/}"
    juste = "- {de: fiches/fiche-9/, vers: fiches/fiche-7/}"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        addresses = {page_url(target) for target in context.targets if target.endswith(".md")}
        for redirect in context.registry.redirections:
            if redirect.vers.strip("/") + "/" not in addresses and redirect.vers.strip("/"):
                place = context.registry.locate(redirect.origine, "vers")
                yield self.diagnostic(place, expected("vers", redirect.vers, "l’adresse d’une page du site"))
            if redirect.de.strip("/") + "/" in addresses:
                place = context.registry.locate(redirect.origine, "de")
                yield self.diagnostic(place, expected("de", redirect.de, "une adresse qu’aucune page n’occupe"))


@rule
class EngineMessage(Rule):
    code = "SIT011"
    titre = "Le moteur du site n’a rien à redire"
    pourquoi = "Un avertissement du moteur annonce une page fausse ou incomplète\u00a0: il arrête la publication."
    faux = "une page citée dans nav et absente du dépôt"
    juste = "nav ne cite que des pages qui existent"


@rule
class SearchIndex(Rule):
    code = "SIT012"
    titre = "L’index de recherche se construit"
    pourquoi = "Sans index, la recherche ne répond rien."
    faux = "un site sans dossier pagefind/"
    juste = "un site avec son dossier pagefind/"


def _references(context: Context) -> Iterator[tuple[Origin, tuple[str | int, ...], str, Collection[str], str]]:
    r = context.registry
    textes, criteres = "un texte de data/textes/", "un critère de data/criteres.yml"
    for texte in r.all_textes():
        for relation in texte.relations:
            yield relation.origine, ("texte",), relation.texte, r.textes, textes
        if texte.groupe:
            yield texte.origine, ("groupe",), texte.groupe, r.groupes, "un groupe de data/groupes.yml"
    for groupe in r.groupes.values():
        for i, member in enumerate(groupe.textes):
            yield groupe.origine, ("textes", i), member, r.textes, textes
    for referentiel in r.referentiels.values():
        yield referentiel.origine, ("texte",), referentiel.texte, r.textes, textes
    for critere in r.criteres.values():
        for i, member in enumerate(critere.textes):
            yield critere.origine, ("textes", i), member, r.textes, textes
        for name in critere.rangs:
            yield critere.origine, ("rangs", name), name, r.referentiels, "un référentiel de data/criteres.yml"
    for indicateur in r.indicateurs.values():
        for i, member in enumerate(indicateur.criteres):
            yield indicateur.origine, ("criteres", i), member, r.criteres, criteres
    for ligne in r.matrice.values():
        for i, member in enumerate(ligne.criteres):
            yield ligne.origine, ("criteres", i), member, r.criteres, criteres
        for field in ("qualeduc", "cee", "qualiopi"):
            vocabulary = r.vocabulaires.get(field)
            known = {e.id for e in vocabulary.entrees} if vocabulary else set()
            for i, member in enumerate(getattr(ligne, field)):
                yield ligne.origine, (field, i), member, known, f"une entrée de data/vocabulaires/{field}.yml"
    for jalon in r.jalons.values():
        for i, member in enumerate(jalon.depend_de):
            yield jalon.origine, ("depend_de", i), member, r.jalons, "un jalon de data/jalons.yml"
    for terme in r.glossaire.values():
        for i, member in enumerate(terme.voir):
            yield terme.origine, ("voir", i), member, r.glossaire, "un terme de data/glossaire.yml"
    for lien in r.liens.values():
        yield lien.origine, ("groupe",), lien.groupe, r.groupes_de_liens, "un groupe de data/liens.yml"
        if lien.texte:
            yield lien.origine, ("texte",), lien.texte, r.textes, textes
    for ressource in r.ressources.values():
        if ressource.academie:
            yield (
                ressource.origine,
                ("academie",),
                ressource.academie,
                r.academies,
                "une académie de data/academies.yml",
            )
    for outil in r.outils.values():
        yield outil.origine, ("referentiel",), outil.referentiel, r.referentiels, "un référentiel de data/criteres.yml"
    for frise in r.frises.values():
        for event in frise.evenements:
            if event.texte:
                yield event.origine, ("texte",), event.texte, r.textes, textes
    for citation in r.citations:
        if citation.texte:
            yield citation.origine, ("texte",), citation.texte, r.textes, textes
        if citation.critere:
            yield citation.origine, ("critere",), citation.critere, r.criteres, criteres
