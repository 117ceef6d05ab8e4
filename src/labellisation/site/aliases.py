# SPDX-License-Identifier: MIT
"""What the search must know under other writings: dates, bulletins, sigles, communes, and the words of readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..registry import Registry
from .plan import texte_alias

#: Words that readers write, then words of the guide for the same thing: one stands for the other in a query.
READERS_WORDS: tuple[tuple[str, ...], ...] = (
    ("proviseur", "proviseure", "principal", "directeur d’établissement", "chef d’établissement"),
    ("chef de travaux", "chef des travaux", "DDFPT"),
    ("inspecteur", "inspectrice", "auditeur"),
    ("professeur", "prof", "enseignant"),
    ("référent", "correspondant académique", "référent académique"),
    ("entreprise", "employeur", "partenaire"),
    ("prolonger", "prolongation", "proroger", "prorogation"),
    ("perdre le label", "retrait du label", "retirer le label"),
    ("voter", "vote", "accord du conseil d’administration"),
    ("modèle", "exemple", "gabarit", "formulaire"),
    ("calendrier", "planning", "échéancier", "rétroplanning"),
    ("affiche", "poster", "affichette"),
    ("excel", "tableur"),
    ("statistiques", "chiffres", "indicateurs"),
    ("RGPD", "CNIL", "cookies", "vie privée", "données personnelles"),
    ("Erasmus", "mobilité", "étranger", "ouverture internationale"),
    ("handicap", "handicapé", "besoins particuliers", "enseignement adapté"),
    ("embauche", "emploi", "débouchés", "insertion"),
    ("bac pro", "baccalauréat professionnel"),
    ("apprenti", "apprentissage", "statuts différents"),
    ("abandon", "décrocheur", "décrochage scolaire", "décrochage"),
    ("logement", "dortoir", "internat", "hébergement"),
    ("durée", "durer", "combien de temps vaut"),
    ("candidater", "postuler", "demander", "candidature"),
    ("carte", "trouver un lycée", "liste des lycées", "annuaire"),
    ("différence", "confusion", "comparaison"),
    ("changement de direction", "succession", "passation"),
    ("jury", "commission", "groupe académique"),
    ("coût", "subvention", "financement"),
    ("écologie", "environnement", "développement durable"),
    ("définition", "c’est quoi", "qu’est-ce que"),
)

#: What readers call the formats of the tools.
_FORMATS = {"ODS": "tableur", "XLSX": "Excel", "ODT": "document", "DOCX": "Word", "ICS": "agenda", "PDF": "PDF", "CSV": "CSV"}


def synonyms(registry: Registry) -> list[list[str]]:
    """Return the groups of writings that mean one thing: those of the glossary, then the readers'."""
    terms = registry.glossaire.values()
    glossary = [[t.sigle, *([t.developpe] if t.developpe else []), *t.synonymes] for t in terms]
    return [group for group in glossary if len(group) > 1] + [list(group) for group in READERS_WORDS]


def other_writings(registry: Registry) -> Mapping[str, tuple[str, ...]]:
    """Return, for a page (or a section, page#anchor), what else it is called."""
    found = {url: tuple(dict.fromkeys(names)) for url, names in _names(registry)}
    return {url: names for url, names in found.items() if names}


def _names(registry: Registry) -> Iterator[tuple[str, list[str]]]:
    for texte in registry.textes.values():
        names = [*texte_alias(texte), *([texte.titre] if texte.titre else [])]
        for paper in texte.publications:
            date = f" du {paper.date.fr}" if paper.date else ""
            if paper.support == "BOEN":
                names += [f"BO {paper.numero}"] if paper.numero else []
                names.append(f"Bulletin officiel BOEN {paper.numero or ''}{date}")
        yield f"textes/{texte.id}/", names
    for critere in registry.criteres.values():
        yield f"criteres/{critere.id}/", [critere.libelle]
    for outil in registry.outils.values():
        kinds = sorted({_FORMATS[f.format] for f in outil.formats if f.format in _FORMATS})
        yield f"outils/{outil.id}/", [f"modèle {outil.titre}", f"télécharger {outil.titre} {' '.join(kinds)}"]
    for region in registry.regions_academiques:
        for academie in region.academies:
            names = [academie.nom, *(d.nom for d in academie.departements)]
            yield f"annuaire/{academie.slug}/", [*names, f"région académique {region.nom}"]
    departements = {d.code: d.nom for a in registry.academies.values() for d in a.departements}
    for etablissement in registry.etablissements.values():
        commune = etablissement.commune.nom
        if etablissement.uai:
            names = [commune, f"{etablissement.nom} {commune}"] if commune else []
            place = departements.get(etablissement.departement or "")
            names += [f"lycée des métiers {commune or ''} {place}"] if place else []
            yield f"etablissements/{etablissement.uai}/", [etablissement.uai, *names]
    for terme in registry.glossaire.values():
        yield f"glossaire/#{terme.id}", [terme.sigle, *([terme.developpe] if terme.developpe else []), *terme.synonymes]
