# SPDX-License-Identifier: MIT
"""Where the labels come from: the counts, and the facts without a source."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from labellisation.__main__ import main
from labellisation.registry import Registry, provenance
from tests.conftest import ROOT, MakeDepot

FILE = "data/etablissements/grenoble.yml"
SOURCE = """      source:
        url: https://exemple.invalid/liste-fictive
        genre: academie
        titre: null
        lu_le: "2030-03-01"
"""


def told(root: Path) -> tuple[int, list[str]]:
    """Run the command on ``root``: its code and its lines."""
    done = CliRunner().invoke(main, ["sources", "--racine", str(root)])
    return done.exit_code, done.output.splitlines()


def test_the_real_registry_cites_a_page_and_a_day_for_every_fact() -> None:
    """No fact of the real registry is without a page or a day of reading; every kind adds up to the whole."""
    registry = Registry.load(ROOT)
    assert [] == list(provenance.unsourced(registry))
    lines = list(provenance.table(registry))
    rows = [line[54:].split() for line in lines[2:-1]]
    facts = [fait for _etablissement, label in registry.labels() for fait in label.faits]
    assert (len(facts), len({f.source.url for f in facts}), len(list(registry.labels()))) == tuple(
        sum(int(row[column]) for row in rows) for column in range(3)
    )
    assert lines[-2].startswith("Encyclopédie en ligne (la plus faible)")


def test_a_sound_registry(depot: MakeDepot) -> None:
    """One label, one fact, one page of an académie: counted, nothing to mend, code 0."""
    code, lines = told(depot())
    assert (0, "1 label, 1 établissement, 1 académie, 1 fait, 1 page lue") == (code, lines[0])
    assert ["1", "1", "1"] == next(line for line in lines if line.startswith("Académie")).split()[-3:]
    assert "Faits sans source ou sans jour de lecture\u00a0: aucun." == lines[-1]


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        (SOURCE, "      source: null\n", "source ni jour de lecture"),
        (SOURCE, "", "source ni jour de lecture"),
        (SOURCE, "      source: une page\n", "source ni jour de lecture"),
        ("https://exemple.invalid/liste-fictive", "null", "source"),
        ("https://exemple.invalid/liste-fictive", "un journal", "source"),
        ('lu_le: "2030-03-01"', "lu_le: null", "jour de lecture"),
        ('lu_le: "2030-03-01"', 'lu_le: "2030-03"', "jour de lecture"),
        ('lu_le: "2030-03-01"', "lu_le: hier", "jour de lecture"),
    ],
)
def test_a_fact_without_source_is_told(depot: MakeDepot, before: str, after: str, missing: str) -> None:
    """A fact that names no page, or no day, is told at its place with its label, even though the schema refuses it."""
    code, lines = told(depot(replace={FILE: {before: after}}))
    assert 1 == code
    assert f"{FILE}:19:7 label 0389995h-1, decision\u00a0: sans {missing}" in lines
    assert any(line.startswith("Faits sans source ou sans jour de lecture\u00a0: 1.") for line in lines)


def test_a_label_without_fact_is_told(depot: MakeDepot) -> None:
    """A label that no fact states is told: nothing says that it exists."""
    root = depot()
    text = (root / FILE).read_text(encoding="utf-8")
    (root / FILE).write_text(text[: text.index("    faits:")] + "    faits: []\n", encoding="utf-8")
    code, lines = told(root)
    assert (1, True) == (
        code,
        f"{FILE}:13:5 label 0389995h-1, aucun fait\u00a0: sans source ni jour de lecture" in lines,
    )


def test_a_file_that_cannot_be_read_is_not_a_clean_bill(depot: MakeDepot) -> None:
    """Files with mistakes make the counts doubtful: the command says so and exits 1."""
    code, lines = told(depot({FILE: "academie: grenoble\netablissements: [\n"}))
    assert (1, True) == (code, lines[-1].startswith("1 erreur dans ces fichiers"))
