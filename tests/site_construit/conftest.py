# SPDX-License-Identifier: MIT
"""Fixtures of the tests that read the built site without a browser."""

from __future__ import annotations

from tests.outils import address, built

__all__ = ["address", "built"]
