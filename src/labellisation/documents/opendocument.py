# SPDX-License-Identifier: MIT
"""The OpenDocument package: parts written by autoescaped templates, wrapped by odfdo; same parts, same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from odfdo import Document

from ..exports.archive import fixed_archive
from .sheets import Formula, open_formula

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    **{name: f"{_URN}{name}:1.0" for name in ("office", "style", "text", "table", "config", "presentation")},
    "fo": f"{_URN}xsl-fo-compatible:1.0",
    "svg": f"{_URN}svg-compatible:1.0",
    "number": f"{_URN}datastyle:1.0",
    "of": f"{_URN}of:1.2",
    "ooo": "http://openoffice.org/2004/office",
    "xlink": "http://www.w3.org/1999/xlink",
}
ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENV.filters["formule"] = open_formula
ENV.tests["formule"] = lambda value: isinstance(value, Formula)
ENV.globals["espaces"] = Markup(" ").join(Markup('xmlns:{}="{}"').format(*pair) for pair in _NAMESPACES.items())


def package(kind: str, parts: Mapping[str, tuple[str, Mapping[str, Any]]], title: str, subject: str, day: str) -> bytes:
    """Return a package of ``kind`` (``spreadsheet`` or ``text``) whose ``parts`` (name → template, context) are given."""
    document = Document(kind)
    container = document.container
    if container is None:
        raise TypeError(f"odfdo has no template for {kind!r}")
    for name, (template, context) in parts.items():
        container.set_part(name, ENV.get_template(template).render(context).encode())
    meta, moment = document.meta, datetime.combine(date.fromisoformat(day), time())
    meta.title, meta.subject, meta.language = title, subject, "fr-FR"
    meta.creation_date = meta.date = moment
    out = io.BytesIO()
    document.save(out)
    return fixed_archive(out.getvalue())
