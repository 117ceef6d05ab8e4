# SPDX-License-Identifier: MIT
"""The static scan: nothing but constant calls of the closed list reaches Jinja."""

from __future__ import annotations

import itertools

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labellisation.content import MACROS
from labellisation.content.scan import scan
from labellisation.site.model import Site


def told(text: str) -> list[str]:
    """Return place and code of each diagnostic of ``text``."""
    return [f"{d.location.line}:{d.location.column} {d.code}" for d in scan(text, "docs/x.md").diagnostics]


REFUSED = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('x').read() }}",
    "{{ texte.__call__('x') }}",
    "{{ 7 * 7 }}",
    "{{ 'a' }}",
    "{{ }}",
    "{{ texte }}",
    "{{ page.title }}",
    "{{ config }}",
    "{{ x }}",
    "{{ texte('a') | upper }}",
    "{{ texte('a') ~ 'b' }}",
    "{{ texte('a').b }}",
    "{{ texte('a')['b'] }}",
    "{{ texte('a') if true }}",
    "{{ texte('a') + texte('b') }}",
    "{{ texte('a'), texte('b') }}",
    "{{ texte('a')('b') }}",
    "{{ [texte('a')] }}",
    "{{ not texte('a') }}",
    "{{ texte(x) }}",
    "{{ texte(x.y) }}",
    "{{ texte(texte('a')) }}",
    "{{ texte('a' ~ 'b') }}",
    "{{ texte(1 + 1) }}",
    "{{ texte('a' | upper) }}",
    "{{ texte(*x) }}",
    "{{ texte(**x) }}",
    "{{ texte(['a']) }}",
    "{{ texte({'a': 1}) }}",
    "{{ texte(('a',)) }}",
    "{{ texte(id=x) }}",
    "{{ texte('a') ",
    "{{ texte('a' }}",
    "{{ texte('a) }}",
    "{{ texte(a b) }}",
    "{{ {{ texte('a') }} }}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% set x = 1 %}",
    "{% for x in y %}{% endfor %}",
    "{% if true %}a{% endif %}",
    "{% macro x() %}{% endmacro %}",
    "{% block x %}{% endblock %}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% extends 'x' %}",
    "{% do x %}",
    "{% endraw %}",
    "{% raw %}",
    "{# commentaire #}",
    "{# commentaire",
    "## Titre {#ancre}",
    "{{- texte('a') }}",
    "{{ texte('a') -}}",
    "{{+ texte('a') }}",
    "{%- raw -%} x {%- endraw -%}",
]


@pytest.mark.parametrize("source", REFUSED)
def test_every_other_construct_is_refused(source: str) -> None:
    """Whatever is not one call with constant values is refused, and gives no call to render."""
    found = scan(f"Texte {source} suite.\n", "docs/x.md")
    assert found.diagnostics
    assert {"FIC001", "FIC002"} >= {d.code for d in found.diagnostics}


@pytest.mark.parametrize(
    "name",
    [
        "exec",
        "range",
        "lipsum",
        "dict",
        "cycler",
        "joiner",
        "namespace",
        "macros_info",
        "now",
        "context",
        "include_file",
        "fix_url",
    ],
)
def test_functions_of_jinja_and_of_the_plugin_are_unknown_macros(name: str) -> None:
    """The functions that the engine offers beside our list are unknown macros."""
    assert ["1:1 FIC001"] == told(f"{{{{ {name}('a') }}}}")


def test_a_shifted_text_hides_nothing() -> None:
    """Blanks that Jinja removes cannot make the scan read another text than the one that runs."""
    evil = "{{ cycler.__init__.__globals__ }}"
    sound = "{{ texte('code-educ-d335-1') }}".replace("(", "(" + " " * 2)
    assert len(sound) == len(evil)
    blanks = " " * (len(sound) + len("{% endraw %}"))
    text = f"x{blanks}{{{{- texte('a') -}}}}{blanks}{{% raw %}}{sound}{{% endraw %}}{evil}"
    assert told(text)


