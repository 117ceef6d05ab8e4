# SPDX-License-Identifier: MIT
"""Files already made, kept by the fingerprint of all that they are made from; without it everything is made again."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable
from functools import lru_cache
from importlib import metadata
from pathlib import Path

_LIBRARIES = ("odfdo", "xlsxwriter", "python-docx", "icalendar", "jinja2", "lxml")
_DIGEST = 64


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """Return the fingerprint of this package, of what zips its files, and of the libraries that write them."""
    here = Path(__file__).parent
    found = hashlib.sha256(zlib.ZLIB_RUNTIME_VERSION.encode())
    for path in (*sorted(here.glob("*.py")), *sorted(here.glob("gabarits/*")), here.parent / "exports" / "archive.py"):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    for name in _LIBRARIES:
        found.update(f"{name}={metadata.version(name)}\n".encode())
    return found.hexdigest()


class Cache:
    """A folder of made files. It never fails: what cannot be read is made again, what cannot be written is not kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()
        self.made = 0

    def get(self, kind: str, inputs: str, make: Callable[[], bytes]) -> bytes:
        """Return the file of ``kind`` for ``inputs`` (all that it depends on, but for the code): kept, or made now."""
        key = hashlib.sha256(f"{kind}\0{code_fingerprint()}\0{inputs}".encode()).hexdigest()
        self.used.add(key)
        kept = self._read(key)
        if kept is not None:
            return kept
        self.made += 1
        content = make()
        self._write(key, content)
        return content

    def forget_others(self) -> None:
        """Remove the files that this run did not ask for."""
        try:
            for path in self.folder.iterdir():
                if path.name not in self.used:
                    path.unlink(missing_ok=True)
        except OSError:
            return

    def _read(self, key: str) -> bytes | None:
        """Return the kept file, or ``None`` if it is absent or is not what was written."""
        try:
            kept = (self.folder / key).read_bytes()
        except OSError:
            return None
        digest, content = kept[:_DIGEST], kept[_DIGEST:]
        return content if hashlib.sha256(content).hexdigest().encode() == digest else None

    def _write(self, key: str, content: bytes) -> None:
        aside = self.folder / f".{key}-{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(hashlib.sha256(content).hexdigest().encode() + content)
            aside.replace(self.folder / key)
        except OSError:
            return
