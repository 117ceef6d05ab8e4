# SPDX-License-Identifier: MIT
"""Small transformations of French text."""

from __future__ import annotations

import re
import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


def unaccented(text: str) -> str:
    """Return ``text`` without accents and with ligatures written out; case is kept."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """Return ``text`` in lower case, unaccented, every other sign made a single space: what a filter compares."""
    return " ".join(re.findall(r"[a-z0-9]+", unaccented(text).lower()))


def slug(text: str, separator: str = "-") -> str:
    """Return the anchor of a heading or the identifier of a term: ``a-z 0-9 -`` only."""
    return fold(text).replace(" ", separator)


def safe_cell(value: str) -> str:
    """Return ``value`` so that no spreadsheet reads it as a formula (numbers are left alone)."""
    if not value.startswith(FORMULA_STARTS) or value.lstrip("+-").replace(".", "", 1).isdecimal():
        return value
    return f"'{value}"
