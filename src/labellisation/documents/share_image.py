# SPDX-License-Identifier: MIT
"""The image that those who share a page show beside its title: the mark of the site, nothing written."""

from __future__ import annotations

import io
import math

SHARE_IMAGE = "assets/partage.png"
WIDTH, HEIGHT = 1200, 630
#: Drawn larger, then reduced: smooth edges.
_SCALE = 3
_PETROL, _OCHRE, _WHITE = (18, 73, 75), (232, 180, 105), (255, 255, 255)
#: The ring: its middle, its radius, its thickness, the angles where it starts and ends (as in docs/assets/favicon.svg).
_MIDDLE, _RADIUS, _RING, _ARC = (600, 315), 220, 26, (25, 355)
_LETTER = ((495, 402), (495, 240), (600, 342), (705, 240), (705, 402))
_STROKE = 30


def share_image() -> bytes:
    """Return a PNG of 1200 × 630 pixels, always the same bytes."""
    from PIL import Image, ImageDraw  # only where documents are made

    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), _PETROL)
    draw = ImageDraw.Draw(image)

    def dot(x: float, y: float, size: float, colour: tuple[int, int, int]) -> None:
        box = [(value - size / 2) * _SCALE for value in (x, y)] + [(value + size / 2) * _SCALE for value in (x, y)]
        draw.ellipse(box, fill=colour)

    outer = _RADIUS + _RING / 2
    box = [(value - outer) * _SCALE for value in _MIDDLE] + [(value + outer) * _SCALE for value in _MIDDLE]
    draw.arc(box, *_ARC, fill=_OCHRE, width=_RING * _SCALE)
    for angle in map(math.radians, _ARC):
        dot(_MIDDLE[0] + _RADIUS * math.cos(angle), _MIDDLE[1] + _RADIUS * math.sin(angle), _RING, _OCHRE)
    draw.line([(x * _SCALE, y * _SCALE) for x, y in _LETTER], fill=_WHITE, width=_STROKE * _SCALE)
    for x, y in _LETTER:
        dot(x, y, _STROKE, _WHITE)
    out = io.BytesIO()
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    small.quantize(64).save(out, format="PNG", optimize=True)
    return out.getvalue()
