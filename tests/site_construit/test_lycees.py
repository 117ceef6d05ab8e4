# SPDX-License-Identifier: MIT
"""Lycées on the built pages and in the open data: states dated, opinions never decisions, one truth in three forms."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest

from labellisation.registry import labels
from labellisation.registry.models import Etablissement, Label
from tests.outils import BuiltSite, plain, section, words

DAY_FR = "22 novembre 2026"


def with_uai(built: BuiltSite) -> list[Etablissement]:
    """Return the lycées that have a page."""
    return [e for e in built.registry.etablissements.values() if e.uai]


def part(built: BuiltSite, etablissement: Etablissement, label: Label) -> Any:
    """Return the section of one label on the page of its lycée."""
    return built.article(f"etablissements/{etablissement.uai}/").xpath(
        f".//section[@aria-labelledby='label-{label.id}']"
    )[0]


def test_each_state_is_printed_with_the_date_of_reference(built: BuiltSite) -> None:
    """A state is computed at a date, and says it in its own sentence; nothing is said « en cours » without a stated term."""
    wrong = []
    for etablissement in with_uai(built):
        for label in etablissement.labels:
            state = labels.state_on(label, built.site.day)
            text = words(part(built, etablissement, label))
            if state.libelle not in text or f"état au {DAY_FR}" not in text:
                wrong.append(f"{label.id} ({state.code})")
            if state.code in ("en_cours", "a_renouveler"):
                assert any(f.echeance for f in label.faits), label.id
    assert wrong == []


def test_each_label_shows_all_its_facts_with_their_sources(built: BuiltSite) -> None:
    """Each fact is there with the address of its source and the day when it was read."""
    for etablissement in with_uai(built):
        for label in etablissement.labels:
            found = part(built, etablissement, label)
            assert len(found.find_class("frise__item")) == len(label.faits)
            targets = found.xpath(".//a/@href")
            assert all(f.source.url in targets for f in label.faits), label.id
            assert words(found).count("lue le ") == len(label.faits)


def test_an_opinion_is_never_shown_as_a_decision(built: BuiltSite) -> None:
    """A label known by an opinion only says so: its line, its row and its fact never call it a decision."""
    only = [
        (e, label)
        for e in with_uai(built)
        for label in e.labels
        if label.faits and all(f.genre == "avis" for f in label.faits)
    ]
    assert only
    for etablissement, label in only:
        found = part(built, etablissement, label)
        state = words(found.find_class("etat-en-tete")[0].find_class("badge")[0])
        assert state == "avis, pas de décision vue"
        assert "la décision n’a pas été vue" in words(found)
        for item in found.find_class("frise__item"):
            assert words(item.find_class("frise__titre")[0]).startswith("Avis")
            assert "décision" not in words(item.find_class("frise__date")[0]), (
                f"{label.id}: the date of an opinion is called a decision"
            )
        (row,) = built.article("annuaire/").xpath(f".//tr[@id='u{etablissement.uai}']")
        assert row.get("data-etat") == "avis"


@pytest.mark.parametrize(("uai", "other"), [("0040011R", "0040023D"), ("0040023D", "0040011R")])
def test_a_shared_label_names_the_other_lycee(built: BuiltSite, uai: str, other: str) -> None:
    """The label of Manosque and Sisteron: each page names the other lycée and links to it."""
    etablissement = next(e for e in with_uai(built) if e.uai == uai)
    found = part(built, etablissement, etablissement.labels[0])
    link = found.xpath(f".//a[contains(@href, 'etablissements/{other}/')]")[0]
    assert words(link) == plain(next(e.nom for e in with_uai(built) if e.uai == other))
    assert "Label partagé avec" in words(found)


def test_a_lycee_without_uai_is_listed_and_has_no_page(built: BuiltSite) -> None:
    """It has a row in the annuaire and in its académie's page, with an anchor and no link to a page."""
    without = [e for e in built.registry.etablissements.values() if not e.uai]
    assert without
    for etablissement in without:
        for page in ("annuaire/", f"annuaire/{etablissement.academie}/"):
            (row,) = built.article(page).xpath(f".//tr[@id='x-{etablissement.id}']")
            assert plain(etablissement.nom) in words(row)
            assert row.xpath("./th//a") == []


def test_the_directory_has_one_row_a_label(built: BuiltSite) -> None:
    """The annuaire and the pages of the académies list each label once, under its académie, anchored by UAI."""
    rows = built.article("annuaire/").xpath(".//tr[@data-etat]")
    assert len(rows) == sum(1 for _ in built.registry.labels())
    anchors = {r.get("id") for r in rows if r.get("id")}
    assert {f"u{e.uai}" for e in with_uai(built)} <= anchors
    for academie in built.registry.academies.values():
        here = built.article(f"annuaire/{academie.slug}/").xpath(".//tr[@data-etat]")
        assert len(here) == sum(
            len(e.labels) for e in built.registry.etablissements.values() if e.academie == academie.slug
        )


def test_a_territory_without_label_says_that_absence_proves_nothing(built: BuiltSite) -> None:
    """An académie of which nothing was read says so, and does not say that it has no label."""
    empty = [
        a
        for a in built.registry.academies.values()
        if not any(e.academie == a.slug for e in built.registry.etablissements.values())
    ]
    assert empty
    for academie in empty:
        assert "Cela ne veut pas dire qu’il n’y en a pas" in built.text(f"annuaire/{academie.slug}/")


def test_what_is_unknown_of_a_lycee_is_shown_to_be_checked(built: BuiltSite) -> None:
    """Commune, type and statut that nobody gave are « à vérifier »."""
    for etablissement in with_uai(built):
        identity = section(built.article(f"etablissements/{etablissement.uai}/"), "etablissement")
        missing = [etablissement.commune.nom, etablissement.type, etablissement.statut].count(None)
        assert identity.count("à vérifier") >= missing, etablissement.uai


