# SPDX-License-Identifier: MIT
"""The registry: frozen, ordered, with the place of each record."""

import pytest

from labellisation.registry import Registry
from labellisation.site.model import Site
from tests.conftest import MakeDepot


def test_records_are_frozen(site_reel: Site) -> None:
    """No record can be changed after it was read."""
    with pytest.raises(AttributeError, match="immutable"):
        next(iter(site_reel.registry.textes.values())).titre = "autre"  # type: ignore[misc]


def test_a_record_knows_its_place(depot: MakeDepot) -> None:
    """Each field of a record leads to its line and column in its file."""
    registry = Registry.load(depot())
    (etablissement,) = registry.etablissements.values()
    (label,) = etablissement.labels
    assert ("data/etablissements/grenoble.yml", 13, 9) == registry.locate(label.origine, "id")
    assert ("data/etablissements/grenoble.yml", 21, 17) == registry.locate(label.faits[0].origine, "campagne")
    assert "grenoble" == etablissement.academie


def test_the_first_of_two_equal_ids_is_kept(depot: MakeDepot) -> None:
    """A double identifier keeps the first record; both are still listed for the checks."""
    root = depot()
    source = root / "data/textes/circulaire-fictive-2020.yml"
    (root / "data/textes/zz.yml").write_text(
        source.read_text(encoding="utf-8").replace("Ancienne circulaire", "Double de la circulaire"), encoding="utf-8"
    )
    registry = Registry.load(root)
    assert "Ancienne circulaire fictive" == registry.textes["circulaire-fictive-2020"].titre
    assert 4 == len(list(registry.all_textes()))


def test_academies_know_their_region(site_reel: Site) -> None:
    """Each académie names its région académique; the other territories have none."""
    academies = site_reel.registry.academies
    assert "auvergne-rhone-alpes" == academies["grenoble"].region_academique
    assert [None] * 4 == [t.region_academique for t in site_reel.registry.autres_territoires]


def test_two_readings_are_equal(depot: MakeDepot) -> None:
    """Reading the same files twice gives the same records in the same order."""
    root = depot()
    one, other = Registry.load(root), Registry.load(root)
    assert list(one.textes.items()) == list(other.textes.items())
    assert list(one.etablissements.items()) == list(other.etablissements.items())
