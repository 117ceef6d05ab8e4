# SPDX-License-Identifier: MIT
"""Fixtures of the tests of accessibility: the built site and Chromium."""

from __future__ import annotations

from tests.navigateur.conftest import chromium, pytest_runtest_makereport, visit
from tests.outils import address, built

__all__ = ["address", "built", "chromium", "pytest_runtest_makereport", "visit"]
