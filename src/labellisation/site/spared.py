# SPDX-License-Identifier: MIT
"""What the engine's plugins load or look for at each start, and no page uses: a tenth of the time of a build."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from jinja2 import Environment, FileSystemLoader

#: Macros that read the network, which ours never do; versions by path, which only publication writes.
_SELDOM = ("requests", "mike.jsonpath")


class _Later(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import of a module asks it
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


@contextmanager
def put_off() -> Iterator[None]:
    """Let the plugins that are imported while the block runs have these modules without reading them."""
    absent = [name for name in _SELDOM if name not in sys.modules]
    sys.modules.update((name, _Later(name)) for name in absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def ask_git_nothing() -> None:
    """Spare mkdocs-macros eleven runs of git: what it would tell the pages of the repository, no macro of ours says."""
    from mkdocs_macros import context

    context.get_git_info = dict


class _Loader(FileSystemLoader):
    """Finds the templates of a theme, and lists them without those of its hidden folders: fourteen thousand icons."""

    def list_templates(self) -> list[str]:
        found = set()
        for folder in map(Path, self.searchpath):
            for place in folder.iterdir() if folder.is_dir() else ():
                if place.is_file():
                    found.add(place.name)
                elif not place.name.startswith("."):
                    found.update(file.relative_to(folder).as_posix() for file in place.rglob("*") if file.is_file())
        return sorted(found)


def list_no_icons(theme: Any) -> None:
    """Let the environments that MkDocs makes of ``theme`` leave the icons out of their lists."""
    made: Callable[[], Environment] = theme.get_env

    def environment() -> Environment:
        env = made()
        env.loader = _Loader(theme.dirs)
        return env

    theme.get_env = environment
