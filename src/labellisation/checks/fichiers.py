# SPDX-License-Identifier: MIT
"""Rules SIT about whole files: what the YAML and schema readers apply, redirects, the built site."""

from __future__ import annotations

from collections.abc import Iterator

from ..content import page_url
from ..diagnostics import Diagnostic, Severite, expected
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
        addresses = {page_url(target) for target in context.targets.known if target.endswith(".md")}
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
class Papers(Rule):
    code = "SIT013"
    titre = "Les documents à emporter se fabriquent"
    severite = Severite.ALERTE
    pourquoi = (
        "Sans la bibliothèque Pango du système, ni PDF ni EPUB\u00a0: le site se construit quand même, sans ces liens."
    )
    faux = "une machine sans libpango, ou sans l’extra «\u00a0pdf\u00a0»"
    juste = "sudo apt install libpango-1.0-0 libpangoft2-1.0-0, puis python3 noxfile.py -s documents"


@rule
class SearchIndex(Rule):
    code = "SIT012"
    titre = "L’index de recherche se construit"
    pourquoi = "Sans index, la recherche ne répond rien."
    faux = "un site sans dossier pagefind/"
    juste = "un site avec son dossier pagefind/"


@rule
class SafePage(Rule):
    code = "SIT020"
    titre = "Une page n’exécute et ne charge que des fichiers du site"
    pourquoi = (
        "Chaque page porte une politique de sécurité (Content-Security-Policy) que le navigateur applique\u00a0: un script "
        "écrit dans un gabarit ou une image prise ailleurs n’y marcherait pas, et dirait à un tiers qui lit le guide."
    )
    faux = "<script>compter()</script>, dans academie/overrides/main.html"
    juste = '<script src="{{ "assets/compter.js" | url }}" type="module"></script>, avec academie/overrides/assets/compter.js'
