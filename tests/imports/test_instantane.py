# SPDX-License-Identifier: MIT
"""The snapshot: written and read back without loss, the same bytes for the same extract, inert whatever it holds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labellisation.checks.base import RULES, Context, Targets
from labellisation.imports.cells import clean
from labellisation.imports.snapshot import render_csv, row_of, write_temoin
from labellisation.registry import PartialDate, Registry
from labellisation.registry.models import Position
from labellisation.registry.temoin import (
    FIELDS,
    LigneTemoin,
    Temoin,
    cell,
    ligne_of,
    load_temoin,
    read_temoin,
    snapshot_folder,
    uncell,
)
from labellisation.registry.text import safe_cell
from labellisation.registry.uai import expected_key

from .conftest import Lire, plain
from .fabrique import row, uai

HOSTILE = (
    "<script>alert(1)</script>", '=HYPERLINK("https://exemple.invalid")', "](javascript:alert(1))", "a|b|c", "+1+1", "-1-1", "@a",
    "'=1", "''+a", "{{ config }}", "{% raw %}", "a,b;c", '"', "\u202eabc",
)  # fmt: skip
_NAMES = st.text().map(clean).filter(bool) | st.sampled_from([clean(text) for text in HOSTILE])
_MAYBE = st.none() | _NAMES
_POINT = st.builds(
    lambda lat, lon, precision: Position(round(lat, 5), round(lon, 5), precision, "Annuaire de l’éducation"),
    st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["commune", "etablissement"]),
)  # fmt: skip
_DAYS = st.none() | st.dates().map(lambda day: PartialDate(day.isoformat()))
LIGNES = st.builds(
    LigneTemoin,
    uai=st.integers(0, 9999999).map(lambda n: f"{n:07d}{expected_key(str(n))}"),
    nom=_NAMES, lycee_des_metiers=st.booleans(), type=_MAYBE, statut=_MAYBE, commune=_MAYBE, code_insee=_MAYBE, departement=_MAYBE,
    academie=_MAYBE, position=st.none() | _POINT, etat=_MAYBE, sites=st.integers(1, 99), date_ouverture=_DAYS,
)  # fmt: skip


def temoin_of(*lignes: LigneTemoin, day: str = "2030-02-16") -> Temoin:
    return Temoin(PartialDate(day), {ligne.uai: ligne for ligne in lignes}, lignes_lues=len(lignes))


def write(root: Path, temoin: Temoin) -> list[Path]:
    return write_temoin(root, snapshot_folder(root), temoin)


@given(LIGNES)
def test_round_trip(ligne: LigneTemoin) -> None:
    """A record written is the record read, and no cell of text is a formula for a spreadsheet."""
    content = render_csv([ligne])
    read = next(csv.DictReader(io.StringIO(content, newline="")))
    assert ligne == ligne_of(read)
    assert [] == [value for value in read.values() if safe_cell(value) != value]


@given(st.text())
def test_cell_is_safe_and_reversible(text: str) -> None:
    """Any text comes back from its cell, which is never a formula."""
    assert text == uncell(cell(text))
    assert cell(text) == safe_cell(cell(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_stay_text(text: str, lire: Lire, depot_fictif: Path) -> None:
    """A hostile name or commune is kept as inert text and read back as it came."""
    temoin = lire([row(1, Nom_etablissement=text, Nom_commune=text, Lycee_des_metiers="1")]).temoin
    assert temoin is not None
    write(depot_fictif, temoin)
    read = load_temoin(depot_fictif)
    assert read is not None
    assert [(clean(text), clean(text))] == [(ligne.nom, ligne.commune) for ligne in read.lignes.values()]
    assert temoin == Temoin(read.date, dict(read.lignes), read.source, read.licence, read.lignes_lues)


def test_same_extract_same_bytes(lire: Lire, depot_fictif: Path) -> None:
    """The same lines in any order give the same bytes, sorted by UAI; the second writing writes nothing."""
    rows = [row(number, Lycee_des_metiers=str(number % 2)) for number in range(50)]
    one, other = lire(rows).temoin, lire(rows[::-1]).temoin
    assert one is not None
    assert other is not None
    written = {path.name: path.read_bytes() for path in write(depot_fictif, one)}
    assert {"temoin.csv", "temoin.yml"} == set(written)
    assert [] == write(depot_fictif, other)
    codes = [line.split(",")[0] for line in written["temoin.csv"].decode().splitlines()[1:]]
    assert sorted(codes) == codes


def test_neither_telephone_nor_mail(lire: Lire) -> None:
    """Only our columns are written: no address, telephone, mail or SIRET."""
    temoin = lire([row(number) for number in range(8)]).temoin
    assert temoin is not None
    content = render_csv(temoin.lignes.values())
    assert ",".join(FIELDS) == content.splitlines()[0]
    assert not [word for word in ("@", "0000000000", "rue fictive") if word in content]


def test_mention() -> None:
    """A page says who declares, on which day, and that no decision is known; it says nothing without a flag."""
    temoin = temoin_of(LigneTemoin(uai(1), "Lycée fictif", True), LigneTemoin(uai(2), "Lycée fictif", False))
    assert "déclaré par l’Annuaire du 16/02/2030, décision non renseignée" == temoin.mention(uai(1))
    assert (None, None, None) == (temoin.mention(uai(2)), temoin.mention(uai(3)), temoin.mention(None))
    assert [uai(1)] == [ligne.uai for ligne in temoin.labellises()]


def test_absent_by_default(depot_fictif: Path) -> None:
    """Without a snapshot there is no witness, and nothing wrong."""
    assert (None, []) == read_temoin(depot_fictif)


def test_a_fork_writes_and_reads_its_own(depot_fictif: Path) -> None:
    """Where academie/ exists the snapshot lies in it, and comes before the national one."""
    write(depot_fictif, temoin_of(LigneTemoin(uai(1), "Lycée fictif national", True)))
    (depot_fictif / "academie").mkdir()
    assert load_temoin(depot_fictif) is not None
    paths = write(depot_fictif, temoin_of(LigneTemoin(uai(2), "Lycée fictif local", True)))
    assert ["academie/data/annuaire/temoin.csv", "academie/data/annuaire/temoin.yml"] == [
        p.relative_to(depot_fictif).as_posix() for p in paths
    ]
    read = load_temoin(depot_fictif)
    assert read is not None
    assert [uai(2)] == list(read.lignes)
    assert "$schema=../../../data/schemas/temoin.schema.json" in paths[1].read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "before", "after", "told"), [
    ("temoin.csv", "Lycée fictif", "Lycée retouché", "empreinte"),
    ("temoin.csv", ",oui,", ",peut-être,", "ligne illisible"),
    ("temoin.csv", "uai,nom", "uai,titre", "en-têtes"),
    ("temoin.csv", '"Fictive, Commune"', '"Fictive" Commune', "guillemets mal placés"),
    ("temoin.yml", "2030-02-16", "16/02/2030", "un jour AAAA-MM-JJ"),
    ("temoin.yml", "lignes_lues: 1", "lignes_lues: beaucoup", "nombre entier"),
    ("temoin.yml", "licence:", "license:", "license"),
])  # fmt: skip
def test_a_retouched_snapshot_is_told(name: str, before: str, after: str, told: str, depot_fictif: Path) -> None:
    """A snapshot corrected by hand is an error that says to import again (ETB035, or the schema's rules)."""
    write(depot_fictif, temoin_of(LigneTemoin(uai(1), "Lycée fictif", True, commune="Fictive, Commune")))
    path = depot_fictif / "data" / "annuaire" / name
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after), encoding="utf-8", newline="")
    context = Context(Registry.load(depot_fictif), {}, PartialDate("2030-06-01"), Targets(frozenset()))
    found = list(RULES["ETB035"]().check(context))
    assert any(told in plain(d.message) for d in found), found
    assert {f"data/annuaire/{name}"} <= {d.location.path for d in found}


def test_a_sound_snapshot_passes(depot_fictif: Path) -> None:
    """Rule ETB035 has nothing to say of what the command wrote, even with the line ends of Windows."""
    write(depot_fictif, temoin_of(LigneTemoin(uai(1), "Lycée fictif", True)))
    path = depot_fictif / "data" / "annuaire" / "temoin.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [] == read_temoin(depot_fictif)[1]


@pytest.mark.parametrize("name", ["temoin.csv", "temoin.yml"])
def test_half_a_snapshot_is_told(name: str, depot_fictif: Path) -> None:
    """Either file alone is told, and is no witness."""
    for path in write(depot_fictif, temoin_of(LigneTemoin(uai(1), "Lycée fictif", True))):
        if path.name != name:
            path.unlink()
    temoin, found = read_temoin(depot_fictif)
    assert temoin is None
    assert ["ETB035"] == [d.code for d in found]


def test_row_has_the_declared_fields() -> None:
    """The header and the rows cannot drift apart."""
    assert FIELDS == tuple(row_of(LigneTemoin(uai(1), "Lycée fictif", True)))
