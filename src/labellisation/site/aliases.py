# SPDX-License-Identifier: MIT
"""What the search must know under other writings: dates, bulletins, sigles, communes, and the words of readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..registry import Registry
from .plan import texte_alias

#: Words that readers write, and last the guide's words for the same thing, which then stand for them in a query.
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
    ("exemple", "gabarit", "formulaire", "modèle"),
    ("calendrier", "planning", "échéancier", "rétroplanning"),
    ("affiche", "poster", "affichette"),
    ("tableur", "Excel"),
    ("statistiques", "chiffres", "indicateurs"),
    ("RGPD", "CNIL", "cookies", "vie privée", "données personnelles"),
    ("Erasmus", "mobilité", "étranger", "ouverture internationale"),
    ("handicap", "handicapé", "besoins particuliers"),
    ("embauche", "emploi", "débouchés", "insertion"),
    ("apprenti", "apprentissage", "statuts différents"),
    ("abandon", "décrocheur", "décrochage scolaire", "décrochage"),
    ("logement", "dortoir", "internat", "hébergement"),
    ("durée", "durer", "combien de temps vaut"),
    ("postuler", "demander", "candidater", "candidature"),
    ("carte", "trouver un lycée", "liste des lycées", "annuaire"),
    ("différence", "confusion", "comparaison"),
    ("changement de direction", "changement de chef d’établissement", "succession", "nouveau proviseur", "passation"),
    ("obtenir le label", "délais et étapes"),
    ("jury", "commission", "groupe académique"),
    ("écologie", "environnement", "développement durable"),
)
#: What readers call the pages that gather others.
_PAGES = {
    "fiches/": ("les fiches", "la collection", "le guide"),
    "annexes/": ("les annexes",),
    "criteres/": ("les critères", "les huit critères"),
    "glossaire/": ("les sigles", "les définitions"),
    "textes/": (
        "les textes",
        "code de l’éducation",
        "réglementation",
        "lois et décrets",
        "textes officiels",
        "bulletin officiel",
    ),
    "annuaire/": ("liste des lycées labellisés", "carte des lycées des métiers", "trouver un lycée"),
    "contact/": ("nous écrire", "à qui s’adresser", "poser une question", "signaler une erreur"),
    "donnees/": ("les données", "télécharger les données", "open data", "CSV JSON GeoJSON"),
    "outils/": ("les outils", "modèles à télécharger", "documents à remplir"),
    "parcours/": ("par où commencer", "selon mon rôle"),
    "comparaison/": ("ce qui change", "anciens critères", "ancien référentiel"),
}
#: What readers call the formats of the tools.
_FORMATS = {"ODS": "tableur", "XLSX": "Excel", "ODT": "document", "DOCX": "Word", "ICS": "agenda", "PDF": "PDF"}


def synonyms(registry: Registry) -> list[list[str]]:
    """Return the groups of writings that the glossary gives to one thing: each stands for the others."""
    terms = registry.glossaire.values()
    glossary = ([t.sigle, *([t.developpe] if t.developpe else []), *t.synonymes] for t in terms)
    return [group for group in glossary if len(group) > 1]


def other_writings(registry: Registry) -> Mapping[str, tuple[str, ...]]:
    """Return, for a page (or a section, page#anchor), what else it is called."""
    found = {url: tuple(dict.fromkeys(names)) for url, names in _names(registry)}
    return {url: names for url, names in found.items() if names}


def _names(registry: Registry) -> Iterator[tuple[str, list[str]]]:
    last = _last_list(registry)
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
        yield f"criteres/{critere.id}/", [critere.libelle]
    for outil in registry.outils.values():
        kinds = sorted({_FORMATS[f.format] for f in outil.formats if f.format in _FORMATS})
        yield f"outils/{outil.id}/", [f"modèle {outil.titre}", f"télécharger {outil.titre} {' '.join(kinds)}"]
    yield from ((url, list(names)) for url, names in _PAGES.items())
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


def _last_list(registry: Registry) -> str | None:
    """The list of labelled lycées that was published last: the one that readers ask for without a date."""
    dated = [(p.date, t.id) for t in registry.textes.values() if t.type == "liste" for p in t.publications if p.date]
    return max(dated)[1] if dated else None
