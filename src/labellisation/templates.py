# SPDX-License-Identifier: MIT
"""Where the templates are, and what makes them fast: their compiled form is kept, names are looked for once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from . import layout

#: Under the repository; ignored by git, and may be deleted at any time.
FOLDER = Path(".cache", "gabarits")
_ESCAPED = re.compile("[&<>\"']")
_METHODS = frozenset(dir(dict))


def override_folders(root: Path) -> list[Path]:
    """Return the folders of templates that a fork puts before ours, its own before the région's."""
    folders = (root / layer / "overrides" for layer in reversed(layout.LAYERS))
    return [folder for folder in folders if folder.is_dir()]


def template_folders(root: Path) -> list[Path]:
    """Return where the templates of a repository and of its fork are looked for, in order."""
    return [*override_folders(root), root / "overrides"]


def fragment_folders(root: Path) -> list[Path]:
    """Return where the fragments are looked for, in order."""
    return [folder / "fragments" for folder in template_folders(root)]


class TemplateCache(FileSystemBytecodeCache):
    """Keeps them in memory for a preview, and on disk where it can be written.

    Jinja reads an entry only if the source of the template and its own version are those that made it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._folder = folder
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bytecode of the template that the bucket names, if it is known."""
        if kept := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(kept)
        else:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bytecode of a template."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


@cache
def template_cache(root: Path) -> TemplateCache:
    """Return the cache of the repository ``root``."""
    return TemplateCache(root / FOLDER)


class _QuickTemplate(Template):
    """A template that prints a text as it is where nothing in it is to be escaped: most of them."""

    @classmethod
    def from_code(cls, environment: Environment, code: Any, globals: Any, uptodate: Any = None) -> Template:
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = _printed
        return made


def _printed(value: Any) -> str:
    """Return what Jinja's own ``escape`` would make of ``value``; two times of three, ``value`` itself."""
    kind = value.__class__
    if kind is Markup or (kind is str and not _ESCAPED.search(value)):
        return value  # type: ignore[no-any-return]
    return escape(value)


def quicken(env: Environment) -> None:
    """Make the templates of ``env``, which has all its globals, faster; what they render is the same.

    Jinja gives each template two maps of globals, to follow what changes later: nothing does, and both would be gone
    through for each page. Of a dict, it asks for an attribute before a key; of a text, it makes one that is escaped,
    whatever it holds.
    """

    def globals_of(given: Any) -> dict[str, Any]:
        return {**env.globals, **(given or {})}

    def value_of(thing: Any, name: str) -> Any:
        if thing.__class__ is dict and name in thing and name not in _METHODS:
            return thing[name]
        try:
            return getattr(thing, name)
        except AttributeError:
            return slowly(thing, name)

    slowly = env.getattr
    env.make_globals = globals_of  # type: ignore[assignment, method-assign]
    env.getattr = value_of  # type: ignore[assignment, method-assign]
    env.template_class = _QuickTemplate


def fragments(root: Path, folders: Sequence[Path] = ()) -> Environment:
    """Return where the fragments of the repository ``root``, or of ``folders``, are found, without the filters of a site."""
    env = Environment(
        loader=FileSystemLoader(folders or fragment_folders(root)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=template_cache(root),
    )
    quicken(env)
    return env
