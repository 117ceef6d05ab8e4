# SPDX-License-Identifier: MIT
"""What MkDocs says reaches the editor in French, at the line that it speaks of."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import mkdocs
import pytest

from labellisation.diagnostics import Severite
from labellisation.site.engine import Engine, EngineError
from labellisation.site.engine_messages import diagnostics
from labellisation.site.french_mkdocs import is_known, translate
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot

MODULES = ("structure/pages.py", "structure/files.py", "structure/nav.py", "config/base.py", "config/config_options.py",
           "config/defaults.py", "commands/build.py", "utils/__init__.py", "utils/yaml.py", "theme.py")  # fmt: skip
SAYS = re.compile(r"(?:^|\.)(?:ValidationError|BuildError|Abort|ConfigurationError|warning|error|log|append)$")
DIRTY = (
    "A 'dirty' build is being performed, this will likely lead to inaccurate navigation and other links within your site. "
    "This option is designed for site development purposes only."
)
#: For a programmer, or whose words come from elsewhere: no file of an editor makes them.
INTERNAL = {
    "A plugin has set File.page to a type other than Page.",
    "config_file_path is not a Unicode string.",
    "Can't set config_file_path in config",
    "For internal use only.",
    DIRTY,
    "Doc file '1' contains a link '1', but 1.1",  # its two forms are seen in the builds below
}


def sample(node: ast.expr) -> str | None:
    """Return the sentence that ``node`` writes, with « 1 » for each value; ``None`` if it is no sentence of MkDocs."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = [
            p.value if isinstance(p, ast.Constant) else "<class 'int'>" if "type(" in ast.unparse(p) else "1"
            for p in node.values
        ]
        return "".join(map(str, parts))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        text = sample(node.func.value)
        return re.sub(r"\{\w*\}", "1", text) if text else None
    return None


def sentences() -> set[str]:
    """Return a sample of each sentence with which the installed MkDocs warns or refuses."""
    found = set()
    for name in MODULES:
        tree = ast.parse((Path(mkdocs.__file__).parent / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and SAYS.search(ast.unparse(node.func)):
                argument = node.args[-1]
                text = sample(argument.elts[-1] if isinstance(argument, ast.Tuple) else argument)
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("warning", "message", "msg"):
                text = sample(node.value)
            else:
                continue
            if text and " " in text.strip():
                found.add(text)
    return found


def test_every_sentence_of_mkdocs_has_its_french() -> None:
    """No sentence of the installed MkDocs that an editor may meet is missing from the catalogue."""
    found = sentences()
    assert len(found) > 60
    assert [] == sorted(s for s in found - INTERNAL if not is_known(s))


@pytest.mark.parametrize("sentence", sorted(s for s in sentences() - INTERNAL))
def test_no_english_is_left(sentence: str) -> None:
    """The French of a sentence has none of its English words."""
    told = translate(sentence).message
    assert told
    assert not re.search(
        r"\b(the|is|not|was|should|expected|received|path|found|but|file|option|given)\b", told, re.IGNORECASE
    )


def test_an_unknown_sentence_stays_as_it_is(site_reel: Site) -> None:
    """A sentence of a later MkDocs is shown in English, on one line, rather than lost."""
    (found,) = diagnostics(site_reel, ["A new\n sentence."])
    assert ("SIT011", "mkdocs.yml", Severite.ERREUR) == (found.code, found.location.path, found.severite)
    assert "le moteur du site signale\u00a0: A new sentence." == found.message


def test_the_end_is_told_only_when_nothing_else_is(site_reel: Site) -> None:
    """« Aborted » after another message adds nothing."""
    end = "Aborted with a configuration error!"
    assert ["la construction s’est arrêtée"] == [d.message for d in diagnostics(site_reel, [end])]
    assert 1 == len(diagnostics(site_reel, ["Config value 'nav': Expected nav to be a list, got a str", end]))


MKDOCS = """\
site_name: Dépôt fictif
docs_dir: docs
theme:
  name: material
  custom_dir: overrides
  language: fr
  font: false
plugins:
  - labellisation
  - macros:
      modules: [labellisation.site.define_macros]
      on_error_fail: true
      on_undefined: strict
markdown_extensions: [attr_list, tables, labellisation.site.markdown_extension]
validation:
  nav: {omitted_files: ignore, absolute_links: warn}
  links: {anchors: warn}
nav:
  - index.md
  - Fiches:
      - fiches/fiche-1.md
"""


@pytest.fixture
def root(depot: MakeDepot) -> Path:
    """The fictitious repository, which MkDocs can build."""
    root = depot({"mkdocs.yml": MKDOCS})
    for name in ("overrides", "docs/assets"):
        shutil.copytree(ROOT / name, root / name)
    return root


def build(root: Path) -> list[str]:
    """Build past the checks; return what the engine says."""
    try:
        Engine(root, root / "site").build(Site.load(root, FICTITIOUS_DAY))
    except EngineError as error:
        return [str(d) for d in error.diagnostics]
    return []


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("mkdocs.yml", "fiches/fiche-1.md", "fiches/fiche-9.md",
         "mkdocs.yml:21:9 SIT011 menu 'fiches/fiche-9.md'\u00a0: attendu une page qui existe"),
        ("mkdocs.yml", "  - index.md", "  - /index.md",
         "mkdocs.yml:19:5 SIT011 menu '/index.md'\u00a0: attendu le fichier .md d’une page, sans / au début"),
        ("mkdocs.yml", "docs_dir: docs", "docs_dir: docs\ndocs_dir: docs", "mkdocs.yml:3:1 SIT002 "),
        ("mkdocs.yml", "nav:\n", "nav: [\n", "mkdocs.yml:19:3 SIT001 "),
        ("mkdocs.yml", "site_name: Dépôt fictif", "site_nam: Dépôt fictif",
         "mkdocs.yml:1:1 SIT011 réglage 'site_nam' inconnu\u00a0: attendu un réglage de MkDocs"),
        ("mkdocs.yml", "name: material", "name: matériel", "mkdocs.yml:3:1 SIT011 thème 'matériel' inconnu"),
        ("mkdocs.yml", "  - labellisation\n", "  - labellisation\n  - grefon\n",
         "mkdocs.yml:10:5 SIT011 greffon 'grefon' absent\u00a0: retirez-le, ou installez-le"),
        ("mkdocs.yml", "docs_dir: docs", "docs_dir: [docs]", "mkdocs.yml:2:1 SIT011 attendu un texte, lu une liste"),
        ("docs/index.md", "fiches/fiche-1.md#une-section", "fiches/fiche-7.md",
         "docs/index.md:8:25 SIT011 lien 'fiches/fiche-7.md'\u00a0: attendu une page ou un fichier du site"),
        ("docs/index.md", "#une-section", "#une-sektion",
         "docs/index.md:8:25 SIT011 ancre '#une-sektion'\u00a0: attendu une ancre de fiches/fiche-1.md"),
        ("overrides/fragments/macro-texte.html", "{", "{% if %}{", "overrides/fragments/macro-texte.html:1:1 SIT011 "),
    ],
)  # fmt: skip
def test_a_mistake_of_the_engine_is_told_at_its_place(
    file: str, before: str, after: str, told: str, root: Path
) -> None:
    """A menu, a setting, a link, an anchor, a theme, a template: file, line, what was expected, in French."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    found = build(root)
    assert any(told in line for line in found), found


def test_without_a_mistake_nothing_is_told(root: Path) -> None:
    """The fictitious repository builds without a word."""
    assert [] == build(root)
