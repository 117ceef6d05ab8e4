# SPDX-License-Identifier: MIT
"""The UAI: seven digits and a key, the national identity of an établissement."""

from __future__ import annotations

import re

_ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ"
_SHAPE = re.compile(r"([0-9]{7})([A-Z])")


def expected_key(number: str) -> str:
    """Return the key letter of the seven digits ``number`` (number modulo 23)."""
    return _ALPHABET[int(number) % len(_ALPHABET)]


def check_uai(text: str) -> str | None:
    """Return ``None`` if ``text`` is a sound UAI, otherwise what was expected, in French."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        if re.fullmatch(r"[0-9]{6}[A-Z]", text):
            return "sept chiffres et une lettre (un tableur a-t-il supprimé le zéro initial\u00a0?)"
        return "sept chiffres et une lettre majuscule"
    number, key = match.groups()
    right = expected_key(number)
    return None if key == right else f"la clé {right} pour le numéro {number} (essayez {number}{right})"
