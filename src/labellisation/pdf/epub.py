# SPDX-License-Identifier: MIT
"""The collection as an EPUB 3 book: the same chapters, one XHTML file each, zipped without an hour."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from .chapters import Chapter
from .links import Links
from .render import Printer

_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:labellisation:collection")


def epub(printer: Printer, chapters: Sequence[Chapter], common: dict[str, Any], links: Links) -> bytes:
    """Return the book: ``common`` is what its templates show beside the ``chapters``, ``links`` where their links lead."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in _members(printer, chapters, common, links):
            _add(archive, name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: str, compression: int) -> None:
    entry = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
    entry.compress_type = compression
    archive.writestr(entry, content.encode("utf-8"))


def _members(
    printer: Printer, chapters: Sequence[Chapter], common: dict[str, Any], links: Links
) -> Iterator[tuple[str, str]]:
    """Yield (name, content) of every file of the archive after ``mimetype``."""
    site, env = printer.site, printer.env.globals
    version = str(env["version"] or "")
    identifier = uuid.uuid5(_SPACE, f"{env['adresse']} {version} {site.day.iso}").urn
    spine = ["couverture", *(c.slug for c in chapters), "index-des-textes", "colophon"]
    common = common | {
        "fichier": lambda chapter: f"{chapter.slug}.xhtml",
        "identifiant": identifier,
        "suite": spine,
        "modifie": f"{site.day.iso}T00:00:00Z",
    }
    yield "META-INF/container.xml", printer.render("epub/conteneur.xml")
    yield "livre/livre.opf", printer.render("epub/livre.opf.xml", **common)
    yield "livre/sommaire.xhtml", printer.render("epub/sommaire.xml", **common)
    yield "livre/livre.css", printer.style("epub/epub.css")
    yield "livre/couverture.xhtml", printer.render("epub/couverture.xml", **common)
    for chapter in chapters:
        body = links.body(chapter)
        yield f"livre/{chapter.slug}.xhtml", printer.render("epub/chapitre.xml", chapitre=chapter, corps=body)
    yield "livre/index-des-textes.xhtml", printer.render("epub/index.xml", **common)
    yield "livre/colophon.xhtml", printer.render("epub/colophon.xml", **common)
