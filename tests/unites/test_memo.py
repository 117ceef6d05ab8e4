# SPDX-License-Identifier: MIT
"""What is remembered from one run to the next: it saves time, and changes nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from labellisation import memo as module
from labellisation.content import SourcePage
from labellisation.content.recall import recall, remember
from labellisation.memo import Memo
from labellisation.site.model import Site
from tests.conftest import REAL_DAY, ROOT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder that its owner alone can write."""
    folder = tmp_path / "memoire"
    folder.mkdir(mode=0o700)
    return folder / "depot.json"


def saved(path: Path) -> Memo:
    """Return a memo that holds one value, written to ``path``."""
    memo = Memo(path)
    memo.put("clé", {"été": [1, 2.5, None, "œuvre"]})
    memo.save()
    return memo


def test_a_value_comes_back(path: Path) -> None:
    """The next run finds the value that this one put; its file is the user's alone, and nothing is left beside."""
    saved(path)
    assert {"été": [1, 2.5, None, "œuvre"]} == Memo(path).get("clé")
    assert [path] == list(path.parent.iterdir())
    if os.name == "posix":
        assert 0o600 == path.stat().st_mode & 0o777


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 200_000, b"null"])
def test_a_damaged_file_is_none(path: Path, content: bytes) -> None:
    """A file that is empty, cut, of another shape or too deep gives nothing, and the next one takes its place."""
    path.write_bytes(content)
    path.chmod(0o600)
    assert Memo(path).get("clé") is None
    saved(path)
    assert Memo(path).get("clé")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="les droits des fichiers sont ceux de POSIX")
def test_what_others_can_write_is_not_read(path: Path, tmp_path: Path) -> None:
    """A file or a folder that others can write, or a link, is not trusted."""
    saved(path)
    path.chmod(0o666)
    assert Memo(path).get("clé") is None
    path.chmod(0o600)
    path.parent.chmod(0o777)
    assert Memo(path).get("clé") is None
    path.parent.chmod(0o700)
    elsewhere = path.rename(tmp_path / "ailleurs.json")
    path.symlink_to(elsewhere)
    assert Memo(path).get("clé") is None


def test_a_folder_that_cannot_be_is_no_mistake(tmp_path: Path) -> None:
    """Where nothing can be written, nothing is kept, and nothing is said."""
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    saved(tmp_path / "fichier" / "depot.json")


def test_it_stays_small(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not used any more goes once it is more than what is; of many repositories, the last ones stay."""
    for number in range(50):
        memo = Memo(path)
        memo.put(f"clé {number}", number + 1)
        memo.save()
    assert 2 == len(json.loads(path.read_text(encoding="utf-8")))
    monkeypatch.setattr(module, "_MAX_FILES", 3)
    for number in range(5):
        saved(path.with_name(f"{number}.json"))
    assert 3 == len(list(path.parent.iterdir()))


def test_keys_tell_everything_apart() -> None:
    """Parts that are cut otherwise are other keys; so is another program."""
    assert Memo.key("ab", "c") != Memo.key("a", "bc")
    before = Memo.key("a")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "program", lambda: "un autre programme")
        assert before != Memo.key("a")


def test_a_remembered_site_is_the_same(path: Path) -> None:
    """The real repository read with a memo has the same records, the same pages and the same diagnostics."""
    fresh = Site.load(ROOT, REAL_DAY)
    first = Memo(path)
    site = Site.load(ROOT, REAL_DAY, memo=first)
    assert fresh.diagnostics == site.diagnostics
    remember(site.pages.values(), first)
    first.save()
    again = Site.load(ROOT, REAL_DAY, memo=Memo(path))
    assert fresh.registry.reader.contents == again.registry.reader.contents
    for uri, page in fresh.pages.items():
        known = again.pages[uri]
        assert {"scan", "outline", "slips"} <= vars(known).keys(), uri
        assert (page.scan, page.outline, page.slips, page.meta) == (known.scan, known.outline, known.slips, known.meta)
        assert page.outline.links() == known.outline.links()
        assert page.outline.headings() == known.outline.headings()
    assert fresh.diagnostics == again.diagnostics


@pytest.mark.parametrize("odd", [1, [], {}, {"meta": {}}, {"appels": [[1]], "meta": {}}])
def test_an_odd_value_is_left_out(odd: object) -> None:
    """A value of another shape is not taken: the page is read again."""
    text = '---\ntitre: Une\nresume: Page.\n---\n\n{{ texte("a") }}\n'
    page, other, memo = SourcePage("docs/une.md", text), SourcePage("docs/une.md", text), Memo()
    _ = page.scan, page.outline, page.slips, page.meta
    remember([page], memo)
    (key,) = memo._used
    memo.put(key, odd)
    recall([other], memo)
    assert (page.scan, page.outline, page.slips, page.meta) == (other.scan, other.outline, other.slips, other.meta)
