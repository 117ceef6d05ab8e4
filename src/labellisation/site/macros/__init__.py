# SPDX-License-Identifier: MIT
"""The renderers of the macros, one function a macro, grouped by what they show."""

from . import collection, directory, law, pages, selfcheck
from .base import RENDERERS, Call, render_macro

__all__ = ["RENDERERS", "Call", "collection", "directory", "law", "pages", "render_macro", "selfcheck"]
