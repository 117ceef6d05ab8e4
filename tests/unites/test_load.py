# SPDX-License-Identifier: MIT
"""No content of ``data/`` stops the reading: every mistake is a diagnostic."""

from __future__ import annotations

from pathlib import Path

import pytest

from labellisation.checks import Context, Targets, check_all
from labellisation.registry import PartialDate, Registry
from labellisation.site.model import Site
from tests.conftest import MakeDepot

GRENOBLE = "data/etablissements/grenoble.yml"
TEXTE = "data/textes/circulaire-fictive-2030.yml"


def read_whole(root: Path) -> list[str]:
    """Read everything of ``root`` and check it; return the codes of the errors."""
    registry = Registry.load(root)
    found = check_all(Context(registry, {}, PartialDate("2030-06-01"), Targets(frozenset())))
    site = Site(root, registry, {}, PartialDate("2030-06-01"))
    assert len(site.lignes) <= 1
    assert len(list(site.plan)) > 0
    return [d.code for d in found if str(d.severite) == "erreur"]


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (GRENOBLE, 'debut: "2028-09-01"', 'debut: "0000"'),
        (GRENOBLE, 'debut: "2028-09-01"', 'debut: "٢٠٢٣"'),
        (GRENOBLE, 'debut: "2028-09-01"', 'debut: "2028-02-30"'),
        (GRENOBLE, 'debut: "2028-09-01"', "debut: [2028]"),
        (GRENOBLE, "position: null", "position: {lat: nan, lon: 5, precision: commune, source: null}"),
        (GRENOBLE, "position: null", "position: {lat: 1e400, lon: 5, precision: commune, source: null}"),
        (GRENOBLE, "position: null", "position: Grenoble"),
        (GRENOBLE, "etablissements:", "etablissements: 3\nautre:"),
        (GRENOBLE, "  labels:\n", "  labels: rien\n  autres:\n"),
        (GRENOBLE, "nom: Ville-Fictive", "nom: [Ville]"),
        (GRENOBLE, "academie: grenoble", "- grenoble"),
        (TEXTE, "etat: {valeur: en_vigueur, source: page fictive, note: null}", "etat: en_vigueur"),
        (TEXTE, "id: circulaire-fictive-2030", "id: [circulaire]"),
        (TEXTE, "id: circulaire-fictive-2030", "id: null"),
        (
            TEXTE,
            "relations:\n- {genre: remplace, texte: circulaire-fictive-2020, deduit: false}",
            "relations: [circulaire-fictive-2020]",
        ),
        (TEXTE, "genre: remplace", "genre: cite"),
        (TEXTE, "publications: []", "publications: [BOEN]"),
        ("data/criteres.yml", "rangs: {r2023: 1}", "rangs: 1"),
        ("data/criteres.yml", "rangs: {r2023: 1}", "rangs: {r2023: --1}"),
        ("data/criteres.yml", "criteres:\n", "criteres: rien\nautre:\n"),
        ("data/groupes.yml", "textes: [code-fictif-d999-1]", "textes: {a: b}"),
    ],
)
def test_a_broken_value_is_an_error_and_no_traceback(depot: MakeDepot, path: str, before: str, after: str) -> None:
    """A value of the wrong shape gives at least one error, and everything else is still read."""
    assert read_whole(depot(replace={path: {before: after}}))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/academies.yml", "autres_territoires: abc\n"),
        ("data/academies.yml", "autres_territoires: [abc]\n"),
        ("data/academies.yml", "regions_academiques: [{nom: x, academies: 3}]\n"),
        ("data/site.yml", "- a\n"),
        ("data/site.yml", "seul\n"),
        ("data/glossaire.yml", "termes: [x, [y], {id: z}]\n"),
        ("data/frises.yml", "frises: [{id: x, evenements: [y]}]\n"),
        ("data/outils/outil-fictif.yml", "fiche: --5\n"),
        ("data/vocabulaires/filieres.yml", "entrees: 3\n"),
        ("data/redirections.yml", "redirections: [a]\n"),
    ],
)
def test_a_broken_file_is_an_error_and_no_traceback(depot: MakeDepot, path: str, text: str) -> None:
    """A file of the wrong shape gives at least one error, and everything else is still read."""
    root = depot({path: text})
    registry = Registry.load(root)
    found = check_all(Context(registry, {}, PartialDate("2030-06-01"), Targets(frozenset())))
    assert path in [d.location.path for d in found]


