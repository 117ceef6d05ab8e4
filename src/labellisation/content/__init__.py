# SPDX-License-Identifier: MIT
"""What editors write in Markdown, read without running anything."""

from .pages import SourcePage, page_url, read_local, read_pages
from .scan import Call, Scan, scan
from .specs import DOMAINS, MACROS, Macro, Param

__all__ = [
    "DOMAINS",
    "MACROS",
    "Call",
    "Macro",
    "Param",
    "Scan",
    "SourcePage",
    "page_url",
    "read_local",
    "read_pages",
    "scan",
]
