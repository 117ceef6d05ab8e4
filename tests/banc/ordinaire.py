# SPDX-License-Identifier: MIT
"""The peer that we measure against: a stock MkDocs + Material + macros site with as many pages as ours; Zensical builds the same tree.

Its menu names the long pages only. A thousand pages in the menu cost a stock site ten times more: nobody would keep them there.
"""

from __future__ import annotations

import re
from pathlib import Path

from labellisation.content import read_pages

_CONFIG = """\
site_name: Site ordinaire
site_url: ""
theme: {name: material, language: fr, features: [navigation.tabs]}
plugins: [search, macros]
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, tables, toc]
"""
_MENU = "validation: {nav: {omitted_files: ignore}}\nnav:\n"
_MACROS = "def define_env(env):\n    @env.macro\n    def texte(name):\n        return f'[{name}](https://exemple.invalid/{name})'\n"
#: An établissement as somebody would write it by hand, with a macro.
_SHORT = """\
# Lycée fictif n° {number}

Commune fictive {number}, académie fictive.

## Label

Lycée des métiers fictifs de la mesure {number}, d’après {{{{ texte('exemple-{number}') }}}}.

| champ | valeur |
| --- | --- |
| identifiant | {number:07} |
| commune | Commune fictive {number} |
| décision | juin 2024 |
| début | 1er septembre 2024 |
| échéance | 31 août 2029 |
| source | exemple.invalid |

Une erreur ? Proposez une correction.
"""
#: Long pages named in the menu, as in ours.
_IN_MENU = 16


def plain_texts(root: Path) -> list[str]:
    """Return our own pages without what a stock site does not know: macros go, internal links lead home."""
    pages, _problems = read_pages(root)
    plain = (
        "\n".join(line for line in page.body.split("\n") if "{{" not in line and "{%" not in line)
        for page in pages.values()
    )
    return [re.sub(r"\]\((?!https?:)[^)]*\)", "](index.md)", text) for text in plain]


def write_stock_site(folder: Path, long_texts: list[str], pages: int, *, all_in_menu: bool = False) -> int:
    """Write a stock site of ``pages`` pages at least: the home, one for each of ``long_texts`` (Markdown), short ones; return their number."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    names = ["index.md", *(f"page-{number}.md" for number in range(len(long_texts)))][:_IN_MENU]
    menu = "" if all_in_menu else _MENU + "".join(f"  - {name}\n" for name in names)
    (folder / "mkdocs.yml").write_text(_CONFIG + menu, encoding="utf-8")
    (folder / "main.py").write_text(_MACROS, encoding="utf-8")
    (docs / "index.md").write_text("# Accueil\n\nSite de comparaison.\n", encoding="utf-8")
    for number, text in enumerate(long_texts):
        (docs / f"page-{number}.md").write_text(f"# Page {number}\n\n{text}", encoding="utf-8")
    short = max(0, pages - 1 - len(long_texts))
    for number in range(short):
        (docs / f"courte-{number}.md").write_text(_SHORT.format(number=number), encoding="utf-8")
    return 1 + len(long_texts) + short
