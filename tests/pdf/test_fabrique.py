# SPDX-License-Identifier: MIT
"""How the files are made: the same bytes, kept, and one clear sentence when something lacks."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from labellisation import documents as office_files
from labellisation import pdf
from labellisation.pdf import book, make, weasy
from labellisation.pdf.chapters import read_chapters
from labellisation.pdf.links import Links
from labellisation.pdf.render import PAPER, Printer, style
from labellisation.site.build import build_site
from tests.bifurcation.depots import built_example
from tests.outils import DAY, ROOT, BuiltSite

from .conftest import ADDRESS, CACHE, VERSION, Collection

_SOURCE = (
    "<!doctype html><html lang='fr'><head><title>Essai</title><meta name='dcterms.created' content='2026-11-22'></head>"
    "<body><h1 data-signet='Essai' data-courant='Essai'>Essai</h1><p>Texte <b>gras</b> et <i>penché</i>.</p>"
    "<table><thead><tr><th>A</th></tr></thead><tbody><tr><th>b</th></tr></tbody></table></body></html>"
)
_DRAW = (
    "import sys; from labellisation.pdf.weasy import pdf; sys.stdout.buffer.write(pdf(*sys.stdin.read().split(chr(0))))"
)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The built site of the fictitious académie of Exemple."""
    folder = tmp_path_factory.mktemp("bifurcation")
    return built_example(folder, folder / "domicile")


def test_identical_bytes(pret: None) -> None:
    """Another process, with another order of hashing, at another time, draws the same bytes."""
    sheet = style(ROOT, *PAPER)
    made = [
        subprocess.run(
            [sys.executable, "-c", _DRAW],
            input=f"{_SOURCE}\0{sheet}".encode(),
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert made[0].startswith(b"%PDF-")
    assert made[0] == made[1]


def test_every_document_is_drawn_again_the_same(
    long_run: bool, collection: Collection, built: BuiltSite, tmp_path: Path
) -> None:
    """Without any cache, every PDF and the EPUB have the same bytes; in a short run, the EPUB and two PDF files."""
    chosen = make.make
    if not long_run:
        jobs: dict[str, make.Job] = {}

        def two(drawn: dict[str, make.Job], kept: make.Cache) -> Iterator[tuple[str, bytes]]:
            jobs.update(drawn)
            yield from draw(
                {path: drawn[path] for path in ("annexes/annexe-3/annexe-3.pdf", "fiches/fiche-6/fiche-6.pdf")}, kept
            )

        draw = make._draw
        with mock.patch.object(make, "_draw", two):
            again = dict(chosen(built.site, built.folder, ADDRESS, VERSION, tmp_path))
        assert set(collection.pdfs) == set(jobs)
    else:
        again = dict(chosen(built.site, built.folder, ADDRESS, VERSION, tmp_path))
    assert len(again) == (len(collection.files) if long_run else 3)
    assert [] == [path for path, content in again.items() if content != collection.files[path]]


def test_weasyprint_has_nothing_to_say(
    pret: None, built: BuiltSite, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No unknown property, no anchor that is not there, no image without words: in a book of one fiche and one annexe."""
    chapters = [c for c in read_chapters(built.site, built.folder) if c.slug in ("fiche-4", "annexe-3")]
    job = make._whole(Printer(built.site, ADDRESS, VERSION), chapters, book.context(built.site, chapters), ADDRESS)
    logger = logging.getLogger("weasyprint")
    monkeypatch.setattr(logger, "propagate", True)
    with caplog.at_level(logging.WARNING, "weasyprint"):
        assert weasy.pdf(*job).startswith(b"%PDF-")
    assert [] == [record.getMessage() for record in caplog.records if record.name == "weasyprint"]


def test_unchanged_documents_are_not_drawn_again(
    collection: Collection, built: BuiltSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run draws nothing and gives the same bytes, the EPUB included."""
    monkeypatch.setattr(make, "pdf", lambda *_job: pytest.fail("drawn again"))
    assert collection.files == dict(make.make(built.site, built.folder, ADDRESS, VERSION, CACHE))


def test_a_damaged_cache_changes_nothing(pret: None, tmp_path: Path) -> None:
    """What is not what was written is made again."""
    sheet = style(ROOT, *PAPER)
    jobs = {"essai.pdf": (_SOURCE, sheet)}
    first = dict(make._draw(jobs, make.Cache(tmp_path)))
    for kept in tmp_path.iterdir():
        kept.write_bytes(b"rien")
    assert first == dict(make._draw(jobs, make.Cache(tmp_path)))


def test_a_page_that_was_not_built(pret: None, built: BuiltSite, tmp_path: Path) -> None:
    """One French sentence names the page and the way out."""
    with pytest.raises(pdf.MissingPageError, match=r"index\.html\u00a0: page absente du site construit"):
        list(pdf.collection_files(built.site, tmp_path))


def test_without_pango(built: BuiltSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file, no path, and the sentence says what to install."""
    weasy.missing.cache_clear()
    monkeypatch.setattr(weasy, "pango_version", lambda: None)
    try:
        assert not pdf.available()
        assert "libpango-1.0-0" in (pdf.missing() or "")
        assert [] == list(pdf.collection_paths(built.site))
        assert [] == list(pdf.collection_files(built.site, built.folder))
    finally:
        weasy.missing.cache_clear()


def test_the_site_builds_without_what_makes_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sentences in French, each with its way out; no file and no link to one; the pages say what is not there."""
    weasy.missing.cache_clear()
    monkeypatch.setattr(weasy, "pango_version", lambda: None)
    monkeypatch.setattr(office_files, "find_spec", lambda _name: None)
    try:
        done = build_site(ROOT, tmp_path / "site", DAY, with_documents=True)
    finally:
        weasy.missing.cache_clear()
    assert done.ok, "\n".join(map(str, done.diagnostics))
    said = [d.message for d in done.diagnostics if d.code == "SIT013" and d.severite == "alerte"]
    assert 2 == len(said)
    assert "[outils]" in said[0]
    assert "libpango-1.0-0" in said[1]
    files = {p.suffix for p in (tmp_path / "site").rglob("*.*")}
    assert set() == files & {".pdf", ".epub", ".odt", ".docx", ".xlsx"}
    for page in (
        tmp_path / "site" / folder / "index.html" for folder in ("fiches/fiche-1", "fiches", "outils/trame-dossier")
    ):
        text = page.read_text(encoding="utf-8")
        assert [] == [end for end in ('.pdf"', '.epub"', '.odt"', '.docx"') if end in text], page
    assert "ne sont pas compris dans cette version du site" in text


def test_a_fork_prints_its_own_words(example: BuiltSite) -> None:
    """What an académie writes in a fiche is in its PDF, under its colours."""
    chapters = {c.slug: c for c in read_chapters(example.site, example.folder)}
    body = str(Links(tuple(chapters.values())).body(chapters["fiche-4"]))
    assert "La visite fictive dure une journée." in body
    assert "#3b2a6b" in Printer(example.site, "", None).style(*PAPER)


def test_without_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the extra."""
    weasy.missing.cache_clear()
    monkeypatch.setattr(weasy, "find_spec", lambda _name: None)
    try:
        assert "[pdf]" in (pdf.missing() or "")
    finally:
        weasy.missing.cache_clear()
