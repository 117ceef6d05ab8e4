# SPDX-License-Identifier: MIT
"""From a file on disk to rows of text, one at a time; whatever is not a whole UTF-8 CSV is refused with its reason."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from ..checks.importation import NotCsv, NotUtf8, Truncated
from .journal import Journal, refused

MAX_LINE = 1_000_000
AGAIN = "téléchargez-le de nouveau"
_ESCAPED = re.compile("[\udc80-\udcff]")
_FORMATS = (
    (b"<", "une page web ou du XML enregistrés sous le nom d’un CSV"),
    (b"{", "du JSON"),
    (b"[", "du JSON"),
    (b"%PDF", "un PDF"),
    (b"PK\x03\x04", "un classeur ou une archive"),
    (b"\xd0\xcf\x11\xe0", "un classeur"),
    (b"\x1f\x8b", "une archive gzip"),
)

Row = tuple[int, list[str]]


class Lines:
    """The physical lines of a file, each checked for its coding; ``cut`` once a line came without its end."""

    def __init__(self, file: TextIO, path: str) -> None:
        self._file = file
        self._path = path
        self.number = 0
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(MAX_LINE):
            self.number += 1
            if len(line) == MAX_LINE:
                raise refused(NotCsv, self._path, "ligne démesurée\u00a0: ce n’est pas l’export attendu", self.number)
            self.cut = line[-1] not in "\r\n"
            if not line.isascii():
                self._check(line)
            yield line

    def _check(self, line: str) -> None:
        bad = _ESCAPED.search(line)
        if bad is None:
            return
        if self.cut and not _ESCAPED.sub("", line[bad.start() :]):
            message = f"fichier tronqué au milieu d’une lettre\u00a0: {AGAIN}"
            raise refused(Truncated, self._path, message, self.number, bad.start() + 1)
        byte = ord(bad.group()) - 0xDC00
        letter = bytes([byte]).decode("cp1252", "replace")
        message = (
            f"octet {byte:02X} étranger à l’UTF-8 («\u00a0{letter}\u00a0» en Latin-1\u00a0?)\u00a0: "
            "reprenez le fichier d’origine, ou enregistrez-le en «\u00a0CSV UTF-8\u00a0»"
        )
        raise refused(NotUtf8, self._path, message, self.number, bad.start() + 1)


def _check_format(head: bytes, path: str) -> None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:200]:
        raise refused(NotUtf8, path, "fichier en UTF-16 ou binaire\u00a0: enregistrez-le en «\u00a0CSV UTF-8\u00a0»")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise refused(Truncated, path, f"fichier vide\u00a0: {AGAIN}")
    for mark, what in _FORMATS:
        if start.startswith(mark):
            message = f"le fichier est {what}\u00a0: téléchargez le format CSV depuis la page du jeu de données"
            raise refused(NotCsv, path, message)


def delimiter_of(header: str) -> str:
    """Return the separator of a header line: the more frequent of ``;`` and ``,``."""
    return ";" if header.count(";") >= header.count(",") else ","


def read_rows(file: Path, journal: Journal) -> Iterator[Row]:
    """Yield (line, cells) of each record of ``file``, the header first; blank lines are left out.

    A record without as many cells as the header is noted in ``journal`` and left out.
    Raises :class:`~.journal.RefusedError` when the file is not a whole CSV in UTF-8.
    """
    with file.open("rb") as raw:
        _check_format(raw.read(4096), journal.path)
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
        lines = Lines(text, journal.path)
        source = iter(lines)
        first = next(source)
        rows = csv.reader(chain([first], source), delimiter=delimiter_of(first), strict=True)
        yield from _records(rows, lines, journal)


def _records(rows: Iterator[list[str]], lines: Lines, journal: Journal) -> Iterator[Row]:
    width = start = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise _malformed(error, lines, journal.path, start + 1) from error
        line, start = start + 1, lines.number
        if not row:
            continue
        width = width or len(row)
        if len(row) == width:
            yield line, row
        else:
            message = f"{len(row)} colonnes au lieu de {width}"
            if lines.cut:
                message = f"fichier tronqué, {message} sur la dernière ligne\u00a0: {AGAIN}"
                raise refused(Truncated, journal.path, message, line, len(row))
            journal.add(Truncated, line, min(len(row), width), f"{message}\u00a0: ligne écartée")


def _malformed(error: csv.Error, lines: Lines, path: str, line: int) -> Exception:
    if "end of data" in str(error) or lines.cut:
        return refused(Truncated, path, f"fichier tronqué, guillemet ouvert et jamais fermé\u00a0: {AGAIN}", line)
    return refused(NotCsv, path, "guillemets mal placés\u00a0: reprenez le fichier d’origine", line)
