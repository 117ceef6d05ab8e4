# SPDX-License-Identifier: MIT
"""Rules ACA about the settings of a fork: who, when, with which criteria."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .. import layout
from ..academie import Overlay, Settings, is_functional
from ..academie.boundary import national_address, same_address
from ..academie.contacts import addresses_in, known_words
from ..diagnostics import Diagnostic, Location, Severite, expected
from ..registry import Origin
from .base import Context, Rule, rule


def _settings(context: Context) -> Iterator[tuple[Overlay, Settings]]:
    overlay = context.academie
    if overlay and overlay.settings:
        yield overlay, overlay.settings


def _told(context: Context) -> bool:
    """Say whether a reader already told what is wrong with the settings."""
    return any(d.location.path == layout.SETTINGS for d in context.registry.diagnostics)


def _own_site(context: Context) -> Mapping[str, Any]:
    """Return what the fork says of its own site; nothing where it says nothing that can be read."""
    site = context.registry.site
    origin = site.get("origine")
    return site if isinstance(origin, Origin) and origin.path.startswith(f"{layout.OVERLAY}/") else {}


@rule
class UnknownCode(Rule):
    code = "ACA001"
    titre = "Le code désigne une académie"
    pourquoi = "Le code choisit l’annuaire, les chiffres et le nom que le site montre d’abord."
    faux = 'code: "99"'
    juste = 'code: "10" (Lyon, dans data/academies.yml)'

    def check(self, context: Context) -> Iterator[Diagnostic]:
        if context.academie and not (context.registry.root / layout.SETTINGS).is_file():
            message = "fichier absent\u00a0: attendu les réglages de l’académie (« labellisation academie creer NOM » les écrit)"
            yield self.diagnostic(Location(layout.SETTINGS), message)
        elif context.academie and context.academie.settings is None and not _told(context):
            yield self.diagnostic(Location(layout.SETTINGS), "fichier vide\u00a0: attendu les réglages de l’académie")
        for overlay, settings in _settings(context):
            if overlay.academie is None:
                known = ", ".join(f"{a.code} ({a.nom})" for a in context.registry.academies.values())
                place = context.registry.locate(settings.origine, "code")
                yield self.diagnostic(place, expected("code", settings.code, f"un de {known}"))


@rule
class FunctionalAddress(Rule):
    code = "ACA006"
    titre = "Un contact est une fonction et une adresse fonctionnelle"
    pourquoi = "L’adresse d’une personne est une donnée personnelle, et cesse de répondre quand elle part."
    faux = "adresse: prenom.nom@ac-exemple.fr"
    juste = "adresse: dafpic@ac-exemple.fr"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        words = known_words(context.registry)
        found: list[tuple[str, Origin, tuple[str, ...]]] = [
            (contact.adresse, contact.origine, ("adresse",))
            for academie in context.registry.academies.values()
            for contact in academie.contacts
            if contact.adresse
        ]
        for _overlay, settings in _settings(context):
            found += [(contact.adresse, contact.origine, ("adresse",)) for contact in settings.contacts]
            if settings.depot.courriel:
                found.append((settings.depot.courriel, settings.origine, ("depot", "courriel")))
        for address, origin, steps in (*found, *_site_addresses(context)):
            if not is_functional(address, words):
                wanted = "l’adresse d’une fonction ou d’un service"
                hint = "son premier mot n’est pas dans data/adresses-fonctionnelles.yml"
                place = context.registry.locate(origin, *steps)
                yield self.diagnostic(place, expected(steps[-1], address, wanted, hint))


def _site_addresses(context: Context) -> Iterator[tuple[str, Origin, tuple[str, ...]]]:
    """Yield the e-mail addresses that a fork gives for its own site."""
    site = _own_site(context)
    for steps in (("contact",), ("signalement",), ("accessibilite", "contact"), ("donnees_personnelles", "delegue")):
        value: Any = site
        for step in steps:
            value = value.get(step) if isinstance(value, Mapping) else None
        for _line, _column, address in addresses_in(str(value or "")):
            yield address, site["origine"], steps


@rule
class WrittenAddress(Rule):
    code = "ACA020"
    titre = "Une adresse écrite dans un texte local est celle d’une fonction"
    severite = Severite.ALERTE
    pourquoi = "L’adresse d’une personne est une donnée personnelle, même au milieu d’une phrase."
    faux = "Écrivez à prenom.nom@ac-exemple.fr."
    juste = "Écrivez à dafpic@ac-exemple.fr."

    def check(self, context: Context) -> Iterator[Diagnostic]:
        words = known_words(context.registry)
        for page in context.pages.values():
            for line, column, address in addresses_in(page.body) if page.local else ():
                if not is_functional(address, words):
                    wanted = "l’adresse d’une fonction ou d’un service"
                    hint = "si c’en est une, proposez son premier mot pour data/adresses-fonctionnelles.yml"
                    yield self.diagnostic(page.at(line, column), expected("adresse", address, wanted, hint))


@rule
class CampaignOrder(Rule):
    code = "ACA007"
    titre = "Les dates de la campagne se suivent"
    pourquoi = "Une date limite avant l’ouverture fait manquer la campagne à un lycée."
    faux = "ouverture le 2030-11-04, puis dépôt le 2030-01-31"
    juste = "ouverture le 2030-11-04, puis dépôt le 2031-01-31"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for _overlay, settings in _settings(context):
            last = None
            for step in settings.campagne.etapes:
                if step.date and last and last.date and step.date.first_day() < last.date.first_day():
                    wanted = f"une date à partir de {last.date.iso}, celle de l’étape «\u00a0{last.libelle}\u00a0»"
                    place = context.registry.locate(step.origine, "date")
                    yield self.diagnostic(place, expected("date", step.date.iso, wanted, "rangez les étapes par date"))
                last = step if step.date else last


_NUMBERED = re.compile(r"\bcrit[eè]re\s*(?:n[°o]\s*)?[0-9]|^\s*[0-9]+\s*[.)°:-]", re.IGNORECASE)


@rule
class LocalCriterion(Rule):
    code = "ACA008"
    titre = "Un critère additionnel porte le nom de l’académie, jamais un numéro national"
    pourquoi = "Un «\u00a0critère 9\u00a0» local se lirait comme un critère du cahier des charges national."
    faux = "id: critere-9, libelle: Critère 9, la mixité"
    juste = "id: strasbourg-mixite, libelle: La mixité"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for overlay, settings in _settings(context):
            prefix = f"{overlay.academie.slug}-" if overlay.academie else ""
            for item in settings.criteres:
                name = item.id.removeprefix(prefix)
                place = context.registry.locate(item.origine, "id")
                if not item.id.startswith(prefix) or not name:
                    wanted = f"un identifiant qui commence par {prefix!r}"
                    yield self.diagnostic(place, expected("id", item.id, wanted, f"essayez {prefix}{name}"))
                elif re.fullmatch(r"(critere-?)?[0-9-]+", name):
                    yield self.diagnostic(place, expected("id", item.id, f"{prefix}… suivi d’un mot, sans numéro"))
                if _NUMBERED.search(item.libelle):
                    place = context.registry.locate(item.origine, "libelle")
                    yield self.diagnostic(place, expected("libelle", item.libelle, "le critère sans numéro"))


@rule
class NationalFact(Rule):
    code = "ACA009"
    titre = "Une académie complète un fait national, elle ne le change pas"
    pourquoi = "Deux sites qui ne disent pas la même chose du même texte trompent leurs lecteurs\u00a0; une erreur se corrige au dépôt national."
    faux = "academie/data/textes/… change le NOR d’un texte national"
    juste = "academie/data/textes/… ajoute un texte de l’académie"


@rule
class Upstream(Rule):
    code = "ACA012"
    titre = "Le dépôt national n’a pas de dossier academie/"
    pourquoi = "C’est ce qui garantit à chaque académie une mise à jour sans conflit."
    faux = "academie/academie.yml dans le dépôt que data/site.yml nomme (depot)"
    juste = "academie/ dans la bifurcation seule, à sa propre adresse"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        national = national_address(context.registry)
        own = context.depot or _own_site(context).get("depot")
        if context.academie and national and own and same_address(national, str(own)):
            message = expected(
                "depot", str(own), "l’adresse d’une bifurcation", "academie/ n’existe que dans les bifurcations"
            )
            yield self.diagnostic(Location(layout.SETTINGS), message)
        for page in context.pages.values():
            if not page.local and page.uri.startswith(f"{layout.OVERLAY}/"):
                message = "page nationale à une adresse réservée aux bifurcations\u00a0: attendu hors de /academie/"
                yield self.diagnostic(Location(page.path), message)


@rule
class OwnDuties(Rule):
    code = "ACA016"
    titre = "Une académie a ses propres mentions légales"
    pourquoi = "L’éditeur, l’hébergeur, le contact et la déclaration d’accessibilité d’une bifurcation sont les siens."
    faux = "academie/ sans academie/data/site.yml"
    juste = "academie/data/site.yml, même avec des valeurs null"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        if context.academie and not _own_site(context):
            wanted = "l’éditeur, l’hébergeur et le contact de ce site (copiez data/site.yml, null = à renseigner)"
            place = Location(f"{layout.OVERLAY}/{layout.DATA}/site.yml")
            yield self.diagnostic(place, f"fichier absent ou illisible\u00a0: attendu {wanted}")


@rule
class OnlyAcademie(Rule):
    code = "ACA019"
    titre = "Une bifurcation n’écrit que dans academie/"
    pourquoi = "Un fichier national changé ici sera un conflit à la prochaine mise à jour. «\u00a0academie frontiere\u00a0» le vérifie."
    faux = "mkdocs.yml changé dans la bifurcation"
    juste = "academie/overrides/, ou une proposition au dépôt national"
