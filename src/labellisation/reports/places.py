# SPDX-License-Identifier: MIT
"""Where a diagnostic points: the line of the file, the width of what is wrong, a mark that survives edits elsewhere."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from ..checks import RULES
from ..diagnostics import Diagnostic

_MAX_BYTES = 2_000_000
_INVISIBLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ue000-\uf8ff\ufeff]")
_WORD = re.compile(r"\{\{.*?\}\}|\"[^\"]*\"|'[^']*'|[\w@./:#’-]+")


def visible(text: str) -> str:
    """Return ``text`` with every control or invisible character made « ? », so that no file drives the terminal."""
    return _INVISIBLE.sub("?", text)


@dataclass(frozen=True, slots=True)
class Place:
    """A diagnostic with its source line (``None`` if it cannot be read) and the column after what is wrong."""

    diagnostic: Diagnostic
    source: str | None
    end_column: int
    fingerprint: str


def rule_address(code: str, site_url: str | None) -> str:
    """Return the address of the page of the rule ``code``; without ``site_url``, from the root of the site."""
    return f"{site_url.rstrip('/') if site_url else ''}/contribuer/regles/{code.lower()}/"


def rule_title(code: str) -> str:
    """Return the title of the rule ``code``; the code itself if no rule bears it."""
    return RULES[code].titre if code in RULES else code


def places(diagnostics: Iterable[Diagnostic], root: Path) -> list[Place]:
    """Sort ``diagnostics``, each once, and read the lines of the files of ``root`` that they point at."""
    files: dict[str, list[str]] = {}
    seen = Counter[tuple[str, str, str]]()
    found = []
    for item in sorted(set(diagnostics), key=attrgetter("sort_key")):
        path, line, column = item.location
        if path not in files:
            files[path] = _lines(root, path)
        source = files[path][line - 1] if 0 < line <= len(files[path]) else None
        key = (path, item.code, (source or "").strip())
        mark = hashlib.sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()[:32]
        seen[key] += 1
        found.append(Place(item, source, _end(source, column), mark))
    return found


def _lines(root: Path, path: str) -> list[str]:
    """Return the lines of a file of the repository; none if it is missing, a link, too large, or outside ``root``."""
    file = root / path
    try:
        inside = file.resolve().is_relative_to(root.resolve())
        if not inside or file.is_symlink() or not file.is_file() or file.stat().st_size > _MAX_BYTES:
            return []
        text = file.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return []
    return re.split(r"\r\n|\r|\n", text)


def _end(source: str | None, column: int) -> int:
    """Return the column after the word, or the quoted value, that starts at ``column``."""
    match = _WORD.match(source, column - 1) if source else None
    return match.end() + 1 if match and match.end() > match.start() else column + 1
