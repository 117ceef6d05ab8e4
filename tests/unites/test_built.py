# SPDX-License-Identifier: MIT
"""The built site is read again: SIT010, SIT020."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import html

from labellisation.content import SourcePage
from labellisation.diagnostics import Diagnostic
from labellisation.site import built
from labellisation.site import fork as fork_module
from labellisation.site.built import broken_links, check_built
from labellisation.site.policy import policy, risk_of
from labellisation.site.reading import _PLAIN, BuiltPages
from tests.conftest import write_files

SITE = {
    "index.html": '<h1 id="haut">A</h1><a href="textes/x/#ici">a</a>'
    '<a href="https://exemple.invalid/">b</a><a href="mailto:a@exemple.invalid">c</a>'
    '<a href="#haut">d</a>'
    '<link rel="canonical" href="https://exemple.invalid/absente/"><img src="assets/a.png"><a href="textes/x">e</a><a href=".">f</a>',
    "textes/x/index.html": '<p id="ici">x</p><a href="../../">a</a><a href="../../index.html#haut">b</a><a href="%C3%A9.html">d</a>',
    "textes/x/é.html": "<p>é</p>",
    "assets/a.png": "x",
    "404.html": '<a href="/absente/">depuis la racine</a>',
}


def broken(folder: Path) -> list[tuple[str, str, str]]:
    """The broken links of a folder."""
    pages = BuiltPages()
    return list(broken_links(pages.add_missing(folder), pages.pages))


def links(folder: Path, *sources: SourcePage) -> list[Diagnostic]:
    """Return what is said of the links of a site whose pages, too short to be whole, carry no policy."""
    return [d for d in check_built(folder, {s.uri: s for s in sources}) if d.code == "SIT010"]


def test_a_sound_site_has_no_broken_link(tmp_path: Path) -> None:
    """Pages, anchors, files, encoded names, the page itself and outside addresses are sound."""
    write_files(tmp_path, SITE)
    assert [] == links(tmp_path)


def test_broken_links_and_anchors_are_found(tmp_path: Path) -> None:
    """A missing page, file or anchor is found, whatever element points at it."""
    write_files(
        tmp_path,
        {
            **SITE,
            "textes/y/index.html": '<a href="../z/">a</a><a href="../x/#absente">b</a><img src="absente.png">'
            '<script src="../../absent.js"></script><a href="#nulle">c</a>',
        },
    )
    assert [
        ("textes/y/index.html", "#nulle", "ancre"),
        ("textes/y/index.html", "../../absent.js", "page"),
        ("textes/y/index.html", "../x/#absente", "ancre"),
        ("textes/y/index.html", "../z/", "page"),
        ("textes/y/index.html", "absente.png", "page"),
    ] == sorted(broken(tmp_path))


def test_a_script_address_is_a_broken_link(tmp_path: Path) -> None:
    """An address that runs a script leads to no page."""
    write_files(tmp_path, {"index.html": '<a href="javascript:alert(1)">a</a><a href="data:text/html,x">b</a>'})
    assert {"javascript:alert(1)", "data:text/html,x"} == {target for _page, target, _what in broken(tmp_path)}


def test_a_broken_link_is_told_where_it_is_written(tmp_path: Path) -> None:
    """The place of a broken link is that of its Markdown source; without a source, that of the built page."""
    write_files(
        tmp_path,
        {
            "contact/index.html": '<a href="../textes/x/#absente">a</a>',
            "autre/index.html": '<a href="../nulle/">b</a>',
            "textes/x/index.html": "<p>x</p>",
        },
    )
    source = SourcePage("docs/contact.md", "---\ntitre: x\n---\n\nLire [x](textes/x.md#absente).\n")
    found = links(tmp_path, source)
    assert ["docs/contact.md:5:10 SIT010", "site/autre/index.html:1:1 SIT010"] == sorted(
        str(d).partition(" lien")[0] for d in found
    )


def test_a_link_of_a_template_is_told_once(tmp_path: Path) -> None:
    """The same broken link on many pages is one diagnostic that names the templates."""
    write_files(tmp_path, {f"p{n}/index.html": '<a href="../absente/">a</a>' for n in range(12)})
    (found,) = links(tmp_path)
    assert "sur 12 pages, donc dans un gabarit d’overrides/" in found.message


def test_a_page_is_read_as_an_independent_parser_reads_it(tmp_path: Path) -> None:
    """Comments, scripts, signs > between quotes, quotes of both kinds, none, entities and capitals."""
    page = """<!doctype html><body id=corps><!-- <a href="commentaire/">x</a> --><script id="s" src='a.js'></script>
    <script>var a = '<a href="script/" id="faux">';</script><style id="t">a::after{content:"<b id='non'>"}</style>
    <A HREF='un/' title="2 > 1">x</A><a title='"' href="deux/?a=1&amp;b=2#c">x</a><a href=trois/ class=x>y</a>
    <img alt="a > b" src="i.png"><link rel="canonical" href="https://exemple.invalid/"><link href="s.css" rel=stylesheet>
    <p>href="texte/" id="texte"</p><p class=x id='quatre'>x</p><br/><hr id="cinq"/></body>"""
    root = html.document_fromstring(page)
    targets = [e.get("href") or e.get("src") for e in root.iter("a", "link", "script", "img")]
    pages = BuiltPages()
    pages.add("x/", page)
    found = pages.pages["x/index.html"]
    assert [t for t in targets if t and t != "https://exemple.invalid/"] == list(found.targets)
    assert {e.get("id") for e in root.iter() if e.get("id")} == found.anchors


def test_a_tag_told_without_a_parser_may_do_nothing() -> None:
    """Each kind of tag with each attribute, harmless or not: what is passed over is what the parser finds harmless."""
    names = "a base button embed form frame g iframe image img input link label meta object option path rect script style svg text use video"
    kinds = "action background data-x class content d for href id name on onclick open poster src srcdoc srcset style type value xlink:href x"
    values = (
        "",
        '="javascript:alert(1)"',
        '="//ailleurs.invalid/x"',
        '="#ici"',
        '="a" onclick="b()"',
        '="a" style="b"',
    )
    plain = 0
    for name in names.split():
        for kind in kinds.split():
            for value in values:
                tag = f"<{name} {kind}{value}>"
                if _PLAIN.fullmatch(tag):
                    plain += 1
                    assert risk_of(tag) is None, tag
    assert plain > 300


def test_a_page_in_pieces_is_read_as_a_whole_one() -> None:
    """What many pages share is read once, and counts for each of them."""
    pieces = ('<head><a href="#x">x</a>', "<p id='un'>x</p>", '<a href="b/" id="bas">x</a>', "", "<script>y()</script>")
    some, whole = BuiltPages(), BuiltPages()
    for url in ("a/", "b/"):
        some.add(url, *pieces)
        whole.add(url, "".join(pieces))
    for path, page in whole.pages.items():
        found = some.pages[path]
        assert (page.targets, page.anchors, page.refused) == (found.targets, found.anchors, found.refused)
        assert len(page.refused) == 2
    files = list(whole.pages)
    assert list(broken_links(files, whole.pages)) == list(broken_links(files, some.pages))


def test_what_the_policy_refuses_is_told_at_its_page(tmp_path: Path) -> None:
    """A page of the Markdown is told in its source, another in the site; what a template repeats is told once."""
    head = f'<html><head><meta http-equiv="Content-Security-Policy" content="{policy("")}"></head><body>'
    inside = (
        f'{head}<script type="application/ld+json">{{}}</script><img src="data:image/png;base64,AA"><img src="a.png">'
    )
    write_files(
        tmp_path,
        {
            "index.html": inside,
            "contact/index.html": f"{head}<p onclick='x()'>x</p>",
            "bare.html": "<html><body>x</body></html>",
            **{f"p{n}/index.html": f"{head}<script>x()</script>" for n in range(12)},
        },
    )
    source = SourcePage("docs/contact.md", "---\ntitre: x\n---\n\nTexte.\n")
    found = {str(d) for d in check_built(tmp_path, {source.uri: source}) if d.code == "SIT020"}
    assert {
        "docs/contact.md:4:1 SIT020 attribut onclick de <p>\u00a0: mettez-le dans un fichier .js ou .css",
        "site/bare.html:1:1 SIT020 politique de sécurité absente\u00a0: gardez partials/politique.html en tête de <head>",
        (
            "site/p0/index.html:1:1 SIT020 script en ligne 'x()'\u00a0: mettez-le dans un fichier .js, appelé par src "
            "(sur 12 pages, donc dans un gabarit)"
        ),
    } == found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="pas de copie de processus sur ce système")
def test_two_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The links of many pages, half followed by a copy, in the same order."""
    write_files(
        tmp_path, {f"p{n}/index.html": f'<a href="../p{n + 3}/">x</a><a href="#rien{n}">x</a>' for n in range(9)}
    )
    alone = broken(tmp_path)
    assert [("p8/index.html", "../p11/", "page"), ("p8/index.html", "#rien8", "ancre")] == alone[-2:]
    monkeypatch.setattr(built, "_TWO_BY_TWO", 2)
    started: list[int] = []
    fork = os.fork

    def told() -> int:
        started.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", told)
    monkeypatch.setattr(fork_module, "helpers", lambda: 1)
    assert alone == broken(tmp_path)
    assert [1] == started
