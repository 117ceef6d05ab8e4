# SPDX-License-Identifier: MIT
"""French typography of prose: what is wrong, and how to write it; code, links and macro calls are left alone.

Source of the rules: the Imprimerie nationale's usages, in their common web form (U+00A0 everywhere).
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from .markdown import CODE_SPAN

NBSP = "\u00a0"
NARROW = "\u202f"


class Slip(Struct, frozen=True):
    """One slip: where in the line (offsets), what to write instead, why."""

    start: int
    end: int
    instead: str
    why: str


#: What a line must hold for the rule to be tried, the rule, what to write instead, why.
_RULES: tuple[tuple[tuple[str, ...], re.Pattern[str], str, str], ...] = (
    (
        (";", "!", "?", "»"),
        re.compile(r"(?<=[\w)\]»’%°])[ ]+([;!?»])|(?<=\w)([;!?])(?=\s|$)|(?<=[\w)\]])(»)"),
        NBSP + r"\g<sign>",
        "espace insécable avant ce signe",
    ),
    (
        (":",),
        re.compile(r"(?<=[\w)\]»])[ ]+(:)(?=\s|$)|(?<=[^\W\d_])(:)(?=[ ]|$)"),
        NBSP + r"\g<sign>",
        "espace insécable avant les deux-points",
    ),
    (("«",), re.compile(r"«(?:[ ]|(?=\w))"), "«" + NBSP, "espace insécable après «"),
    (("'",), re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’", "apostrophe courbe"),
    (("n°",), re.compile(r"\bn°[ ]?(?=\d)"), f"n°{NBSP}", "espace insécable après n°"),
    (("%", "€"), re.compile(r"(?<=\d)[ ](?=%|€)"), NBSP, "espace insécable avant l’unité"),
    (("1ier", "1er"), re.compile(r"\b1(?:ier|er[ ]?(?=\d))\b"), "1er", "« 1er »"),
    (("1ère", "1ére"), re.compile(r"\b1(?:ère|ére)\b"), "1re", "« 1re »"),
    (("ème", "éme"), re.compile(r"(?<=\d)(?:ième|ème|éme)\b"), "e", "abréviation de l’ordinal"),
    (
        ("E",),
        re.compile(
            r"\b(?:Etat|Etats|Ecole|Ecoles|Etablissement|Etablissements|Education|Evaluation|Equipe|Equipes|Eleve|Eleves)\b"
        ),
        "",
        "accent sur la capitale",
    ),
    (("  ",), re.compile(r"(?<=[\w,;.!?)»’])[ ]{2,}(?=\S)"), " ", "une seule espace"),
)
_ACCENTS = {"Eleve": "Élève", "Eleves": "Élèves"}
#: What is not prose: macro calls, link targets, addresses, attribute lists, HTML entities, table rules, identifiers.
_NOT_PROSE = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|<?https?://\S+|\{:[^}]*\}|&\w+;|^\s*\|?[\s:|-]+\|?$|^\s*!!!.*?(?=\"|$)|^\s*\?\?\?.*?(?=\"|$)"
)


@lru_cache(20_000)  # the preview asks again for lines that did not change
def slips(line: str) -> tuple[Slip, ...]:
    """Return the slips of one line of Markdown (outside fenced code), from left to right."""
    tried = [rule for rule in _RULES if any(sign in line for sign in rule[0])]
    if not tried:
        return ()
    masked = line
    for pattern in (CODE_SPAN, _NOT_PROSE):
        masked = pattern.sub(lambda m: "\0" * len(m[0]), masked)
    found = []
    for _signs, pattern, instead, why in tried:
        for match in pattern.finditer(masked):
            found.append(Slip(match.start(), match.end(), _written(match, instead), why))
    kept: list[Slip] = []
    for slip in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or slip.start >= kept[-1].end:
            kept.append(slip)
    return tuple(kept)


def _written(match: re.Match[str], instead: str) -> str:
    if not instead:
        word = match[0]
        return _ACCENTS.get(word, "É" + word[1:])
    sign = next((group for group in match.groups() if group), "")
    return instead.replace(r"\g<sign>", sign)


def mended(line: str) -> str:
    """Return ``line`` with its slips mended."""
    for slip in sorted(slips(line), key=lambda s: s.start, reverse=True):
        line = line[: slip.start] + slip.instead + line[slip.end :]
    return line
