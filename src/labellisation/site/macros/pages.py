# SPDX-License-Identifier: MIT
"""Macros about the site itself: what is unknown, what changed, index, plan, rules, fields."""

from __future__ import annotations

from itertools import groupby

from ... import layout
from ...checks import FAMILIES, RULES
from ...exports.nomenclature import bill_paths, locked
from ...registry import PartialDate
from ...registry.text import fold
from ..feeds import journal
from ..unknowns import unknowns
from .base import Call, View, renders

SECTIONS = {
    "academie": "Dans mon académie",
    "fiches": "Fiches",
    "annexes": "Annexes",
    "parcours": "Parcours",
    "criteres": "Critères",
    "textes": "Textes",
    "annuaire": "Annuaire",
    "etablissements": "Établissements",
    "outils": "Outils",
    "contribuer": "Contribuer",
    "": "Le site",
}


@renders
def a_verifier_liste(call: Call) -> View:
    """Every fact that is unknown, by thing that lacks it, with the file to correct."""
    groups = [
        {
            "titre": title,
            "nombre": len(rows),
            "objets": [
                {"objet": name, "page": page, "fichier": path, "edition": edit, "manques": list(found)}
                for (name, page, path, edit), found in groupby(
                    rows, key=lambda r: (r["objet"], r["page"], r["fichier"], r["edition"])
                )
            ],
        }
        for title, rows in unknowns(call.site)
    ]
    return {"groupes": groups, "total": sum(group["nombre"] for group in groups)}


@renders
def regles(call: Call) -> View:
    """The rules by family."""
    by_family = groupby(sorted(RULES.values(), key=lambda r: r.code), key=lambda r: r.code[:3])
    return {"familles": [{"prefixe": p, "titre": FAMILIES[p], "regles": list(found)} for p, found in by_family]}


@renders
def dependances(call: Call) -> View:
    """The programs that make the site, by licence: those used most first."""
    groups: dict[str, dict[str, None]] = {}
    for package in locked(call.site.root):
        groups.setdefault(package.licence or "à vérifier", {})[package.nom] = None
    rows = sorted(((licence, tuple(names)) for licence, names in groups.items()), key=lambda r: (-len(r[1]), r[0]))
    return {"licences": rows, "nomenclature": next(bill_paths(call.site.root), None)}


@renders
def termes_index(call: Call) -> View:
    """The index of terms: search for those who have no JavaScript."""
    registry = call.site.registry
    entries = [(t.sigle, f"glossaire/#{t.id}", t.developpe) for t in registry.glossaire.values()]
    entries += [(t.developpe, f"glossaire/#{t.id}", t.sigle) for t in registry.glossaire.values() if t.developpe]
    entries += [(t.titre_court, f"textes/{t.id}/", t.nor) for t in registry.textes.values()]
    entries += [(c.libelle_court, f"criteres/{c.id}/", "critère") for c in registry.criteres.values()]
    entries += [(o.titre, f"outils/{o.id}/", "outil") for o in registry.outils.values()]
    entries += [(a.nom, f"annuaire/{a.slug}/", "annuaire") for a in registry.academies.values()]
    entries += [(p.titre, p.url, p.meta.get("genre")) for p in call.site.pages.values() if p.url]
    entries = sorted((e for e in entries if fold(str(e[0]))), key=lambda e: (fold(str(e[0])), e[1]))
    letters = groupby(entries, key=lambda e: fold(str(e[0]))[0].upper())
    return {
        "lettres": [
            {"lettre": letter, "entrees": [{"terme": t, "page": p, "precision": more} for t, p, more in found]}
            for letter, found in letters
        ]
    }


@renders
def plan(call: Call) -> View:
    """Every page, by section."""
    pages = [(p.uri, p.titre, p.url) for p in call.site.pages.values()] + [
        (p.uri, p.titre, p.url) for p in call.site.plan.values()
    ]
    sections: dict[str, list[dict[str, str]]] = {name: [] for name in SECTIONS}
    for uri, titre, url in pages:
        folder = uri.partition("/")[0] if "/" in uri else ""
        sections[folder if folder in SECTIONS else ""].append({"titre": titre, "page": url})
    for rows in sections.values():
        rows.sort(key=lambda r: (r["page"].count("/") > 2, fold(r["titre"])) if len(rows) > 20 else (False, r["page"]))
    return {"sections": [{"titre": SECTIONS[name], "pages": rows} for name, rows in sections.items() if rows]}


@renders
def champs(call: Call, schema: str) -> View:
    """The fields of a data file, from its schema."""
    found = call.site.registry.schema(schema)
    return {
        "titre": found.content["title"],
        "description": found.content.get("description", ""),
        "champs": list(found.fields()),
    }


@renders
def nouveautes(call: Call) -> View:
    """The journal of every page, the latest first."""
    return {"entrees": journal(call.site)}


@renders
def controles_accessibilite(call: Call) -> View:
    """The dated results of the automatic checks; a fork shows its own, or says that it has none."""
    found = call.site.registry.controles_accessibilite
    if not found or (call.site.academie and not found["origine"].path.startswith(layout.OVERLAY)):
        return {"releve": None}
    checks = (found["axe"], found["clavier"], found.get("html"))
    wrong = [defect for check in checks if check for defect in check["defauts"]]
    return {"releve": found, "html": found.get("html"), "le": PartialDate.parse(found["le"]).fr, "defauts": wrong}
