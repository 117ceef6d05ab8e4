# SPDX-License-Identifier: MIT
"""The branch of the versions at one commit, read without checking it out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mike.versions import Versions

from .. import git
from ..site.state import STATE
from .record import Record, record_path

#: Folders of a version whose pages are no pages of the site.
_NO_PAGES = ("pagefind/",)


@dataclass(frozen=True)
class Published:
    """What the published branch of ``root`` holds at ``commit``; nothing at all where ``commit`` is ``None``."""

    root: Path
    commit: str | None

    def show(self, path: str) -> str | None:
        """Return the text of the file ``path``."""
        return git.show(self.root, f"{self.commit}:{path}") if self.commit else None

    def tree(self, path: str) -> str | None:
        """Return the hash of the folder ``path``."""
        return git.resolve(self.root, f"{self.commit}:{path}") if self.commit else None

    @cached_property
    def versions(self) -> dict[str, frozenset[str]]:
        """Version → other names, the latest first, as ``versions.json`` of mike has them."""
        listed = Versions.loads(self.show("versions.json") or "[]")
        return {str(info.version): frozenset(info.aliases) for info in listed}

    def record(self, version: str) -> Record | None:
        """Return the record of ``version``; raise :class:`ValueError` if it is spoilt."""
        text = self.show(record_path(version))
        return Record.loads(text) if text is not None else None

    @cached_property
    def records(self) -> dict[str, Record]:
        """The records that can be read, the latest first."""
        found = {}
        for version in self.versions:
            try:
                if record := self.record(version):
                    found[version] = record
            except ValueError:
                continue
        return found

    def raw_records(self) -> dict[str, str]:
        """Return path → text of every record, spoilt ones too: they are kept as they are."""
        return {path: text for path in map(record_path, self.versions) if (text := self.show(path)) is not None}

    def state(self, version: str) -> dict[str, Any] | None:
        """Return what ``version`` says of itself, ``None`` for one that says nothing."""
        text = self.show(f"{version}/{STATE}")
        try:
            content = json.loads(text) if text is not None else None
        except ValueError:
            return None
        return content if isinstance(content, dict) else None

    def addresses(self, folder: str) -> frozenset[str]:
        """Return the addresses of the pages under ``folder``, from its root."""
        if self.tree(folder) is None:
            return frozenset()
        names = git.run(self.root, "ls-tree", "-r", "-z", "--name-only", f"{self.commit}:{folder}").split("\0")
        pages = (
            name.removesuffix("index.html") for name in names if name == "index.html" or name.endswith("/index.html")
        )
        return frozenset(page for page in pages if not page.startswith(_NO_PAGES))

    def content(self, version: str) -> dict[str, str]:
        """Return name → hash of what stands at the root of ``version``."""
        lines = git.run(self.root, "ls-tree", "-z", f"{self.commit}:{version}").split("\0")
        return {line.partition("\t")[2]: line.split()[2].partition("\t")[0] for line in lines if line}

    def altered(self) -> Iterator[tuple[Record, str | None]]:
        """Yield each closed version that is no longer what it was, with the hash of what stands there."""
        for record in self.records.values():
            if record.close and (found := self.tree(record.version)) != record.arbre:
                yield record, found