PIECES = [
    "{{ texte('a') }}",
    "{{- texte('a') }}",
    "{{ texte('a') -}}",
    "{% raw %}",
    "{% endraw %}",
    "{%- raw -%}",
    "{%- endraw -%}",
    "{{ cycler }}",
    "   ",
    "\n",
    "a",
    "{#",
    "#}",
    "{{",
    "}}",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_what_passes_runs_only_macros(text: str) -> None:
    """A text that passes the scan, once rendered by Jinja, calls what the scan found and reads no other name."""
    found = scan(text, "docs/x.md")
    if found.diagnostics:
        return
    calls: list[str] = []
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    environment.globals.clear()
    environment.from_string(text).render(texte=lambda x: calls.append(x) or "")
    assert [call.args[0] for call in found.calls] == calls


def test_calls_keep_their_arguments_and_place() -> None:
    """A sound call gives its name, its constants, its line and column."""
    (call,) = scan('Un mot.\n\nSelon la {{ texte("a", forme="long") }}.\n', "docs/x.md", first_line=10).calls
    assert ("texte", ("a",), (("forme", "long"),), ("docs/x.md", 12, 10)) == (
        call.name,
        call.args,
        call.kwargs,
        call.location,
    )
    assert {"id": "a", "forme": "long"} == call.bound()


def test_several_calls_on_a_line() -> None:
    """Each call of a line has its own column; accents count for one."""
    text = 'é {{ texte("a") }} et {{ critere("b") }}'
    assert [("texte", 3), ("critere", 23)] == [(c.name, c.location.column) for c in scan(text, "x").calls]


@pytest.mark.parametrize("argument", ['"}}"', "'{{'", '"{% x %}"', '"a\\"b"', '"{# x #}"'])
def test_braces_inside_a_constant_are_text(argument: str) -> None:
    """A constant may hold braces: it is text."""
    found = scan(f"{{{{ a_verifier({argument}) }}}} fin", "x")
    assert (1, ()) == (len(found.calls), found.diagnostics)


def test_raw_blocks_are_left_alone() -> None:
    """What a raw block shows is not a call; what follows it is."""
    found = scan("{% raw %}{{ x }} {% y %}{% endraw %} puis {{ texte('a') }}", "x")
    assert ([("texte", 43)], ()) == ([(c.name, c.location.column) for c in found.calls], found.diagnostics)


def test_code_blocks_are_scanned() -> None:
    """A call inside a code fence is a call: Jinja runs before Markdown."""
    assert ["2:1 FIC002"] == told("```\n{{ x }}\n```\n")
    assert ["1:7 FIC002"] == told("    a {{ x }}")
    assert ["1:2 FIC002"] == told("`{{ x }}`")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("{{ plan() }}", True),
        ("a\n\n{{ plan() }}\n\nb", True),
        ("\n  {{ plan() }}  \n", True),
        ("a\n{{ plan() }}\n", False),
        ("{{ plan() }}\na", False),
        ("{{ plan() }} a", False),
        ("- {{ plan() }}", False),
        ("{{ plan() }}{{ plan() }}", False),
    ],
)
def test_alone_on_its_line(text: str, alone: bool) -> None:
    """A block call is alone when its line holds nothing else and blank lines surround it."""
    assert alone == scan(text, "x").calls[0].alone


def test_calls_in_headings_are_known() -> None:
    """A call in a heading is marked as such."""
    assert [True, False] == [
        scan(t, "x").calls[0].in_heading for t in ('## a {{ texte("b") }}', 'a # {{ texte("b") }}')
    ]


def test_unclosed_braces_give_their_line() -> None:
    """Braces that are never closed are told at the line where they open."""
    assert ["3"] == [place.partition(":")[0] for place in told("a\n\nb {{ texte('a')\n\nc\n")]


def test_close_names_are_offered() -> None:
    """An unknown macro is told with the nearest known one."""
    (found,) = scan("{{ nombre_etablissement() }}", "x").diagnostics
    assert "vouliez-vous dire nombre_etablissements" in found.message


def test_every_mistake_of_a_page_is_told() -> None:
    """Several mistakes of one page are told in one run, each at its place."""
    assert ["1:1 FIC001", "2:1 FIC002", "3:1 FIC002"] == told("{{ nope() }}\n{{ x }}\n{{ 1 }}\n")


def test_real_pages_pass(site_reel: Site) -> None:
    """Every page of the repository passes, and calls known macros."""
    calls = list(itertools.chain.from_iterable(page.scan.calls for page in site_reel.pages.values()))
    assert len(calls) > 100
    assert set() == {call.name for call in calls} - set(MACROS)
    assert [] == [str(d) for page in site_reel.pages.values() for d in page.scan.diagnostics]
