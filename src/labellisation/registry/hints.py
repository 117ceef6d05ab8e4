# SPDX-License-Identifier: MIT
"""What probably went wrong in a malformed identifier, said to the editor."""

from __future__ import annotations

import re
from collections.abc import Callable

from .uai import check_uai


def nor_hint(text: str) -> str | None:
    """Guess the slip in a NOR that is not four letters, seven digits, one letter."""
    if text != text.upper():
        return "en majuscules"
    if " " in text:
        return "sans espace"
    digits = len(re.sub(r"[^0-9]", "", text))
    if digits != 7:
        number = abs(7 - digits)
        marks = f"{number} chiffre" + ("s" if number > 1 else "")
        return f"il manque {marks}\u00a0?" if digits < 7 else f"{marks} de trop\u00a0?"
    return None


HINTS: dict[str, Callable[[str], str | None]] = {"TXT003": nor_hint, "ETB001": check_uai}
