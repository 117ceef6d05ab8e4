# SPDX-License-Identifier: MIT
"""The outside addresses of the repository and where each is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from lxml import html

from ..registry import Registry

_KEYS = ("url", "url_repli")


def address(url: str) -> str | None:
    """Return ``url`` without its fragment, as it is asked; ``None`` if it is not an outside http(s) address."""
    try:
        parts = urlsplit(url.strip())
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, "")) if sound else None


def data_addresses(registry: Registry) -> dict[str, list[str]]:
    """Return every ``url`` and ``url_repli`` of ``data/``, whatever the record, with the places « file:line »."""
    found: dict[str, list[str]] = {}
    for path, document in registry.documents.items():
        for url, pointer in _walk(document.value, ()):
            if asked := address(url):
                found.setdefault(asked, []).append(f"{path}:{document.locate(pointer).line}")
    return found


def _walk(value: Any, pointer: tuple[str | int, ...]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key in _KEYS and isinstance(item, str):
                yield item, (*pointer, key)
            yield from _walk(item, (*pointer, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, (*pointer, index))


def site_addresses(folder: Path) -> dict[str, list[str]]:
    """Return every outside address that a link of the built pages of ``folder`` opens, with the pages."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix().removesuffix("index.html")
        links = {str(a.get("href")) for a in html.document_fromstring(path.read_bytes()).iter("a") if a.get("href")}
        for url in sorted(links):
            if asked := address(url):
                found.setdefault(asked, []).append(f"/{name}")
    return found


def all_addresses(registry: Registry, site: Path | None) -> dict[str, list[str]]:
    """Return the addresses of the data, then those that only the built site in ``site`` holds, each with its places."""
    found = data_addresses(registry)
    for url, pages in (site_addresses(site) if site else {}).items():
        found.setdefault(url, []).extend(pages)
    return found
