# SPDX-License-Identifier: MIT
"""Which page shows a diagnostic, and under which heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ..checks import RULES
from ..content import SourcePage
from ..diagnostics import Diagnostic
from ..reports.places import places, rule_address, visible
from ..site.model import Site


@dataclass(frozen=True, slots=True)
class Message:
    """A diagnostic as a page shows it: ``page`` is its address (``None``: no page of its own)."""

    diagnostic: Diagnostic
    source: str | None
    page: str | None
    #: The headings above the place, the nearest first: an older page may lack the nearest.
    ancres: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what the script of the page reads."""
        item = self.diagnostic
        known = item.code in RULES
        return {
            "severite": item.severite.value,
            "code": item.code,
            "regle": rule_address(item.code, None) if known else None,
            "titre": RULES[item.code].titre if known else None,
            "message": visible(item.message),
            "fichier": visible(item.location.path),
            "ligne": item.location.line,
            "colonne": item.location.column,
            "source": visible(self.source.strip())[:300] if self.source else None,
            "page": self.page,
            "ancres": list(self.ancres),
        }


def placed(site: Site, diagnostics: Iterable[Diagnostic]) -> list[Message]:
    """Return the messages of ``diagnostics``, sorted by place, each with the page of ``site`` that shows it."""
    written = _written(site)
    return [
        Message(p.diagnostic, p.source, *spot(site, written, p.diagnostic.location.path, p.diagnostic.location.line))
        for p in places(diagnostics, site.root)
    ]


def page_of(site: Site, path: str, line: int = 1) -> str | None:
    """Return the address of the page that shows the line ``line`` of the file ``path``; ``None`` if none does."""
    return spot(site, _written(site), path, line)[0]


def spot(site: Site, written: dict[str, SourcePage], path: str, line: int) -> tuple[str | None, tuple[str, ...]]:
    """Return the page and the headings, the nearest first, of a place in a file."""
    page = written.get(path)
    if page is None:
        return _page_of_facts(site, path, line), ()
    if not page.is_encart:
        return page.url, _above(page, line - page.body_line + 1)
    host = site.pages.get(page.uri)
    for call in host.scan.calls if host else ():
        if host and call.name == "encart" and call.bound().get("emplacement") == PurePosixPath(path).stem:
            return host.url, _above(host, call.location.line - host.body_line + 1)
    return (host.url, ()) if host else (None, ())


def _written(site: Site) -> dict[str, SourcePage]:
    """Return every Markdown file by its path: pages, and the texts that a fork puts into them."""
    encarts = site.academie.encarts if site.academie else ()
    return {page.path: page for page in (*site.pages.values(), *encarts)}


def _above(page: SourcePage, line: int) -> tuple[str, ...]:
    """Return the anchors of the headings of ``page`` at or above a line of its body, the nearest first."""
    return tuple(reversed([heading.anchor for heading in page.outline.headings() if heading.line <= line]))


def _page_of_facts(site: Site, path: str, line: int) -> str | None:
    """Return the page of the record that holds a line of a data file; else the page that shows the whole file."""
    starts = sorted(_records(site, path))
    if starts:
        before = [url for start, url in starts if start <= line]
        return before[-1] if before else starts[0][1]
    name = PurePosixPath(path).stem
    for macro in (name, name.removesuffix("s")):
        for (called, _argument), found in site.calls.items():
            if called == macro and path.endswith(".yml"):
                return found[0].url
    return None


def _records(site: Site, path: str) -> Iterator[tuple[int, str]]:
    """Yield (first line, page) of each record of the file ``path``."""
    for planned in site.plan.values():
        origin = getattr(planned.record, "origine", None)
        if planned.source == path and origin is not None and origin.path == path:
            yield site.registry.locate(origin).line, planned.url
    for lycee in site.registry.all_etablissements():
        if lycee.origine.path == path and not lycee.uai:
            yield site.registry.locate(lycee.origine).line, f"annuaire/{lycee.academie}/"
