# SPDX-License-Identifier: MIT
"""The MkDocs adapter: it maps the site onto MkDocs' events and decides nothing."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..content import SourcePage
from ..diagnostics import Severite, count, report
from ..templates import override_folders
from . import local
from .contents import Contents
from .crew import Crew
from .frame import abbreviations
from .mkdocs_pages import OurFile, WrittenPage
from .model import Site
from .page_calls import compile_no_page
from .plan import LOCAL_STYLE, local_files
from .shell import Frames, headings, prepare_environment, tidy


class NoSettings(Config):
    """The plugin has none: the repository says everything."""


class LabellisationPlugin(BasePlugin[NoSettings]):
    """Loads the site, refuses a faulty one, mounts its pages, renders its macros."""

    #: Set by whoever has read and checked the repository already; without it the plugin does both.
    given: Site | None = None
    #: Who makes the generated pages, and reads every page as it comes.
    crew = Crew()
    site: Site
    contents: Contents

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.root = Path(config.config_file_path).parent
        self.use(self.given or Site.load(self.root, os.environ.get("LABELLISATION_DATE") or None))
        if self.given is None and count(self.site.diagnostics, Severite.ERREUR):
            raise PluginError(report(self.site.diagnostics))
        config.edit_uri = None  # each page is given its own address of edition
        for name, value in self.contents.settings().items():
            config[name] = value or config[name]
        # What a fork adds comes first: its templates, its part of the menu, its colours.
        config.theme.dirs[:0] = map(str, override_folders(self.root))
        part = local.navigation(self.site)
        if part and config.nav is not None:
            config.nav = [*config.nav[:1], part, *config.nav[1:]]
        config.extra["academie"] = local.identity(self.site)
        if LOCAL_STYLE in local_files(self.site.academie):
            config.extra_css.append(LOCAL_STYLE)
        return config

    def use(self, site: Site) -> None:
        """Make the pages from ``site``."""
        self.site, self.contents = site, Contents(site)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        source = lambda uri: self.contents.source(uri)  # noqa: E731 - the contents of a preview change
        for page in self.site.pages.values():
            file = files.get_file_from_path(page.uri) or self._mount(page, files, config)
            WrittenPage(self.contents.title(page.uri), file, config, source, self.site.edit_url(page.path))
        for planned in self.site.plan.values():
            if planned.kind in local.MARKDOWN_KINDS:
                file = File.generated(config, planned.uri, content="")
                WrittenPage(None, file, config, source, self.site.edit_url(planned.source))
                files.append(file)
        self._mount_ours(files, config)
        if strangers := self.contents.strangers(file.src_uri for file in files.documentation_pages()):
            raise PluginError("\n".join(strangers))
        return files

    def _mount_ours(self, files: Files, config: MkDocsConfig) -> None:
        for uri, place in self.contents.places():
            files.append(OurFile(uri, config, place))

    def renew(self, site: Site) -> None:
        """Take ``site`` in the place of the last one, whose written pages and settings were the same."""
        self.use(site)
        for file in [file for file in self.files if isinstance(file, OurFile)]:
            self.files.remove(file)
        self._mount_ours(self.files, self.config_used)
        self.on_nav(self.nav, self.config_used, self.files)

    def _mount(self, page: SourcePage, files: Files, config: MkDocsConfig) -> File:
        if page.path.endswith(page.uri):
            source = self.root / page.path.removesuffix(page.uri)
            file = File(page.uri, str(source), config.site_dir, config.use_directory_urls)
        else:  # a fork's page, whose folder is not its address
            file = File.generated(config, page.uri, content=page.body)
        files.append(file)
        return file

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Start the generated pages: what their frame shows of the others is known."""
        self.nav, self.files, self.config_used, self.env = nav, files, config, config.theme.get_env()
        config.mdx_configs["abbr"] = {"glossary": abbreviations(self.site)}
        prepare_environment(self.env, self.root)
        compile_no_page(config.plugins["macros"].env)  # type: ignore[attr-defined]
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.read_source(config)
        frames = Frames(self.env.get_template("main.html"), self._around)
        folder = Path(config.site_dir)
        self.write = partial(self.contents.write_page, frames, self.crew, folder, config.site_url)
        self.crew.start(*self.contents.tasks(folder, self.write))
        return nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        return self.env

    def on_post_build(self, config: MkDocsConfig) -> None:
        self.crew.finish()

    def _around(self, page: Any) -> dict[str, Any]:
        """Return what the frame knows of a generated page beside itself."""
        context = get_context(self.nav, self.files.documentation_pages(), self.config_used, page)
        return {**context, "labellisation": self.contents.around(page)}

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        content = self.contents.expanded(page.file.src_uri, page.url, html)
        if page.file.src_uri in self.site.plan:
            page.toc = headings(content)  # type: ignore[assignment]
        return content

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        source = self.site.pages.get(page.file.src_uri)
        context["labellisation"] = self.contents.around(page, source.body if source else "")
        return context

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        context["adresses"] = self.contents.addresses(config.site_url)
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        return self.crew.read(page.url, tidy(output))

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        return tidy(output_content)
