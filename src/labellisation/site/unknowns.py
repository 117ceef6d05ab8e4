# SPDX-License-Identifier: MIT
"""What the site does not know, or has not looked at lately: the editors' work list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..registry import DateError, Origin, PartialDate, law
from .model import Site

Row = dict[str, Any]
MONTHS_OF_A_LINK = 12


def unknowns(site: Site) -> list[tuple[str, list[Row]]]:
    """Return the groups of unknown facts, each with its rows; empty groups are left out."""
    groups = [
        ("Textes", list(_texts(site))),
        ("Vigueur des textes", list(_states(site))),
        ("Critères", list(_criteria(site))),
        ("Titres officiels des fiches et annexes", list(_titles(site))),
        ("Points signalés dans les pages", list(_marks(site))),
        ("Pages à relire", list(_late_pages(site))),
        ("Établissements", list(_lycees(site))),
        ("Liens", list(_links(site))),
    ]
    for _title, rows in groups:
        for row in rows:
            row["edition"] = site.edit_url(row["fichier"])
    return [(title, rows) for title, rows in groups if rows]


def _row(objet: str, page: str | None, champ: str, note: str | None, origin: Origin) -> Row:
    return {
        "objet": objet,
        "page": page,
        "champ": champ,
        "note": note,
        "fichier": origin.path,
    }


def _texts(site: Site) -> Iterator[Row]:
    """What the texts lack, the most cited first: there an answer serves the most readers."""
    schema = site.registry.schema("texte")
    for texte in sorted(site.registry.textes.values(), key=lambda t: -len(site.citing("texte", t.id))):
        for gap in texte.a_verifier:
            yield _row(texte.titre_court, f"textes/{texte.id}/", schema.title_of(gap.champ), gap.note, texte.origine)


def _states(site: Site) -> Iterator[Row]:
    for texte in site.registry.textes.values():
        told = any(gap.champ == "etat" for gap in texte.a_verifier)
        if law.state_on(texte, site.day) == "inconnu" and not told:
            yield _row(texte.titre_court, f"textes/{texte.id}/", "État", "vigueur non vérifiée", texte.origine)


def _criteria(site: Site) -> Iterator[Row]:
    for critere in site.registry.criteres.values():
        for gap in critere.a_verifier:
            yield _row(critere.libelle_court, f"criteres/{critere.id}/", gap.champ, gap.note, critere.origine)


def _titles(site: Site) -> Iterator[Row]:
    for page in site.pages.values():
        if "titre_officiel" in page.meta and page.meta["titre_officiel"] is None:
            yield _row(page.titre, page.url, "Titre officiel", "titre donné par le ministère", Origin(page.path))


def _marks(site: Site) -> Iterator[Row]:
    for page in site.pages.values():
        for call in site.calls_read_on(page):
            if call.name == "a_verifier":
                place = call.location
                yield _row(
                    page.titre, page.url, f"Ligne {place.line}", str(call.bound().get("note")), Origin(place.path)
                )


def _late_pages(site: Site) -> Iterator[Row]:
    for page in site.pages.values():
        due = review_due(page.meta)
        if due and due.iso < site.day.iso:
            yield _row(page.titre, page.url, "Relecture", f"à relire depuis le {due.fr}", Origin(page.path))


def review_due(meta: dict[str, Any]) -> PartialDate | None:
    """Return the day on which a page is to be read again, from its front matter; ``None`` if it does not say."""
    months = str(meta.get("revoir_dans") or "").removesuffix(" mois")
    try:
        read = PartialDate.parse(str(meta.get("relu_le") or ""))
    except DateError:
        return None
    return read.plus_months(int(months)) if months.isdecimal() else None


def _lycees(site: Site) -> Iterator[Row]:
    for etablissement, label in site.registry.labels():
        page = f"etablissements/{etablissement.uai}/" if etablissement.uai else None
        for champ, value in (("UAI", etablissement.uai), ("Intitulé du label", label.intitule)):
            if not value:
                yield _row(etablissement.nom, page, champ, "non dit par les pages lues", label.origine)


def _links(site: Site) -> Iterator[Row]:
    for lien in site.registry.liens.values():
        checked = lien.verifie_le
        if checked is None:
            yield _row(lien.titre, "annexes/annexe-9/", "Vérifié le", "adresse à vérifier en ligne", lien.origine)
        elif checked.plus_months(MONTHS_OF_A_LINK).iso < site.day.iso:
            yield _row(
                lien.titre,
                "annexes/annexe-9/",
                "Vérifié le",
                f"vérifié il y a plus d’un an, le {checked.fr}",
                lien.origine,
            )
