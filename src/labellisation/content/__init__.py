# SPDX-License-Identifier: MIT
"""What editors write in Markdown, read without running anything."""

from .calls import Call, Scan
from .pages import SourcePage, page_file, page_url, read_local, read_pages
from .specs import DOMAINS, MACROS, Macro, Param

__all__ = [
    "DOMAINS",
    "MACROS",
    "Call",
    "Macro",
    "Param",
    "Scan",
    "SourcePage",
    "page_file",
    "page_url",
    "read_local",
    "read_pages",
]
