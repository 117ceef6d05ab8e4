# SPDX-License-Identifier: MIT
"""The columns of the open data, once for every format: name, French words, type, value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from ..registry import Academie, Etablissement, Label, PartialDate, Registry, labels
from ..registry.text import safe_cell


class Row(Struct, frozen=True):
    """One label with all that its columns need."""

    registry: Registry
    etablissement: Etablissement
    label: Label
    academie: Academie
    etat: labels.EtatLabel
    day: PartialDate


class Column(Struct, frozen=True):
    """A column: ``type`` is a Table Schema type, ``pattern`` or ``enum`` narrow it; an unknown value is empty."""

    name: str
    titre: str
    description: str
    value: Callable[[Row], str | None]
    type: str = "string"
    required: bool = False
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    unique: bool = False


def _iso(date: PartialDate | None) -> str | None:
    return date.iso if date else None


def _filieres(row: Row) -> str:
    return " ".join(labels.filieres_of(row.label, row.registry.vocabulaires.get("filieres")))


def _position(row: Row, axis: str) -> str | None:
    position = row.etablissement.position
    return f"{getattr(position, axis):.4f}" if position else None


def _sources(row: Row, field: str) -> str:
    return " ".join(dict.fromkeys(str(getattr(f.source, field)) for f in row.label.faits))


_PARTIAL = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_STATES = tuple(labels.LIBELLES)

COLUMNS = (
    Column("label", "Label", "Identifiant stable du label.", lambda r: r.label.id, required=True, unique=True),
    Column("uai", "UAI", "Code de l’établissement, vide s’il est inconnu.", lambda r: r.etablissement.uai, pattern=r"^[0-9]{7}[A-Z]$"),
    Column("nom", "Établissement", "Nom, tel que la source l’écrit.", lambda r: r.etablissement.nom, required=True),
    Column("commune", "Commune", "Nom de la commune.", lambda r: r.etablissement.commune.nom),
    Column("code_insee", "Code Insee", "Code de la commune.", lambda r: r.etablissement.commune.code_insee, pattern=r"^[0-9AB]{5}$"),
    Column("departement", "Département", "Code Insee du département.", lambda r: r.etablissement.departement),
    Column("academie", "Académie", "Nom court de l’académie ou du territoire.", lambda r: r.academie.slug, required=True),
    Column("region_academique", "Région académique", "Nom court de la région académique.", lambda r: r.academie.region_academique),
    Column("type", "Type", "Type d’établissement, s’il est dit par une source.", lambda r: r.etablissement.type),
    Column("statut", "Statut", "Public ou privé, s’il est dit par une source.", lambda r: r.etablissement.statut),
    Column("intitule", "Intitulé du label", "Intitulé tel que publié.", lambda r: r.label.intitule),
    Column("filieres", "Filières", "Filières du vocabulaire du projet, séparées par une espace.", _filieres),
    Column("etat", "État", "État du label à la date « etat_au ».", lambda r: r.etat.code, required=True, enum=_STATES),
    Column("etat_au", "État au", "Date à laquelle l’état est calculé.", lambda r: r.day.iso, type="date", required=True),
    Column("echeance", "Échéance", "Échéance publiée ou théorique, parfois partielle.", lambda r: _iso(r.etat.echeance), pattern=_PARTIAL),
    Column("echeance_theorique", "Échéance théorique", "« true » si l’échéance est calculée (début plus cinq ans).",
           lambda r: "true" if r.etat.theorique else "false", type="boolean", required=True),
    Column("derniere_date_connue", "Dernière date connue", "Date la plus récente qu’une source donne.",
           lambda r: _iso(labels.last_known_date(r.label)), pattern=_PARTIAL),
    Column("latitude", "Latitude", "Degrés WGS 84.", lambda r: _position(r, "lat"), type="number"),
    Column("longitude", "Longitude", "Degrés WGS 84.", lambda r: _position(r, "lon"), type="number"),
    Column("precision", "Précision", "Ce que désigne le point : la commune ou l’établissement.",
           lambda r: r.etablissement.position.precision if r.etablissement.position else None, enum=("commune", "etablissement")),
    Column("sources", "Sources", "Adresses des pages lues, séparées par une espace.", lambda r: _sources(r, "url"), required=True),
    Column("genres_source", "Genres des sources", "Genre de chaque page lue.", lambda r: _sources(r, "genre"), required=True),
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """Every label at one day, in the order of the identifiers: made once, read by every format."""

    registry: Registry
    day: PartialDate
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, registry: Registry, day: PartialDate) -> Table:
        """Evaluate every label of ``registry`` at ``day``."""
        found = []
        for etablissement, label in sorted(registry.labels(), key=lambda pair: pair[1].id):
            academie = registry.academies.get(etablissement.academie)
            if academie is not None:
                found.append(Row(registry, etablissement, label, academie, labels.state_on(label, day), day))
        return cls(registry, day, tuple(found))

    @cached_property
    def values(self) -> tuple[dict[str, str | None], ...]:
        """The values of each row by column name."""
        return tuple({column.name: column.value(row) for column in COLUMNS} for row in self.rows)

    @cached_property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The same for a CSV, without their names: nothing that a spreadsheet would read as a formula."""
        # The writer quotes a carriage return only where it ends lines: left bare, what follows would be a cell of its own.
        return tuple(
            tuple(safe_cell((value or "").replace("\r", " ")) for value in row.values()) for row in self.values
        )

    @cached_property
    def coming(self) -> tuple[Row, ...]:
        """The labels whose stated or theoretical term is not past."""
        today = self.day.first_day()
        return tuple(row for row in self.rows if row.etat.echeance and row.etat.echeance.last_day() >= today)

    def coming_in(self, academie: str | None) -> tuple[Row, ...]:
        """The labels of :attr:`coming` of one académie, or all of them."""
        return tuple(row for row in self.coming if academie in (None, row.academie.slug))
