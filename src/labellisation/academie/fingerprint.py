# SPDX-License-Identifier: MIT
"""The fingerprint of a national source: git's own name for its content, so that git can give that content back."""

from __future__ import annotations

import hashlib
from pathlib import Path

SHORTEST = 12


def fingerprint(path: Path) -> str | None:
    """Return git's blob name of the file ``path`` (with the line ends that git keeps); ``None`` if there is no file."""
    try:
        content = path.read_bytes().replace(b"\r\n", b"\n")
    except OSError:
        return None
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
