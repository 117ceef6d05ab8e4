# SPDX-License-Identifier: MIT
"""Addresses of functions: their first word is on the list of ``data/adresses-fonctionnelles.yml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..registry import Registry

_ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def known_words(registry: Registry) -> frozenset[str]:
    """Return the words with which a functional address may begin."""
    content = registry.reader.contents.get("adresses-fonctionnelles")
    return frozenset(content.get("mots", ())) if isinstance(content, dict) else frozenset()


def is_functional(address: str, words: Collection[str]) -> bool:
    """Say whether the part of ``address`` before « @ » begins with one of ``words``, alone or before a sign or a digit."""
    first = re.match(r"[a-z]+", address.lower())
    return first is not None and first[0] in words


def addresses_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (line, column, address) of each e-mail address that ``text`` holds, counted from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        yield from ((number, match.start() + 1, match[0]) for match in _ADDRESS.finditer(line))
