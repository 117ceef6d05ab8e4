# SPDX-License-Identifier: MIT
"""The composed tree, built by Zensical, is the site that MkDocs builds: what differs is named here, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from click.testing import CliRunner
from lxml import html

from labellisation.portable.command import composer
from labellisation.site.build import build_site
from tests.outils import DAY, ROOT, BuiltSite, words
from tests.petit import write_small_site
from tests.portable.conftest import BuildWithZensical

#: What our frame puts in the article of a page, and not the other engine's: kind, reading time, review, journal, table
#: of contents of narrow screens. The frame is what a change of engine writes again.
OURS = "//header[contains(@class, 'page-tete')] | //footer[contains(@class, 'page-pied')] | //details[contains(@class, 'sommaire-mobile')]"
#: The anchor of the article itself: « __contenu » here, « __skip » there. Each engine's skip link leads to its own.
FRAME_ANCHORS = {"__contenu", "__skip"}
EDITION = "Proposer une correction de cette page"


@dataclass(frozen=True)
class Read:
    """What a reader finds on a page."""

    title: tuple[str, ...]
    headings: tuple[tuple[str, str, str], ...]
    anchors: frozenset[str]
    links: tuple[str, ...]
    words: str
    edition: tuple[str, ...]


def addresses(folder: Path) -> set[str]:
    """The pages of a built site; Pagefind's own folder aside."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    return {name for name in found if not name.startswith("pagefind/")} - {"404.html"}


def read(folder: Path, name: str) -> Read:
    """Read one page of a built site, whoever built it; a link is where it leads, however it is written."""
    (article,) = html.document_fromstring((folder / name).read_bytes()).xpath("//main//article")
    here = f"https://site.invalid/{name.removesuffix('index.html')}"
    title = tuple(words(element) for element in article.iter("h1"))
    edition = tuple(str(a.get("href")) for a in article.iter("a") if words(a) == EDITION)
    for element in article.xpath(f"({OURS} | //h1 | //p[@class='edition'])"):
        element.drop_tree()
    return Read(
        title,
        tuple((e.tag, e.get("id"), words(e)) for e in article.iter("h2", "h3", "h4", "h5", "h6") if e.get("id")),
        frozenset(e.get("id") for e in article.iter() if e.get("id")) - FRAME_ANCHORS,
        tuple(unquote(urljoin(here, a.get("href"))) for a in article.iter("a") if a.get("href")),
        words(article),
        edition,
    )


def compose(root: Path, folder: Path) -> str:
    """Run the command; return what it prints."""
    done = CliRunner().invoke(composer, [str(folder), "--racine", str(root), "--date", DAY])
    assert 0 == done.exit_code, done.output
    return done.output


def test_the_real_site_is_the_same(built: BuiltSite, zensical: BuildWithZensical, tmp_path: Path) -> None:
    """Addresses, titles, headings, anchors, links, macro results: page by page."""
    compose(ROOT, tmp_path / "arbre")
    other = zensical(tmp_path / "arbre")
    names = addresses(built.folder)
    assert names == addresses(other)
    pairs = {name: (read(built.folder, name), read(other, name)) for name in sorted(names)}
    ours = [mine for mine, _theirs in pairs.values()]
    print(
        f"{len(names)} adresses, {sum(len(p.headings) for p in ours)} titres avec leur ancre, {sum(len(p.anchors) for p in ours)} ancres, "
        f"{sum(len(p.links) for p in ours)} liens, {sum(len(p.words) for p in ours)} caractères comparés"
    )
    assert {} == {name: (mine, theirs) for name, (mine, theirs) in pairs.items() if mine != theirs}


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> None:
    """A forge, so that pages have links of edition."""
    monkeypatch.setenv("LABELLISATION_DEPOT", "https://forge.invalid/groupe/depot")


@pytest.mark.usefixtures("forge")
def test_an_academie_keeps_its_pages_and_their_links_of_edition(zensical: BuildWithZensical, tmp_path: Path) -> None:
    """A small fork: encarts, local pages, replaced fiches; each page opens its own source."""
    root = write_small_site(tmp_path / "depot")
    assert build_site(root, tmp_path / "mkdocs", DAY).ok
    compose(root, tmp_path / "arbre")
    other = zensical(tmp_path / "arbre")
    names = addresses(tmp_path / "mkdocs")
    assert names == addresses(other)
    pairs = {name: (read(tmp_path / "mkdocs", name), read(other, name)) for name in sorted(names)}
    assert all(len(mine.edition) == 1 for mine, _theirs in pairs.values())
    assert {} == {name: (mine, theirs) for name, (mine, theirs) in pairs.items() if mine != theirs}