def test_a_file_that_is_not_utf8_is_told(depot: MakeDepot) -> None:
    """A file saved in another encoding is one error."""
    root = depot()
    (root / TEXTE).write_bytes("titre: Circulaire numérotée".encode("cp1252"))
    found = Registry.load(root).diagnostics
    assert [(TEXTE, "SIT001", True)] == [(d.location.path, d.code, "UTF-8" in d.message) for d in found]


def test_a_byte_order_mark_is_accepted(depot: MakeDepot) -> None:
    """A file saved by Windows with a byte order mark and its line ends is read."""
    root = depot()
    text = (root / TEXTE).read_text(encoding="utf-8")
    (root / TEXTE).write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    registry = Registry.load(root)
    assert [] == registry.diagnostics
    assert "Circulaire fictive" == registry.textes["circulaire-fictive-2030"].titre


def test_a_symbolic_link_is_refused(depot: MakeDepot) -> None:
    """A link in ``data/`` is an error, so that no file outside the repository is read."""
    root = depot()
    (root / "data" / "textes" / "lien.yml").symlink_to(root / TEXTE)
    assert [("data/textes/lien.yml", "SIT001")] == [(d.location.path, d.code) for d in Registry.load(root).diagnostics]


def test_a_huge_file_is_refused_unread(depot: MakeDepot) -> None:
    """A file of more than two megabytes is an error."""
    root = depot({"data/textes/enorme.yml": "a" * 2_000_001})
    assert ["fichier de plus de 2 Mo\u00a0: partagez-le"] == [d.message for d in Registry.load(root).diagnostics]


def test_a_repository_without_data_is_empty(tmp_path: Path) -> None:
    """A folder without ``data/`` gives an empty registry."""
    registry = Registry.load(tmp_path)
    assert (0, 0, []) == (len(registry.textes), len(registry.etablissements), registry.diagnostics)


def test_reading_again_finds_what_a_first_reading_finds(depot: MakeDepot) -> None:
    """After each change (fact, fault, schema, file of a fork, removal) the facts are those of a reading from nothing."""
    root = depot(base="academie")
    schema, local = "data/schemas/texte.schema.json", "academie/data/glossaire.yml"
    steps: list[tuple[str, str | None]] = [
        (GRENOBLE, (root / GRENOBLE).read_text(encoding="utf-8").replace("Ville-Fictive", "Autre-Ville")),
        (TEXTE, (root / TEXTE).read_text(encoding="utf-8") + "inconnu: 3\n"),
        (TEXTE, (root / TEXTE).read_text(encoding="utf-8")),
        (schema, (root / schema).read_text(encoding="utf-8").replace('"numero"', '"nombre"')),
        (schema, (root / schema).read_text(encoding="utf-8")),
        (local, "termes:\n- {id: essai, sigle: ESSAI, developpe: null, definition: null}\n"),
        (local, None),
        (GRENOBLE, None),
    ]
    again = Registry.load(root)
    for path, text in steps:
        if text is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        again = Registry.load(root, earlier=again)
        fresh = Registry.load(root)
        assert fresh.reader.contents == again.reader.contents
        assert fresh.diagnostics == again.diagnostics
        assert fresh.all_textes() == again.all_textes()
        assert fresh.all_etablissements() == again.all_etablissements()
    same = Registry.load(root, earlier=again)
    assert all(now is earlier for now, earlier in zip(same.all_textes(), again.all_textes(), strict=True))
