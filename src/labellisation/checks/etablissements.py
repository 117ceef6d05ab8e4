# SPDX-License-Identifier: MIT
"""Rules ETB: the registry of établissements says what its sources say, once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..diagnostics import Diagnostic, expected
from ..registry import Etablissement, Origin, coordinates
from ..registry.known import known_etablissements, known_ids
from ..registry.uai import check_uai
from .base import Context, Rule, rule

LABEL_CREATED = 2001


@rule
class UaiKey(Rule):
    code = "ETB001"
    titre = "La lettre d’un UAI est sa clé"
    pourquoi = "La clé révèle une faute de frappe\u00a0; un UAI faux désigne un autre lycée."
    faux = "uai: 0070001A"
    juste = "uai: 0070001N"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for item in context.registry.all_etablissements():
            wanted = check_uai(item.uai) if item.uai and len(item.uai) == 8 and item.uai[:7].isdecimal() else None
            if item.uai and wanted:
                yield self.diagnostic(context.registry.locate(item.origine, "uai"), expected("uai", item.uai, wanted))


@rule
class Duplicate(Rule):
    code = "ETB002"
    titre = "Un établissement et un label s’inscrivent une fois"
    pourquoi = "Un lycée compté deux fois fausse tous les nombres."
    faux = "deux fois id: 0070001n-1"
    juste = "id: 0070001n-1, puis id: 0070001n-2"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        seen: dict[str, tuple[Origin, str]] = {}
        for item in context.registry.all_etablissements():
            marks = [(item.origine, "id", item.id)] + ([(item.origine, "uai", item.uai)] if item.uai else [])
            for origin, field, value in [*marks, *((label.origine, "id", label.id) for label in item.labels)]:
                first = seen.setdefault(value, (origin, field))
                if first == (origin, field):
                    continue
                place, other = context.registry.locate(origin, field), context.registry.locate(first[0], first[1])
                if place[:2] != other[:2]:
                    hint = f"déjà à {other.path}:{other.line}"
                    yield self.diagnostic(place, expected(field, value, "une valeur unique", hint))


@rule
class Prefix(Rule):
    code = "ETB003"
    titre = "Un UAI relève du département et de l’académie du fichier"
    pourquoi = "Les trois premiers chiffres disent le département\u00a0: un écart signale un mauvais fichier."
    faux = "data/etablissements/lyon.yml contient uai: 0070001N"
    juste = "data/etablissements/grenoble.yml contient uai: 0070001N"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for place in context.registry.reader.folder("etablissements"):
            content, slug = context.registry.reader.contents[place], place.rpartition("/")[2]
            named = content.get("academie") if isinstance(content, dict) else None
            if named is not None and named != slug:
                yield self.diagnostic(
                    context.registry.locate(content["origine"], "academie"),
                    expected("academie", str(named), f"{slug!r}, le nom du fichier"),
                )
        for item in context.registry.all_etablissements():
            yield from self._check_one(context, item)

    def _check_one(self, context: Context, item: Etablissement) -> Iterator[Diagnostic]:
        academie = context.registry.academies.get(item.academie)
        if academie is None:
            message = f"fichier {item.academie!r}\u00a0: attendu le nom court d’une académie de data/academies.yml"
            yield self.diagnostic(context.registry.locate(item.origine), message)
            return
        prefixes = {p for d in academie.departements for p in d.prefixes_uai}
        if item.uai and check_uai(item.uai) is None and item.uai[:3] not in prefixes:
            message = expected(
                "uai",
                item.uai,
                f"un numéro commençant par {', '.join(sorted(prefixes))}",
                f"départements de l’{academie.nom_complet}",
            )
            yield self.diagnostic(context.registry.locate(item.origine, "uai"), message)
        if item.departement and item.departement not in {d.code for d in academie.departements}:
            codes = ", ".join(d.code for d in academie.departements)
            yield self.diagnostic(
                context.registry.locate(item.origine, "departement"),
                expected("departement", item.departement, f"un de {codes}"),
            )


@rule
class FactDates(Rule):
    code = "ETB004"
    titre = "Les dates d’un label se suivent, et aucune n’est avant 2001"
    pourquoi = "Le label date de 2001\u00a0; une échéance avant son début est une faute de saisie."
    faux = "debut: 2012\necheance: 2007"
    juste = "debut: 2007\necheance: 2012"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for item in context.registry.all_etablissements():
            for fact in (f for label in item.labels for f in label.faits):
                if fact.debut and fact.echeance and fact.echeance.last_day() <= fact.debut.first_day():
                    place = context.registry.locate(fact.origine, "echeance")
                    yield self.diagnostic(
                        place, expected("echeance", fact.echeance.iso, f"une date après {fact.debut.iso}")
                    )
                for name in ("campagne", "decision", "debut", "echeance"):
                    value = getattr(fact, name)
                    if value and value.year < LABEL_CREATED:
                        place = context.registry.locate(fact.origine, name)
                        yield self.diagnostic(
                            place,
                            expected(
                                name, value.iso, f"une date à partir de {LABEL_CREATED}", "le label n’existait pas"
                            ),
                        )


@rule
class FactReferences(Rule):
    code = "ETB005"
    titre = "Un établissement n’emploie que les mots des vocabulaires"
    pourquoi = "Un mot hors liste ne se filtre pas et ne s’affiche pas."
    faux = "statut: publique"
    juste = "statut: public"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        r = context.registry
        words = {kind: known_ids(r, kind) for kind in ("type", "statut", "filiere", "genre_source")}
        words["etablissement"] = known_etablissements(r)
        for item in r.all_etablissements():
            for origin, steps, value, known in _words(item, words):
                if value is not None and value not in known:
                    name = next(s for s in reversed(steps) if isinstance(s, str))
                    wanted = "un de " + ", ".join(sorted(known)[:20])
                    yield self.diagnostic(r.locate(origin, *steps), expected(name, value, wanted))


@rule
class Place(Rule):
    code = "ETB006"
    titre = "Un établissement est sur le territoire, dans son département d’outre-mer s’il y est"
    pourquoi = "Des coordonnées échangées ou mal copiées placent un lycée en mer, et faussent la carte et les voisins."
    faux = "position: {lat: 5.72, lon: 45.18, …}"
    juste = "position: {lat: 45.18, lon: 5.72, …}"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        for item in context.registry.all_etablissements():
            point = item.position
            wrong = coordinates.problem(point.lat, point.lon, item.departement) if point else None
            if point and wrong:
                place = context.registry.locate(item.origine, "position")
                yield self.diagnostic(
                    place, expected("position", f"{point.lat}, {point.lon}", "un point du territoire", wrong)
                )


_Word = tuple[Origin, tuple[str | int, ...], str | None, Collection[str]]


def _words(item: Etablissement, words: Mapping[str, Collection[str]]) -> Iterator[_Word]:
    """Yield (record, field, value, known values) for every field of ``item`` that a list closes."""
    yield item.origine, ("type",), item.type, words["type"]
    yield item.origine, ("statut",), item.statut, words["statut"]
    for label in item.labels:
        for index, filiere in enumerate(label.filieres or ()):
            yield label.origine, ("filieres", index), filiere, words["filiere"]
        for index, other in enumerate(label.partage_avec):
            yield label.origine, ("partage_avec", index), other, words["etablissement"]
        for fact in label.faits:
            yield fact.origine, ("source", "genre"), fact.source.genre, words["genre_source"]
