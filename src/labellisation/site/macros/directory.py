# SPDX-License-Identifier: MIT
"""Macros that list labelled établissements."""

from __future__ import annotations

from itertools import groupby

from ...content.specs import ETATS_DE_LABEL
from ...exports import interface as contract
from ...registry import labels
from .. import views
from ..carte import Carte, carte_academie, carte_france
from ..figures import figures
from .base import Call, View, renders


@renders
def etablissements(
    call: Call,
    academie: str | None = None,
    filiere: str | None = None,
    statut: str | None = None,
    etat: str | None = None,
) -> View:
    """The table of labels, by académie; the whole of it can be filtered in the page."""
    registry = call.site.registry
    rows = [row for row in call.site.lignes if views.fits(row, academie, filiere, statut, etat)]
    blocks = [{"academie": key, "lignes": list(group)} for key, group in groupby(rows, key=lambda r: r.academie)]
    chosen = [
        word
        for word in (
            registry.academies[academie].nom_complet if academie else None,
            registry.vocabulaires["filieres"].libelle(filiere) if filiere else None,
            registry.vocabulaires["statuts"].libelle(statut) if statut else None,
            labels.LIBELLES[etat] if etat else None,
        )
        if word
    ]
    return {
        "blocs": blocks,
        "criteres_de_choix": ", ".join(chosen),
        "total": len(rows),
        "filtrable": not chosen,
        "options": _options(call, rows),
    }


def _options(call: Call, rows: list[views.LigneAnnuaire]) -> View:
    """The choices that the rows offer, in order."""
    vocabularies = call.site.registry.vocabulaires
    filieres = {f for row in rows for f in row.filieres_ids}
    return {
        "academies": list(dict.fromkeys((r.academie.slug, r.academie.nom) for r in rows)),
        "departements": sorted(
            {(r.departement.code, f"{r.departement.code} {r.departement.nom}") for r in rows if r.departement}
        ),
        "filieres": [(e.id, e.libelle) for e in vocabularies["filieres"].entrees if e.id in filieres],
        "statuts": [(e.id, e.libelle) for e in vocabularies["statuts"].entrees],
        "etats": [(code, labels.LIBELLES[code]) for code in ETATS_DE_LABEL if any(r.etat.code == code for r in rows)],
    }


@renders
def nombre_etablissements(
    call: Call,
    academie: str | None = None,
    filiere: str | None = None,
    statut: str | None = None,
    etat: str | None = None,
) -> View:
    """How many établissements of the registry answer the choice, dated."""
    rows = [row for row in call.site.lignes if views.fits(row, academie, filiere, statut, etat)]
    return {"nombre": len({row.etablissement.id for row in rows})}


def _counts(call: Call) -> dict[str, int]:
    found = dict.fromkeys(call.site.registry.academies, 0)
    for etablissement, _label in call.site.registry.labels():
        if etablissement.academie in found:
            found[etablissement.academie] += 1
    return found


@renders
def carte(call: Call, academie: str | None = None) -> View:
    """The map of labels, and the table that says the same in words."""
    registry, counts = call.site.registry, _counts(call)
    most = max(counts.values(), default=0) or 1
    regions: list[View] = []
    for region in registry.regions_academiques:
        rows = [
            {"academie": a, "nombre": counts[a.slug], "part": round(100 * counts[a.slug] / most)}
            for a in region.academies
            if academie in (None, a.slug)
        ]
        if rows:
            regions.append({"region": region, "academies": rows, "nombre": sum(r["nombre"] for r in rows)})
    return {
        "regions": regions,
        "academie": registry.academies.get(academie or ""),
        "total": sum(r["nombre"] for r in regions),
        "carte": _map(call, academie),
    }


def _map(call: Call, academie: str | None) -> Carte | None:
    """The geographic map; ``None`` without outlines, or for a territory that has none."""
    site, academies = call.site, call.site.registry.academies
    if site.fond is None:
        return None
    if academie is None:
        return carte_france(site.fond, list(academies.values()), site.lignes)
    return carte_academie(site.fond, academies[academie], site.lignes, academies.values())


@renders
def chiffres(call: Call) -> View:
    """The figures of the whole annuaire."""
    groups = [{"id": i, "titre": title, "lignes": lines} for i, title, lines in figures(call.site.lignes)]
    return {"groupes": groups, "total": len(call.site.lignes)}


@renders
def interface(_call: Call) -> View:
    """The JSON files as an interface: its version, its rules, its changelog, the latest first."""
    return {
        "version": contract.VERSION,
        "adresse": contract.ADRESSE,
        "adresse_du_journal": contract.ADRESSE_DU_JOURNAL,
        "regles": contract.REGLES,
        "journal": tuple(reversed(contract.JOURNAL)),
    }


@renders
def academies(call: Call) -> View:
    """Every académie with its number of labels."""
    registry, counts = call.site.registry, _counts(call)
    regions = [
        {"region": region, "academies": [{"academie": a, "nombre": counts[a.slug]} for a in region.academies]}
        for region in registry.regions_academiques
    ]
    return {
        "regions": regions,
        "autres": [{"academie": t, "nombre": counts[t.slug]} for t in registry.autres_territoires],
    }


@renders
def reseaux(call: Call) -> View:
    """The networks of lycées des métiers, their members by name where the registry knows them."""
    registry = call.site.registry
    known = {e.uai: e for e in registry.etablissements.values() if e.uai}
    return {
        "reseaux": [
            {
                "reseau": reseau,
                "academie": registry.academies.get(reseau.academie or ""),
                "filiere": registry.vocabulaires["filieres"].libelle(reseau.filiere) if reseau.filiere else None,
                "membres": [(uai, known.get(uai)) for uai in reseau.membres],
            }
            for reseau in registry.reseaux.values()
        ]
    }
