# SPDX-License-Identifier: MIT
"""The built site and the browser of ``tests/navigateur``, for the two tools that work in the page."""

from __future__ import annotations

from tests.navigateur.conftest import address, built, chromium, visit

__all__ = ["address", "built", "chromium", "visit"]
