# SPDX-License-Identifier: MIT
"""What a build does not load nor look for: the site does not change by it (its time does)."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest
from mkdocs.theme import Theme
from mkdocs_macros import context

from labellisation.site import spared


def test_the_icons_of_the_theme_are_not_listed() -> None:
    """All its other files are, in the same order; a template that names an icon still finds it."""
    theme = Theme(name="material")
    before = theme.get_env().list_templates()
    icons = [name for name in before if name.startswith(".")]
    spared.list_no_icons(theme)
    env = theme.get_env()
    assert [name for name in before if name not in set(icons)] == env.list_templates()
    assert len(icons) > 5000
    svg = next(name for name in icons if name.endswith(".svg"))
    assert "<svg" in env.get_template(svg).render()


@pytest.mark.parametrize("name", ["requests", "mike.jsonpath"])
def test_a_module_that_is_put_off_is_read_when_it_is_asked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever imports it meanwhile may use it; whoever imports it later has it whole."""
    known = import_module(name)
    monkeypatch.delitem(sys.modules, name)
    with spared.put_off():
        meanwhile = sys.modules[name]
    assert name not in sys.modules
    attribute = next(attribute for attribute in vars(known) if not attribute.startswith("_"))
    assert getattr(meanwhile, attribute) is getattr(sys.modules[name], attribute)
    assert not hasattr(meanwhile, "absent")


def test_a_module_that_is_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing stands for what was read already, and nothing of it is lost."""
    known = import_module("requests")
    with spared.put_off():
        assert known is sys.modules["requests"]
    assert known is sys.modules["requests"]


def test_git_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """mkdocs-macros would run it eleven times for variables that no page reads."""
    monkeypatch.setattr(context, "get_git_info", context.get_git_info)
    monkeypatch.setattr(context.subprocess, "check_output", lambda *_a, **_k: pytest.fail("git a été lancé"))
    monkeypatch.setattr(context.subprocess, "run", lambda *_a, **_k: pytest.fail("git a été lancé"))
    spared.ask_git_nothing()
    assert {} == context.get_git_info()
