# SPDX-License-Identifier: MIT
"""How a macro call becomes HTML: a renderer returns the context of its template, never markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from ..model import Site
from ..render import Renderer

View = dict[str, Any]
#: A renderer may name another template than its own with the key ``gabarit``.
RENDERERS: dict[str, Callable[..., View]] = {}


class Call(Struct, frozen=True):
    """Where a macro is rendered: the site, and the page (site source and address)."""

    site: Site
    uri: str
    url: str


def renders(function: Callable[..., View]) -> Callable[..., View]:
    """Register the renderer of the macro that bears the function's name."""
    RENDERERS[function.__name__] = function
    return function


def render_macro(renderer: Renderer, call: Call, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Markup:
    """Return the HTML of one macro call."""
    view = RENDERERS[name](call, *args, **kwargs)
    template = view.pop("gabarit", f"macro-{name}")
    return Markup(renderer.render(template, call.url, **view))  # noqa: S704 - an autoescaped template's output
