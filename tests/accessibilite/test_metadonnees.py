# SPDX-License-Identifier: MIT
"""What those who share or index a page are told: its address, its title, where it stands."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from unittest import mock

import pytest
from lxml import html
from lxml.html import HtmlElement

from labellisation.site.build import build_site
from tests.outils import DAY, ROOT, environment

PLACE = "https://exemple.invalid/guide/"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built for a public address (fictitious)."""
    folder = tmp_path_factory.mktemp("public") / "site"
    with mock.patch.dict(os.environ, environment() | {"LABELLISATION_SITE": PLACE}, clear=True):
        assert build_site(ROOT, folder, DAY).ok
    return folder


def head(folder: Path, page: str) -> HtmlElement:
    """Return the head of a page."""
    found: HtmlElement = html.document_fromstring((folder / page).read_bytes()).find("head")
    return found


def test_a_shared_page_says_what_it_is(public: Path) -> None:
    """Title, kind, language and address of Open Graph; the address is the canonical one."""
    page = head(public, "fiches/fiche-2/index.html")
    told = {m.get("property"): m.get("content") for m in page.xpath("meta[starts-with(@property, 'og:')]")}
    assert told["og:title"] == "Le label et son processus : repères"
    assert (told["og:type"], told["og:locale"]) == ("article", "fr_FR")
    assert told["og:url"] == page.xpath("string(link[@rel='canonical']/@href)") == f"{PLACE}fiches/fiche-2/"
    assert told["og:description"] == page.xpath("string(meta[@name='description']/@content)")


def test_search_engines_are_given_the_breadcrumb(public: Path) -> None:
    """From home to the page, each step with its address but the last, which is the page."""
    script = head(public, "fiches/fiche-2/index.html").xpath("script[@type='application/ld+json']")[0]
    steps = json.loads(script.text)["itemListElement"]
    assert [step.get("item") for step in steps] == [PLACE, f"{PLACE}fiches/", None]
    assert [step["position"] for step in steps] == [1, 2, 3]


def test_only_the_page_that_is_not_found_is_kept_out(public: Path) -> None:
    """« Not found » asks not to be indexed; no other page does."""
    kept_out = [p.name for p in public.rglob("*.html") if b'name="robots" content="noindex"' in p.read_bytes()]
    assert kept_out == ["404.html"]


@pytest.mark.parametrize("place", ["fiches/fiche-2/", "annexes/annexe-3/"])
def test_a_fiche_gives_its_text_as_markdown(public: Path, place: str) -> None:
    """The head names the copy, which holds the title, the sections and the references of the page."""
    (link,) = head(public, f"{place}index.html").xpath("link[@rel='alternate'][@type='text/markdown']/@href")
    copy = (public / place / str(link)).read_text(encoding="utf-8")
    page = html.document_fromstring((public / place / "index.html").read_bytes())
    titles = [re.sub(r"[ \n]+", " ", t.text_content()).strip(" ") for t in page.xpath("//article//h1 | //article//h2")]
    assert [t for t in titles if f"# {t}\n" not in copy] == []
    assert "## Références" in copy
    assert "{{" not in copy
    assert "\ue000" not in copy


def test_every_address_of_llms_txt_leads_somewhere(public: Path) -> None:
    """Each line of llms.txt gives a file or a page of the site."""
    found = re.findall(r"\]\(([^)]+)\)", (public / "llms.txt").read_text(encoding="utf-8"))
    assert len(found) > 30
    assert [a for a in found if not (public / a / ("index.html" if a.endswith("/") else "")).is_file()] == []
