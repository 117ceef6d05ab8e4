# SPDX-License-Identifier: MIT
"""The style sheet of the site: the sheets of ``overrides/style``, joined in the order of their names and made light."""

from __future__ import annotations

from pathlib import Path

import rcssmin

FOLDER = Path("overrides") / "style"
_LICENCE = "/* SPDX-License-Identifier: MIT */"


def source(root: Path) -> str:
    """Return the sheets of the repository ``root``, as they were written."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / FOLDER).glob("*.css")))


def style_sheet(root: Path) -> str:
    """Return the style sheet of the site, without what a browser does not need."""
    return f"{_LICENCE}\n{rcssmin.cssmin(source(root))}\n"
