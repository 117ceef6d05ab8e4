# SPDX-License-Identifier: MIT
"""What stands above the versions, at the root of the published site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jinja2

CURRENT = "courant"


def root_pages(root: Path, versions: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of the pages of the root: the list of versions, as mike knows them."""
    folder = jinja2.FileSystemLoader(root / "overrides" / "fragments")
    env = jinja2.Environment(
        loader=folder, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    rows = [{"version": str(info.version), "courante": CURRENT in info.aliases} for info in versions]
    yield "versions/index.html", env.get_template("versions.html").render(versions=rows, courant=CURRENT)
