# SPDX-License-Identifier: MIT
"""Every file of the collection, kept by the fingerprint of what it is made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ..documents.cache import Cache
from ..site.model import Site
from . import BOOK, EPUB, book
from .chapters import Chapter, read_chapters
from .epub import epub
from .links import Links, bodies
from .render import PAPER, Printer
from .weasy import pdf, tools_fingerprint

Job = tuple[str, str]
_PROCESSES = 2
_CODE = ("weasy.py", "tags.py")


class _NotKeptError(Exception):
    """The cache does not hold this document."""


def make(site: Site, built: Path, site_url: str, version: str | None, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (site path, content) of the PDF of each chapter, of the whole, and of the EPUB."""
    chapters = read_chapters(site, built)
    printer, kept = Printer(site, site_url, version), Cache(folder)
    common = book.context(site, chapters)
    jobs = {BOOK: _whole(printer, chapters, common, site_url)}
    sheet = printer.style(*PAPER)
    for chapter in chapters:
        body = Links((chapter,), site_url).body(chapter)
        jobs[chapter.path] = printer.render("page.html", chapitre=chapter, corps=body), sheet
    yield from _draw(jobs, kept)
    yield EPUB, epub(printer, chapters, common, Links(tuple(chapters), site_url, files=True))
    kept.forget_others()


def _whole(printer: Printer, chapters: list[Chapter], common: dict[str, Any], site_url: str) -> Job:
    """Return the whole collection as a document and its style."""
    whole = bodies(Links(tuple(chapters), site_url), chapters)
    source = printer.render("collection.html", corps=whole, fichier=lambda _chapter: "", **common)
    return source, printer.style(*PAPER, "livre.css")


def _draw(jobs: dict[str, Job], kept: Cache) -> Iterator[tuple[str, bytes]]:
    """Yield (site path, content) of each document: those that the cache holds, then the others, by as many processes as help.

    The first job is the longest, so that one process draws it while another draws the rest.
    """
    absent: dict[str, Job] = {}
    for path, job in jobs.items():
        try:
            yield path, kept.get("pdf", inputs(*job), _not_kept)
        except _NotKeptError:
            absent[path] = job
    workers = min(len(absent), os.cpu_count() or 1, _PROCESSES)
    if workers < 2:
        made: Iterable[bytes] = (pdf(*job) for job in absent.values())
        yield from _keep(absent, made, kept)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from _keep(absent, pool.map(pdf, *zip(*absent.values(), strict=True)), kept)


def _keep(jobs: dict[str, Job], made: Iterable[bytes], kept: Cache) -> Iterator[tuple[str, bytes]]:
    for (path, job), content in zip(jobs.items(), made, strict=True):
        yield path, kept.get("pdf", inputs(*job), lambda content=content: content)  # type: ignore[misc]


def _not_kept() -> bytes:
    raise _NotKeptError


def inputs(*parts: str) -> str:
    """Return all that a document depends on: its text, its style, the tools that draw it, and the code that calls them."""
    return "\0".join((*parts, tools_fingerprint(), _code()))


@cache
def _code() -> str:
    here = Path(__file__).parent
    return hashlib.sha256(b"\0".join((here / name).read_bytes() for name in _CODE)).hexdigest()
