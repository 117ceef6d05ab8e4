# SPDX-License-Identifier: MIT
"""The small pieces of a fork: fingerprints, facts put together, logos, addresses, renamed slots."""

from __future__ import annotations

from pathlib import Path

import pytest

from labellisation.academie import fingerprint, is_functional
from labellisation.academie.images import contrast, logo_problem, palette
from labellisation.academie.slots import Slot, followed, suggestion
from labellisation.links.ask import Answer
from labellisation.links.record import links_file, national_links, record
from labellisation.registry import Origin, PartialDate, Registry
from labellisation.registry.combine import Clash, combine, completed
from tests.conftest import MakeDepot
from tests.outils import git

HERE = Origin("data/x.yml")


def test_a_fingerprint_is_the_name_that_git_gives(tmp_path: Path) -> None:
    """The fingerprint of a file is that of its blob, whatever its line ends; a missing file has none."""
    git(tmp_path, "init", "-q", home=tmp_path / "maison")
    (tmp_path / "a").write_bytes("né à Nîmes\n".encode())
    (tmp_path / "b").write_bytes("né à Nîmes\r\n".encode())
    expected = git(tmp_path, "hash-object", "a", home=tmp_path / "maison")
    assert [expected, expected, None] == [fingerprint(tmp_path / name) for name in ("a", "b", "c")]


@pytest.mark.parametrize(
    ("address", "functional"),
    [
        ("dafpic@exemple.invalid", True),
        ("ce.dafpic@exemple.invalid", True),
        ("contact2@exemple.invalid", True),
        ("prenom.nom@exemple.invalid", False),
        ("dafpicnom@exemple.invalid", False),
        ("1contact@exemple.invalid", False),
    ],
)
def test_functional_addresses(address: str, functional: bool) -> None:
    """An address is functional when its first word is on the list."""
    assert functional == is_functional(address, {"dafpic", "ce", "contact"})


