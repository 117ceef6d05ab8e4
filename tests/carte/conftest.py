# SPDX-License-Identifier: MIT
"""The base map of the repository, and établissements made up for the tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from labellisation.layout import schema_path
from labellisation.registry import Academie, Etablissement, Label, Origin, PartialDate, Schema
from labellisation.registry.models import Commune, Fait, Position, SourceDeFait
from labellisation.registry.positions import Document
from labellisation.site import views
from labellisation.site.carte import Fond
from labellisation.site.model import Site
from tests.conftest import REAL_DAY, ROOT

PATH = "data/carte/contours.yml"
HERE = Origin("essai.yml")
DAY = PartialDate.parse(REAL_DAY)

#: Département, number in it, (latitude, longitude) → row.
MakeRow = Callable[..., views.LigneAnnuaire]


@pytest.fixture(scope="session")
def document() -> Document:
    """The file of outlines."""
    return Document(PATH, (ROOT / PATH).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def schema() -> Schema:
    """Its schema."""
    return Schema.read(schema_path(ROOT, "carte"))


@pytest.fixture(scope="session")
def fond(document: Document, schema: Schema) -> Fond:
    """The base map."""
    return Fond.read(schema.typed(document.value))


@pytest.fixture(scope="session")
def academies(site_reel: Site) -> list[Academie]:
    """The académies and territories."""
    return list(site_reel.registry.academies.values())


@pytest.fixture(scope="session")
def lycee(site_reel: Site) -> MakeRow:
    """Make the row of an établissement that does not exist."""
    homes = {d.code: a.slug for a in site_reel.registry.academies.values() for d in a.departements}

    def make(
        code: str,
        number: int = 1,
        at: tuple[float, float] | None = None,
        nom: str = "Lycée fictif",
        commune: str | None = "Ville-Fictive",
        genre: str = "attestation",
        echeance: str | None = None,
    ) -> views.LigneAnnuaire:
        source = SourceDeFait("https://exemple.invalid/", "autre", DAY)
        term = PartialDate.parse(echeance) if echeance else None
        label = Label(f"x-{code}-{number}-1", (Fait(genre, source, HERE, echeance=term),), HERE)
        position = Position(*at, "commune", "GeoNames (CC BY 4.0)") if at else None
        return views.ligne(
            site_reel.registry,
            Etablissement(
                f"x-{code}-{number}",
                nom,
                (label,),
                HERE,
                Commune(commune),
                departement=code,
                position=position,
                academie=homes[code],
            ),
            label,
            DAY,
        )

    return make
