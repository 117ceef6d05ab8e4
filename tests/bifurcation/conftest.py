# SPDX-License-Identifier: MIT
"""The upstream and its fork, made once; tests work on clones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bifurcation.depots import make_fork, make_upstream
from tests.outils import built

__all__ = ["amont", "bifurcation", "built", "maison"]


@pytest.fixture(scope="session")
def maison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home for git."""
    return tmp_path_factory.mktemp("maison")


@pytest.fixture(scope="session")
def amont(tmp_path_factory: pytest.TempPathFactory, maison: Path) -> Path:
    """The national repository, with a fictitious académie in its list."""
    return make_upstream(tmp_path_factory.mktemp("amont") / "depot", maison)


@pytest.fixture(scope="session")
def bifurcation(amont: Path, tmp_path_factory: pytest.TempPathFactory, maison: Path) -> Path:
    """Its fork, with the whole overlay of the example."""
    return make_fork(amont, tmp_path_factory.mktemp("bifurcation") / "depot", maison)
