# SPDX-License-Identifier: MIT
"""Which files changed: seen by their size and time of change, a few milliseconds for the whole repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

WATCHED = ("academie", "data", "docs", "fiches", "mkdocs.yml", "overrides", "verrous")
#: What editors and systems leave beside the files that they write.
_TEMPORARY = ("~", ".swp", ".swx", ".tmp", ".part")

Stamp = tuple[int, int]


class Watch:
    """The files of a repository that a build reads, as they were when it last looked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._stamps = dict(_stamps(root))

    def changed(self) -> set[str]:
        """Return the files that are new, changed or gone since the last call."""
        now = dict(_stamps(self.root))
        before, self._stamps = self._stamps, now
        return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def _stamps(root: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield each watched file with its size and its time of change."""
    for name in WATCHED:
        place = root / name
        if place.is_file():
            yield name, _stamp(place.stat())
        elif place.is_dir() and not place.is_symlink():
            yield from _walk(place, name)


def _walk(folder: Path, shown: str) -> Iterator[tuple[str, Stamp]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # a folder that goes away while it is read
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(_TEMPORARY):
            continue
        path = f"{shown}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), path)
            else:
                yield path, _stamp(entry.stat(follow_symlinks=False))
        except OSError:
            continue  # a file that goes away while it is read


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_mtime_ns, stat.st_size
