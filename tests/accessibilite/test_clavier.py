# SPDX-License-Identifier: MIT
"""The keyboard alone does everything, at 1280, 390 and 320 px."""

from __future__ import annotations

import pytest

from tests.navigateur.conftest import Visit

from .clavier import SCENARIOS, WIDTHS


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_keyboard_does_it(visit: Visit, address: str, name: str, width: int) -> None:
    """Each scenario of clavier.py, at each width."""
    page = visit(viewport={"width": width, "height": 800}, reduced_motion="reduce").page
    SCENARIOS[name](page, address)
