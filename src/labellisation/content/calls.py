# SPDX-License-Identifier: MIT
"""What the scan of a page finds; apart from it, for what only reads calls needs no template engine."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from ..diagnostics import Diagnostic, Location
from .specs import MACROS


class Call(Struct, frozen=True):
    """One macro call as written: constants only."""

    name: str
    args: tuple[Any, ...]
    kwargs: tuple[tuple[str, Any], ...]
    location: Location
    alone: bool
    in_heading: bool

    def bound(self) -> dict[str, Any]:
        """Return the arguments by name, after the macro's own list (extra positional ones are left out)."""
        names = [param.name for param in MACROS[self.name].params]
        return dict(zip(names, self.args, strict=False)) | dict(self.kwargs)


class Scan(Struct, frozen=True):
    """What the scan of a page found: its calls, and what is not allowed."""

    calls: tuple[Call, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
