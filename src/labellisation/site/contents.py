# SPDX-License-Identifier: MIT
"""What each page and each file of the site holds, whatever engine puts a frame around it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..exports import calendar_paths, export_files, usual_paths
from ..exports.nomenclature import bill_of_materials, bill_paths, locked
from . import forge, local
from .crew import Crew, Task
from .feeds import feed_files
from .frame import frame, generated_meta, meta_of
from .generated import view
from .macros import Call
from .model import Site
from .plan import STYLE, USUAL, PlannedPage, local_files
from .redirects import redirect_files, redirect_paths
from .render import Renderer
from .search_lycees import LYCEES
from .shell import Frames, GeneratedPage, canonical, headings
from .state import VERSION, is_closed
from .style import style_sheet
from .tokens import expand

HOME_LABEL = "Accueil"


def made_here(site: Site) -> list[PlannedPage]:
    """Return the pages that are made here from end to end."""
    return [page for page in site.plan.values() if page.kind not in local.MARKDOWN_KINDS]


def addresses_in_order(site: Site) -> list[str]:
    """Return the address of each page of ``site``: those made here in the order of their making, then those of the engine."""
    others = [page.url for page in site.plan.values() if page.kind in local.MARKDOWN_KINDS]
    return [*(page.url for page in planned_in_order(site)[0]), *others, *(page.url for page in site.pages.values())]


def planned_in_order(site: Site) -> tuple[list[PlannedPage], int]:
    """Return the pages that are made here from end to end in the order of their making, and how many are samples, first.

    The many pages of lycées come last: the search, which does not read them, waits for the others.
    """
    planned = made_here(site)
    firsts = {page.kind: page for page in reversed(planned)}
    rest = (page for page in planned if firsts[page.kind] is not page)
    return [*firsts.values(), *sorted(rest, key=lambda page: page.url.startswith(LYCEES))], len(firsts)


class Contents:
    """The contents of one site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.renderer = Renderer(site)

    def settings(self) -> dict[str, str | None]:
        """Return what the forge and ``data/site.yml`` say in the place of ``mkdocs.yml``; ``None`` leaves it as it is."""
        words = self.site.registry.site
        return {
            "repo_url": forge.repository_url(),
            "site_url": forge.site_url(),
            "site_name": words.get("nom"),
            "site_description": words.get("description"),
        }

    def title(self, uri: str) -> str | None:
        """Return the name in menus of the written page ``uri``, where it is not its title."""
        return HOME_LABEL if uri == "index.md" else None

    def source(self, uri: str) -> tuple[str, dict[str, Any]]:
        """Return the Markdown and the metadata of the written page ``uri``."""
        if planned := self.site.plan.get(uri):
            return local.markdown_of(self.site, planned), {**generated_meta(planned), "render_macros": True}
        page = self.site.pages[uri]
        meta = meta_of(page, self.site.registry.schema("page").typed(page.front_matter.value))
        return local.body(self.site, page), meta

    def expanded(self, uri: str, url: str, content: str) -> Markup:
        """Return the HTML of a written page with its macros rendered, under what a fork puts above it."""
        call = Call(self.site, uri, url)
        whole = expand(content, lambda name, args, kwargs: local.render(self.renderer, call, name, args, kwargs))
        return local.banner(self.renderer, self.site, uri, url) + Markup(whole)  # noqa: S704 - cleaned Markdown, and the output of autoescaped templates

    def generated(self, planned: PlannedPage, site_url: str | None = None) -> GeneratedPage:
        """Return the generated page ``planned``."""
        url = planned.url
        fragment = self.renderer.render(f"page-{planned.kind}", url, **view(self.site, planned))
        content = local.banner(self.renderer, self.site, planned.uri, url) + Markup(fragment)  # noqa: S704 - an autoescaped template's output
        return GeneratedPage(
            planned.titre,
            url,
            generated_meta(planned),
            self.site.edit_url(planned.source),
            canonical(site_url, url),
            content,
            headings(content),
        )

    def tasks(self, folder: Path, write: Callable[[PlannedPage], object]) -> tuple[list[Task], int]:
        """Return what makes, in ``folder``, all that is made here from end to end, and how many of its pages are samples.

        ``write`` writes a page. The files, of which some take a while, come before the pages that nothing waits for.
        """
        planned, samples = planned_in_order(self.site)
        pages: list[Task] = [partial(write, page) for page in planned]
        return [*pages[:samples], partial(self.write, folder), *pages[samples:]], samples

    def write_page(self, frames: Frames, crew: Crew, folder: Path, site_url: str | None, planned: PlannedPage) -> None:
        """Write the whole generated page ``planned`` in ``folder``, read by the ``crew``."""
        text = crew.read(planned.url, *frames.pieces(self.generated(planned, site_url)))
        _write(folder / planned.file, text.encode())

    def addresses(self, site_url: str | None) -> list[str]:
        """Return the public addresses of the generated pages; none while the site has no address."""
        return [address for page in made_here(self.site) if (address := canonical(site_url, page.url))]

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """Yield (site path, content) of every file that is made here and is not a page."""
        yield from export_files(self.site.table)
        for path in bill_paths(self.site.root):
            yield path, bill_of_materials(locked(self.site.root), self.site.day)
        yield from redirect_files(self.site, self.renderer)
        yield from feed_files(self.site, self.renderer)
        yield STYLE, style_sheet(self.site.root)
        yield from local.local_contents(self.site, self.renderer)
        yield from self.site.tool_files.items()

    def paths(self) -> Iterator[str]:
        """Yield the site path of each of :meth:`files`, without making them."""
        yield from usual_paths(self.site.root)
        yield from calendar_paths(self.site.table)
        yield from redirect_paths(self.site)
        yield from USUAL
        yield from local_files(self.site.academie)
        yield from self.site.tool_files

    def places(self) -> Iterator[tuple[str, str]]:
        """Yield (site source, site path) of each page and each file that is made here from end to end."""
        yield from ((page.uri, page.file) for page in made_here(self.site))
        yield from ((path, path) for path in self.paths())

    def write(self, folder: Path, files: Iterable[tuple[str, str | bytes]] | None = None) -> None:
        """Write in ``folder`` every file that is made here and is not a page, or these ``files`` only."""
        for path, content in self.files() if files is None else files:
            _write(folder / path, content if isinstance(content, bytes) else content.encode())

    def strangers(self, uris: Iterable[str]) -> list[str]:
        """Return a message for each page that the engine found and that our reading, and so our checks, did not."""
        wanted = "page que les contrôles n’ont pas lue\u00a0: attendu un fichier .md ordinaire"
        known = self.site.pages.keys() | self.site.plan.keys()
        return [f"docs/{uri}:1:1 FIC006 {wanted}" for uri in sorted(uris) if uri not in known]

    def around(self, page: Any, body: str = "") -> dict[str, Any]:
        """Return what the frame shows around ``page``, the engine's own words aside."""
        return frame(self.site, dict(page.meta), page.url, body, os.environ.get(VERSION), is_closed())


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
