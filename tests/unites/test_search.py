# SPDX-License-Identifier: MIT
"""The search index, and SIT012."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pagefind_bin
import pytest

from labellisation.site import search
from labellisation.site.search import indexed_copy, indexing
from tests.conftest import write_files

PAGE = '<html lang="fr"><body><nav>menu</nav><article data-pagefind-body><p>{}</p></article></body></html>'


def test_the_index_of_an_empty_folder_is_a_diagnostic(tmp_path: Path) -> None:
    """A folder without a page gives SIT012."""
    with indexing(tmp_path) as problems:
        pass
    assert [("SIT012", True)] == [(d.code, d.message.startswith("index de recherche non construit")) for d in problems]


def test_the_index_of_a_page_is_built(tmp_path: Path) -> None:
    """A folder with a page gives its index beside it, leaves the page as it was, and no diagnostic."""
    page = PAGE.format("Une page fictive sur l’administration.")
    write_files(tmp_path, {"index.html": page})
    with indexing(tmp_path) as problems:
        pass
    assert [] == problems
    assert (tmp_path / "pagefind" / "pagefind.js").is_file()
    assert page == (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_index_does_not_depend_on_the_order_of_the_disk(tmp_path: Path) -> None:
    """The same pages written in another order, as another disk would give them: the same files, each of them whole."""
    pages = {f"p{n}/index.html": PAGE.format(f"Une page fictive, numéro {n}, mot{n % 7}.") for n in range(60)}
    for name, order in (("un", sorted(pages)), ("deux", sorted(pages, reverse=True))):
        write_files(tmp_path / name, {path: pages[path] for path in order})
        with indexing(tmp_path / name) as problems:
            pass
        assert [] == problems
    one, two = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()}
        for name in ("un", "deux")
    )
    assert one == two
    assert all(one.values())


def test_the_copies_of_a_killed_build_are_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a process that is gone, and of no other; its own at the end."""
    monkeypatch.setattr(search, "_memory", lambda: str(tmp_path))
    ours, theirs = f"labellisation-index-{os.getpid()}-a", "labellisation-index-999999999-b"
    for name in (ours, theirs, "labellisation-index-x", "index-1"):
        (tmp_path / name).mkdir()
    with search.copying() as copies:
        assert tmp_path == copies.folder.parent
        assert not (tmp_path / theirs).exists()
    assert ["index-1", ours, "labellisation-index-x"] == sorted(path.name for path in tmp_path.iterdir())


def test_a_search_program_that_dies_is_a_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so; the build does not wait for it."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: Path(sys.executable))
    write_files(tmp_path, {"index.html": PAGE.format("Une page fictive.")})
    with indexing(tmp_path) as problems:
        pass
    assert ["SIT012"] == [d.code for d in problems]


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("d’administration", "d’ administration"),
        ("jusqu’ici", "jusqu’ ici"),
        ("aujourd’hui", "aujourd’hui"),
        ("L'école", "L' école"),
        ("5’12", "5’12"),
    ],
)
def test_elisions_are_parted_in_the_copy(text: str, copy: str) -> None:
    """The copy that is indexed parts an elided word from the next; nothing else changes."""
    found = indexed_copy(PAGE.format(text))
    assert found is not None
    assert (True, False) == (f"<p>{copy}</p>" in found, "menu" in found)


def test_attributes_are_left_alone() -> None:
    """Only the text of the copy changes, never an attribute."""
    found = indexed_copy(PAGE.format('<a title="d’accord">x</a>'))
    assert 'title="d’accord"' in str(found)


def test_a_page_left_out_is_not_indexed() -> None:
    """A page without a marked article is not indexed."""
    assert [None, None] == [indexed_copy("<p>x</p>"), indexed_copy("<article><p>x</p></article>")]
