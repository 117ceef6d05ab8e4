# SPDX-License-Identifier: MIT
"""The registry: all facts of the repository, loaded once, frozen, evaluated at one date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from msgspec.structs import replace

from ..diagnostics import Diagnostic, Location
from ..memo import Memo
from ..memory import no_collection
from . import models as m
from .load import Reader
from .positions import Document, Pointer
from .schema import Schema


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Identified)


def _by_id(records: tuple[R, ...]) -> dict[str, R]:
    found: dict[str, R] = {}
    for record in records:
        found.setdefault(record.id, record)
    return found


@dataclass(frozen=True)
class Registry:
    """Every record by identifier. Records too broken to be built are absent; ``diagnostics`` says why."""

    root: Path
    reader: Reader

    @classmethod
    def load(cls, root: Path, memo: Memo | None = None, earlier: Registry | None = None) -> Registry:
        """Read ``root/data``; a ``memo`` and an ``earlier`` reading spare what did not change.

        Never raises for a mistake in the data.
        """
        reader = Reader(root, memo, earlier.reader if earlier else None)
        with no_collection():
            reader.read_all()
        return cls(root, reader)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        return self.reader.diagnostics

    @property
    def documents(self) -> Mapping[str, Document]:
        return self.reader.documents

    def locate(self, origin: m.Origin, *steps: str | int, key: bool = False) -> Location:
        """Return the place in its file of a field of the record read at ``origin``."""
        pointer: Pointer = (*origin.pointer, *steps)
        document = self.documents.get(origin.path)
        return document.locate(pointer, key=key) if document else Location(origin.path)

    def schema(self, name: str) -> Schema:
        """Return the JSON Schema ``name``."""
        return self.reader.schema(name)

    def all_textes(self) -> tuple[m.Texte, ...]:
        """Return every texte as written, doubles included."""
        return self._all_textes

    @cached_property
    def _all_textes(self) -> tuple[m.Texte, ...]:
        return tuple(t for place in self.reader.folder("textes") for t in self.reader.records(place, None, m.Texte))

    @cached_property
    def textes(self) -> Mapping[str, m.Texte]:
        return _by_id(self.all_textes())

    @cached_property
    def groupes(self) -> Mapping[str, m.Groupe]:
        return _by_id(self.reader.records("groupes", "groupes", m.Groupe))

    @cached_property
    def referentiels(self) -> Mapping[str, m.Referentiel]:
        return _by_id(self.reader.records("criteres", "referentiels", m.Referentiel))

    @cached_property
    def criteres(self) -> Mapping[str, m.Critere]:
        return _by_id(self.reader.records("criteres", "criteres", m.Critere))

    @cached_property
    def regions_academiques(self) -> tuple[m.RegionAcademique, ...]:
        regions = self.reader.records("academies", "regions_academiques", m.RegionAcademique)
        return tuple(
            replace(region, academies=tuple(replace(a, region_academique=region.slug) for a in region.academies))
            for region in regions
        )

    @cached_property
    def autres_territoires(self) -> tuple[m.Academie, ...]:
        return self.reader.records("academies", "autres_territoires", m.Academie)

    @cached_property
    def academies(self) -> Mapping[str, m.Academie]:
        """The 30 académies, then the other territories, by slug."""
        found = {a.slug: a for region in self.regions_academiques for a in region.academies}
        return found | {t.slug: t for t in self.autres_territoires}

    def all_etablissements(self) -> tuple[m.Etablissement, ...]:
        """Return every établissement as written, doubles included."""
        return self._all_etablissements

    @cached_property
    def _all_etablissements(self) -> tuple[m.Etablissement, ...]:
        return tuple(
            replace(record, academie=place.rpartition("/")[2])
            for place in self.reader.folder("etablissements")
            for record in self.reader.records(place, "etablissements", m.Etablissement)
        )

    @cached_property
    def etablissements(self) -> Mapping[str, m.Etablissement]:
        return _by_id(self.all_etablissements())

    @cached_property
    def glossaire(self) -> Mapping[str, m.Terme]:
        return _by_id(self.reader.records("glossaire", "termes", m.Terme))

    @cached_property
    def liens(self) -> Mapping[str, m.Lien]:
        return _by_id(self.reader.records("liens", "liens", m.Lien))

    @cached_property
    def adresses_mortes(self) -> frozenset[str]:
        """The addresses that no longer answer, as the last check of the links found: those of the links, and others."""
        links = {lien.url for lien in self.liens.values() if lien.url and lien.etat == "mort"}
        others = self.reader.records("liens", "etats", m.EtatDAdresse)
        return frozenset(links | {address.url for address in others if address.etat == "mort"})

    @cached_property
    def groupes_de_liens(self) -> Mapping[str, m.GroupeDeLiens]:
        return _by_id(self.reader.records("liens", "groupes", m.GroupeDeLiens))

    @cached_property
    def ressources(self) -> Mapping[str, m.Ressource]:
        return _by_id(self.reader.records("ressources", "ressources", m.Ressource))

    @cached_property
    def jalons(self) -> Mapping[str, m.Jalon]:
        return _by_id(self.reader.records("jalons", "jalons", m.Jalon))

    @cached_property
    def outils(self) -> Mapping[str, m.Outil]:
        found = (self.reader.records(place, None, m.Outil) for place in self.reader.folder("outils"))
        return _by_id(tuple(outil for records in found for outil in records))

    @cached_property
    def indicateurs(self) -> Mapping[str, m.Indicateur]:
        return _by_id(self.reader.records("indicateurs", "indicateurs", m.Indicateur))

    @cached_property
    def matrice(self) -> Mapping[str, m.LigneMatrice]:
        return _by_id(self.reader.records("matrice", "lignes", m.LigneMatrice))

    @cached_property
    def vocabulaires(self) -> Mapping[str, m.Vocabulaire]:
        found = {
            place.rpartition("/")[2]: self.reader.records(place, None, m.Vocabulaire)
            for place in self.reader.folder("vocabulaires")
        }
        return {name: records[0] for name, records in found.items() if records}

    @cached_property
    def comparaison(self) -> tuple[m.LigneComparaison, ...]:
        return self.reader.records("comparaison", "lignes", m.LigneComparaison)

    @cached_property
    def citations(self) -> tuple[m.Citation, ...]:
        return self.reader.records("comparaison", "citations", m.Citation)

    @cached_property
    def frises(self) -> Mapping[str, m.Frise]:
        return _by_id(self.reader.records("frises", "frises", m.Frise))

    @cached_property
    def diagrammes(self) -> Mapping[str, m.Diagramme]:
        return _by_id(self.reader.records("diagrammes", "diagrammes", m.Diagramme))

    @cached_property
    def reseaux(self) -> Mapping[str, m.Reseau]:
        return _by_id(self.reader.records("reseaux", "reseaux", m.Reseau))

    @cached_property
    def redirections(self) -> tuple[m.Redirection, ...]:
        return self.reader.records("redirections", "redirections", m.Redirection)

    @cached_property
    def recherche(self) -> m.Recherche:
        """The words of readers; empty where the file is absent or broken."""
        return next(iter(self.reader.records("recherche", None, m.Recherche)), m.Recherche())

    @cached_property
    def site(self) -> Mapping[str, Any]:
        """The content of ``data/site.yml``; an unknown field is absent or ``None``."""
        content = self.reader.contents.get("site")
        return content if isinstance(content, Mapping) else {}

    @cached_property
    def controles_accessibilite(self) -> Mapping[str, Any]:
        """The content of ``data/accessibilite.yml``, dated results of automatic checks; empty where there is none."""
        content = self.reader.contents.get("accessibilite")
        broken = any(d.location.path.endswith("data/accessibilite.yml") for d in self.diagnostics)
        return content if isinstance(content, Mapping) and not broken else {}

    @property
    def contours(self) -> Mapping[str, Any] | None:
        """The content of ``data/carte/contours.yml``, the outlines of the map; ``None`` if it is absent or broken."""
        content = self.reader.contents.get("carte/contours")
        if not isinstance(content, Mapping) or any(
            d.location.path == content["origine"].path for d in self.diagnostics
        ):
            return None
        return content

    def region_of(self, academie: m.Academie | None) -> m.RegionAcademique | None:
        """Return the région académique of ``academie``; ``None`` for a territory that has none."""
        slug = academie.region_academique if academie else None
        return next((region for region in self.regions_academiques if region.slug == slug), None)

    def reseaux_of(self, etablissement: m.Etablissement) -> list[m.Reseau]:
        """Return the networks that name ``etablissement`` as a member, or that one of its labels names."""
        named = {label.reseau for label in etablissement.labels}
        return [r for r in self.reseaux.values() if r.id in named or etablissement.uai in r.membres]

    def labels(self) -> Iterator[tuple[m.Etablissement, m.Label]]:
        """Yield each label with the établissement that bears it."""
        for etablissement in self.etablissements.values():
            for label in etablissement.labels:
                yield etablissement, label
