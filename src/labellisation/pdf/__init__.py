# SPDX-License-Identifier: MIT
"""The collection to take away: a PDF of each fiche and annexe, the whole as one PDF and one EPUB. Needs the extra ``pdf``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..site.model import Site
from .chapters import MissingPageError, collection_pages, pdf_path
from .weasy import missing

__all__ = ["BOOK", "EPUB", "MissingPageError", "available", "collection_files", "collection_paths", "missing"]

FOLDER = Path(".cache") / "pdf"
BOOK = "fiches/collection-lycee-des-metiers.pdf"
EPUB = "fiches/collection-lycee-des-metiers.epub"


def available() -> bool:
    """Say whether PDF files can be made here; :func:`missing` says what lacks."""
    return missing() is None


def collection_paths(site: Site) -> Iterator[str]:
    """Yield the site paths of the files, without making them; none if they cannot be made here."""
    if not available():
        return
    for page in collection_pages(site):
        yield pdf_path(page)
    yield BOOK
    yield EPUB


def collection_files(
    site: Site, built: Path, site_url: str = "", version: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield (site path, content) of every file, from the pages of the site built in ``built``.

    ``site_url`` (with its last slash) is the public address of this version: without it, a link to a page outside the
    document is plain text. ``version`` is printed in the documents. The cache under the root of the repository changes nothing.
    Nothing is yielded if PDF files cannot be made here. Raises :class:`MissingPageError` if a page was not built.
    """
    if not available():
        return
    from .make import make

    yield from make(site, built, site_url, version, site.root / FOLDER)
