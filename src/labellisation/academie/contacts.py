# SPDX-License-Identifier: MIT
"""Addresses of functions: their first word is on the list of ``data/adresses-fonctionnelles.yml``."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..registry import Registry


def known_words(registry: Registry) -> frozenset[str]:
    """Return the words with which a functional address may begin."""
    content = registry.reader.contents.get("adresses-fonctionnelles")
    return frozenset(content.get("mots", ())) if isinstance(content, dict) else frozenset()


def is_functional(address: str, words: Collection[str]) -> bool:
    """Say whether the part of ``address`` before « @ » begins with one of ``words``, alone or before a sign or a digit."""
    first = re.match(r"[a-z]+", address.lower())
    return first is not None and first[0] in words
