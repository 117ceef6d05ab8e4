# SPDX-License-Identifier: MIT
"""The whole build, on the fictitious repository of an attacker; putting a site in place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from labellisation.memo import Memo
from labellisation.site.build import build_site
from labellisation.site.place import swap
from tests.conftest import REAL_DAY, write_files
from tests.petit import write_small_site
from tests.unites.hostile import dangers, make_hostile

THREE_DOTS = "---\ntitre: Page fictive\nresume: Une page fictive.\n...\n# {{ 7 * 197 }}\n---\n\nLe corps de la page.\n"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of an attacker's repository."""
    root = make_hostile(tmp_path_factory.mktemp("hostile"))
    write_files(root, {"docs/points.md": THREE_DOTS})
    built = build_site(root, root / "site", REAL_DAY)
    assert [] == [str(d) for d in built.diagnostics if str(d.severite) == "erreur"]
    return root / "site"


def test_no_page_runs_what_the_data_hold(hostile_site: Path) -> None:
    """On the built pages, frame included, no data value and no front matter is markup, script or template."""
    pages = {
        path.relative_to(hostile_site).as_posix(): path.read_text(encoding="utf-8")
        for path in hostile_site.rglob("*.html")
    }
    assert len(pages) > 250
    ours = {name: [d for d in dangers(text) if not d.startswith("onX: body")] for name, text in pages.items()}
    assert {} == {name: found for name, found in ours.items() if found}
    assert "1379" not in pages["points/index.html"]
    assert "Le corps de la page." in pages["points/index.html"]


def test_a_site_replaces_the_former_one(tmp_path: Path) -> None:
    """The new folder takes the place of the old one, whose files are gone; nothing is left beside."""
    write_files(tmp_path, {"neuf/a.html": "a", "site/b.html": "b"})
    swap(tmp_path / "neuf", tmp_path / "site")
    assert ["site", "site/a.html"] == sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*"))


def test_what_a_build_remembers_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build takes from the first what it read; with another fact, or without what it kept, the site follows the facts."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_small_site(tmp_path / "depot")

    def built() -> dict[str, bytes]:
        assert build_site(root, root / "site", REAL_DAY).ok
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in (root / "site").rglob("*") if p.is_file()}

    first = built()
    [kept] = (tmp_path / "cache").rglob("*.json")
    asked: list[str] = []
    value_of = Memo.get
    monkeypatch.setattr(Memo, "get", lambda memo, key: asked.append(key) or value_of(memo, key))
    assert first == built()
    remembered = json.loads(kept.read_text(encoding="utf-8"))
    assert asked
    assert remembered.keys() & set(asked)
    kept.unlink()
    assert first == built()
    facts = root / "data/etablissements/grenoble.yml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("Lycée fictif des Essais", "Lycée fictif Renommé"), encoding="utf-8"
    )
    assert first != built()
    assert b"Renomm" in built()["site/etablissements/0389995H/index.html"]
