# SPDX-License-Identifier: MIT
"""How diagnostics are told: to a person, to a forge, to an editor."""

from __future__ import annotations

from .render import FORMATS, render

__all__ = ["FORMATS", "render"]
