# SPDX-License-Identifier: MIT
"""Small transformations of French text."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

#: Signs by which a spreadsheet knows a formula, wide ones included, and blanks that it drops before looking.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WORDS = re.compile(r"[a-z0-9]+")
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}


#: The accents of French once apart from their letters, and any sign outside the blocks that hold no accent of others.
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_FOREIGN = re.compile("[^\x00-\u02ff\u2000-\u206f\u20a0-\u20bf\u2100-\u22ff]")


class _Accents(dict[int, int | None]):
    """What each sign becomes without its accents, learnt as signs come."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_ACCENTS = _Accents()


def capital(text: str) -> str:
    """Return ``text`` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def unaccented(text: str) -> str:
    """Return ``text`` without accents and with ligatures written out; case is kept."""
    if text.isascii():
        return text
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return bare.translate(_ACCENTS) if _FOREIGN.search(bare) else bare


def fold(text: str) -> str:
    """Return ``text`` in lower case, unaccented, every other sign made a single space: what a filter compares."""
    return " ".join(_WORDS.findall(unaccented(text).lower()))


def slug(text: str, separator: str = "-") -> str:
    """Return the anchor of a heading or the identifier of a term: ``a-z 0-9 -`` only."""
    return fold(text).replace(" ", separator)


def safe_cell(value: str) -> str:
    """Return ``value`` so that no spreadsheet reads it as a formula (numbers are left alone)."""
    if not value.startswith(FORMULA_STARTS) or value.lstrip("+-").replace(".", "", 1).isdecimal():
        return value
    return f"'{value}"


def address_parts(address: str) -> SplitResult | None:
    """Return the parts of ``address``; ``None`` if it is none (a bracket alone, letters that no host has)."""
    try:
        return urlsplit(address)
    except ValueError:
        return None
