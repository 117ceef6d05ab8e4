# SPDX-License-Identifier: MIT
"""What every PDF declares, and how it is tagged; read with pikepdf, which did not draw it."""

from __future__ import annotations

import pikepdf
import pytest

from labellisation import pdf
from labellisation.pdf.tags import elements
from tests.outils import BuiltSite

from .conftest import Collection

Documents = dict[str, pikepdf.Pdf]
LIMIT = 100_000


def tags(document: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """Return the elements of ``kind`` of the structure tree."""
    return [element for element, _ancestors in elements(document) if str(element.S) == kind]


def destinations(document: pikepdf.Pdf) -> dict[str, int]:
    """Return the page (counted from 1) of each named destination."""
    pages = {page.objgen: number for number, page in enumerate(document.pages, 1)}
    tree = pikepdf.NameTree(document.Root.Names.Dests)
    return {name: pages[found[0].objgen] for name, found in tree.items()}


def test_a_file_for_each_page_of_the_collection(built: BuiltSite, collection: Collection) -> None:
    """Seven fiches, nine annexes, the whole, and the EPUB; the paths are those announced."""
    assert sorted(pdf.collection_paths(built.site)) == sorted(collection.files)
    assert 18 == len(collection.files)
    assert "fiches/fiche-1/fiche-1.pdf" in collection.files
    assert "annexes/annexe-9/annexe-9.pdf" in collection.files


def test_declares_pdf_ua(documents: Documents) -> None:
    """PDF/UA-1, tagged, in French, titled, and the title shows in the window."""
    for path, document in documents.items():
        root = document.Root
        with document.open_metadata() as metadata:
            assert "1" == metadata["pdfuaid:part"], path
            assert metadata["dc:title"], path
        assert bool(root.MarkInfo.Marked), path
        assert str(root.Lang).startswith("fr"), path
        assert str(root.ViewerPreferences.DisplayDocTitle) in ("True", "true"), path


def test_title_and_dates_are_those_of_the_page(documents: Documents) -> None:
    """The title names the fiche; the dates are the date of reference, never the clock."""
    document = documents["fiches/fiche-1/fiche-1.pdf"]
    assert "Fiche\u00a01. Préambule et notice" == str(document.docinfo.Title)
    assert str(document.docinfo.CreationDate).startswith("D:20261122")
    assert "/ID" in document.trailer


def test_no_header_cell_without_scope(documents: Documents) -> None:
    """Every TH says what it rules; a head rules columns, a row header its row."""
    seen: set[str] = set()
    for path, document in documents.items():
        for cell in tags(document, "/TH"):
            scope = str(cell.A.get("/Scope", ""))
            assert scope in ("/Column", "/Row"), path
            seen.add(scope)
    assert {"/Column", "/Row"} == seen


def test_no_figure_without_alternative(documents: Documents) -> None:
    """A figure has words instead."""
    for path, document in documents.items():
        assert [] == [f for f in tags(document, "/Figure") if "/Alt" not in f], path


def test_links_have_words_and_lead_somewhere(documents: Documents) -> None:
    """Each link annotation is described, and each destination inside exists."""
    for path, document in documents.items():
        known = destinations(document)
        for page in document.pages:
            for annotation in page.get("/Annots", []):
                assert str(annotation.get("/Contents", "")), path
                if "/Dest" in annotation:
                    assert str(annotation.Dest) in known, (path, str(annotation.Dest))
                else:
                    assert str(annotation.A.URI).startswith(("https://", "http://", "mailto:")), path


def test_bookmarks_and_headings(documents: Documents) -> None:
    """Every document can be browsed by its bookmarks, and has a title of the first rank."""
    for path, document in documents.items():
        with document.open_outline() as outline:
            assert outline.root, path
        assert tags(document, "/H1"), path


def test_fonts_are_embedded(documents: Documents) -> None:
    """No page depends on the fonts of the reader."""
    for path, document in documents.items():
        fonts = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        assert fonts, path
        assert all(any(f"/FontFile{n}" in font for n in ("", "2", "3")) for font in fonts), path


def test_a_fiche_weighs_little(collection: Collection) -> None:
    """At most 100 kB for each fiche and annexe; the whole stays under 1.5 MB."""
    heavy = {path: len(content) for path, content in collection.pdfs.items() if path != pdf.BOOK}
    assert {} == {path: size for path, size in heavy.items() if size > LIMIT}
    assert len(collection.files[pdf.BOOK]) < 1_500_000


@pytest.mark.parametrize("path", ["annexes/annexe-3/annexe-3.pdf"])
def test_one_page_at_least(documents: Documents, path: str) -> None:
    """A document has pages, of A4."""
    for document in documents.values():
        assert len(document.pages) > 0
    box = [float(v) for v in documents[path].pages[0].mediabox]
    assert (595, 842) == (round(box[2]), round(box[3]))
