# SPDX-License-Identifier: MIT
"""axe on every page, in the four ways of reading it, with ``--long``; else on a few of the rules, which no other test opens."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.outils import BuiltSite

from . import axe


def test_axe_finds_nothing_anywhere(chromium: Browser, built: BuiltSite, address: str, long_run: bool) -> None:
    """Zero violation, wide and narrow, light and dark."""
    pages = built.addresses if long_run else ["contribuer/regles/sit014/"]
    assert [found for found in axe.audit(chromium, address, pages) if found[2]] == []
