# SPDX-License-Identifier: MIT
"""The collection of the real site, drawn once; its cache is kept between runs, like that of the site."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pytest

from labellisation import pdf
from tests.outils import ROOT, BuiltSite, absent, built

__all__ = ["built"]

ADDRESS = "https://guide.example.org/2026-2027/"
VERSION = "2026-2027"
CACHE = ROOT / ".cache" / "pdf-essais"


@pytest.fixture(scope="session")
def pret() -> None:
    """PDF files can be made here."""
    if sentence := pdf.missing():
        absent(sentence)


@dataclass(frozen=True)
class Collection:
    """The files by site path."""

    files: dict[str, bytes]

    @property
    def pdfs(self) -> dict[str, bytes]:
        return {path: content for path, content in self.files.items() if path.endswith(".pdf")}


@pytest.fixture(scope="session")
def collection(pret: None, built: BuiltSite) -> Collection:
    """Every file of the collection."""
    from labellisation.pdf.make import make

    return Collection(dict(make(built.site, built.folder, ADDRESS, VERSION, CACHE)))


@pytest.fixture(scope="session")
def documents(collection: Collection) -> Iterator[dict[str, pikepdf.Pdf]]:
    """Every PDF, opened."""
    opened = {path: pikepdf.open(io.BytesIO(content)) for path, content in collection.pdfs.items()}
    yield opened
    for document in opened.values():
        document.close()


@pytest.fixture(scope="session")
def poppler() -> str:
    """The command that reads the words of a page."""
    found = shutil.which("pdftotext")
    if found is None:
        absent("pdftotext manque : sudo apt install poppler-utils")
    return found
