# SPDX-License-Identifier: MIT
"""The Nu HTML checker finds no error on any page (RGAA 8.2)."""

from __future__ import annotations

from tests.outils import BuiltSite, absent

from . import nu


def test_the_checker_finds_no_error(built: BuiltSite) -> None:
    """Zero error of HTML on every page of the site."""
    command = nu.checker()
    if command is None:
        absent(nu.ABSENT)
    pages = [built.folder / f"{a}index.html" if not a or a.endswith("/") else built.folder / a for a in built.addresses]
    assert len(pages) > 300
    assert nu.errors(command, built.folder, pages) == []


def test_every_column_of_a_table_is_named(built: BuiltSite) -> None:
    """On every page: a header that says nothing leaves a column without a name for those who hear the table."""
    silent = [
        f"{address} : {' '.join(table.text_content().split())[:60]}"
        for address in built.addresses
        for table in built.page(address).xpath("//table[.//th[not(normalize-space())]]")
    ]
    assert silent == []
