# SPDX-License-Identifier: MIT
"""Writing the tree: one Markdown file a page, headings in Markdown and the rest in HTML, the files, the settings."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
import yaml
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

from ..content import page_url
from ..site import local
from ..site.contents import Contents
from ..site.model import Site
from .markdown import PageMaker, settings

_ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
)
#: What Markdown would read in the words of a heading.
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!>])")
#: What would end a block of HTML for some readers of Markdown.
_EMPTY_LINES = re.compile(r"\n\s*\n")
_RANKS = {"h2": "##", "h3": "###", "h4": "####", "h5": "#####", "h6": "######"}


def compose(site: Site, folder: Path) -> tuple[int, int]:
    """Write ``site`` into ``folder``, which must not exist; return how many pages and files."""
    aside = folder.with_name(f".{folder.name}-en-cours")
    shutil.rmtree(aside, ignore_errors=True)
    docs = aside / "docs"
    contents = Contents(site)
    pages = files = 0
    for uri, meta, content in _pages(contents):
        _write(docs / uri, _page(uri, meta, content))
        pages += 1
    for path, data in (*_assets(site.root / "docs"), *contents.files()):
        _write(docs / path, data)
        files += 1
    _write(aside / "mkdocs.yml", _configuration(contents))
    aside.rename(folder)
    return pages, files


def _pages(contents: Contents) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield (site source, metadata, HTML) of every page, each with its link to edit it."""
    site, maker = contents.site, PageMaker(contents)
    template = _ENV.get_template("page.html")
    for page in site.pages.values():
        content, meta = maker.html(page.uri)
        yield page.uri, meta, template.render(contenu=content, edition=site.edit_url(page.path))
    for planned in site.plan.values():
        if planned.kind in local.MARKDOWN_KINDS:
            content, meta = maker.html(planned.uri)
        else:
            made = contents.generated(planned)
            content, meta = made.content, made.meta
        yield planned.uri, meta, template.render(contenu=content, edition=site.edit_url(planned.source))


def _page(uri: str, meta: dict[str, Any], content: str) -> str:
    """Return the Markdown file of the page ``uri``: front matter, then its content, headings apart."""
    head = {"title": meta["title"], "description": meta.get("description") or ""}
    front = "".join(f"{name}: {json.dumps(str(value), ensure_ascii=False)}\n" for name, value in head.items())
    return f"---\n{front}---\n\n{''.join(_pieces(uri, content))}"


def _pieces(uri: str, content: str) -> Iterator[str]:
    """Yield the headings as Markdown, so that another engine lists them, and what stands between as blocks of HTML."""
    block: list[str] = []
    for element in html.fragments_fromstring(content):
        if isinstance(element, HtmlElement):
            _seen_from_source(uri, element)
        if isinstance(element, HtmlElement) and element.tag in _RANKS and element.get("id"):
            yield from _block(block)
            block = [element.tail or ""]
            yield f"\n{_RANKS[element.tag]} {_heading(element)} {{: #{element.get('id')} }}\n\n"
        else:
            block.append(element if isinstance(element, str) else html.tostring(element, encoding="unicode"))
    yield from _block(block)


def _seen_from_source(uri: str, element: HtmlElement) -> None:
    """Write the internal links of ``element`` from the folder of the page's source, as Zensical reads them in HTML too."""
    for part in element.iter():
        for name in ("href", "src"):
            parts = urlsplit(part.get(name) or "")
            if parts.path and not parts.scheme and not parts.netloc:
                place = posixpath.normpath(posixpath.join(page_url(uri), parts.path))
                seen = posixpath.relpath(place, posixpath.dirname(uri) or ".")
                part.set(name, parts._replace(path=f"{seen}/" if parts.path.endswith("/") else seen).geturl())


def _block(parts: list[str]) -> Iterator[str]:
    if text := "".join(parts).strip():
        yield _ENV.get_template("bloc.html").render(contenu=Markup(_EMPTY_LINES.sub("\n", text)))  # noqa: S704 - the page's own HTML


def _heading(element: HtmlElement) -> str:
    return _MARKS.sub(r"\\\1", " ".join(element.text_content().split()))


def _assets(docs: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(docs.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            yield path.relative_to(docs).as_posix(), path.read_bytes()


def _configuration(contents: Contents) -> str:
    """Return settings that ask for nothing of ours: name, language, menu, two extensions of Python-Markdown."""
    ours, given = settings(contents.site.root), contents.settings()
    nav = list(ours["nav"])
    if part := local.navigation(contents.site):
        nav.insert(1, part)
    plain = {
        "site_name": given["site_name"] or ours["site_name"],
        "site_url": given["site_url"] or "",
        "docs_dir": "docs",
        "theme": {"name": "material", "language": "fr", "font": False},
        "extra_css": ours.get("extra_css", []),
        "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
        "nav": nav,
    }
    return str(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False))


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
