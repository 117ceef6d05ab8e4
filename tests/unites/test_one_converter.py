# SPDX-License-Identifier: MIT
"""One Markdown converter for all the pages: each page is converted as by its own."""

from __future__ import annotations

from pathlib import Path

import markdown
import yaml
from mkdocs.utils.yaml import get_yaml_loader

from labellisation.site.one_converter import OneConverter
from tests.outils import ROOT

#: What a converter might keep of a page: ids, footnotes, references, abbreviations, raw HTML.
FIRST = """# Titre

## Partie {: #a }

SLM et CMQ[^1], [lien][ici].

[^1]: Note.

[ici]: https://exemple.invalid/

*[SLM]: Sigle fictif

<div>brut</div>
"""
SECOND = "# Titre\n\n## Partie\n\nSLM et CMQ[^1], [lien][ici].\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
EXTENSIONS = ["abbr", "attr_list", "footnotes", "md_in_html", "tables", "toc"]


def test_a_page_finds_nothing_of_another() -> None:
    """The second page has its own ids, no note, no link and no abbreviation of the first; its table of contents is its own."""
    one = OneConverter()
    configs = {"abbr": {"glossary": {"CMQ": "Campus fictif"}}, "toc": {"permalink": "#"}}
    for text in (FIRST, SECOND, FIRST, SECOND):
        alone = markdown.Markdown(extensions=EXTENSIONS, extension_configs=configs)
        same = one.Markdown(extensions=EXTENSIONS, extension_configs=configs)
        assert alone.convert(text) == same.convert(text)
        assert alone.toc_tokens == same.toc_tokens  # type: ignore[attr-defined]


def test_other_settings_another_converter() -> None:
    """A glossary that changed while a preview runs is followed."""
    one = OneConverter()
    configs = {"abbr": {"glossary": {"CMQ": "Campus fictif"}}}
    first = one.Markdown(extensions=["abbr"], extension_configs=configs)
    assert first is one.Markdown(extensions=["abbr"], extension_configs=configs)
    configs["abbr"] = {"glossary": {"CMQ": "Autre sens fictif"}}
    second = one.Markdown(extensions=["abbr"], extension_configs=configs)
    assert '<p><abbr title="Autre sens fictif">CMQ</abbr></p>' == second.convert("CMQ")


def test_the_extensions_of_the_site_keep_nothing() -> None:
    """With the very extensions of ``mkdocs.yml``: every written page, twice, as by a converter of its own."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), get_yaml_loader())  # noqa: S506 - ours
    listed = [next(iter(e.items())) if isinstance(e, dict) else (e, {}) for e in settings["markdown_extensions"]]
    asked = {"extensions": [name for name, _ in listed], "extension_configs": {name: e for name, e in listed if e}}
    one = OneConverter()
    pages = sorted(path for folder in ("docs", "fiches") for path in Path(ROOT, folder).rglob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in (*pages[::4], *pages[::-4])]
    for text in texts:
        assert markdown.Markdown(**asked).convert(text) == one.Markdown(**asked).convert(text)
    assert len(texts) > 20
