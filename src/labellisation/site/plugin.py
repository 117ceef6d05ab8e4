# SPDX-License-Identifier: MIT
"""The MkDocs adapter: it maps the site onto MkDocs' events and decides nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
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
from ..exports import export_files
from ..templates import template_cache
from . import forge, local
from .feeds import feed_files
from .frame import abbreviations, frame, generated_meta, meta_of
from .generated import view
from .macros import Call
from .mkdocs_pages import GeneratedFile, WrittenPage, table_of_contents
from .model import Site
from .plan import LOCAL_STYLE, PlannedPage
from .policy import policy
from .redirects import redirect_files
from .render import Renderer
from .shell import Frames, GeneratedPage, canonical, headings
from .state import VERSION, is_closed
from .tokens import expand

_AUTOCOMPLETE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')


HOME_LABEL = "Accueil"


class NoSettings(Config):
    """The plugin has none: the repository says everything."""


class LabellisationPlugin(BasePlugin[NoSettings]):
    """Loads the site, refuses a faulty one, mounts its pages, renders its macros."""

    #: Set by whoever has read and checked the repository already; without it the plugin does both.
    given: Site | None = None
    #: Told the address and the content of each page when it is written.
    reader: Callable[[str, str], None] | None = None
    #: Whether the pages are served by the live preview, which writes a script of its own into them.
    preview = False
    site: Site
    renderer: Renderer

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.root = Path(config.config_file_path).parent
        self.use(self.given or Site.load(self.root, os.environ.get("LABELLISATION_DATE") or None))
        if self.given is None and count(self.site.diagnostics, Severite.ERREUR):
            raise PluginError(report(self.site.diagnostics))
        config.mdx_configs["abbr"] = {"glossary": abbreviations(self.site)}
        config.repo_url = forge.repository_url() or config.repo_url
        config.edit_uri = None  # each page is given its own address of edition
        config.site_url = forge.site_url() or config.site_url
        config.site_name = str(self.site.registry.site.get("nom") or config.site_name)
        config.site_description = str(self.site.registry.site.get("description") or "") or None
        self._open_on_academie(config)
        return config

    def _open_on_academie(self, config: MkDocsConfig) -> None:
        """Put first what a fork adds: its templates, its part of the menu, its colours."""
        config.theme.dirs[:0] = map(str, local.override_folders(self.root))
        part = local.navigation(self.site)
        if part and config.nav is not None:
            config.nav = [*config.nav[:1], part, *config.nav[1:]]
        config.extra["academie"] = local.identity(self.site)
        if LOCAL_STYLE in self.site.other_files:
            config.extra_css.append(LOCAL_STYLE)

    def use(self, site: Site) -> None:
        """Make the pages from ``site``."""
        self.site = site
        self.renderer = Renderer(site, local.fragment_folders(site.root))

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for page in self.site.pages.values():
            file = files.get_file_from_path(page.uri) or self._mount(page, files, config)
            title = HOME_LABEL if page.uri == "index.md" else None
            written = WrittenPage(title, file, config, partial(self._source, page.uri))
            written.edit_url = self.site.edit_url(page.path)
        for planned in self.site.plan.values():
            if planned.kind in local.MARKDOWN_KINDS:
                file = File.generated(config, planned.uri, content="")
                written = WrittenPage(None, file, config, partial(self._local_source, planned))
                written.edit_url = self.site.edit_url(planned.source)
            else:
                file = GeneratedFile(planned.uri, config, partial(self.generated, planned))
            files.append(file)
        for path, content in (
            *export_files(self.site.table),
            *redirect_files(self.site, self.renderer),
            *feed_files(self.site, self.renderer),
            *local.local_contents(self.site, self.renderer),
            *self.site.tool_files.items(),
        ):
            files.append(File.generated(config, path, content=content))
        self._refuse_strangers(files)
        return files

    def _refuse_strangers(self, files: Files) -> None:
        """Stop if MkDocs found a page that our reading, and so our checks, did not."""
        known = self.site.pages.keys() | self.site.plan.keys()
        strangers = sorted(file.src_uri for file in files.documentation_pages() if file.src_uri not in known)
        if strangers:
            wanted = "page que les contrôles n’ont pas lue\u00a0: attendu un fichier .md ordinaire"
            raise PluginError("\n".join(f"docs/{uri}:1:1 FIC006 {wanted}" for uri in strangers))

    def _mount(self, page: SourcePage, files: Files, config: MkDocsConfig) -> File:
        if page.path.endswith(page.uri):
            source = self.root / page.path.removesuffix(page.uri)
            file = File(page.uri, str(source), config.site_dir, config.use_directory_urls)
        else:  # a fork's page, whose folder is not its address
            file = File.generated(config, page.uri, content=page.body)
        files.append(file)
        return file

    def _source(self, uri: str) -> tuple[str, dict[str, Any]]:
        page = self.site.pages[uri]
        meta = meta_of(page, self.site.registry.schema("page").typed(page.front_matter.value))
        return local.body(self.site, page), meta

    def _local_source(self, planned: Any) -> tuple[str, dict[str, Any]]:
        return local.markdown_of(self.site, planned), {**generated_meta(planned), "render_macros": True}

    def generated(self, planned: PlannedPage) -> str:
        """Return the whole generated page ``planned``."""
        content = local.banner(self.renderer, self.site, planned.uri, planned.url)
        content += Markup(self.renderer.render(f"page-{planned.kind}", planned.url, **view(self.site, planned)))  # noqa: S704 - an autoescaped template's output
        page = GeneratedPage(
            planned.titre,
            planned.url,
            generated_meta(planned),
            self.site.edit_url(planned.source),
            canonical(self.config_used.site_url, planned.url),
            content,
            headings(content),
        )
        return self._done(planned.url, self.frames.render(page))

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        return nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """Escape every value that the frame prints (MkDocs does not), and keep what a partial build needs."""
        env.autoescape, env.bytecode_cache = True, template_cache(self.root)
        env.filters["politique"] = partial(policy, preview=self.preview)
        self.env, self.files, self.config_used = env, files, config
        self.frames = Frames(env.get_template("main.html"), self._around)
        return env

    def _around(self, page: Any) -> dict[str, Any]:
        """Return what the frame knows of a generated page beside itself."""
        context = get_context(self.nav, self.files.documentation_pages(), self.config_used, page)
        return {**context, "labellisation": self._frame(page)}

    def _frame(self, page: Any, body: str = "") -> dict[str, Any]:
        return frame(self.site, dict(page.meta), page.url, body, os.environ.get(VERSION), is_closed())

    def _done(self, url: str, output: str) -> str:
        """Return a page as it is written, and hand it to whoever reads the pages as they come."""
        page = tidy(output)
        if self.reader is not None:
            self.reader(url, page)
        return page

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        call = Call(self.site, page.file.src_uri, page.url)
        content = expand(html, lambda name, args, kwargs: local.render(self.renderer, call, name, args, kwargs))
        if isinstance(page, WrittenPage) and page.file.src_uri in self.site.plan:
            page.toc = table_of_contents(content)
        content = local.banner(self.renderer, self.site, page.file.src_uri, page.url) + Markup(content)  # noqa: S704 - idem
        return Markup(content)  # noqa: S704 - cleaned Markdown, and the output of autoescaped templates

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        source = self.site.pages.get(page.file.src_uri)
        context["labellisation"] = self._frame(page, source.body if source else "")
        return context

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        generated = (page.url for page in self.site.plan.values() if page.kind not in local.MARKDOWN_KINDS)
        context["adresses"] = [address for url in generated if (address := canonical(config.site_url, url))]
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        return self._done(page.url, output)

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        return tidy(output_content)


def tidy(output: str) -> str:
    """Return a page without the attributes that the HTML standard refuses where the theme puts them."""
    return _AUTOCOMPLETE.sub(r"\1", output)
