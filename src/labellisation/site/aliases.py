# SPDX-License-Identifier: MIT
"""What the search must know under other writings: dates, bulletins, sigles, and the words of readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..registry import Registry
from .plan import texte_alias


def reader_words(registry: Registry) -> list[list[str]]:
    """Return the groups of words that readers write; the last of each, the guide's, stands for the others."""
    return [[*mot.lecteurs, mot.guide] for mot in registry.recherche.mots]


def synonyms(registry: Registry) -> list[list[str]]:
    """Return the groups of writings that the glossary gives to one thing: each stands for the others."""
    terms = registry.glossaire.values()
    glossary = ([t.sigle, *([t.developpe] if t.developpe else []), *t.synonymes] for t in terms)
    return [group for group in glossary if len(group) > 1]


def other_writings(registry: Registry) -> Mapping[str, tuple[str, ...]]:
    """Return, for a page (or a section, page#anchor), what else it is called."""
    found: dict[str, list[str]] = {}
    for url, names in _names(registry):
        found.setdefault(url, []).extend(names)
    return {url: tuple(dict.fromkeys(names)) for url, names in found.items() if names}


def _names(registry: Registry) -> Iterator[tuple[str, list[str]]]:
    last = _last_list(registry)
    formats = {f.format: f.mot for f in registry.recherche.formats}
    for texte in registry.textes.values():
        names = [*texte_alias(texte), *([texte.titre] if texte.titre else [])]
        for paper in texte.publications:
            date = f" du {paper.date.fr}" if paper.date else ""
            if paper.support == "BOEN":
                names += [f"BO {paper.numero}"] if paper.numero else []
                names.append(f"Bulletin officiel BOEN {paper.numero or ''}{date}")
        if texte.id == last:
            names += ["dernière liste officielle des lycées des métiers", "liste publiée au Bulletin officiel"]
        yield f"textes/{texte.id}/", names
    for critere in registry.criteres.values():
        yield f"criteres/{critere.id}/", [critere.libelle_court, critere.libelle]
    for outil in registry.outils.values():
        kinds = sorted({formats[f.format] for f in outil.formats if f.format in formats})
        yield f"outils/{outil.id}/", [f"modèle {outil.titre}", f"télécharger {outil.titre} {' '.join(kinds)}"]
    yield from ((page.page, list(page.noms)) for page in registry.recherche.pages)
    for region in registry.regions_academiques:
        for academie in region.academies:
            asked = (f"{words} {academie.nom}" for words in ("lycées labellisés", "lycées des métiers", "label"))
            names = [academie.nom, *asked, *(d.nom for d in academie.departements)]
            yield f"annuaire/{academie.slug}/", [*names, f"région académique {region.nom}"]
    for terme in registry.glossaire.values():
        yield f"glossaire/#{terme.id}", [terme.sigle, *([terme.developpe] if terme.developpe else []), *terme.synonymes]


def _last_list(registry: Registry) -> str | None:
    """The list of labelled lycées that was published last: the one that readers ask for without a date."""
    dated = [(p.date, t.id) for t in registry.textes.values() if t.type == "liste" for p in t.publications if p.date]
    return max(dated)[1] if dated else None
