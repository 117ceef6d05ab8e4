# SPDX-License-Identifier: MIT
"""Compiled templates, kept from one build to the next: a fifth of a build is their compilation."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

#: Under the repository; ignored by git, and may be deleted at any time.
FOLDER = Path(".cache", "gabarits")


class TemplateCache(FileSystemBytecodeCache):
    """Keeps them in memory for a preview, and on disk where it can be written.

    Jinja reads an entry only if the source of the template and its own version are those that made it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._folder = folder
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bytecode of the template that the bucket names, if it is known."""
        if kept := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(kept)
        else:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bytecode of a template."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


@cache
def template_cache(root: Path) -> TemplateCache:
    """Return the cache of the repository ``root``."""
    return TemplateCache(root / FOLDER)
