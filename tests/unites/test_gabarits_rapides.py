# SPDX-License-Identifier: MIT
"""Quick templates render what Jinja's own would."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from labellisation.templates import quicken


class Sorted(dict[str, int]):
    """A dict of another kind: Jinja's own rule holds."""


class Drawn:
    """An object that knows its HTML."""

    def __html__(self) -> str:
        return "<b>&</b>"


VALUES: tuple[Any, ...] = (
    "sans rien",
    "",
    "L’été à l'ombre",
    "a < b > c & \"d\" 'e'",
    "&amp;",
    Markup("<b>déjà</b>"),
    12,
    3.5,
    None,
    True,
    ["<", Markup("<i>")],
    Drawn(),
    jinja2.Undefined(),
    {"titre": "<t>", "items": "une clé", "vide": None},
    Sorted(titre=1, items=2),
    SimpleNamespace(titre="<objet>", items="attribut"),
)
TEMPLATES = (
    "{{ x }}",
    "{{ x ~ '<' ~ x }}",
    "{{ x.titre }}|{{ x.vide }}|{{ x.absent }}",
    "{% macro m(y) %}<p>{{ y }}</p>{% endmacro %}{{ m(x) }}{{ m(x) ~ x }}",
    "{% set bloc %}<p>{{ x }}</p>{% endset %}{{ bloc }}",
    "{% filter upper %}{{ x }}{% endfilter %}",
    "{% autoescape false %}{{ x }}{% endautoescape %}{{ x | e }}{{ x | safe }}",
    "{% for nom, valeur in x.items() %}{{ nom }} : {{ valeur }} ;{% endfor %}",
)


def rendered(env: jinja2.Environment, template: str, value: object) -> str:
    """Return what the template makes of ``value``, or why it makes nothing."""
    try:
        return env.from_string(template).render(x=value)
    except Exception as error:
        return f"{type(error).__name__} {error}"


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("undefined", [jinja2.Undefined, jinja2.StrictUndefined])
def test_a_quick_template_renders_what_a_slow_one_does(template: str, undefined: type[jinja2.Undefined]) -> None:
    """Whatever the value: escaped once, a key of a dict after its methods, the same error."""
    slow, quick = (jinja2.Environment(autoescape=True, undefined=undefined) for _ in range(2))
    quicken(quick)
    assert [rendered(slow, template, value) for value in VALUES] == [rendered(quick, template, v) for v in VALUES]
    assert quick.from_string("{{ x }}").render(x="<") == "&lt;"
