# SPDX-License-Identifier: MIT
"""What is installed, and what the locks hold."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

from tests.conftest import ROOT

LOCKS = sorted((ROOT / "verrous").glob("*.txt"))
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==\S+", re.MULTILINE)


def test_properdocs_is_absent() -> None:
    """Where it is installed, mike builds with it and says nothing."""
    installed = {str(found.metadata["Name"]).lower() for found in metadata.distributions()}
    assert set() == {name for name in installed if name.startswith("properdocs")}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_a_lock_has_hashes_and_no_address(lock: Path) -> None:
    """Every version is pinned with the fingerprint of its files; no registry is named, ProperDocs neither."""
    text = lock.read_text(encoding="utf-8")
    parts = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert parts
    assert [] == [part for part in parts if not _PINNED.match(part) or "--hash=sha256:" not in part]
    assert [] == re.findall(r"https?://|--(?:extra-)?index-url|properdocs", text)
