# SPDX-License-Identifier: MIT
"""HTML to tagged PDF with WeasyPrint, then the pass of :mod:`tags`. WeasyPrint is imported only when it is asked to write."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from functools import cache
from importlib import metadata
from importlib.util import find_spec

from ..memory import rare_collection

FAMILIES = ("Noto Sans", "Noto Serif", "DejaVu Sans", "DejaVu Serif")
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0-0")
_INSTALL = "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-core"


@cache
def missing() -> str | None:
    """Return why no PDF can be made, as one French sentence, or ``None`` if all is there."""
    if find_spec("weasyprint") is None or find_spec("pikepdf") is None:
        return "Documents PDF non faits\u00a0: il manque WeasyPrint ou pikepdf (installez l’extra [pdf])."
    if pango_version() is None:
        return f"Documents PDF non faits\u00a0: il manque la bibliothèque Pango (Debian, Ubuntu\u00a0: {_INSTALL})."
    if not _fonts_here():
        return f"Documents PDF non faits\u00a0: il manque une police de caractères (Debian, Ubuntu\u00a0: {_INSTALL})."
    return None


@cache
def pango_version() -> int | None:
    """Return the version of Pango, or ``None`` if WeasyPrint would not find it (its import costs half a second)."""
    for name in _PANGO:
        try:
            return int(ctypes.CDLL(name).pango_version())
        except (OSError, AttributeError):
            continue
    try:
        # It also looks where its own variable says.
        from weasyprint.text.ffi import pango  # type: ignore[import-untyped]
    except OSError:
        return None
    return int(pango.pango_version())


@cache
def _fonts_here() -> str:
    """Return the fonts that may be used, with their versions; something if they cannot be listed."""
    command = shutil.which("fc-list")
    if command is None:
        return "inconnues"
    asked = [command, "-f", "%{file} %{fontversion} %{family}\\n"]
    lines = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
    ours = [line for line in lines if any(family in line for family in FAMILIES)]
    return "\n".join(sorted(ours or lines))


@cache
def tools_fingerprint() -> str:
    """Return the versions of what draws the pages, and the fonts that may be used."""
    versions = [f"{name} {metadata.version(name)}" for name in ("weasyprint", "pydyf", "pikepdf", "fonttools")]
    return "\n".join((*versions, f"pango {pango_version()}", _fonts_here()))


@cache
def _sheet(style: str) -> object:
    from weasyprint import CSS  # type: ignore[import-untyped]

    return CSS(string=style, font_config=_fonts())


@cache
def _fonts() -> object:
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    return FontConfiguration()


def pdf(source: str, style: str) -> bytes:
    """Return the document ``source`` (HTML) drawn with ``style`` as a PDF/UA-1 file whose bytes depend on its inputs alone."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

    from .tags import finish

    with rare_collection():
        made = HTML(string=source, url_fetcher=URLFetcher(allowed_protocols=["data"])).write_pdf(
            stylesheets=[_sheet(style)], font_config=_fonts(), pdf_variant="pdf/ua-1", pdf_identifier=b"labellisation"
        )
        return finish(made)
