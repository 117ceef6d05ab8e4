# SPDX-License-Identifier: MIT
"""Macro calls travel through Markdown as tokens."""

from __future__ import annotations

from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labellisation.site.tokens import expand, token

EXTENSIONS = ["abbr", "attr_list", "def_list", "footnotes", "tables", "fenced_code", "admonition"]
HOSTILE = [
    "a | b",
    "[x](javascript:alert(1))",
    "<script>alert(1)</script>",
    "*a* _b_ `c`",
    "{{ x }}",
    "a\nb",
    "# a",
    "\\",
    "&amp;",
    "é œ 😀",
    "\"'",
    "{: .a }",
    "*[HTML]: x",
]


def through(text: str) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """Return the calls that come out of ``text`` once rendered by Python-Markdown."""
    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
    expand(markdown.markdown(text, extensions=EXTENSIONS), lambda *call: calls.append(call) or "")
    return calls


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "place",
    ["{}", "a {} b", "| a |\n|---|\n| {} |", "- {}", "> {}", "**{}**", "[{}](x)", "Terme\n:   {}", "!!! note\n    {}"],
)
def test_a_call_comes_out_as_it_went_in(value: str, place: str) -> None:
    """Whatever its arguments hold, a call crosses Markdown unchanged, once."""
    assert [("texte", (value,), {"note": value})] == through(place.format(token("texte", (value,), {"note": value})))


@given(st.text())
def test_no_argument_is_read_as_markdown(value: str) -> None:
    """A token shows Markdown nothing of its argument."""
    assert [("x", (value,), {})] == through(token("x", (value,), {}))


def test_a_call_alone_replaces_its_paragraph() -> None:
    """A call alone in its paragraph gives no empty paragraph; in a sentence it stays in it."""
    alone, inside = (markdown.markdown(text.format(token("x", (), {}))) for text in ("{}", "a {} b"))
    assert ("<ul></ul>", "<p>a <ul></ul> b</p>") == (
        expand(alone, lambda *_: "<ul></ul>"),
        expand(inside, lambda *_: "<ul></ul>"),
    )


def test_what_a_macro_gives_is_not_expanded_again() -> None:
    """A data value that holds a token stays text, in a block as in a sentence."""
    forged = token("forged", (), {})
    for text in ("<p>{}</p>", "<p>a {}</p>"):
        assert 1 == expand(text.format(token("x", (), {})), lambda *_: forged).count(forged)


def test_text_without_token_is_unchanged() -> None:
    """HTML without a token is given back."""
    assert "<p>a</p>" == expand("<p>a</p>", lambda *_: "x")
