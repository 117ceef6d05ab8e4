# SPDX-License-Identifier: MIT
"""What an engine is set up with, read once: files that change on the disk change nothing of the pages before they are checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jinja2

from ..site import local
from ..site.contents import Contents
from ..site.crew import Crew, Task
from ..site.engine import Engine
from ..site.model import Site
from ..site.plan import LOCAL_STYLE, asset_files, local_files
from ..templates import template_folders

#: The templates that our renderer reads, and those of the PDF files, which no page needs.
_FRAGMENTS, _PAPERS = "fragments", "impression"


class Later(Crew):
    """Makes no page before it is asked."""

    def start(self, tasks: Sequence[Task], samples: int = 0) -> None:
        """Leave ``tasks`` undone."""


def shape_of(site: Site) -> Any:
    """Return what an engine is prepared for, and keeps: another value, another engine."""
    return (
        site.day,
        (site.root / "mkdocs.yml").read_bytes(),
        [(page.uri, page.path, site.edit_url(page.path)) for page in site.pages.values()],
        Contents(site).settings(),
        local.navigation(site),
        local.identity(site),
        LOCAL_STYLE in local_files(site.academie),
        list(asset_files(site.root)),
        [path for folder in template_folders(site.root) for path in _under(folder) if path.suffix != ".html"],
    )


def _under(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def freeze(engine: Engine, root: Path) -> None:
    """Load every template of the repository now: nothing that the engine makes later reads them again."""
    for folder in template_folders(root):
        for path in _under(folder):
            if owned := _owner(engine, folder, path):
                env, name = owned
                env.get_template(name)


def compiled(engine: Engine, root: Path, changed: Iterable[str]) -> None:
    """Compile the templates among the ``changed`` files; raise what is wrong with one, before anything uses it."""
    for folder in template_folders(root):
        for path in (root / name for name in changed):
            if path.is_relative_to(folder) and path.is_file() and (owned := _owner(engine, folder, path)):
                env, name = owned
                env.compile(path.read_text(encoding="utf-8"), name, str(path))


def _owner(engine: Engine, folder: Path, path: Path) -> tuple[jinja2.Environment, str] | None:
    """Return what renders the template ``path`` of ``folder``, and its name there; ``None`` if no page needs it."""
    name = path.relative_to(folder)
    if path.suffix != ".html" or name.parts[0] == _PAPERS:
        return None
    if name.parts[0] == _FRAGMENTS:
        return engine.plugin.contents.renderer.env, name.relative_to(_FRAGMENTS).as_posix()
    return engine.plugin.env, name.as_posix()
