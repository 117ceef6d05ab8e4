# SPDX-License-Identifier: MIT
"""The search index: Pagefind reads a light copy of the pages, made for French."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..diagnostics import Diagnostic, Location

#: Pagefind takes « d’administration » for one word: the copy parts it, and the page's script joins it again.
_ELISION = re.compile(r"\b((?:jusqu|lorsqu|puisqu|quelqu|qu|[cdjlmnst])[’'])(?=[^\W\d_])", re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
#: What Pagefind writes and the site does not use.
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")


def indexed_copy(page: str) -> str | None:
    """Return the part of a built page that the search reads, elisions parted; ``None`` for a page left out."""
    start, end = page.find("<article"), page.rfind("</article>")
    if start < 0 or "data-pagefind-body" not in page[start : page.find(">", start)]:
        return None
    parts = _TAG.split(page[start:end])
    body = "".join(part if part.startswith("<") else _ELISION.sub(r"\1 ", part) for part in parts)
    return f'<!doctype html><html lang="fr"><body>{body}</article></body></html>'


@contextmanager
def indexing(folder: Path) -> Iterator[list[Diagnostic]]:
    """Write the search index of the pages of ``folder`` beside them, while the block runs; then give what went wrong."""
    problems: list[Diagnostic] = []
    with tempfile.TemporaryDirectory(prefix="index-") as name:
        aside = Path(name)
        for path in sorted(folder.rglob("*.html")):
            copy = indexed_copy(path.read_text(encoding="utf-8"))
            if copy is not None:
                target = aside / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(copy, encoding="utf-8")
        output = folder / "pagefind"
        command = ["-m", "pagefind", "--site", name, "--output-path", str(output), "--force-language", "fr"]
        process = subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        try:
            yield problems
        finally:
            said, _nothing = process.communicate()
    if process.returncode:
        last = (said.strip() or "sans message").splitlines()[-1]
        problems.append(Diagnostic(Location("site"), "SIT012", f"index de recherche non construit\u00a0: {last}"))
    for pattern in _UNUSED:
        for path in output.glob(pattern):
            path.unlink()
