# SPDX-License-Identifier: MIT
"""The plan of generated pages: one per texte, critère, académie, établissement, outil and rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from .. import layout
from ..academie import Overlay
from ..academie.strays import attachments
from ..checks import RULES
from ..content import page_file, page_url
from ..registry import Registry
from ..registry.text import capital

FEED, STYLE = "nouveautes/flux.xml", "assets/labellisation.css"
#: The kinds of pages that only a fork has; Markdown makes them, for they hold encarts and macros.
LOCAL_HOME, NATIONAL_DIRECTORY = "accueil-academie", "annuaire-national"
CAMPAIGN, LOCAL_STYLE = "academie/calendrier.ics", "assets/academie.css"
#: The files that are made whatever the facts.
USUAL = (FEED, STYLE)


class PlannedPage(Struct, frozen=True):
    """A page made from a record: its place, its template, its words, the file that an editor changes."""

    kind: str
    uri: str
    titre: str
    resume: str
    record: Any
    source: str

    @property
    def url(self) -> str:
        return page_url(self.uri)

    @property
    def alias(self) -> tuple[str, ...]:
        """The other writings under which a reader looks for it."""
        if self.kind == "etablissement":
            return (self.record.uai,)
        return texte_alias(self.record) if self.kind == "texte" else ()

    @property
    def file(self) -> str:
        """The file of the page in the built site."""
        return page_file(self.url)


def planned_pages(registry: Registry, overlay: Overlay | None = None) -> Iterator[PlannedPage]:
    """Yield every generated page, in a fixed order; those of a fork first."""
    yield from _local_pages(overlay)
    for texte in registry.textes.values():
        titre = capital(texte.titre_court)
        yield PlannedPage("texte", f"textes/{texte.id}.md", titre, texte.objet[:200], texte, texte.origine.path)
    for critere in registry.criteres.values():
        yield PlannedPage(
            "critere",
            f"criteres/{critere.id}.md",
            critere_title(critere),
            critere.resume[:200],
            critere,
            critere.origine.path,
        )
    for academie in registry.academies.values():
        name = capital(academie.nom_complet)
        resume = f"Lycées des métiers du registre pour l’{academie.nom_complet}\u00a0: labels, filières, échéances et sources."
        if academie.region_academique is None:
            resume = f"Lycées des métiers du registre\u00a0: {academie.nom}."
        yield PlannedPage("academie", f"annuaire/{academie.slug}.md", name, resume, academie, academie.origine.path)
    for etablissement in registry.etablissements.values():
        if etablissement.uai:
            place = f" ({etablissement.commune.nom})" if etablissement.commune.nom else ""
            resume = f"{etablissement.nom}{place}\u00a0: label Lycée des métiers, dates connues et sources."
            yield PlannedPage(
                "etablissement",
                f"etablissements/{etablissement.uai}.md",
                etablissement.nom,
                resume,
                etablissement,
                etablissement.origine.path,
            )
    for outil in registry.outils.values():
        yield PlannedPage("outil", f"outils/{outil.id}.md", outil.titre, outil.resume[:200], outil, outil.origine.path)
    yield from rule_pages()


def rule_pages() -> Iterator[PlannedPage]:
    """Yield the page of each rule of the checks."""
    for rule in RULES.values():
        source = f"src/{rule.__module__.replace('.', '/')}.py"
        yield PlannedPage(
            "regle",
            f"contribuer/regles/{rule.code.lower()}.md",
            f"{rule.code}\u00a0: {rule.titre}",
            rule.pourquoi[:200],
            rule,
            source,
        )


def _local_pages(overlay: Overlay | None) -> Iterator[PlannedPage]:
    """Yield the home of a fork, and the directory of the whole country once its own is the académie's."""
    if overlay is None or overlay.academie is None:
        return
    name = overlay.academie.nom_complet
    resume = f"Le label Lycée des métiers dans l’{name}\u00a0: dates de la campagne, pièces, dépôt, contacts, labels et échéances."
    yield PlannedPage(LOCAL_HOME, "academie/index.md", "Dans mon académie", resume, overlay, layout.SETTINGS)
    resume = "Les lycées dont le label est attesté par une source publique, dans toute la France."
    yield PlannedPage(
        NATIONAL_DIRECTORY,
        "annuaire/national.md",
        "Annuaire de toute la France",
        resume,
        overlay,
        "docs/annuaire/index.md",
    )


def local_files(overlay: Overlay | None) -> Iterator[str]:
    """Yield the site paths of the files that only a fork has."""
    if overlay is None or overlay.academie is None or overlay.settings is None:
        return
    yield CAMPAIGN
    yield from (path for path, _file in attachments(overlay.root))
    if overlay.settings.logo:
        yield f"academie/{overlay.settings.logo.fichier}"
    if overlay.settings.couleurs:
        yield LOCAL_STYLE


def critere_title(critere: Any) -> str:
    """The title of a criterion's page."""
    return f"Critère «\u00a0{critere.libelle_court}\u00a0»"


def texte_alias(texte: Any) -> tuple[str, ...]:
    """Every writing under which a reader looks for a text: NOR, number, article with or without dots and spaces."""
    found = [texte.nor, texte.numero, texte.article]
    if texte.article:
        letter, number = texte.article[0], texte.article[1:]
        found += [f"{letter}. {number}", f"{letter}.{number}", f"{letter} {number}", number]
    if texte.date:
        found.append(texte.date.fr.replace("\u00a0", " "))
    return tuple(dict.fromkeys(word for word in found if word))


def asset_files(root: Path) -> Iterator[str]:
    """Yield the site paths of the files of ``docs/`` that are not pages."""
    docs = root / "docs"
    for path in sorted(docs.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            yield path.relative_to(docs).as_posix()
