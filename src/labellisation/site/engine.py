# SPDX-License-Identifier: MIT
"""Running MkDocs: one whole build, or the pages that changed since the last one."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from . import engine_messages
from .crew import Crew
from .engine_watch import EngineError, Messages, epoch
from .model import Site
from .plugin import LabellisationPlugin

__all__ = ["Engine", "EngineError"]

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class Engine:
    """MkDocs on one repository, writing into one folder."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self._config: MkDocsConfig | None = None

    @property
    def plugin(self) -> LabellisationPlugin:
        assert self._config is not None  # noqa: S101 - build() comes first
        return cast(LabellisationPlugin, self._config.plugins["labellisation"])

    def build(self, site: Site, command: str = "build", crew: Crew | None = None) -> None:
        """Build every page of ``site``, already checked; ``crew`` makes the generated ones, and reads them all.

        Raises :class:`EngineError` when MkDocs fails or warns.
        """
        if faults := engine_messages.settings(self.root).diagnostics:
            raise EngineError(list(faults))
        with self._listening(site):
            config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.folder), strict=False)
            config.plugins.on_startup(command=cast(Any, command), dirty=False)
            plugin = cast(LabellisationPlugin, config.plugins["labellisation"])
            plugin.given, plugin.crew = site, crew or Crew()
            with epoch(site.day.epoch):
                build(config)
        self._config = config

    def rebuild_pages(self, site: Site, uris: list[str]) -> None:
        """Build again the written pages of ``site`` at ``uris`` only; raise :class:`EngineError` as :meth:`build`."""
        assert self._config is not None  # noqa: S101 - build() comes first
        self.plugin.use(site)
        files = self.plugin.files
        with self._listening(site):
            for uri in uris:
                file = files.get_file_from_path(uri)
                if file is not None and file.page is not None:
                    _populate_page(file.page, self._config, files)
                    _build_page(file.page, self._config, files.documentation_pages(), self.plugin.nav, self.plugin.env)

    @contextmanager
    def _listening(self, site: Site) -> Iterator[None]:
        """Gather what MkDocs says while the block runs, and raise it in French; nothing of it reaches the terminal."""
        messages = Messages()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(messages)
        logger.propagate = False
        try:
            yield
        except (Abort, BuildError, ConfigurationError) as error:
            raise EngineError(engine_messages.diagnostics(site, [*messages.texts, str(error)])) from error
        except EngineError:
            raise
        except Exception as error:
            raise EngineError([engine_messages.of_exception(self.root, error)]) from error
        finally:
            logger.removeHandler(messages)
        if messages.texts:
            raise EngineError(engine_messages.diagnostics(site, messages.texts))
