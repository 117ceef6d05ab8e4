# SPDX-License-Identifier: MIT
"""The PDF files, opened again by pikepdf, and the EPUB."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import pikepdf

from ..diagnostics import plural
from ..pdf import BOOK
from ..pdf.tags import elements
from .model import Read

HEAVIEST = 100_000


@dataclass(frozen=True, slots=True)
class Paper:
    """What a PDF declares, and what its tags lack."""

    path: str
    weight: int
    pages: int
    tags: int
    language: str
    title: str
    ua: bool
    bare_headers: int
    bare_figures: int
    bookmarks: bool

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, in French."""
        tests = {
            "sans balises": not self.tags,
            "sans langue": not self.language.startswith("fr"),
            "sans titre": not self.title,
            "PDF/UA non déclaré": not self.ua,
            "sans signets": not self.bookmarks,
            plural(self.bare_headers, "en-tête sans portée", "en-têtes sans portée"): self.bare_headers,
            plural(self.bare_figures, "figure sans texte", "figures sans texte"): self.bare_figures,
            f"plus de {HEAVIEST // 1000}\u00a0ko": self.weight > HEAVIEST and self.path != BOOK,
        }
        return tuple(words for words, wrong in tests.items() if wrong)


def read_pdf(path: str, content: bytes) -> Paper:
    """Open a PDF that somebody else drew."""
    with pikepdf.open(io.BytesIO(content)) as document, document.open_metadata() as metadata:
        found = list(elements(document))
        headers = [e for e, _ancestors in found if str(e.S) == "/TH"]
        figures = [e for e, _ancestors in found if str(e.S) == "/Figure"]
        info = document.Root.get("/MarkInfo")
        marked = info is not None and bool(info.get("/Marked", False))
        with document.open_outline() as outline:
            bookmarks = bool(outline.root)
        return Paper(
            path=path,
            weight=len(content),
            pages=len(document.pages),
            tags=len(found) if marked else 0,
            language=str(document.Root.get("/Lang", "")),
            title=str(metadata.get("dc:title", "")),
            ua=metadata.get("pdfuaid:part") == "1",
            bare_headers=sum("/A" not in e or "/Scope" not in e.A for e in headers),
            bare_figures=sum("/Alt" not in e for e in figures),
            bookmarks=bookmarks,
        )


def read_epub(path: str, content: bytes) -> Read:
    """Open the EPUB as the archive that it is; the tests have it read by the reference checker."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        broken = archive.testzip()
    faults = (("le type n’est pas le premier membre",) if names[0] != "mimetype" else ()) + (
        (f"membre abîmé\u00a0: {broken}",) if broken else ()
    )
    return Read(path, len(content), "zipfile", f"{sum(n.endswith('.xhtml') for n in names)} chapitres", faults)
