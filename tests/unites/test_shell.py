# SPDX-License-Identifier: MIT
"""The frame rendered once for each kind of generated page."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from labellisation.site.shell import Frames, GeneratedPage, canonical, headings

BASE = """<a>{% if page.toc | first is defined %}{{ (page.toc | first).url }}{% endif %}</a>
{% block site_meta %}{% endblock %}<header>{{ nom }}</header>{% block container %}{% endblock %}<footer>bas</footer>"""
MAIN = """{% extends "base.html" %}{% block site_meta %}{{ page.title }}{% endblock %}
{% block container %}{{ page.content }}{% block fin %}{{ page.url }}{% endblock %}{% endblock %}"""


def frames(main: str = MAIN, base: str = BASE) -> tuple[Frames, jinja2.Template]:
    """The frames of two templates, and the template that they shorten."""
    env = jinja2.Environment(loader=jinja2.DictLoader({"base.html": base, "main.html": main}), autoescape=True)
    template = env.get_template("main.html")
    return Frames(template, lambda _page: {"nom": "Guide"}), template


def page(number: int, *, toc: bool = True) -> GeneratedPage:
    content = Markup(f'<h2 id="t{number}">Un <em>titre</em> &amp; {number}</h2>') if toc else Markup("<p>rien</p>")  # noqa: S704 - ours
    return GeneratedPage(
        f"N° {number} & <b>", f"textes/t{number}/", {"genre": "texte"}, content=content, toc=headings(content)
    )


def whole(template: jinja2.Template, one: GeneratedPage) -> str:
    return template.render(page=one, nom="Guide")


def test_every_page_is_what_the_whole_template_renders() -> None:
    """With and without headings, the second page of a kind as the first."""
    some, template = frames()
    pages = [page(1), page(2), page(3, toc=False), page(4, toc=False), page(5)]
    assert [whole(template, one) for one in pages] == [some.render(one) for one in pages]


@pytest.mark.parametrize(
    "base", [BASE.replace("bas", "{{ page.title }}"), BASE.replace("bas", "{{ page.meta.genre }} {{ page.url }}")]
)
def test_a_frame_that_says_more_of_the_page_takes_no_shortcut(base: str) -> None:
    """A fork may print what it wants around the content."""
    some, template = frames(base=base)
    pages = [page(1), page(2)]
    assert [whole(template, one) for one in pages] == [some.render(one) for one in pages]


def test_the_pages_of_a_kind_share_the_pieces_of_their_frame() -> None:
    """The same objects at even places: whoever reads the pages reads them once."""
    some, _template = frames()
    some.pieces(page(1))
    one, two = some.pieces(page(1)), some.pieces(page(1))
    assert [id(piece) for piece in one[::2]] == [id(piece) for piece in two[::2]]
    assert "".join(one) == some.render(page(1))
    assert "<header>Guide</header>" in "".join(one[::2])


def test_a_frame_cut_inside_a_tag_takes_no_shortcut() -> None:
    """What is read of a piece alone would not be what the page says."""
    base = BASE.replace("<footer>", "<footer {% block sommaire %}{% endblock %}>")
    some, template = frames(f"{MAIN}{{% block sommaire %}}id='x'{{% endblock %}}", base)
    some.render(page(1))
    assert ("", whole(template, page(2))) == some.pieces(page(2))


def test_the_frame_is_rendered_once_for_a_kind() -> None:
    """What surrounds the content is asked for once."""
    calls: list[Any] = []
    env = jinja2.Environment(loader=jinja2.DictLoader({"base.html": BASE, "main.html": MAIN}), autoescape=True)
    env.globals["compter"] = calls.append
    env.loader.mapping["base.html"] = BASE.replace("bas", "{{ compter(1) }}")  # type: ignore[union-attr]
    some = Frames(env.get_template("main.html"), lambda _page: {"nom": "Guide"})
    for number in range(20):
        some.render(page(number))
    assert 2 == len(calls)  # the whole first page, and the frame compared with it


def test_headings_without_an_id_lead_nowhere() -> None:
    """Only those that have an anchor are entries."""
    found = headings('<h2>a</h2><h2 class="x" id="b">B\n <a href="#">c</a></h2><h3 id="d">d</h3>')
    assert [("B c", "#b")] == [(one.title, one.url) for one in found]


@pytest.mark.parametrize(
    ("site", "expected"),
    [(None, None), ("https://a.invalid/g", "https://a.invalid/g/t/"), ("https://a.invalid/", "https://a.invalid/t/")],
)
def test_public_address(site: str | None, expected: str | None) -> None:
    """None while nobody says where the site is."""
    assert expected == canonical(site, "t/")
