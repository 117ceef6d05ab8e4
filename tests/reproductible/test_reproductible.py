# SPDX-License-Identifier: MIT
"""The same commit and the same date give the same bytes; a build that is killed leaves a whole site."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from labellisation.site.place import prepare, swap
from tests.outils import DAY, BuiltSite, built, copy_sources, environment
from tests.petit import write_small_site

__all__ = ["built"]

SEED = 20261122


def command(root: Path, target: Path, *more: str, day: str = DAY) -> list[str]:
    return [
        sys.executable,
        "-m",
        "labellisation",
        "construire",
        "--racine",
        str(root),
        "--vers",
        str(target),
        "--date",
        day,
        *more,
    ]


def build(root: Path, target: Path, *more: str, **env: str) -> None:
    """Build in a process of its own, with ``env`` over a clean environment."""
    done = subprocess.run(
        command(root, target, *more),
        env=environment() | env,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr


def fingerprints(folder: Path) -> dict[str, str]:
    """Every file of a folder and what it holds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_two_builds_of_the_real_site_are_the_same(built: BuiltSite, tmp_path: Path) -> None:
    """Another folder, moment, locale, time zone, order of sets, and no compiled template: the same files, exports included."""
    root = copy_sources(tmp_path / "ailleurs")
    build(root, tmp_path / "autre", TZ="Pacific/Noumea", LC_ALL="C", LANG="C", PYTHONHASHSEED="4242")
    assert fingerprints(built.folder) == fingerprints(tmp_path / "autre")


def test_two_builds_with_their_documents_are_the_same(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """PDF, EPUB, spreadsheets and texts too."""
    if not request.config.getoption("--long"):
        pytest.skip("compte complet : pytest --long")
    for name, env in (
        ("un", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}),
        ("deux", {"TZ": "America/Cayenne", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
    ):
        build(copy_sources(tmp_path / f"depot-{name}"), tmp_path / name, "--documents", **env)
    assert fingerprints(tmp_path / "un") == fingerprints(tmp_path / "deux")


@pytest.mark.skipif(os.name == "nt", reason="signaux de Linux et de macOS")
def test_a_killed_build_leaves_the_old_site_or_the_new_one(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Killed at moments drawn by lot, most of them near the end where the folders are exchanged."""
    root = write_small_site(tmp_path / "depot")
    site, reference, days = tmp_path / "site", {}, (DAY, "2027-11-22")
    start = time.monotonic()
    for day in days:
        subprocess.run(command(root, tmp_path / day, day=day), env=environment(), capture_output=True, check=True)
        reference[day] = fingerprints(tmp_path / day)
    whole = (time.monotonic() - start) / len(days)
    assert reference[days[0]] != reference[days[1]]
    subprocess.run(command(root, site, day=days[0]), env=environment(), capture_output=True, check=True)
    draw, found = random.Random(SEED), []  # noqa: S311 - moments, not secrets
    for number in range(30 if request.config.getoption("--long") else 4):
        process = subprocess.Popen(
            command(root, site, day=days[(number + 1) % 2]),
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole * draw.uniform(0.3, 1.05))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = fingerprints(site)
        found.append([day for day in days if reference[day] == now])
    print(f"{len(found)} arrêts : {sum(not whole for whole in found)} site mélangé")
    assert all(len(which) == 1 for which in found)
    subprocess.run(command(root, site, day=days[1]), env=environment(), capture_output=True, check=True)
    assert [] == list(tmp_path.glob(".site-*"))


def test_what_a_killed_exchange_left_is_put_back(tmp_path: Path) -> None:
    """Where two renames are needed and the process died between them, the next build finds the old site again."""
    (tmp_path / ".site-ancien-999999999").mkdir()
    (tmp_path / ".site-ancien-999999999" / "a").touch()
    (tmp_path / ".site-999999998").mkdir()
    (tmp_path / ".site-web").mkdir()
    new = prepare(tmp_path / "site")
    assert ["a"] == [path.name for path in (tmp_path / "site").iterdir()]
    new.mkdir()
    (new / "b").touch()
    swap(new, tmp_path / "site")
    assert [".site-web", "site"] == sorted(path.name for path in tmp_path.iterdir())
    assert ["b"] == [path.name for path in (tmp_path / "site").iterdir()]
