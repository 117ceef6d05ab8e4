# SPDX-License-Identifier: MIT
"""A lycée whose name is markup, a formula, a link or a table cell: a name like another in every page and every file."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from icalendar import Calendar
from lxml import etree, html
from msgspec.structs import replace
from odfdo import Document

from labellisation.exports import export_files
from labellisation.exports.columns import Table
from labellisation.registry import PartialDate, Registry
from labellisation.registry.text import FORMULA_STARTS, safe_cell
from labellisation.site.generated import view
from labellisation.site.macros import Call, render_macro
from labellisation.site.model import Site
from labellisation.site.render import Renderer
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot
from tests.unites.hostile import dangers

NAMES = [
    "<script>alert(1)</script>",
    '=HYPERLINK("https://exemple.invalid")',
    "](javascript:alert(1))",
    "Lycée a|b | c",
    "</title><a href='https://exemple.invalid'>x</a>",
]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """One hostile name."""
    return str(request.param)


@pytest.fixture
def site(depot: MakeDepot, name: str) -> Site:
    """The fictitious repository, its only lycée and its label named ``name``."""
    site = Site.load(depot(), FICTITIOUS_DAY)
    (lycee,) = site.registry.etablissements.values()
    named = replace(lycee, nom=name, labels=tuple(replace(label, intitule=name) for label in lycee.labels))
    site.registry.__dict__["etablissements"] = {named.id: named}
    return site


@pytest.fixture
def files(site: Site) -> dict[str, str | bytes]:
    """Every file of the open data."""
    return dict(export_files(Table.of(site.registry, PartialDate(FICTITIOUS_DAY))))


def text(files: dict[str, str | bytes], path: str) -> str:
    """Return the text of one file."""
    content = files[f"donnees/{path}"]
    return content if isinstance(content, str) else content.decode()


def test_no_cell_of_a_table_is_a_formula(files: dict[str, str | bytes], name: str) -> None:
    """CSV, CSV for spreadsheets, workbook: the name is a text, and nothing is computed."""
    (row,) = csv.DictReader(io.StringIO(text(files, "lycees-des-metiers.csv")))
    (other,) = csv.DictReader(
        io.StringIO(text(files, "lycees-des-metiers-tableur.csv").lstrip("\ufeff"), newline=""), delimiter=";"
    )
    assert [safe_cell(name)] * 3 == [row["nom"], row["intitule"], other["Établissement"]]
    assert not row["nom"].startswith(FORMULA_STARTS)
    workbook = files["donnees/lycees-des-metiers.ods"]
    assert isinstance(workbook, bytes)
    cells = [c for r in Document(io.BytesIO(workbook)).body.get_table(position=0).rows for c in r.cells]
    assert name in [c.value for c in cells] or safe_cell(name) in [c.value for c in cells]
    assert [] == [c.value for c in cells if c.formula]


def test_programs_read_the_very_name(files: dict[str, str | bytes], name: str) -> None:
    """JSON and GeoJSON give the name as it is written; the calendar and the feed, as text and nothing more."""
    assert name == json.loads(text(files, "lycees-des-metiers.json"))["labels"][0]["nom"]
    (event,) = Calendar.from_ical(text(files, "echeances.ics")).walk("VEVENT")
    assert name in str(event["SUMMARY"])
    feed = etree.fromstring(text(files, "echeances.xml").encode())
    (entry,) = feed.findall(f"{ATOM}entry")
    assert name in (entry.findtext(f"{ATOM}title") or "")
    assert {ATOM} == {re.sub("}.*", "}", str(e.tag)) for e in feed.iter()}
    assert [] == [e.tag for e in entry.iter() if e.tag not in {f"{ATOM}{n}" for n in (
        "entry", "id", "title", "updated", "link", "summary", "published", "category", "author", "name", "content",
    )}]  # fmt: skip


def test_pages_show_the_name_and_nothing_else(site: Site, name: str) -> None:
    """The page of the lycée, that of its académie and the list show the name in full, and hold no more markup than before."""
    renderer = Renderer(site, [ROOT / "overrides" / "fragments"])
    plan = {p.url: p for p in site.plan.values()}
    pages = [
        renderer.render(f"page-{plan[url].kind}", url, **view(site, plan[url]))
        for url in ("etablissements/0389995H/", "annuaire/grenoble/")
    ]
    pages.append(str(render_macro(renderer, Call(site, "docs/index.md", ""), "etablissements", (), {})))
    for content in pages:
        assert [] == dangers(content)
        root = html.fragment_fromstring(content, create_parent=True)
        assert name in root.text_content()
        assert [] == root.xpath(
            ".//a[contains(@href, 'javascript') or starts-with(@href, 'https://exemple.invalid') and text()='x']"
        )
    (data,) = html.fragment_fromstring(pages[0], create_parent=True).xpath(
        ".//script[@type='application/ld+json']/text()"
    )
    assert name == json.loads(data)["name"]


def test_the_registry_refuses_none_of_these_names(depot: MakeDepot, name: str) -> None:
    """Such a name is data: read from a file, it comes out the same."""
    written = json.dumps(name, ensure_ascii=False)
    root = depot(replace={"data/etablissements/grenoble.yml": {"nom: Lycée fictif des Essais": f"nom: {written}"}})
    assert [name] == [e.nom for e in Registry.load(root).etablissements.values()]
