# SPDX-License-Identifier: MIT
"""Mending what is safe to mend: the typography of pages, and nothing else."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

from ..content import SourcePage, typography


def mended_text(page: SourcePage) -> str:
    """Return the text of ``page`` with the slips of its prose mended; front matter and code stay as they are."""
    lines = page.body.split("\n")
    for index, (line, written) in enumerate(zip(lines, page.outline.written, strict=True)):
        if line == written:
            lines[index] = typography.mended(line)
    return page.text[: len(page.text) - len(page.body)] + "\n".join(lines)


def mend(root: Path, pages: Iterator[SourcePage]) -> Iterator[str]:
    """Mend ``pages`` on the disk, each written beside then renamed; yield the lines of the differences."""
    for page in pages:
        after = mended_text(page)
        if after == page.text:
            continue
        target = root / page.path
        aside = target.with_name(f".{target.name}.{os.getpid()}")
        aside.write_text(after, encoding="utf-8", newline="\n")
        aside.replace(target)
        yield from difflib.unified_diff(
            page.text.splitlines(), after.splitlines(), page.path, page.path, n=0, lineterm=""
        )
