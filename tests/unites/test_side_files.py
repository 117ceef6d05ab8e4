# SPDX-License-Identifier: MIT
"""What stands beside the pages: Markdown copies, llms.txt, the image for sharing."""

from __future__ import annotations

import io

import pytest
from markdown import markdown

from labellisation.documents import share_image
from labellisation.site.markdown_copy import markdown_of
from labellisation.site.model import Site
from labellisation.site.side_files import collection, copy_path, llms


def copy(body: str) -> str:
    """Return the Markdown of an article that holds ``body``."""
    return markdown_of(f"<html><body><main><article>{body}</article></main></body></html>").strip()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2 id='x'>Un  titre</h2><p>Du\n texte.</p>", "## Un titre\n\nDu texte."),
        ("<p>Voir <a href='../b/#c'>la <em>suite</em></a> ; <strong>fort </strong>ici</p>", "Voir [la *suite*](../b/#c) ; **fort** ici"),
        ("<ul><li>un</li><li>deux<ul><li>trois</li></ul></li></ul>", "- un\n- deux\n  - trois"),
        ("<ol><li><p>un</p><p>suite</p></li></ol>", "1. un\n   \n   suite"),
        (
            "<table><caption>Titre</caption><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1|2</td><td>x</td></tr></tbody></table>",
            "**Titre**\n\n| a | b |\n| --- | --- |\n| 1\\|2 | x |",
        ),
        ("<dl><dt>mot</dt><dd>sens</dd></dl>", "**mot**\n\nsens"),
        ("<p>2 * 3 &lt; [7]</p>", "2 \\* 3 \\< \\[7\\]"),
        ("<svg><text>vu</text></svg><p hidden>caché</p><span aria-hidden='true'>1</span><p>lu</p>", "lu"),
        ("<a href='t/'>texte<span class='doute' data-pagefind-ignore><span> (à vérifier)</span></span></a>", "[texte (à vérifier)](t/)"),
    ],
)  # fmt: skip
def test_a_fragment_becomes_markdown(body: str, expected: str) -> None:
    """Titles, links, emphasis, lists, tables and definitions; signs that Markdown would read are escaped."""
    assert [line.rstrip() for line in expected.splitlines()] == [line.rstrip() for line in copy(body).splitlines()]


def test_a_copy_reads_back_as_the_same_words() -> None:
    """An independent reader of Markdown finds the words, no tag of ours, and the danger as text."""
    written = copy("<p>a &lt;script&gt;alert(1)&lt;/script&gt; <b>b</b></p>")
    assert "<script" not in markdown(written)
    assert "<strong>b</strong>" in markdown(written)


def test_llms_names_every_fiche_and_annexe(site_reel: Site) -> None:
    """Title, description, then one line a page, with its Markdown copy."""
    text = llms(site_reel)
    assert text.startswith(f"# {site_reel.registry.site['nom']}\n\n> ")
    assert len(collection(site_reel)) == 16
    assert [] == [page.uri for page in collection(site_reel) if f"({copy_path(page)})" not in text]


def test_the_image_for_sharing_is_always_the_same() -> None:
    """1200 × 630, the same bytes twice, light."""
    image = pytest.importorskip("PIL.Image")
    made = share_image()
    assert made == share_image()
    assert image.open(io.BytesIO(made)).size == (1200, 630)
    assert len(made) < 40_000
