# SPDX-License-Identifier: MIT
"""The logo and the colour of an académie: light, readable, and nothing that runs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

MAX_LOGO_BYTES = 100_000
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
    return _svg_problem(content)


def _svg_problem(content: bytes) -> LogoProblem | None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return LogoProblem("il déclare un type de document ou une entité", script=True)
    from lxml import etree  # upstream has no logo: nothing to import

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return LogoProblem("ce n’est pas un SVG lisible")
    for element in root.iter():
        name = etree.QName(element).localname.lower() if isinstance(element.tag, str) else "instruction"
        # Drawing programs leave blocks of their own under <metadata>: browsers ignore them.
        inside = any(isinstance(a.tag, str) and etree.QName(a).localname == "metadata" for a in element.iterancestors())
        if name not in _DRAWING and not inside:
            return LogoProblem(f"<{name}> à la ligne {element.sourceline}", script=True)
        for key, value in element.attrib.items():
            bare, word = etree.QName(str(key)).localname.lower(), str(value).strip().lower()
            outside = bare in ("href", "src") and not word.startswith("#")
            if bare.startswith("on") or outside or "javascript:" in word or "url(http" in word.replace(" ", ""):
                return LogoProblem(f"attribut {bare} à la ligne {element.sourceline}", script=True)
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
