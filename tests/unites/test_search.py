# SPDX-License-Identifier: MIT
"""The search index, and SIT012."""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path

import pagefind_bin
import pytest

from labellisation.site import search_feed
from labellisation.site.pagefind import PagefindError, Service
from labellisation.site.search import indexing
from labellisation.site.search_copy import article_of, copy_of
from tests.conftest import write_files
from tests.outils import index_folder

PAGE = '<html lang="fr"><body><nav>menu</nav><article data-pagefind-body><p>{}</p></article></body></html>'


def indexed_copy(page: str) -> str | None:
    """Return what is indexed of a built page; ``None`` for a page left out."""
    article = article_of(page)
    return None if article is None else copy_of(article)


def test_the_row_of_a_lycee_that_has_its_page_is_left_out() -> None:
    """In the list of an académie, the facts know it; a row without a page stays, with its anchor."""
    row = '<tr id="{0}" data-etat="echu"{2}><th scope="row">{1}, Lyon</th><td>Intitulé {0}</td></tr>'
    linked = row.format("un", '<a href="../../etablissements/0019000C/">Lycée fictif</a>', " data-pagefind-ignore")
    other = row.format("deux", "<strong>Lycée sans code</strong>", "")
    elsewhere = row.format("trois", '<a href="../../textes/">Un texte</a>', "")
    copy = indexed_copy(PAGE.format(f"<table><tbody>{linked}{other}{linked}{elsewhere}</tbody></table>")) or ""
    assert "Intitulé un" not in copy
    assert "Lycée fictif" not in copy
    assert other.replace("</th>", "</th> ") in copy
    assert elsewhere.replace("</th>", "</th> ") in copy


def test_the_headings_of_a_table_are_words_apart() -> None:
    """The page has no blank between them: an excerpt would run them together."""
    head = '<table><thead><tr><th scope="col">Région</th><th scope="col">Labels</th></tr></thead></table>'
    assert ">Région</th> <th" in (indexed_copy(PAGE.format(head)) or "")


def test_the_index_of_an_empty_folder_is_a_diagnostic(tmp_path: Path) -> None:
    """A folder without a page gives SIT012."""
    problems = index_folder(tmp_path)
    assert [("SIT012", True)] == [(d.code, d.message.startswith("index de recherche non construit")) for d in problems]


def test_the_index_of_a_page_is_built(tmp_path: Path) -> None:
    """A folder with a page gives its index beside it, leaves the page as it was, and no diagnostic."""
    page = PAGE.format("Une page fictive sur l’administration.")
    write_files(tmp_path, {"index.html": page})
    problems = index_folder(tmp_path)
    assert [] == problems
    assert (tmp_path / "pagefind" / "pagefind.js").is_file()
    assert page == (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_index_does_not_depend_on_the_order_of_the_disk(tmp_path: Path) -> None:
    """The same pages written in another order, as another disk would give them: the same files, each of them whole."""
    pages = {f"p{n}/index.html": PAGE.format(f"Une page fictive, numéro {n}, mot{n % 7}.") for n in range(60)}
    for name, order in (("un", sorted(pages)), ("deux", sorted(pages, reverse=True))):
        write_files(tmp_path / name, {path: pages[path] for path in order})
        problems = index_folder(tmp_path / name)
        assert [] == problems
    one, two = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()}
        for name in ("un", "deux")
    )
    assert one == two
    assert all(one.values())


@pytest.fixture(params=[0, 1] if hasattr(os, "fork") else [0], autouse=True)
def apart(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a copy of the process gathers the pages, or a thread."""
    monkeypatch.setattr(search_feed, "helpers", lambda: request.param)


def test_the_index_does_not_depend_on_when_the_pages_come(tmp_path: Path) -> None:
    """Told in another order, some of them twice, one of them unknown to the order: the same files."""
    pages = {f"p{n}/": PAGE.format(f"Une page fictive, numéro {n}, mot{n % 7}.") for n in range(60)}
    found = []
    for name, come in (("un", sorted(pages)), ("deux", [*sorted(pages, reverse=True), "p1/", "p2/"])):
        with indexing(tmp_path / name, order=[*list(pages)[:-1], "absente/"]) as index:
            for url in come:
                index.add(url, pages[url])
            assert [] == list(index.finish())
        files = (path for path in (tmp_path / name / "pagefind").rglob("*.pf_*"))
        found.append({path.name: path.read_bytes() for path in files})
    assert found[0] == found[1]
    assert len(pages) < len(found[0])


def test_an_index_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    """A build that fails stops it; nothing waits, nothing is written."""

    def fail() -> None:
        with indexing(tmp_path) as index:
            index.add("a/", PAGE.format("Une page fictive."))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [] == list(tmp_path.iterdir())


def test_a_search_program_that_dies_is_a_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so; the build does not wait for it."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: Path(sys.executable))
    write_files(tmp_path, {"index.html": PAGE.format("Une page fictive.")})
    problems = index_folder(tmp_path)
    assert ["SIT012"] == [d.code for d in problems]


def test_a_search_program_that_is_gone_leaves_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dead before its first question: one French sentence, and no pipe left."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: Path(sys.executable))
    service = Service()
    service._process.wait()
    with pytest.raises(PagefindError, match="le programme s’est arrêté"), service:
        service.begin()
    assert service._process.stdin is not None
    assert service._process.stdin.closed


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


def test_the_page_of_a_lycee_is_not_indexed(tmp_path: Path) -> None:
    """The facts say what the search knows of it: Pagefind is given no page of a lycée, and the others all the same."""
    with indexing(tmp_path, order=["a/"]) as index:
        for url in ("etablissements/0000000A/", "a/"):
            index.add(url, PAGE.format(f"Une page fictive, à {url}."))
        assert [] == list(index.finish())
    [fragment] = (tmp_path / "pagefind").rglob("*.pf_fragment")
    assert "/a/" == json.loads(gzip.decompress(fragment.read_bytes()).removeprefix(b"pagefind_dcd"))["url"]
