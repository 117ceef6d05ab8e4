# SPDX-License-Identifier: MIT
"""Macro calls travel through Markdown as opaque tokens, and become HTML after it.

So no data value is ever read as Markdown: a pipe, a bracket or a tag in a name stays text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"<p>{_OPEN}([0-9a-f]+){_CLOSE}</p>|{_OPEN}([0-9a-f]+){_CLOSE}")

Render = Callable[[str, tuple[Any, ...], dict[str, Any]], str]


def token(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Return the token of one macro call; it holds no character that Markdown reads."""
    return _OPEN + json.dumps([name, args, kwargs]).encode().hex() + _CLOSE


def expand(html: str, render: Render) -> str:
    """Replace each token of ``html`` by what ``render`` returns for its call."""

    def replaced(match: re.Match[str]) -> str:
        name, args, kwargs = json.loads(bytes.fromhex(match[1] or match[2]))
        return render(name, tuple(args), kwargs)

    return _TOKEN.sub(replaced, html)
