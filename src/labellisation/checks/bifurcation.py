# SPDX-License-Identifier: MIT
"""Rules ACA about the files of a fork: encarts, replaced fiches, reviews, what nothing reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from .. import layout
from ..academie import FilledSlot, Overlay
from ..academie.fingerprint import SHORTEST
from ..academie.overlay import is_late, review_day, slots_of
from ..academie.slots import followed, slots, suggestion
from ..academie.strays import strays
from ..diagnostics import Diagnostic, Location, Severite, expected
from ..registry import Origin, PartialDate
from .base import Context, Rule, rule


@rule
class UnknownSlot(Rule):
    code = "ACA002"
    titre = "Un encart nomme un emplacement qui existe"
    pourquoi = "Un texte sans emplacement ne serait lu par personne."
    faux = "academie/encarts/fiche-4/depot.md"
    juste = "academie/encarts/fiche-4/depot-du-dossier.md"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        overlay = context.academie
        for encart in overlay.filled if overlay else ():
            if overlay and encart.key not in overlay.slots and encart.key not in overlay.in_place:
                near = suggestion(overlay.slots, encart.key)
                hint = f"vouliez-vous dire {near[0]}/{near[1]}.md\u00a0?" if near else None
                wanted = "un emplacement de data/emplacements.yml"
                yield self.diagnostic(
                    Location(encart.page.path), expected("emplacement", "/".join(encart.key), wanted, hint)
                )


@rule
class WithdrawnSlot(Rule):
    code = "ACA003"
    titre = "Un encart est à un emplacement qui n’a pas été retiré"
    severite = Severite.ALERTE
    pourquoi = "Une mise à jour nationale a retiré cet emplacement\u00a0: son texte se lit sur /academie/ en attendant d’être déplacé."
    faux = "un encart pour un emplacement retiré de sa fiche"
    juste = "le même texte à un emplacement en place, ou sur une page de academie/pages/"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        overlay = context.academie
        for encart in overlay.filled if overlay else ():
            if overlay and encart.key in overlay.slots and encart.place not in overlay.in_place:
                message = expected(
                    "emplacement", "/".join(encart.key), "un emplacement en place", _way_out(overlay, encart)
                )
                yield self.diagnostic(Location(encart.page.path), message)
        for encart, shown in overlay.hidden if overlay else ():
            message = f"un autre texte est à son emplacement ({shown.page.path})\u00a0: attendu un seul, réunissez-les"
            yield self.diagnostic(Location(encart.page.path), message)


def _way_out(overlay: Overlay, encart: FilledSlot) -> str:
    slot, near = overlay.slots.get(encart.place), suggestion(overlay.slots, encart.key)
    if slot and slot.retire_le is None:
        return "votre fiche ne l’a plus\u00a0: remettez-y la macro encart"
    return f"le plus proche\u00a0: {near[0]}/{near[1]}.md" if near else "faites-en une page de academie/pages/"


@rule
class ReplacedFiche(Rule):
    code = "ACA004"
    titre = "Une fiche remplacée dit pourquoi, et de quelle version nationale elle part"
    pourquoi = "Sans empreinte, personne ne saurait que la fiche nationale a changé depuis."
    faux = "academie/fiches/fiche-4.md sans adapte ni motif"
    juste = "adapte: 3f2a9c0d1e5b, motif: Procédure fixée par arrêté local."

    def check(self, context: Context) -> Iterator[Diagnostic]:
        overlay = context.academie
        for fiche in overlay.fiches if overlay else ():
            for name in ("adapte", "motif"):
                if overlay and not fiche.meta.get(name):
                    now = overlay.national_fingerprint(fiche)
                    hint = f"adapte: {now[:SHORTEST]}" if now and name == "adapte" else "ou remplissez des encarts"
                    message = f"clé {name!r} absente\u00a0: attendu {'l’empreinte' if name == 'adapte' else 'le motif'} ({hint})"
                    yield self.diagnostic(Location(fiche.path), message)
        for page in context.pages.values():
            for name in ("adapte", "motif"):
                if name in page.meta and (not page.local or page.uri.startswith(f"{layout.OVERLAY}/")):
                    message = f"clé {name!r} inutile\u00a0: attendu seulement dans academie/fiches/"
                    yield self.diagnostic(page.front_matter.locate((name,), key=True), message)


@rule
class DriftedFiche(Rule):
    code = "ACA005"
    titre = "Une fiche remplacée suit la fiche nationale"
    severite = Severite.ALERTE
    pourquoi = "La page porte un bandeau tant que les changements nationaux n’ont pas été repris."
    faux = "adapte: l’empreinte d’une ancienne version"
    juste = "adapte: l’empreinte d’aujourd’hui, après relecture (« academie derive » donne la différence)"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        overlay = context.academie
        for fiche in overlay.fiches if overlay else ():
            if overlay is None or not overlay.drifted(fiche):
                continue
            now, place = overlay.national_fingerprint(fiche), fiche.front_matter.locate(("adapte",))
            source = overlay.national_source(fiche)
            if now is None:
                message = f"{source} n’existe plus\u00a0: cette copie n’est pas publiée, faites-en une page de academie/pages/"
                yield self.diagnostic(place, message)
            else:
                wanted = f"{now[:SHORTEST]}, l’empreinte de {source} aujourd’hui"
                hint = "lisez « academie derive », reprenez les changements, puis changez l’empreinte"
                yield self.diagnostic(place, expected("adapte", str(fiche.meta["adapte"]), wanted, hint))


@rule
class DeclaredSlot(Rule):
    code = "ACA013"
    titre = "Un emplacement publié est déclaré, et n’est retiré qu’avec sa date"
    pourquoi = "Des académies remplissent ces emplacements\u00a0: un nom qui change sans trace perd leur texte."
    faux = 'une fiche qui dit {{ encart("calendrier") }} sans ligne dans data/emplacements.yml'
    juste = "la même fiche, et la ligne {fiche: fiche-2, emplacement: calendrier, …}"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        known = slots(context.registry)
        national = {uri: page for uri, page in context.pages.items() if not page.local}
        held = slots_of(national)
        for (fiche, name), page in held.items():
            slot = known.get((fiche, name))
            if slot is None or slot.retire_le is not None:
                wanted = f"une ligne en place de data/emplacements.yml (fiche: {fiche}, emplacement: {name})"
                call = next(c for c in page.scan.calls if c.name == "encart" and c.bound().get("emplacement") == name)
                yield self.diagnostic(call.location, expected("emplacement", name, wanted))
        replaced = {
            PurePosixPath(page.uri).stem for page in context.pages.values() if page.local and not page.is_encart
        }
        sound = {slot.key for slot in known.values() if slot.remplace_par is None}
        for slot in known.values():
            if slot.remplace_par and (last := followed(known, slot.key)) not in sound:
                place = context.registry.locate(slot.origine, "remplace_par")
                wanted = "un emplacement de la même fiche, déclaré ici"
                hint = None if last in known else f"{last[0]} n’en a pas de ce nom"
                yield self.diagnostic(place, expected("remplace_par", slot.remplace_par, wanted, hint))
            if slot.retire_le is None and slot.key not in held and slot.fiche not in replaced:
                place = context.registry.locate(slot.origine, "retire_le")
                wanted = f"le jour où l’emplacement {slot.emplacement!r} a quitté {slot.fiche}"
                yield self.diagnostic(place, expected("retire_le", "null", wanted, "ou remettez la macro encart"))


@rule
class LateReview(Rule):
    code = "ACA014"
    titre = "Ce que dit une académie est daté et relu chaque année"
    severite = Severite.ALERTE
    pourquoi = "Une date limite de l’an passé fait plus de mal que pas de date\u00a0: la page porte un bandeau."
    faux = "relu_le: 2028-05-01 dans un site de juin 2030"
    juste = "relu_le: 2030-05-01 dans un site de juin 2030"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        overlay = context.academie
        if overlay is None:
            return
        yield from self._settings(context, overlay)
        pages = [encart.page for encart in overlay.filled if encart.filled]
        for page in (*pages, *overlay.local_pages()):
            reviewed = review_day(page)
            if is_late(reviewed, context.day):
                place = page.front_matter.locate(("relu_le",))
                yield self._late(context, place, reviewed)

    def _settings(self, context: Context, overlay: Overlay) -> Iterator[Diagnostic]:
        settings = overlay.settings
        if settings is None:
            return
        echelon, campagne, depot = settings.echelon, settings.campagne, settings.depot
        dated: list[tuple[object, PartialDate | None, Origin, tuple[str, ...]]] = [
            (echelon.valeur, echelon.relu_le, settings.origine, ("echelon", "relu_le")),
            (campagne.etapes, campagne.relu_le, settings.origine, ("campagne", "relu_le")),
            (depot.courriel or depot.url, depot.relu_le, settings.origine, ("depot", "relu_le")),
            *((True, contact.relu_le, contact.origine, ("relu_le",)) for contact in settings.contacts),
        ]
        for filled, reviewed, origin, steps in dated:
            if filled and is_late(reviewed, context.day):
                yield self._late(context, context.registry.locate(origin, *steps), reviewed)

    def _late(self, context: Context, place: Location, reviewed: PartialDate | None) -> Diagnostic:
        wanted = f"un jour de moins de 12 mois au {context.day.iso}"
        return self.diagnostic(place, expected("relu_le", reviewed.iso if reviewed else "null", wanted))


@rule
class Stray(Rule):
    code = "ACA015"
    titre = "Tout fichier de academie/ est à sa place"
    pourquoi = "Un dossier mal nommé n’est lu par rien, et personne ne le voit."
    faux = "academie/encart/fiche-4/pieces.md"
    juste = "academie/encarts/fiche-4/pieces.md"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for path, wanted in strays(context.registry.root) if context.academie else ():
            yield self.diagnostic(Location(path), f"fichier que rien ne lit\u00a0: attendu {wanted}")


@rule
class EncartHeading(Rule):
    code = "ACA017"
    titre = "Un encart n’a ni titre, ni encart"
    pourquoi = "Un titre local changerait le sommaire et les ancres de la fiche nationale."
    faux = "## Déposer votre dossier"
    juste = "**Déposer votre dossier.** Au plus tard le…"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for page in context.pages.values():
            if page.is_encart:
                for heading in page.outline.headings():
                    message = expected(
                        "titre", heading.text, "un texte sans titre", "un long texte va dans academie/pages/"
                    )
                    yield self.diagnostic(page.at(heading.line), message)
                for call in page.scan.calls:
                    if call.name == "encart":
                        message = expected("macro", "encart", "un texte", "un encart n’en contient pas un autre")
                        yield self.diagnostic(call.location, message)
