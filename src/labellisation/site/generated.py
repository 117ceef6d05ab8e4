# SPDX-License-Identifier: MIT
"""The content of generated pages: for each kind, the context of its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from .. import documents
from ..documents.preview import preview
from ..registry import law
from ..registry.labels import STRENGTH
from ..registry.models import Academie, Critere, Etablissement, Outil, Texte
from . import views
from .carte import carte_academie
from .forge import ticket_url
from .jsonld import high_school
from .model import Site
from .plan import PlannedPage
from .witness import mention, witness_view

View = dict[str, Any]


def view(site: Site, page: PlannedPage) -> View:
    """Return the context of the template ``page-<kind>`` for ``page``."""
    makers: dict[str, Callable[[Site, Any], View]] = {
        "texte": _texte,
        "critere": _critere,
        "academie": _academie,
        "etablissement": _etablissement,
        "outil": _outil,
        "regle": _regle,
    }
    return makers[page.kind](site, page.record)


def _citing(site: Site, macro: str, identifier: str) -> list[View]:
    return [{"titre": p.titre, "page": p.url} for p in site.citing(macro, identifier)]


def _texte(site: Site, texte: Texte) -> View:
    registry = site.registry
    grouped: dict[str, list[View]] = {}
    for libelle, other, deduced, note in law.relations_of(registry, texte):
        grouped.setdefault(libelle, []).append({"texte": other, "deduit": deduced, "note": note})
    groupe = registry.groupes.get(texte.groupe or "")
    siblings = [registry.textes[i] for i in groupe.textes if i in registry.textes and i != texte.id] if groupe else []
    citing = _citing(site, "texte", texte.id) + (_citing(site, "textes", groupe.id) if groupe else [])
    return {
        **views.texte_and_state(registry, texte, site.day),
        "evenements": sorted(views.timeline(registry, texte), key=lambda e: e["date"].iso),
        "relations": [{"libelle": libelle, "textes": found} for libelle, found in grouped.items()],
        "cite_par": list({c["page"]: c for c in citing}.values()),
        "groupe": groupe,
        "freres": siblings,
    }


def _critere(site: Site, critere: Critere) -> View:
    registry = site.registry
    order = [c for _rank, c in views.ranked(registry, views.CURRENT)]
    index = order.index(critere) if critere in order else None
    before = order[index - 1] if index else None
    after = order[index + 1] if index is not None and index + 1 < len(order) else None
    ranks = [
        {"referentiel": r, "rang": critere.rangs[r.id], "libelle": critere.libelles.get(r.id) or critere.libelle}
        for r in registry.referentiels.values()
        if r.id in critere.rangs
    ]
    return {
        "critere": critere,
        "rangs": ranks,
        "voisins": (before, after),
        "textes": [
            views.texte_and_state(registry, registry.textes[i], site.day)
            for i in critere.textes
            if i in registry.textes
        ],
        "indicateurs": [i for i in registry.indicateurs.values() if critere.id in i.criteres],
        "preuves": [row for row in registry.matrice.values() if critere.id in row.criteres],
        "cite_par": _citing(site, "critere", critere.id),
    }


def _academie(site: Site, academie: Academie) -> View:
    registry = site.registry
    rows = site.lignes_by_academie.get(academie.slug, [])
    kinds = Counter(f.source.genre for row in rows for f in row.label.faits)
    known = registry.vocabulaires.get("genres-source")
    return {
        "academie": academie,
        "lignes": rows,
        "total": len(rows),
        "carte": carte_academie(site.fond, academie, rows, registry.academies.values()) if site.fond and rows else None,
        "departements": list(academie.departements),
        "region": registry.region_of(academie),
        "temoin": witness_view(site, academie.slug),
        "ressources": [x for x in registry.ressources.values() if x.academie == academie.slug],
        "sources_par_genre": [(g, known.libelle(g) if known else g, kinds[g]) for g in STRENGTH if g in kinds],
        "plus_faible": STRENGTH[-1],
        "contacts": _contacts(site, academie),
    }


def _contacts(site: Site, academie: Academie) -> list[View]:
    """Return whom to reach in an académie: what a fork says of its own comes first."""
    overlay = site.academie
    own = overlay.settings if overlay and overlay.settings and overlay.academie == academie else None
    local = [
        {"fonction": c.fonction, "adresse": c.adresse, "source": None, "lu_le": c.relu_le}
        for c in (own.contacts if own else ())
    ]
    known = [
        {"fonction": c.fonction, "adresse": c.adresse, "source": c.source, "lu_le": c.lu_le} for c in academie.contacts
    ]
    return local + known


def _etablissement(site: Site, etablissement: Etablissement) -> View:
    registry = site.registry
    rows = site.lignes_by_etablissement.get(etablissement.id, [])
    wanted, here = {f for row in rows for f in row.filieres_ids}, etablissement.position
    labels = [
        {
            "ligne": row,
            "faits": [views.fait_view(registry, f) for f in row.label.faits],
            "partage": [registry.etablissements[i] for i in row.label.partage_avec if i in registry.etablissements],
        }
        for row in rows
    ]
    return {
        "etablissement": etablissement,
        "academie": registry.academies[etablissement.academie],
        "lignes": rows,
        "labels": labels,
        "departement": rows[0].departement if rows else None,
        "voisins": site.grid.near(here, etablissement.id, wanted) if here else [],
        "temoin": mention(site, etablissement),
        "filieres_connues": bool(wanted),
        "reseaux": registry.reseaux_of(etablissement),
        "plus_faible": STRENGTH[-1],
        "signalement": report_error(site, etablissement),
        "type": rows[0].type if rows else None,
        "statut": rows[0].statut if rows else None,
        "jsonld": high_school(etablissement, rows),
    }


def report_error(site: Site, etablissement: Etablissement) -> View:
    """Return what a lycée needs to say that its page is wrong: a subject, a message, a ticket."""
    subject = f"Annuaire : {etablissement.nom} ({etablissement.uai or etablissement.id})"
    message = f"Page : etablissements/{etablissement.uai}/\nCe qui est faux :\nCe qu’il faut écrire :\nPage publique ou acte qui le dit :\n"
    address = site.registry.site.get("signalement")
    return {"sujet": subject, "message": message, "adresse": address, "ticket": ticket_url(subject, message)}


#: Model of file → the page that does the same without a file.
_IN_THE_PAGE = {
    "grille": ("outils/auto-evaluation/", "Remplir la grille dans la page"),
    "retroplanning": ("outils/calendrier/", "Dater les étapes dans la page"),
}


def _outil(site: Site, outil: Outil) -> View:
    source = documents.source_of(site.registry, outil.id, site.day, ajouts=site.additions)
    return {
        "outil": outil,
        "referentiel": site.registry.referentiels[outil.referentiel],
        "annexe_page": f"annexes/annexe-{outil.annexe}/" if outil.annexe else None,
        "fiche_page": f"fiches/fiche-{outil.fiche}/" if outil.fiche else None,
        "questions": documents.asked(site.registry, outil.id),
        "fichiers": documents.downloads(outil.id, site.tool_files),
        "apercu": preview(source) if source else None,
        "en_ligne": _IN_THE_PAGE.get(source.tool.modele) if source else None,
        "academie": site.additions.academie,
    }


def _regle(_site: Site, rule: Any) -> View:
    return {"regle": rule}
