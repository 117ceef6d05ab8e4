# SPDX-License-Identifier: MIT
"""The macros of a page are called as Jinja would call them."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest

from labellisation.site.page_calls import compile_no_page

#: Called without a program, and as Jinja says.
CALLS = (
    "",
    "Rien à appeler.\n",
    'Un {{ appel("a&b", n=2) }} dans une phrase.\nUne autre ligne.\n',
    'Un {{ appel("é" ~ "è", [1, 2], x=none) }}, {{ appel(true) }}\n\n{{ appel() }}\n',
    "{% raw %}{{ appel(1) }} < & >{% endraw %} {{ appel(1.5) }}\n",
    "Une fin de ligne\r\nà la mode d’ailleurs {{ appel('x') }}\r\n",
)
#: Left to Jinja.
OTHERS = (
    "{{ page }}",
    "{% if page %}{{ appel(page) }}{% endif %}",
    "{{ appel(*suite) }}",
    "{{ appel(page)|upper }} {# rien #}",
    "{{ 'texte' }} {{ appel(1) }}",
)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of which Jinja makes a program."""
    found: list[str] = []
    real = jinja2.Environment.compile

    def compile_(self: jinja2.Environment, source: Any, *args: Any, **kwargs: Any) -> Any:
        found.append(source)
        return real(self, source, *args, **kwargs)

    monkeypatch.setattr(jinja2.Environment, "compile", compile_)
    return found


def env() -> jinja2.Environment:
    """An environment as mkdocs-macros makes its own."""
    made = jinja2.Environment(undefined=jinja2.StrictUndefined)  # noqa: S701 - Markdown
    made.globals["appel"] = lambda *args, **kwargs: f"[{args}{kwargs}]"
    return made


@pytest.mark.parametrize("text", [*CALLS, *OTHERS])
def test_a_page_says_what_jinja_says(text: str, made: list[str]) -> None:
    """Whatever it holds; only what is more than calls of constants is made a program."""
    variables = {"page": "<p>", "suite": (1, 2)}
    wanted = env().from_string(text).render(**variables)
    made.clear()
    quick = env()
    compile_no_page(quick)
    assert wanted.rstrip("\n") == quick.from_string(text).render(**variables).rstrip("\n")
    assert (made == []) == (text in CALLS)


def test_a_word_of_the_page_hides_a_macro_of_that_name() -> None:
    """As in Jinja: a page's own variables come before what all pages share."""
    quick = env()
    compile_no_page(quick)
    assert "ici" == quick.from_string('{{ appel("x") }}').render(appel=lambda _x: "ici")


@pytest.mark.parametrize("text", ["{{ inconnu(1) }}", "{{ appel(", "{% if %}"])
def test_a_fault_is_jinjas_own(text: str) -> None:
    """A name that nobody knows, an unfinished call: Jinja's own error."""
    quick = env()
    compile_no_page(quick)
    with pytest.raises(jinja2.TemplateError):
        quick.from_string(text).render()
