# SPDX-License-Identifier: MIT
"""Pages that moved leave a redirect at their old address."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Site
from .render import Renderer, relative


def redirect_paths(site: Site) -> Iterator[str]:
    """Yield the site path of each redirect."""
    yield from (f"{redirect.de.strip('/')}/index.html" for redirect in site.registry.redirections)


def redirect_files(site: Site, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (site path, HTML) for each line of ``data/redirections.yml``."""
    for redirect in site.registry.redirections:
        old = redirect.de.strip("/") + "/"
        target = relative(old, redirect.vers.lstrip("/"))
        yield f"{old}index.html", renderer.render("redirection", old, adresse=target)
