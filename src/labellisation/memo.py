# SPDX-License-Identifier: MIT
"""What was already worked out from a text: it saves time, and changes nothing.

Only what is a function of the texts and of this program is kept, under the fingerprint of both: what the files of a
repository say today is always what is checked. It lies in the user's own cache folder, never in the repository, where
a contribution could bring a forged one; it is JSON, which runs nothing; it is read only if the user alone can write
it. Absent, damaged or unreadable, everything is worked out again. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

#: What is read at most, and how many repositories are remembered at once.
_MAX_BYTES = 100_000_000
_MAX_FILES = 20


class Memo:
    """The values of one repository by key; without a ``path``, they last as long as the process."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept: dict[str, Any] = _read(path) if path else {}
        self._used: dict[str, Any] = {}
        self._grown = False

    @classmethod
    def of(cls, root: Path) -> Memo:
        """Return what is remembered of the repository ``root``."""
        return cls(path_of(root))

    @staticmethod
    def key(*parts: str) -> str:
        """Return the key of what this very program works out from ``parts``."""
        found = hashlib.sha256(program().encode())
        for part in parts:
            written = part.encode("utf-8", "surrogatepass")
            found.update(b"%d:" % len(written) + written)
        return found.hexdigest()

    def get(self, key: str) -> Any:
        """Return the value of ``key``; ``None`` if it is not known."""
        value = self._used.get(key)
        if value is None and (value := self._kept.pop(key, None)) is not None:
            self._used[key] = value
        return value

    def put(self, key: str, value: Any) -> None:
        """Remember ``value``, which JSON can write and which is not ``None``."""
        self._used[key] = value
        self._grown = True

    def adopt(self, values: Mapping[str, Any]) -> None:
        """Remember ``values`` by key, which another memo of this program used."""
        self._used.update(values)
        self._grown = True

    @property
    def used(self) -> dict[str, Any]:
        """The values that were asked for, or found, by key."""
        return self._used

    def save(self) -> None:
        """Write what was used, and as much again of what was not, beside then renamed; a failure costs time only."""
        if self._path is None or not self._grown:
            return
        others = list(self._kept.items())[: len(self._used)]
        aside = self._path.with_suffix(f".{os.getpid()}")
        with suppress(OSError, ValueError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                aside.touch(mode=0o600)
                aside.write_text(json.dumps(self._used | dict(others), ensure_ascii=False), encoding="utf-8")
                aside.replace(self._path)
            finally:
                aside.unlink(missing_ok=True)
            _forget_old(self._path.parent)


def path_of(root: Path) -> Path:
    """Return where what is remembered of the repository ``root`` lies."""
    from platformdirs import user_cache_path

    name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:24]
    return user_cache_path("labellisation", appauthor=False) / "controler" / f"{name}.json"


def _read(path: Path) -> dict[str, Any]:
    """Return the content of ``path``; nothing if anything about it is odd."""
    with suppress(OSError, ValueError, RecursionError):
        if _is_ours(path.parent) and _is_ours(path) and path.stat().st_size <= _MAX_BYTES:
            content = json.loads(path.read_text(encoding="utf-8"))
            return content if isinstance(content, dict) else {}
    return {}


def _is_ours(path: Path) -> bool:
    """Say whether ``path`` is no link, and only its owner, who runs this, can write it."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode) or not hasattr(os, "getuid"):
        return not stat.S_ISLNK(found.st_mode)
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _forget_old(folder: Path) -> None:
    """Keep the files written last, so that repositories long gone leave nothing for ever."""
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[_MAX_FILES:]:
        file.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def program() -> str:
    """Return the mark of this program, of Python and of the libraries: another one may find something else."""
    package = Path(__file__).parent
    files = [path for path in sorted(package.rglob("*")) if path.suffix != ".pyc" and path.is_file()]
    marks = [(str(path), found.st_size, found.st_mtime_ns) for path in files for found in (path.stat(),)]
    import yaml

    libraries = Path(yaml.__file__).parents[1].stat().st_mtime_ns
    return hashlib.sha256(repr((sys.version, libraries, marks)).encode()).hexdigest()
