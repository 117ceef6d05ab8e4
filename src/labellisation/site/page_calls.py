# SPDX-License-Identifier: MIT
"""The macros of a page called as the scan found them: Jinja would make a program of each page, to run it once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, nodes

from ..content.scan import parts


class _Page:
    """What mkdocs-macros takes for the template of a page."""

    def __init__(self, text: str, env: Environment) -> None:
        self._text, self._env = text, env

    def render(self, **variables: Any) -> str:
        """Return the text with what its macros return."""
        known = {**self._env.globals, **variables}
        found = parts(self._text)
        if found is not None:
            try:
                return "".join(_written(part, known) for part in found)
            except nodes.Impossible:
                pass
        return Environment.from_string(self._env, self._text).render(**variables)


def _written(part: nodes.Expr, known: Mapping[str, Any]) -> str:
    """Return a text, or what a call with constants returns; raise :class:`jinja2.nodes.Impossible` for anything else."""
    match part:
        case nodes.TemplateData(data=text):
            return str(text)
        case nodes.Call(node=nodes.Name(name=name), dyn_args=None, dyn_kwargs=None) if name in known:
            args = [arg.as_const() for arg in part.args]
            return str(known[name](*args, **{pair.key: pair.value.as_const() for pair in part.kwargs}))
    raise nodes.Impossible


def compile_no_page(env: Environment) -> None:
    """Let mkdocs-macros, whose templates ``env`` makes, call the macros of a page without a program of its own."""
    env.from_string = lambda text: _Page(text, env)  # type: ignore[method-assign, assignment, misc]
