# SPDX-License-Identifier: MIT
"""A stock MkDocs + Material + macros site with as many pages as ours: the peer that we measure against."""

from __future__ import annotations

from pathlib import Path

_CONFIG = """\
site_name: Site ordinaire
site_url: ""
theme: {name: material, language: fr, features: [navigation.tabs]}
plugins: [search, macros]
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, tables, toc]
"""
_MACROS = "def define_env(env):\n    @env.macro\n    def texte(name):\n        return f'[{name}](https://exemple.invalid/{name})'\n"


def write_stock_site(folder: Path, long_texts: list[str], short_pages: int) -> int:
    """Write a stock site: one page for each of ``long_texts`` (Markdown), and ``short_pages`` short ones; return the count."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    (folder / "main.py").write_text(_MACROS, encoding="utf-8")
    (docs / "index.md").write_text("# Accueil\n\nSite de comparaison.\n", encoding="utf-8")
    for number, text in enumerate(long_texts):
        (docs / f"page-{number}.md").write_text(f"# Page {number}\n\n{text}", encoding="utf-8")
    for number in range(short_pages):
        body = (
            f"# Fiche courte {number}\n\nVoir {{{{ texte('exemple-{number}') }}}}.\n\n| champ | valeur |\n| --- | --- |\n"
            + "| nom | fictif |\n" * 6
        )
        (docs / f"courte-{number}.md").write_text(body, encoding="utf-8")
    return 1 + len(long_texts) + short_pages
