# SPDX-License-Identifier: MIT
"""Templates compiled ahead: beside the start of a build, which finds them in the cache."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateError, pass_context

from .templates import fragment_folders, fragments, template_cache, template_folders

#: The filters that the engine gives the templates of the frame, and that read the page: they are compiled otherwise.
READ_THE_PAGE = ("script_tag", "url")
#: What the names of the fragments begin with that the first pages need.
_FIRST = ("page-", "_commun")
#: A template that another calls by its name.
_CALL = re.compile(r"{%-?\s*(?:extends|import|include|from)\s+[\"']([^\"']+)[\"']")


class _AnyFilter(dict[str, Callable[..., Any]]):
    """Jinja's filters, and those of a site, of which a template is compiled knowing the names only."""

    def get(self, name: str, _default: Any = None) -> Callable[..., Any]:
        return super().get(name, self._of_page if name in READ_THE_PAGE else self._later)

    @staticmethod
    def _later(*_values: Any, **_options: Any) -> Any:
        raise TypeError  # nothing is worked out with it when the template is compiled

    @staticmethod
    @pass_context
    def _of_page(*_values: Any, **_options: Any) -> Any:
        raise TypeError


def compile_ahead(root: Path) -> None:
    """Compile the templates of ``root``, those that the first pages need first; one that is wrong is told of by its page."""
    ours = fragments(root)
    names = sorted({path.name for folder in fragment_folders(root) for path in folder.glob("*.html")})
    _compile(ours, [name for name in names if name.startswith(_FIRST)])
    _compile(*_frame(root))
    _compile(ours, names)


def _frame(root: Path) -> tuple[Environment, list[str]]:
    """Return where the frame of a page is found, and the names of its templates."""
    theme = find_spec("material")
    themes = [Path(folder, "templates") for folder in (theme and theme.submodule_search_locations) or ()]
    loader = FileSystemLoader([*template_folders(root), *themes])
    env = Environment(loader=loader, autoescape=True, bytecode_cache=template_cache(root))
    names = ["main.html"]
    for name in names:  # each adds those that it calls
        with suppress(TemplateError, OSError, UnicodeError):
            source, _file, _fresh = loader.get_source(env, name)
            names += [called for called in _CALL.findall(source) if called not in names]
    return env, names


def _compile(env: Environment, names: Sequence[str]) -> None:
    env.filters = _AnyFilter(env.filters)
    for name in names:
        with suppress(TemplateError, OSError, UnicodeError):
            env.get_template(name)
