# SPDX-License-Identifier: MIT
"""The module that mkdocs-macros loads: each macro of the closed list only leaves a token."""

from __future__ import annotations

from functools import partial
from typing import Any

from ..content import MACROS
from .tokens import token


def _call(name: str, *args: Any, **kwargs: Any) -> str:
    return token(name, args, kwargs)


def define_env(env: Any) -> None:
    """Give mkdocs-macros the closed list of macros (its entry point)."""
    for name in MACROS:
        env.macro(partial(_call, name), name)
