# SPDX-License-Identifier: MIT
"""The poster of the criteria: one A4 page, tagged, with what an académie adds; and how a fork adjusts paper."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from labellisation import documents
from labellisation.documents.model import criteria, official_wording, tools
from labellisation.documents.parts import Source
from labellisation.pdf.poster import page, poster
from labellisation.pdf.render import PAPER, Printer, style
from labellisation.pdf.tags import elements
from labellisation.site.model import Site
from tests.documents.conftest import DAY
from tests.outils import ROOT, copy_sources

SIX = documents.Ajouts(
    "Académie fictive",
    tuple(documents.CritereAjoute(f"fictive-{n}", f"Critère fictif {n}", "Un attendu fictif. " * 4) for n in range(6)),
)


def source(site: Site, ajouts: documents.Ajouts) -> Source:
    """Return what the poster of the real repository is made from."""
    tool = next(t for t in tools(site.registry) if t.modele == "affichette")
    return Source(site.registry, tool, DAY, "https://guide.example.org/", ajouts)


@pytest.mark.parametrize("ajouts", [documents.Ajouts(), SIX], ids=["national", "six local criteria"])
def test_one_tagged_page(pret: None, site_reel: Site, ajouts: documents.Ajouts) -> None:
    """One A4 page, PDF/UA-1, light, whose row headings rule their row and whose headings their column."""
    inputs, draw = poster(site_reel)(source(site_reel, ajouts))
    content = draw()
    assert inputs
    assert len(content) < 100_000
    with pikepdf.open(io.BytesIO(content)) as document, document.open_metadata() as metadata:
        assert 1 == len(document.pages)
        assert [595, 842] == [round(float(v)) for v in document.pages[0].mediabox[2:]]
        assert ("1", "fr") == (metadata["pdfuaid:part"], str(document.Root.Lang))
        assert "Affichette des huit critères" == str(document.docinfo.Title)
        scopes = [str(e.A.Scope) for e, _a in elements(document) if str(e.S) == "/TH"]
    assert ["/Column", "/Column", *["/Row"] * (8 + len(ajouts.criteres))] == scopes


def test_it_says_every_criterion(site_reel: Site) -> None:
    """The official wording of the eight, by rank; then those of the académie, marked, never numbered."""
    html = page(Printer(site_reel, "", None), source(site_reel, SIX))
    for critere in criteria(site_reel.registry, "r2023"):
        assert official_wording(critere, "r2023") in html
    assert html.count("affiche__rang--local") == 6
    assert [c.libelle for c in SIX.criteres if c.libelle not in html] == []
    assert ">9<" not in html


def test_its_page_lists_it(pret: None, site_reel: Site, tmp_path: Path) -> None:
    """With the documents, the tool has a PDF; the same bytes without any cache."""
    wanted = replace(site_reel, with_documents=True, root=copy_sources(tmp_path / "depot"))
    path = "outils/affichette-criteres/affichette-criteres.pdf"
    assert path in wanted.other_files
    listed = {f["format"]: f["adresse"] for f in documents.downloads("affichette-criteres", wanted.tool_files)}
    assert {"ODT", "DOCX", "PDF"} == set(listed)
    again = poster(wanted)(Source(wanted.registry, _tool(wanted), wanted.day))[1]()
    assert again == wanted.tool_files[path]


def _tool(site: Site) -> documents.model.OutilDeTravail:
    return next(t for t in tools(site.registry) if t.modele == "affichette")


def test_a_fork_adjusts_paper(site_reel: Site, tmp_path: Path) -> None:
    """Its own templates come first, its sheet « ajouts.css » last, with the site's colours."""
    root = copy_sources(tmp_path / "depot")
    before = style(root, *PAPER)
    assert before == style(ROOT, *PAPER)
    folder = root / "academie" / "overrides" / "impression"
    folder.mkdir(parents=True)
    (folder / "ajouts.css").write_text("h1 { color: var(--petrole); }", encoding="utf-8")
    (folder / "_colophon.html").write_text("<p>Colophon fictif</p>", encoding="utf-8")
    assert f"{before}\nh1 {{ color: #12494b; }}" == style(root, *PAPER)
    assert style(root, *PAPER, colour="#3b2a6b").endswith("h1 { color: #3b2a6b; }")
    assert "<p>Colophon fictif</p>" == Printer(replace(site_reel, root=root), "", None).render("_colophon.html")