def test_a_logo_of_eight_megabytes(tmp_path: Path) -> None:
    """A heavy logo is refused with its weight, before it is read."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(8_000_000))
    problem = logo_problem(logo)
    assert problem is not None
    assert ("il pèse 8,0 Mo", False) == (problem.what, problem.script)


@pytest.mark.parametrize(
    "drawing",
    [
        '<a xlink:href="https://exemple.invalid/" xmlns:xlink="http://www.w3.org/1999/xlink"><path/></a>',
        "<foreignObject><body/></foreignObject>",
        '<image href="https://exemple.invalid/x.png"/>',
        "<style>@import url(https://exemple.invalid/x.css)</style>",
        '<path style="fill:url( https://exemple.invalid/x)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<path ONLOAD="alert(1)"/>',
        "<?xml-stylesheet href='x.css'?>",
    ],
)
def test_more_than_a_drawing(tmp_path: Path, drawing: str) -> None:
    """Whatever runs, calls or embeds is refused."""
    logo = tmp_path / "logo.svg"
    logo.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{drawing}</svg>', encoding="utf-8")
    problem = logo_problem(logo)
    assert problem is not None
    assert problem.script


def test_contrast() -> None:
    """White on black is 21 to 1, white on white 1 to 1."""
    assert [21.0, 1.0] == [round(contrast(colour, "#ffffff"), 2) for colour in ("#000000", "#ffffff")]


#: What the style sheet writes on each shade: light texts on the dark ones, dark texts on the pale one, and by night the reverse.
ON_DARK, ON_PALE, ON_NIGHT_PALE = (
    ("#ffffff", "#cfdedc"),
    ("#1d2a2b", "#4a5859", "#0c5c60"),
    ("#eae6dd", "#b9c1bd", "#8ad3cb"),
)


def test_every_text_reads_on_every_shade() -> None:
    """Whatever dark colour an académie takes, each text of the site keeps 4.5 to 1 on its shades, and marks 3 to 1."""
    steps = range(0, 256, 15)
    colours = [f"#{red:02x}{green:02x}{blue:02x}" for red in steps for green in steps for blue in steps]
    admitted = [colour for colour in colours if contrast(colour, "#ffffff") >= 7]
    assert len(admitted) > 500
    for colour in admitted:
        shades = palette(colour)
        pairs = [(text, shade) for text in ON_DARK for shade in (*shades[:2], *shades[3:5])]
        pairs += [(text, shades.pale) for text in (*ON_PALE, shades.principale)]
        pairs += [(text, shades.nuit_pale) for text in ON_NIGHT_PALE]
        assert [] == [pair for pair in pairs if contrast(*pair) < 4.5], colour
        assert contrast("#f1c480", colour) >= 3


def test_facts_of_a_fork_complete_the_national_ones() -> None:
    """A record meets its national twin by its identifier: unknown fields are filled, known ones stay and are reported."""
    local = Origin("academie/data/x.yml", ("liens", 0))
    national = {"liens": [{"id": "a", "titre": "A", "origine": HERE}], "origine": HERE}
    added = {"liens": [{"id": "a", "titre": "B", "url": "u", "origine": local}, {"id": "b", "origine": local}]}
    clashes: list[Clash] = []
    merged = combine(national, added, clashes.append)
    assert [{"id": "a", "titre": "A", "url": "u", "origine": HERE}, {"id": "b", "origine": local}] == merged["liens"]
    assert [Clash(local, ("titre",), "A", "B")] == clashes


def test_the_academie_wins_over_its_region() -> None:
    """Between two layers of a fork the second wins, and equal blocks without identifier are kept once."""
    region = {"titre": "R", "faits": [{"genre": "avis", "origine": HERE}]}
    academie = {"titre": "A", "faits": [{"genre": "avis", "origine": Origin("y")}, {"genre": "decision"}]}
    merged = combine(region, academie)
    assert ("A", ["avis", "decision"]) == (merged["titre"], [fait["genre"] for fait in merged["faits"]])


def test_a_renamed_slot_is_followed() -> None:
    """The text of an old name goes to the last of its new names; a circle stops; the nearest slot in place is suggested."""
    gone = PartialDate("2030-01-01")
    known = {
        s.key: s
        for s in (
            Slot("fiche-1", "a", "", HERE, gone, "b"),
            Slot("fiche-1", "b", "", HERE, gone, "depot-du-dossier"),
            Slot("fiche-1", "depot-du-dossier", "", HERE),
            Slot("fiche-1", "x", "", HERE, gone, "y"),
            Slot("fiche-1", "y", "", HERE, gone, "x"),
        )
    }
    assert ("fiche-1", "depot-du-dossier") == followed(known, ("fiche-1", "a"))
    assert ("fiche-1", "y") == followed(known, ("fiche-1", "x"))
    assert ("fiche-1", "depot-du-dossier") == suggestion(known, ("fiche-1", "depot-dossier"))
    assert suggestion(known, ("annexe-99", "zzzzzz")) is None


def test_a_record_leaves_out_what_its_national_twin_says() -> None:
    """What a fork does not repeat cannot differ from the national record after an update; a record of its own stays bare."""
    national = {"etablissements": [{"id": "a", "nom": "A", "labels": [{"id": "a-1", "intitule": "I"}]}]}
    local = {"etablissements": [{"id": "a", "labels": [{"id": "a-1"}, {"id": "a-2"}]}, {"id": "b"}]}
    expected = [{"id": "a", "nom": "A", "labels": [{"id": "a-1", "intitule": "I"}, {"id": "a-2"}]}, {"id": "b"}]
    assert expected == completed(local, national)["etablissements"]


LINK = """\
- id: {0}
  groupe: fictif
  titre: Lien fictif
  organisme: Organisme fictif
  url: https://exemple.invalid/{0}
  url_repli: null
  lu_le: null
  verifie_le: {1}
  etat: {2}
  usage: Pour les essais.
  texte: null
"""
LIENS = "groupes:\n- {id: fictif, titre: Groupe fictif, resume: Pour les essais.}\nliens:\n" + "".join(
    LINK.format(*link) for link in (("un", "2030-05-01", "actif"), ("deux", "null", "inconnu"))
)


def test_a_fork_records_the_state_of_national_links(depot: MakeDepot) -> None:
    """Its checks go to its own file, an entry of three keys a link; the latest check wins, and nothing clashes."""
    root = depot({"data/liens.yml": LIENS}, "academie")
    path = links_file(root)
    answers = {f"https://exemple.invalid/{name}": Answer("mort", "absente") for name in ("un", "deux")}
    for day, changed in (("2030-04-01", 2), ("2030-06-01", 2), ("2030-06-01", 0)):
        number = record(path, answers, dict.fromkeys(answers, day), national_links(root, Registry.load(root)))
        assert changed == number
        registry = Registry.load(root)
        assert [] == registry.diagnostics
        # The national check of May is later than the fork's of April, not than that of June.
        assert ["actif" if day < "2030-05-01" else "mort", "mort"] == [link.etat for link in registry.liens.values()]
    assert "academie/data/liens.yml" == path.relative_to(root).as_posix()
    assert LIENS == (root / "data/liens.yml").read_text(encoding="utf-8")
    assert '- id: un\n  etat: mort\n  verifie_le: "2030-06-01"\n' in path.read_text(encoding="utf-8")
