# SPDX-License-Identifier: MIT
"""The Markdown pages as written: front matter with positions, body, outline, macro calls."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..diagnostics import Diagnostic, Location
from ..registry import Document
from .markdown import Outline
from .scan import Scan, scan

#: Folder of the repository → where its pages stand in the site tree.
MOUNTS: Mapping[str, str] = {"docs": "", "fiches": "fiches"}
ANNEXES = "fiches/annexes/"
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", re.DOTALL)
#: Other suffixes that engines take for Markdown: refused, so that no page escapes the checks.
_OTHER_SUFFIXES = frozenset({".markdown", ".mdown", ".mkdn", ".mkd"})


def site_uri(path: str) -> str:
    """Return the place in the site tree of the source ``path`` (``fiches/annexes/annexe-1.md`` → ``annexes/annexe-1.md``)."""
    if path.startswith(ANNEXES):
        return path.removeprefix("fiches/")
    return path.removeprefix("docs/")


def page_url(uri: str) -> str:
    """Return the address, without the leading slash, of the page whose site source is ``uri``."""
    stem = uri.removesuffix(".md")
    folder, name = posixpath.split(stem)
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


@dataclass(frozen=True)
class SourcePage:
    """One Markdown file of ``docs/`` or ``fiches/``."""

    path: str
    text: str

    @property
    def uri(self) -> str:
        return site_uri(self.path)

    @property
    def url(self) -> str:
        return page_url(self.uri)

    @cached_property
    def _parts(self) -> tuple[str, str, int]:
        """Front matter, body, line where the body starts."""
        match = _FRONT_MATTER.match(self.text)
        if match is None:
            return "", self.text, 1
        return match[1], self.text[match.end() :], match[0].count("\n") + 1

    @property
    def body(self) -> str:
        return self._parts[1]

    @property
    def body_line(self) -> int:
        return self._parts[2]

    @cached_property
    def front_matter(self) -> Document:
        return Document(self.path, self._parts[0], first_line=2)

    @cached_property
    def meta(self) -> dict[str, Any]:
        value = self.front_matter.value
        return value if isinstance(value, dict) else {}

    @property
    def titre(self) -> str:
        return str(self.meta.get("titre") or self.uri)

    @property
    def renders_macros(self) -> bool:
        return self.meta.get("render_macros") != "false"

    @cached_property
    def outline(self) -> Outline:
        return Outline.of(self.body)

    @cached_property
    def scan(self) -> Scan:
        return scan(self.body, self.path, self.body_line) if self.renders_macros else Scan()

    def at(self, line: int, column: int = 1) -> Location:
        """Return the place in the file of a line of the body (counted from 1)."""
        return Location(self.path, line + self.body_line - 1, column)


def source_files(root: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the path, relative to ``root``, of every page in a fixed order, and why it cannot be read (or ``None``)."""
    for folder in MOUNTS:
        for base, folders, files in os.walk(root / folder):
            folders.sort()
            for name in sorted(folders + files):
                path = Path(base, name)
                shown = path.relative_to(root).as_posix()
                if path.is_symlink():
                    yield shown, "lien symbolique\u00a0: déposez le fichier lui-même"
                elif path.suffix.lower() in _OTHER_SUFFIXES or (path.suffix.lower() == ".md" and path.suffix != ".md"):
                    yield shown, f"suffixe {path.suffix!r}\u00a0: attendu .md"
                elif path.suffix == ".md" and path.is_file():
                    yield shown, None


def read_pages(root: Path) -> tuple[dict[str, SourcePage], list[Diagnostic]]:
    """Read every page by its site source; return them with what could not be read."""
    pages: dict[str, SourcePage] = {}
    problems: list[Diagnostic] = []
    for path, problem in source_files(root):
        try:
            text = "" if problem else (root / path).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problem = "le fichier n’est pas en UTF-8\u00a0: enregistrez-le dans ce codage"
        if problem:
            problems.append(Diagnostic(Location(path), "FIC006", problem))
            continue
        page = SourcePage(path, text.replace("\r\n", "\n").replace("\r", "\n"))
        pages[page.uri] = page
    return pages, problems
