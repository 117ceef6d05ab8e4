# SPDX-License-Identifier: MIT
"""What makes templates fast: their compiled form is kept from one build to the next, and names are looked for once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.bccache import Bucket

#: Under the repository; ignored by git, and may be deleted at any time.
FOLDER = Path(".cache", "gabarits")


def override_folders(root: Path) -> list[Path]:
    """Return the folders of templates that a fork puts before ours, its own before the région's."""
    from .registry import layout  # after the copy that compiles: the whole registry comes with it

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


def settle(env: Environment) -> None:
    """Give each template the globals that ``env`` has when it is loaded, in one map.

    Jinja gives it two, to follow what changes later: nothing does, and both would be gone through for each page.
    """

    def globals_of(given: Any) -> dict[str, Any]:
        return {**env.globals, **(given or {})}

    env.make_globals = globals_of  # type: ignore[assignment, method-assign]


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
    settle(env)
    return env


class _AnyFilter(dict[str, Callable[..., Any]]):
    """Jinja's filters, and those of a site, of which a template is compiled knowing the names only."""

    def get(self, name: str, _default: Any = None) -> Callable[..., Any]:
        return super().get(name, self._later)

    @staticmethod
    def _later(*_values: Any, **_options: Any) -> Any:
        raise TypeError  # nothing is worked out with it when the template is compiled


def compile_fragments(root: Path) -> None:
    """Compile the fragments of ``root``, those of pages first; one that is wrong is told of by the page that asks for it."""
    env = fragments(root)
    env.filters = _AnyFilter(env.filters)
    names = {path.name for folder in fragment_folders(root) for path in folder.glob("*.html")}
    for name in sorted(names, key=lambda name: (not name.startswith(("page-", "_commun")), name)):
        with suppress(TemplateError, OSError, UnicodeError):
            env.get_template(name)
