# SPDX-License-Identifier: MIT
"""The whole collection: its contents, its running heads, its notes, its index, read by another program."""

from __future__ import annotations

import re
import subprocess

import pytest

from labellisation import pdf
from labellisation.pdf.chapters import collection_pages
from tests.outils import BuiltSite, plain

from .conftest import Collection


@pytest.fixture(scope="module")
def pages(poppler: str, collection: Collection) -> list[str]:
    """The words of each page of the book, line by line."""
    asked = [poppler, "-layout", "-", "-"]
    done = subprocess.run(asked, input=collection.files[pdf.BOOK], capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def _contents(pages: list[str]) -> dict[str, int]:
    """Return the page that the contents give to each entry (title without its number)."""
    start = next(n for n, text in enumerate(pages) if "Sommaire" in text)
    end = next(n for n, text in enumerate(pages) if n > start and "Relu le" in plain(text))
    lines = "\n".join(pages[start:end]).splitlines()
    found = (re.match(r"\s*(?:\d+\s+)?(.+?)[\s.]{3,}(\d+)$", line) for line in lines)
    return {plain(match[1]): int(match[2]) for match in found if match}


def test_contents_give_the_right_pages(built: BuiltSite, pages: list[str]) -> None:
    """Each fiche and annexe stands on the page that the contents say, and so does the end matter."""
    contents = _contents(pages)
    checked = 0
    for page in collection_pages(built.site):
        title = plain(page.titre)
        number = contents.get(title)
        if number is None:  # a title on two lines
            number = next(n for entry, n in contents.items() if title.endswith(entry) and len(entry) > 8)
        head = plain(" ".join(pages[number - 1].split()))
        name = f"{page.meta['genre'].capitalize()} {page.meta['numero']}"
        assert name in head, (title, number)
        checked += 1
    assert 16 == checked
    assert "Index des textes" in pages[contents["Index des textes"] - 1]
    assert "À propos de ce document" in pages[contents["À propos de ce document"] - 1]


def test_sections_stand_where_the_contents_say(pages: list[str]) -> None:
    """A sample of the sections."""
    contents = _contents(pages)
    for section in ("Textes en vigueur", "Le cycle de cinq ans", "Les indicateurs proposés", "Confusions fréquentes"):
        if section in contents:
            assert section in plain(pages[contents[section] - 1]), section
    assert len(contents) > 60


def test_cover_and_colophon(pages: list[str]) -> None:
    """Version, date, licence and address are there for who holds the paper."""
    assert "2026-2027" in pages[0]
    assert "22 novembre 2026" in plain(pages[0])
    last = plain(pages[-1])
    for expected in ("2026-2027", "22 novembre 2026", "Etalab", "https://guide.example.org/2026-2027/", "ministère"):
        assert expected in last


def test_running_heads_name_the_chapter(pages: list[str]) -> None:
    """A page that opens no chapter says at its top where the reader is."""
    heads = [plain(text.strip().splitlines()[0]) for text in pages[1:] if text.strip()]
    assert any(head.endswith("Fiche 2. Le label et son processus : repères") for head in heads)
    assert any(head.endswith("Index des textes") for head in heads)


def test_index_sends_to_the_first_citation(pages: list[str]) -> None:
    """A text of the index is named on the page that it gives."""
    index = plain(" ".join(pages[-6:]))
    match = re.search(r"Décret n° 2023-763 du 10 août 2023 .*?fiche 1 \[p\. (\d+)\]", index)
    assert match is not None
    assert "2023-763" in pages[int(match[1]) - 1]


def test_notes_tell_the_law(pages: list[str]) -> None:
    """A numbered note gives the text's NOR, its bulletin and its address."""
    text = plain(" ".join(pages[5:16]))
    assert "Références" in text
    assert "NOR MENE2319599C, BOEN n° 43 du 16 novembre 2023" in text
