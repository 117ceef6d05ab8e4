# SPDX-License-Identifier: MIT
"""The data read by two processes, half each."""

from __future__ import annotations

from labellisation.memo import Memo
from labellisation.registry import Registry
from labellisation.registry.ahead import half
from tests.conftest import ROOT, MakeDepot


def test_two_halves_are_the_whole() -> None:
    """No file is read twice; a registry told of both finds nothing more to read, and is the same."""
    one, two = half(ROOT, 0), half(ROOT, 1)
    assert set() == one.keys() & two.keys()
    memo = Memo()
    memo.adopt(one)
    memo.adopt(two)
    told, whole = Registry.load(ROOT, memo), Registry.load(ROOT)
    assert memo.used.keys() == one.keys() | two.keys()
    assert told.reader.contents == whole.reader.contents
    assert told.diagnostics == whole.diagnostics == []


def test_what_is_wrong_is_left_to_the_registry(depot: MakeDepot) -> None:
    """A file that cannot be read, one that breaks its schema and one that nothing knows give nothing here, and stop nothing."""
    root = depot({"data/site.yml": "nom: [", "data/glossaire.yml": "termes: 3\n", "data/inconnu.yml": "a: 1\n"})
    found = half(root, 0) | half(root, 1)
    memo = Memo()
    memo.adopt(found)
    told, whole = Registry.load(root, memo), Registry.load(root)
    assert told.diagnostics == whole.diagnostics
    assert {"data/site.yml", "data/glossaire.yml", "data/inconnu.yml"} <= {d.location.path for d in told.diagnostics}
