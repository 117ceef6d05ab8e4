# SPDX-License-Identifier: MIT
"""The logo and the colour of an académie: light, readable, and nothing that runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

MAX_LOGO_BYTES = 100_000
SVG = "http://www.w3.org/2000/svg"
#: A style that calls a file (« url(#id) » stays in the drawing), or hides one behind an escape.
_CALLS = re.compile(r"url\([\"']?(?!#)|@import|\\")
_PNG = b"\x89PNG\r\n\x1a\n"
#: What a drawing may be made of; ``style`` and ``use`` are left out because they can call another file.
_DRAWING = frozenset((
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs",
    "lineargradient", "radialgradient", "stop", "clippath", "mask", "symbol", "marker", "pattern", "metadata",
))  # fmt: skip


class LogoProblem(NamedTuple):
    """What is wrong with a logo; ``script``: it holds more than a drawing."""

    what: str
    script: bool = False
    line: int = 1


def logo_problem(path: Path) -> LogoProblem | None:
    """Return what is wrong with the logo ``path``, or ``None``."""
    if path.is_symlink() or not path.is_file():
        return LogoProblem("fichier absent")
    size = path.stat().st_size
    if size > MAX_LOGO_BYTES:
        return LogoProblem(f"il pèse {max(size / 1_000_000, 0.1):.1f} Mo".replace(".", ","))
    content = path.read_bytes()
    if path.suffix == ".png":
        return None if content.startswith(_PNG) else LogoProblem("ce n’est pas une image PNG")
    return drawing_problem(content)


def drawing_problem(content: bytes) -> LogoProblem | None:
    """Return what an SVG file holds beside a drawing, or ``None``."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return LogoProblem("il déclare un type de document ou une entité", script=True)
    from lxml import etree  # upstream has no logo: nothing to import

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return LogoProblem("ce n’est pas un SVG lisible")
    beside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    if beside or b"<!DOCTYPE" in etree.tostring(root.getroottree()):  # whatever the encoding of the file
        return LogoProblem("il porte une instruction ou un type de document", script=True)
    return next((problem for element in root.iter() if (problem := _element_problem(element))), None)


def _element_problem(element: Any) -> LogoProblem | None:
    """Return what an element of an SVG does beside drawing, or ``None``."""
    from lxml import etree

    line = element.sourceline or 1
    if not isinstance(element.tag, str):
        return LogoProblem(f"instruction à la ligne {line}", script=True, line=line)
    name = etree.QName(element)
    bare = name.localname.lower()
    # Drawing programs leave blocks of their own under <metadata>: browsers ignore them, unless they are SVG or HTML.
    foreign = name.namespace not in (None, SVG, "http://www.w3.org/1999/xhtml")
    inside = foreign and any(a.tag == f"{{{SVG}}}metadata" for a in element.iterancestors())
    if not inside and (bare not in _DRAWING or foreign):
        return LogoProblem(f"<{bare}> à la ligne {line}", script=True, line=line)
    for key, value in element.attrib.items():
        attribute, word = etree.QName(str(key)).localname.lower(), "".join(str(value).lower().split())
        outside = attribute in ("href", "src") and not word.startswith("#")
        if attribute.startswith("on") or outside or "javascript:" in word or _CALLS.search(word):
            return LogoProblem(f"attribut {attribute} à la ligne {line}", script=True, line=line)
    return None


class Palette(NamedTuple):
    """The shades of one dark colour, for the light and for the dark scheme of the site."""

    principale: str
    foncee: str
    pale: str
    nuit: str
    nuit_foncee: str
    nuit_pale: str


def palette(colour: str) -> Palette:
    """Return the shades of ``colour``; where white reads on it at 7 to 1, every text of the site reads on each of them."""
    return Palette(
        colour,
        mixed(colour, "#000000", 0.2),
        mixed(colour, "#ffffff", 0.9),
        mixed(colour, "#000000", 0.2),
        mixed(colour, "#000000", 0.4),
        mixed(colour, "#1b2425", 0.75),
    )


def mixed(colour: str, other: str, part: float) -> str:
    """Return ``colour`` with ``part`` (0 to 1) of ``other``."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * part):02x}" for one, two in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (WCAG 2) of two colours ``#rrggbb``, from 1 to 21."""

    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    def luminance(colour: str) -> float:
        red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
