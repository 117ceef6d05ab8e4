# SPDX-License-Identifier: MIT
"""Running MkDocs: one whole build, or one page at a time as a preview asks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from . import engine_messages, spared
from .crew import Crew
from .engine_watch import EngineError, listening
from .model import Site
from .plugin import LabellisationPlugin

__all__ = ["Engine", "EngineError"]

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
_REFUSALS = (Abort, BuildError, ConfigurationError)


class Engine:
    """MkDocs on one repository, writing into one folder; its methods raise :class:`EngineError` if it fails or warns."""

    #: Set by :meth:`build` and :meth:`prepare`.
    _config: MkDocsConfig

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder

    @property
    def plugin(self) -> LabellisationPlugin:
        return cast(LabellisationPlugin, self._config.plugins["labellisation"])

    def build(self, site: Site, crew: Crew | None = None) -> None:
        """Build every page of ``site``, already checked; ``crew`` makes the generated ones, and reads them all."""
        with listening(site, _REFUSALS):
            build(self._configure(site, crew or Crew()))

    def prepare(self, site: Site, crew: Crew) -> None:
        """Get ready to write the files of ``site``, already checked, one at a time."""
        with listening(site, _REFUSALS):
            config = self._configure(site, crew)
            config = config.plugins.on_config(config)
            config.plugins.on_pre_build(config=config)
            files = get_files(config)
            files.add_files_from_theme(config.theme.get_env(), config)
            files = config.plugins.on_files(files, config=config)
            set_exclusions(files, config)
            config.plugins.on_nav(get_navigation(files, config), config=config, files=files)

    def _configure(self, site: Site, crew: Crew) -> MkDocsConfig:
        if faults := engine_messages.settings(self.root).diagnostics:
            raise EngineError(list(faults))
        with spared.put_off():
            config = self._config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.folder), strict=False)
        spared.ask_git_nothing()
        spared.list_no_icons(config.theme)
        config.plugins.on_startup(command="build", dirty=False)
        self.plugin.given, self.plugin.crew = site, crew
        return config

    def write(self, name: str) -> None:
        """Write the page whose source is ``name``, or what the theme makes under this name (« Not found », map)."""
        plugin, config = self.plugin, self._config
        with listening(plugin.site, _REFUSALS):
            file = plugin.files.get_file_from_path(name)
            if name in config.theme.static_templates:
                _build_theme_template(name, plugin.env, plugin.files, config, plugin.nav)
            elif file is None or file.page is None:
                plugin.write(plugin.site.plan[name])
            else:
                _populate_page(file.page, config, plugin.files)
                _build_page(file.page, config, plugin.files.documentation_pages(), plugin.nav, plugin.env)

    def assets(self) -> dict[str, Path]:
        """Return the site path and the source of every file that is copied as it is."""
        files = [f for f in self.plugin.files if f.abs_src_path and not f.is_documentation_page()]
        return {Path(f.abs_dest_path).relative_to(self.folder).as_posix(): Path(str(f.abs_src_path)) for f in files}
