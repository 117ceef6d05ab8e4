# SPDX-License-Identifier: MIT
"""Templates compiled ahead: beside the start of a build, which finds them in the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateError, pass_context

from . import layout
from .templates import fragment_folders, fragments, template_cache, template_folders

#: The filters that the engine gives the templates of the frame, and that read the page: they are compiled otherwise.
READ_THE_PAGE = ("script_tag", "url")
#: What the names of the fragments that every site renders begin with: those of the first pages, then the others.
_FRAGMENTS = ("page-", "_commun"), ("macro-", "carte-")
#: And the one that only a fork renders.
_OF_A_FORK = "page-accueil-academie.html"
#: The templates of the frame that take a while: those of the theme, or ours that stand for them.
FRAME = (
    "base.html",
    "main.html",
    "partials/entete-page.html",
    "partials/fil.html",
    "partials/footer.html",
    "partials/header.html",
    "partials/icons.html",
    "partials/language.html",
    "partials/languages/en.html",
    "partials/languages/fr.html",
    "partials/logo.html",
    "partials/nav.html",
    "partials/pied-page.html",
    "partials/search.html",
    "partials/tabs.html",
    "partials/toc.html",
    "partials/voisines.html",
)


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
    """Compile the templates of ``root`` that a build needs; one that is wrong is told of by the page that asks for it."""
    names = sorted({path.name for folder in fragment_folders(root) for path in folder.glob("*.html")})
    if not (root / layout.OVERLAY).is_dir():
        names = [name for name in names if name != _OF_A_FORK]
    theme = find_spec("material")
    themes = [Path(folder, "templates") for folder in (theme and theme.submodule_search_locations) or ()]
    loader = FileSystemLoader([*template_folders(root), *themes])
    ours, frame = fragments(root), Environment(loader=loader, autoescape=True, bytecode_cache=template_cache(root))
    ours.optimized = False  # there is little that could be worked out ahead in ours
    first, others = ([name for name in names if name.startswith(begins)] for begins in _FRAGMENTS)
    _compile(ours, first)
    _compile(frame, FRAME)
    _compile(ours, others)


def _compile(env: Environment, names: Iterable[str]) -> None:
    env.filters = _AnyFilter(env.filters)
    for name in names:
        with suppress(TemplateError, OSError, UnicodeError):
            env.get_template(name)
