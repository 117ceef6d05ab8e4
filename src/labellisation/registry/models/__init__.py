# SPDX-License-Identifier: MIT
"""The facts, frozen: one class a kind of record, shaped as the JSON Schemas of ``data/schemas``."""

from .base import AVerifier, Entree, ExceptionFiliere, Origin, Periode, Publication, Redirection, Source, Vocabulaire
from .law import CelluleComparaison, Citation, Critere, Etat, Evenement, Frise, Groupe, LigneComparaison, Referentiel, Relation, Texte, VersionLue
from .directory import Academie, Commune, Departement, Etablissement, Fait, Label, Position, RegionAcademique, Reseau, SourceDeFait
from .collection import Champ, Diagramme, Etape, FormatOutil, GroupeDeLiens, Indicateur, Jalon, Lien, LigneMatrice, Outil, Ressource, SectionOutil, Terme

__all__ = [
    "AVerifier",
    "Academie",
    "CelluleComparaison",
    "Champ",
    "Citation",
    "Commune",
    "Critere",
    "Departement",
    "Diagramme",
    "Entree",
    "Etablissement",
    "Etape",
    "Etat",
    "Evenement",
    "ExceptionFiliere",
    "Fait",
    "FormatOutil",
    "Frise",
    "Groupe",
    "GroupeDeLiens",
    "Indicateur",
    "Jalon",
    "Label",
    "Lien",
    "LigneComparaison",
    "LigneMatrice",
    "Origin",
    "Outil",
    "Periode",
    "Position",
    "Publication",
    "Redirection",
    "Referentiel",
    "RegionAcademique",
    "Relation",
    "Reseau",
    "Ressource",
    "SectionOutil",
    "Source",
    "SourceDeFait",
    "Terme",
    "Texte",
    "VersionLue",
    "Vocabulaire",
]
