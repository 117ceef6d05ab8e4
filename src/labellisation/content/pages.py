# SPDX-License-Identifier: MIT
"""The Markdown pages as written: front matter with positions, body, outline, macro calls."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from .. import layout
from ..diagnostics import Diagnostic, Location
from ..registry import Document
from .calls import Scan
from .markdown import Outline
from .typography import Slip, slips

#: Folder of the repository → where its pages stand in the site tree.
MOUNTS: Mapping[str, str] = {"docs": "", "fiches": "fiches"}
ANNEXES = "fiches/annexes/"
#: Folders of a fork: pages of its own, then whole fiches in the place of the national ones.
LOCAL_FOLDERS = ("pages", "fiches")
ENCARTS = "encarts"
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", re.DOTALL)
#: Quotes or lists inside one another beyond what any page needs: the renderer would run out of stack.
_TOO_DEEP = re.compile(r"^(?:[ \t]*(?:>|[-*+] |[0-9]+[.)] )){21}|^(?: {4}|\t){21}[ \t]*\S", re.MULTILINE)
#: Other suffixes that engines take for Markdown: refused, so that no page escapes the checks.
OTHER_SUFFIXES = frozenset({".markdown", ".mdown", ".mkdn", ".mkd"})


def site_uri(path: str) -> str:
    """Return the place in the site tree of the source ``path`` (``fiches/annexes/annexe-1.md`` → ``annexes/annexe-1.md``).

    A fork's pages stand under ``academie/``; its fiches and its encarts take the place of the fiche that they touch.
    """
    layer = next((layer for layer in reversed(layout.LAYERS) if path.startswith(f"{layer}/{ENCARTS}/")), None)
    if layer:
        fiche = path.removeprefix(f"{layer}/{ENCARTS}/").partition("/")[0]
        return f"annexes/{fiche}.md" if fiche.startswith("annexe-") else f"fiches/{fiche}.md"
    for layer in layout.LAYERS:
        if path.startswith(f"{layer}/pages/"):
            return f"{layout.OVERLAY}/{path.removeprefix(f'{layer}/pages/')}"
        if path.startswith(f"{layer}/fiches/"):
            path = path.removeprefix(f"{layer}/")
    if path.startswith(ANNEXES):
        return path.removeprefix("fiches/")
    return path.removeprefix("docs/")


@lru_cache(maxsize=1 << 15)
def page_url(uri: str) -> str:
    """Return the address, without the leading slash, of the page whose site source is ``uri``."""
    stem = uri.removesuffix(".md")
    folder, name = posixpath.split(stem)
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def page_file(address: str) -> str:
    """Return the file of the built site that a browser sees at ``address`` (without the leading slash)."""
    return f"{address}index.html" if not address or address.endswith("/") else address


@dataclass(frozen=True)
class SourcePage:
    """One Markdown file of ``docs/``, ``fiches/`` or a fork's ``academie/``."""

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
    def local(self) -> bool:
        """Whether a fork wrote it."""
        return self.path.startswith(f"{layout.OVERLAY}/")

    @property
    def is_encart(self) -> bool:
        """Whether it is a text that a fork puts into a slot of a page."""
        return any(self.path.startswith(f"{layer}/{ENCARTS}/") for layer in layout.LAYERS)

    @property
    def schema(self) -> str:
        """The name of the schema that its front matter follows."""
        return "encart" if self.is_encart else "page"

    @property
    def renders_macros(self) -> bool:
        return self.meta.get("render_macros") != "false"

    @cached_property
    def outline(self) -> Outline:
        return Outline.of(self.body)

    @cached_property
    def scan(self) -> Scan:
        if not self.renders_macros:
            return Scan()
        from .scan import scan  # with the template engine

        return scan(self.body, self.path, self.body_line)

    @cached_property
    def slips(self) -> tuple[tuple[int, Slip], ...]:
        """The slips of typography, with the numbers of their lines in the body."""
        return tuple((number, slip) for number, line in enumerate(self.outline.written, 1) for slip in slips(line))

    def at(self, line: int, column: int = 1) -> Location:
        """Return the place in the file of a line of the body (counted from 1)."""
        return Location(self.path, line + self.body_line - 1, column)


def source_files(root: Path, folders: Iterable[str] | None = None) -> Iterator[tuple[str, str | None]]:
    """Yield the path, relative to ``root``, of every page in a fixed order, and why it cannot be read (or ``None``)."""
    local = [f"{layer}/{name}" for layer in layout.LAYERS for name in LOCAL_FOLDERS]
    for folder in folders or (*MOUNTS, *local):
        for base, subfolders, files in os.walk(root / folder):
            subfolders.sort()
            for name in sorted(subfolders + files):
                path = Path(base, name)
                shown = path.relative_to(root).as_posix()
                if path.is_symlink():
                    yield shown, "lien symbolique\u00a0: déposez le fichier lui-même"
                elif path.suffix.lower() in OTHER_SUFFIXES or (path.suffix.lower() == ".md" and path.suffix != ".md"):
                    yield shown, f"suffixe {path.suffix!r}\u00a0: attendu .md"
                elif path.suffix == ".md" and path.is_file():
                    yield shown, None


def read_pages(
    root: Path, known: Mapping[str, SourcePage] | None = None
) -> tuple[dict[str, SourcePage], list[Diagnostic]]:
    """Read every page by its site source, a fork's over the national one; return them with what could not be read.

    A ``known`` page of the same text is given back as it is, with what was already found in it.

    A fiche of a fork whose national source is gone is left out: what upstream withdrew does not come back unseen.
    """
    pages: dict[str, SourcePage] = {}
    problems: list[Diagnostic] = []
    for page in _read(root, None, problems):
        if not page.local or page.uri in pages or page.uri.startswith(f"{layout.OVERLAY}/"):
            same = known.get(page.uri) if known else None
            pages[page.uri] = page if same != page or same is None else same
    return pages, problems


def read_local(root: Path, name: str) -> tuple[list[SourcePage], list[Diagnostic]]:
    """Read the Markdown files of the folder ``name`` of a fork (``encarts``, ``fiches``), the région's first."""
    problems: list[Diagnostic] = []
    return list(_read(root, [f"{layer}/{name}" for layer in layout.LAYERS], problems)), problems


def _read(root: Path, folders: Iterable[str] | None, problems: list[Diagnostic]) -> Iterator[SourcePage]:
    for path, problem in source_files(root, folders):
        text = ""
        if not problem and (root / path).stat().st_size > layout.MAX_BYTES:
            problem = f"fichier de plus de {layout.MAX_BYTES // 1_000_000} Mo\u00a0: partagez-le"
        try:
            text = text if problem else (root / path).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problem = "le fichier n’est pas en UTF-8\u00a0: enregistrez-le dans ce codage"
        if deep := _TOO_DEEP.search(text):
            place = Location(path, text.count("\n", 0, deep.start()) + 1)
            wanted = "vingt niveaux de citation ou de liste au plus\u00a0: aérez ce passage"
            problems.append(Diagnostic(place, "FIC006", wanted))
            continue
        if problem:
            problems.append(Diagnostic(Location(path), "FIC006", problem))
            continue
        yield SourcePage(path, text.replace("\r\n", "\n").replace("\r", "\n"))
