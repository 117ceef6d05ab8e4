# SPDX-License-Identifier: MIT
"""The search index: Pagefind reads a light copy of the pages, made for French."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..diagnostics import Diagnostic, Location
from ..registry import Registry
from .aliases import other_writings, reader_words, synonyms
from .search_places import Places, keys_of_pages

#: Pagefind takes « d’administration » for one word: the copy parts it, and the page's script joins it again.
_ELISION = re.compile(r"\b((?:jusqu|lorsqu|puisqu|quelqu|qu|[cdjlmnst])[’'])(?=[^\W\d_])", re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
#: What makes of an attribute the other names of a page (partials/entete-page.html writes it too).
_ALIAS = 'data-pagefind-meta="alias[data-alias]"'
_ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)
#: What the browser weighs beside the index, in the folder of the index.
VOCABULARY = "vocabulaire.json"
#: What Pagefind writes and the site does not use.
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")


def article_of(page: str) -> str | None:
    """Return the part of a built page that the search reads; ``None`` for a page left out."""
    start, end = page.find("<article"), page.rfind("</article>")
    if start < 0 or "data-pagefind-body" not in page[start : page.find(">", start)]:
        return None
    return page[start:end] + "</article>"


def indexed_copy(page: str, names: tuple[str, ...] = ()) -> str | None:
    """Return what is indexed of a built page, elisions parted, and its other ``names``; ``None`` for a page left out."""
    article = article_of(page)
    if article is None:
        return None
    parts = _TAG.split(article)
    body = "".join(part if part.startswith("<") else _ELISION.sub(r"\1 ", part) for part in parts)
    if names:
        body = body.replace(_ALIAS, "", 1)
    inside = Markup(body.removesuffix("</article>"))  # noqa: S704 - a page that we built
    return _ENV.get_template("copie.html").render(corps=inside, noms=" | ".join(names))


@contextmanager
def indexing(folder: Path, registry: Registry | None = None) -> Iterator[list[Diagnostic]]:
    """Write the search index of the pages of ``folder`` beside them, while the block runs; then give what went wrong.

    The facts of ``registry`` give the index the other writings of what the pages say.
    """
    problems: list[Diagnostic] = []
    writings = other_writings(registry) if registry else {}
    places = Places(writings)
    output = folder / "pagefind"
    with tempfile.TemporaryDirectory(prefix="index-") as name:
        articles = _copy_pages(folder, Path(name), writings)
        command = ["-m", "pagefind", "--site", name, "--output-path", str(output), "--force-language", "fr"]
        process = subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        try:
            for url, article in articles:
                places.read(url, article)
            yield problems
        finally:
            said, _nothing = process.communicate()
    if process.returncode:
        last = (said.strip() or "sans message").splitlines()[-1]
        problems.append(Diagnostic(Location("site"), "SIT012", f"index de recherche non construit\u00a0: {last}"))
        return
    for pattern in _UNUSED:
        for path in output.glob(pattern):
            path.unlink()
    vocabulary = places.vocabulary(keys_of_pages(output))
    vocabulary["synonymes"] = synonyms(registry) if registry else []
    vocabulary["lecteurs"] = reader_words(registry) if registry else []
    text = json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":"))
    (output / VOCABULARY).write_text(text, encoding="utf-8")


def _copy_pages(folder: Path, target: Path, writings: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Write to ``target`` the copies that are indexed; return the address and the article of each page."""
    articles = []
    for path in sorted(folder.rglob("*.html")):
        page, place = path.read_text(encoding="utf-8"), path.relative_to(folder)
        url = place.as_posix().removesuffix("index.html")
        copy = indexed_copy(page, writings.get(url, ()) if url.startswith("etablissements/") else ())
        if copy is None:
            continue
        articles.append((url, article_of(page) or ""))
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        (target / place).write_text(copy, encoding="utf-8")
    return articles
