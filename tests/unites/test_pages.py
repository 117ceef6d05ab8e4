# SPDX-License-Identifier: MIT
"""Pages as written: places in the site, front matter, body."""

from __future__ import annotations

import pytest

from labellisation.content import SourcePage, page_url, read_pages
from labellisation.content.pages import site_uri
from labellisation.site.model import Site
from tests.conftest import MakeDepot


@pytest.mark.parametrize(
    ("path", "uri", "url"),
    [
        ("docs/index.md", "index.md", ""),
        ("docs/contact.md", "contact.md", "contact/"),
        ("docs/outils/index.md", "outils/index.md", "outils/"),
        ("fiches/fiche-1.md", "fiches/fiche-1.md", "fiches/fiche-1/"),
        ("fiches/annexes/annexe-1.md", "annexes/annexe-1.md", "annexes/annexe-1/"),
    ],
)
def test_addresses(path: str, uri: str, url: str) -> None:
    """A file has one place in the site tree and one address, without the folder of the repository."""
    assert (uri, url) == (site_uri(path), page_url(uri))
    assert (uri, url) == (SourcePage(path, "").uri, SourcePage(path, "").url)


def test_front_matter_and_body() -> None:
    """The front matter is read as text; the body knows the line where it starts."""
    page = SourcePage("docs/x.md", "---\ntitre: Un titre\nnumero: 02\n---\n\n## A\n")
    assert ({"titre": "Un titre", "numero": "02"}, "Un titre", 5) == (page.meta, page.titre, page.body_line)
    assert ("docs/x.md", 6, 4) == page.at(page.body_line - 3, 4)
    assert "## A" == page.body.strip()


def test_a_page_without_front_matter_is_all_body() -> None:
    """Without a front matter the text is the body."""
    page = SourcePage("docs/x.md", "Un texte.\n\n---\n\nSuite.\n")
    assert ({}, 1, "Un texte.\n\n---\n\nSuite.\n", "x.md") == (page.meta, page.body_line, page.body, page.titre)


def test_macros_can_be_switched_off() -> None:
    """With « render_macros: false » nothing is scanned; any other value is scanned."""
    text = "---\ntitre: x\nrender_macros: {}\n---\n{{{{ x }}}}\n"
    assert [0, 1, 1, 1] == [
        len(SourcePage("docs/x.md", text.format(v)).scan.diagnostics) for v in ("false", "true", "no", "False")
    ]


def test_pages_are_read_in_order(depot: MakeDepot) -> None:
    """Every page of docs/ and fiches/ is read, in a fixed order; other files are not pages."""
    root = depot({"docs/assets/lisez.txt": "x", "docs/a/b.md": "x", "fiches/annexes/annexe-1.md": "x"})
    pages, problems = read_pages(root)
    assert {"index.md", "a/b.md", "fiches/fiche-1.md", "annexes/annexe-1.md"} == set(pages)
    assert [] == problems


@pytest.mark.parametrize("name", ["piege.markdown", "piege.mkd", "piege.mdown", "piege.mkdn", "piege.MD"])
def test_other_markdown_suffixes_are_refused(depot: MakeDepot, name: str) -> None:
    """A page that the engine would read and the checks would not is an error."""
    _pages, problems = read_pages(depot({f"docs/{name}": "{{ x }}"}))
    assert [(f"docs/{name}", "FIC006")] == [(d.location.path, d.code) for d in problems]


def test_links_to_files_and_folders_are_refused(depot: MakeDepot) -> None:
    """A symbolic link, to a page or to a folder, is an error, and is not read."""
    root = depot({"ailleurs/piege.md": "{{ x }}"})
    (root / "docs" / "dossier").symlink_to(root / "ailleurs")
    (root / "docs" / "piege.md").symlink_to(root / "ailleurs" / "piege.md")
    pages, problems = read_pages(root)
    assert {"docs/dossier", "docs/piege.md"} == {d.location.path for d in problems}
    assert {"index.md", "fiches/fiche-1.md"} == set(pages)


def test_a_page_that_is_not_utf8_is_told(depot: MakeDepot) -> None:
    """A page saved in another encoding is an error."""
    root = depot()
    (root / "docs" / "vieux.md").write_bytes("élève".encode("cp1252"))
    _pages, problems = read_pages(root)
    assert [("docs/vieux.md", "FIC006", True)] == [(d.location.path, d.code, "UTF-8" in d.message) for d in problems]


def test_windows_files_are_read(depot: MakeDepot) -> None:
    """A byte order mark and Windows line ends change neither the front matter nor the places."""
    root = depot()
    (root / "docs" / "win.md").write_bytes(b"\xef\xbb\xbf---\r\ntitre: Windows\r\nresume: x\r\n---\r\n\r\n{{ x }}\r\n")
    page = read_pages(root)[0]["win.md"]
    assert ("Windows", ["docs/win.md:6:1"]) == (
        page.titre,
        [f"{d.location.path}:{d.location.line}:{d.location.column}" for d in page.scan.diagnostics],
    )


def test_real_pages_have_a_title_and_a_summary(site_reel: Site) -> None:
    """Every real page has its title and its summary, and both differ from page to page."""
    titles = [page.meta.get("titre") for page in site_reel.pages.values()]
    summaries = [page.meta.get("resume") for page in site_reel.pages.values()]
    assert len(titles) == len(set(titles))
    assert len(summaries) == len(set(summaries))
    assert None not in titles + summaries
