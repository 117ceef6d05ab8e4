# SPDX-License-Identifier: MIT
"""What stands beside the built pages: Markdown copies of the fiches, ``llms.txt``, the image for sharing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from .. import documents
from .crew import Task
from .markdown_copy import markdown_of
from .model import Site

LLMS = "llms.txt"


def side_tasks(site: Site, folder: Path) -> list[Task]:
    """Return what writes everything beside the pages built in ``folder``."""
    copies: list[Task] = [partial(_write_copy, folder, page) for page in collection(site)]
    return [*copies, partial(_write_guide, site, folder)]


def _write_copy(folder: Path, page: Any) -> None:
    built = (folder / page.url / "index.html").read_text(encoding="utf-8")
    (folder / copy_path(page)).write_text(markdown_of(built), encoding="utf-8")


def _write_guide(site: Site, folder: Path) -> None:
    (folder / LLMS).write_text(llms(site), encoding="utf-8")
    if site.has_papers:
        (folder / documents.SHARE_IMAGE).write_bytes(documents.share_image())


def collection(site: Site) -> list[Any]:
    """Return the fiches and the annexes, in order."""
    found = [page for page in site.pages.values() if page.meta.get("genre") in ("fiche", "annexe")]
    return sorted(found, key=lambda page: (page.meta["genre"] != "fiche", int(page.meta.get("numero") or 0)))


def copy_path(page: Any) -> str:
    """Return the site path of the Markdown copy of a fiche, beside its page as its PDF is."""
    return f"{page.url}{page.meta['genre']}-{page.meta['numero']}.md"


def llms(site: Site) -> str:
    """Return the guide of the site for programs that read text (llmstxt.org): plain Markdown."""
    about = site.registry.site
    lines = [f"# {about.get('nom') or ''}", "", f"> {about.get('description') or ''}"]
    for title, entries in _sections(site):
        lines += ["", f"## {title}", ""]
        lines += [f"- [{name}]({address})" + (f": {resume}" if resume else "") for name, address, resume in entries]
    return "\n".join(lines) + "\n"


def _sections(site: Site) -> Iterator[tuple[str, list[tuple[str, str, str | None]]]]:
    """Yield the title of a section and its pages: title, address, summary."""
    copies = [(page.meta["genre"], page.titre, copy_path(page), page.meta.get("resume")) for page in collection(site)]
    for genre, title in (("fiche", "Fiches"), ("annexe", "Annexes")):
        yield title, [(name, address, resume) for kind, name, address, resume in copies if kind == genre]
    yield "Outils", [(o.titre, f"outils/{o.id}/", o.resume) for o in site.registry.outils.values()]
    wanted = (
        "textes/",
        "criteres/",
        "comparaison/",
        "glossaire/",
        "annuaire/",
        "donnees/",
        "nouveautes/",
        "a-verifier/",
    )
    pages = {page.url: page for page in site.pages.values()}
    others = [(pages[url].titre, url, pages[url].meta.get("resume")) for url in wanted if url in pages]
    yield "Autres pages", others
