# SPDX-License-Identifier: MIT
"""What templates show of a record: words ready to be printed, nothing left to compute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from ..registry import Academie, Critere, Etablissement, Label, PartialDate, Registry, Texte, labels, law
from ..registry.models import Departement, Fait
from ..registry.text import fold

CURRENT = "r2023"
NATURES = {
    "nouveau": "Label obtenu",
    "renouvele": "Label renouvelé",
    "renouvele_modifie": "Label renouvelé avec modification",
    "proroge": "Label prorogé",
    "fin": "Fin du label",
    "favorable": "Avis favorable",
}
GENRES = {"decision": "Décision", "attestation": "Attestation", "avis": "Avis"}


class LigneAnnuaire(Struct, frozen=True):
    """One label of one établissement, as a row."""

    etablissement: Etablissement
    label: Label
    etat: labels.EtatLabel
    filieres: tuple[str, ...]
    filieres_ids: tuple[str, ...]
    academie: Academie
    departement: Departement | None
    statut: str | None
    type: str | None
    genre_source: str
    date_connue: PartialDate | None

    @property
    def intitule(self) -> str | None:
        return self.label.intitule

    @property
    def commune(self) -> str | None:
        return self.etablissement.commune.nom

    @property
    def ancre(self) -> str:
        return f"u{self.etablissement.uai}" if self.etablissement.uai else f"x-{self.etablissement.id}"

    @property
    def page(self) -> str | None:
        return f"etablissements/{self.etablissement.uai}/" if self.etablissement.uai else None


def worded(registry: Registry, vocabulary: str, entry: str | None) -> str | None:
    """Return the French wording of ``entry`` in a vocabulary; the entry itself where either is unknown."""
    known = registry.vocabulaires.get(vocabulary)
    return known.libelle(entry) if known and entry else entry


def ligne(registry: Registry, etablissement: Etablissement, label: Label, day: PartialDate) -> LigneAnnuaire:
    """Build the row of one label at ``day``."""
    academie = registry.academies[etablissement.academie]
    vocabulary = registry.vocabulaires.get("filieres")
    ids = labels.filieres_of(label, vocabulary)
    names = tuple(vocabulary.libelle(i) for i in ids) if vocabulary else ids
    genre = labels.strongest(f.source.genre for f in label.faits)
    return LigneAnnuaire(
        etablissement,
        label,
        labels.state_on(label, day),
        names,
        ids,
        academie,
        academie.departement(etablissement.departement),
        worded(registry, "statuts", etablissement.statut),
        worded(registry, "types-etablissement", etablissement.type),
        (worded(registry, "genres-source", genre) or genre)
        + (" (la plus faible)" if genre == labels.STRENGTH[-1] else ""),
        labels.last_known_date(label),
    )


def lignes(registry: Registry, day: PartialDate) -> list[LigneAnnuaire]:
    """Return the rows of every label, by académie, commune and name."""
    rows = [ligne(registry, e, label, day) for e, label in registry.labels() if e.academie in registry.academies]
    return sorted(
        rows, key=lambda r: (fold(r.academie.nom), fold(r.commune or "zzz"), fold(r.etablissement.nom), r.label.id)
    )


def fits(
    row: LigneAnnuaire,
    academie: str | None = None,
    filiere: str | None = None,
    statut: str | None = None,
    etat: str | None = None,
) -> bool:
    """Say whether a row answers every given choice."""
    return (
        academie in (None, row.academie.slug)
        and (filiere is None or filiere in row.filieres_ids)
        and statut in (None, row.etablissement.statut)
        and etat in (None, row.etat.code)
    )


def texte_and_state(registry: Registry, texte: Texte | None, day: PartialDate) -> dict[str, Any]:
    """Return ``texte`` and its state for a template; both ``None`` without a text."""
    return {"texte": texte, "etat": law.current_state(registry, texte, day) if texte else None}


def ranked(registry: Registry, referentiel: str) -> list[tuple[int, Critere]]:
    """Return the criteria of a référentiel with their ranks, in order."""
    return sorted(
        ((c.rangs[referentiel], c) for c in registry.criteres.values() if referentiel in c.rangs),
        key=lambda pair: pair[0],
    )


def fait_view(registry: Registry, fait: Fait) -> dict[str, Any]:
    """Return one fact with its title, its dates and its kind of source in words."""
    title = NATURES.get(fait.nature or "", GENRES[fait.genre])
    if fait.genre == "attestation" and fait.nature in NATURES:
        title += " (attesté, décision non vue)"
    dates = [
        ("Campagne", fait.campagne),
        ("Avis" if fait.genre == "avis" else "Décision", fait.decision),
        ("Début", fait.debut),
        ("Échéance", fait.echeance),
    ]
    if fait.publication:
        dates.append((f"Publication ({fait.publication.support})", fait.publication.date))
    genre = worded(registry, "genres-source", fait.source.genre)
    return {"fait": fait, "titre": title, "genre": genre, "dates": [(name, value) for name, value in dates if value]}


def timeline(registry: Registry, texte: Texte) -> Iterator[dict[str, Any]]:
    """Yield the dated events of a text, unsorted."""

    def event(
        date: PartialDate | None, titre: str, other: Texte | None = None, detail: str | None = None
    ) -> Iterator[dict[str, Any]]:
        if date:
            yield {"date": date, "titre": titre, "texte": other, "detail": detail}

    yield from event(texte.date, "Signature ou date du texte")
    for publication in texte.publications:
        issue = f" n°\u00a0{publication.numero}" if publication.numero else ""
        yield from event(publication.date, f"Publication ({publication.support}{issue})")
    yield from event(texte.vigueur.du, "Entrée en vigueur")
    yield from event(texte.vigueur.au, "Fin de vigueur")
    for version in texte.versions_lues:
        yield from event(version.date, "Version lue", None, version.resume)
    for libelle, other, deduced, _note in law.relations_of(registry, texte):
        detail = "rapprochement déduit, à vérifier" if deduced else None
        yield from event(other.date or other.vigueur.du, libelle, other, detail)
    yield from event(texte.lu_le, "Copie lue pour ce site")
    yield from event(texte.verifie_le, "Page officielle vérifiée")