def structured(built: BuiltSite, etablissement: Etablissement) -> dict[str, Any]:
    """Return the JSON-LD of the page of a lycée."""
    (script,) = built.page(f"etablissements/{etablissement.uai}/").xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


def test_structured_data_describe_the_lycee(built: BuiltSite) -> None:
    """JSON-LD: a HighSchool, its UAI, its certification; opinions are left out, and an ended label has its end."""
    certified = 0
    for etablissement in with_uai(built):
        data = structured(built, etablissement)
        assert data["@context"] == "https://schema.org"
        assert data["@type"] == "HighSchool"
        assert data["name"] == etablissement.nom
        assert data["identifier"]["value"] == etablissement.uai
        states = {label.id: labels.state_on(label, built.site.day) for label in etablissement.labels}
        shown = {c["certificationIdentification"]: c for c in data.get("hasCertification", [])}
        assert shown.keys() - {i for i, s in states.items() if s.code == "echu"} == {
            i for i, s in states.items() if s.code not in ("avis", "echu")
        }
        ended = [c for i, c in shown.items() if states[i].code == "echu"]
        assert all("expires" in c for c in ended), f"{etablissement.uai}: an ended label without its end"
        certified += len(shown)
    assert certified


def test_a_theoretical_term_is_not_published_as_a_date_of_end(built: BuiltSite) -> None:
    """JSON-LD: `expires` only where a page states the term."""
    for etablissement in with_uai(built):
        states = {label.id: labels.state_on(label, built.site.day) for label in etablissement.labels}
        for certification in structured(built, etablissement).get("hasCertification", []):
            state = states[certification["certificationIdentification"]]
            assert certification.get("expires") == (
                state.echeance.iso if state.echeance and not state.theorique else None
            )


@pytest.fixture(scope="module")
def table(built: BuiltSite) -> list[dict[str, str]]:
    """The rows of the CSV file."""
    text = (built.folder / "donnees" / "lycees-des-metiers.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def document(built: BuiltSite) -> dict[str, Any]:
    """The JSON file."""
    return json.loads((built.folder / "donnees" / "lycees-des-metiers.json").read_text(encoding="utf-8"))


def test_csv_and_json_agree(table: list[dict[str, str]], document: dict[str, Any]) -> None:
    """The two files hold the same rows; what is empty in one is null or empty in the other."""
    assert table == [{k: v or "" for k, v in row.items()} for row in document["labels"]]


def test_open_data_agree_with_the_register(
    built: BuiltSite, table: list[dict[str, str]], document: dict[str, Any]
) -> None:
    """One row a label, codes kept as text, states those of the pages, dated."""
    assert document["date_de_reference"] == "2026-11-22"
    assert document["licence"] == "etalab-2.0"
    rows = {row["label"]: row for row in table}
    known = dict((label.id, (etablissement, label)) for etablissement, label in built.registry.labels())  # noqa: C402
    assert rows.keys() == known.keys()
    assert len(rows) == len(table)
    for identifier, (etablissement, label) in known.items():
        row, state = rows[identifier], labels.state_on(label, built.site.day)
        assert (row["uai"] or None, row["nom"], row["academie"]) == (
            etablissement.uai,
            etablissement.nom,
            etablissement.academie,
        )
        assert (row["etat"], row["etat_au"]) == (state.code, "2026-11-22")
        assert row["departement"] == (etablissement.departement or "")
        assert row["echeance_theorique"] == ("true" if state.theorique else "false")
        assert row["sources"].split(" ") == list(dict.fromkeys(f.source.url for f in label.faits))
    assert any(row["departement"].startswith("0") for row in table), "a leading zero must survive"


def test_the_pages_and_the_files_say_the_same_states(built: BuiltSite, table: list[dict[str, str]]) -> None:
    """The rows of the annuaire carry, lycée by lycée, the states of the file."""
    shown: dict[str, list[str]] = {}
    last = ""
    for row in built.article("annuaire/").xpath(".//tr[@data-etat]"):
        last = row.get("id") or last
        shown.setdefault(last, []).append(row.get("data-etat"))
    expected: dict[str, list[str]] = {}
    for row in table:
        anchor = f"u{row['uai']}" if row["uai"] else f"x-{row['label'].rpartition('-')[0]}"
        expected.setdefault(anchor, []).append(row["etat"])
    assert {k: sorted(v) for k, v in shown.items()} == {k: sorted(v) for k, v in expected.items()}


def test_the_neighbours_of_a_lycee_are_near_and_share_a_filiere(built: BuiltSite) -> None:
    """« À moins de 30 km, une filière en commun »: others than itself, a distance that holds, a filière of its own."""
    filieres: dict[str, set[str]] = {}
    for etablissement, label in built.registry.labels():
        known = labels.filieres_of(label, built.registry.vocabulaires["filieres"])
        filieres.setdefault(plain(etablissement.nom), set()).update(known)
    listed = 0
    for etablissement in with_uai(built):
        article = built.article(f"etablissements/{etablissement.uai}/")
        for item in article.xpath(".//ul[preceding-sibling::h2[1][@id='a-proximite']]/li"):
            text = words(item)
            name = words(item).split(words(item.find_class("precision")[0]))[0].strip()
            assert not item.xpath(f".//a[contains(@href, '{etablissement.uai}')]"), etablissement.uai
            assert filieres[name] & filieres[plain(etablissement.nom)], f"{etablissement.uai}: {name}"
            distance = re.search(r"environ (\d+) km", text)
            assert int(distance[1]) <= 30 if distance else "même commune" in text
            listed += 1
    assert listed
