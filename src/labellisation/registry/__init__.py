# SPDX-License-Identifier: MIT
"""The facts: read once from ``data/``, validated, frozen. Knows no web page."""

from .dates import DateError, PartialDate
from .models import (
    Academie,
    Critere,
    Etablissement,
    Fait,
    Label,
    Origin,
    Outil,
    RegionAcademique,
    Terme,
    Texte,
    Vocabulaire,
)
from .positions import Document
from .registry import Registry
from .schema import Schema

__all__ = [
    "Academie",
    "Critere",
    "DateError",
    "Document",
    "Etablissement",
    "Fait",
    "Label",
    "Origin",
    "Outil",
    "PartialDate",
    "RegionAcademique",
    "Registry",
    "Schema",
    "Terme",
    "Texte",
    "Vocabulaire",
]
