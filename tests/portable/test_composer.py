# SPDX-License-Identifier: MIT
"""The command ``composer`` by itself."""

from __future__ import annotations

from pathlib import Path

import yaml
from click.testing import CliRunner

from labellisation.portable.command import composer
from labellisation.portable.compose import _pieces
from tests.outils import DAY
from tests.petit import write_small_site


def run(root: Path, folder: Path) -> tuple[int, str]:
    done = CliRunner().invoke(composer, [str(folder), "--racine", str(root), "--date", DAY])
    return done.exit_code, done.output


def test_the_tree_asks_for_nothing_of_ours(tmp_path: Path) -> None:
    """Settings that a plain reader of YAML reads, no plugin, no module; every page of the menu is there."""
    root = write_small_site(tmp_path / "depot")
    code, said = run(root, tmp_path / "arbre")
    assert (0, True) == (code, "zensical build" in said)
    written = yaml.safe_load((tmp_path / "arbre/mkdocs.yml").read_text(encoding="utf-8"))
    assert "plugins" not in written
    assert {"Dans mon académie", "Fiches"} == {
        name for part in written["nav"] if isinstance(part, dict) for name in part
    }
    pages = [p.read_text(encoding="utf-8") for p in (tmp_path / "arbre/docs").rglob("*.md")]
    assert all(text.startswith('---\ntitle: "') for text in pages)
    assert not any("\ue000" in text for text in pages)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A folder that exists is left as it is."""
    (tmp_path / "arbre").mkdir()
    code, said = run(write_small_site(tmp_path / "depot"), tmp_path / "arbre")
    assert (1, True, []) == (code, "existe déjà" in said, list((tmp_path / "arbre").iterdir()))


def test_a_faulty_repository_gives_no_tree(tmp_path: Path) -> None:
    """The mistakes are told, nothing is written."""
    root = write_small_site(tmp_path / "depot", files={"docs/contact.md": "---\ntitre: x\n---\n\n[y](absente.md)\n"})
    code, said = run(root, tmp_path / "arbre")
    assert (1, True, False) == (code, "docs/contact.md:5" in said, (tmp_path / "arbre").exists())


def test_what_markdown_would_read_in_a_heading_is_escaped() -> None:
    """Stars, brackets and braces of a name stay what they are; blank lines do not cut a block."""
    pieces = "".join(
        _pieces("a/b.md", '<h2 id="x">Un *nom* [a](b) {c}</h2><p>d</p>\n\n<p><a href="../../t/#u">e</a></p>')
    )
    assert r"## Un \*nom\* \[a\]\(b\) \{c\} {: #x }" in pieces
    assert '<div>\n<p>d</p>\n<p><a href="../t/#u">e</a></p>\n</div>' in pieces
