# SPDX-License-Identifier: MIT
"""Publications at the same moment, and publications killed: the remote is always a valid state, older or newer."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from tests.outils import ROOT

from .conftest import BRANCH, Essai, page


def launch(essai: Essai, *args: str) -> subprocess.Popen[str]:
    """Start a publication in a process and a session of its own."""
    return subprocess.Popen(
        essai.command("--date", "2026-11-22", "--distant", "origin", *args),
        cwd=ROOT,
        env=essai.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def check_valid(essai: Essai) -> None:
    """Every version that the remote lists is whole and has the tree of its record; nothing of git is missing."""
    assert essai.run("--verifier", "--distant", "origin").returncode == 0
    for version in essai.versions():
        assert essai.record(version)["arbre"] == essai.tree(version)
        assert version == essai.show(f"{version}/version.txt")
    essai.there("fsck", "--connectivity-only", "--no-dangling")


@pytest.mark.parametrize("shared", [False, True], ids=["un-clone-chacune", "un-seul-clone"])
def test_concurrent_publications_are_all_there(essai: Essai, long_run: bool, shared: bool) -> None:
    """Different versions published at once to one remote: all are there, each with its tree, its record and its line."""
    number = 20 if long_run else 5
    years = [f"{2026 - i}-{2027 - i}" for i in range(number)]
    clones = [essai if shared else essai.another(f"clone-{i}") for i in range(number)]
    for year, clone in zip(years, clones, strict=True):
        if not shared:
            clone.commit(page(f"annee-{year}/"))
    started = time.perf_counter()
    running = [launch(clone, year) for year, clone in zip(years, clones, strict=True)]
    with ThreadPoolExecutor(number) as pool:
        said = list(pool.map(lambda process: process.communicate(timeout=500), running))
    assert [0] * number == [process.returncode for process in running], "\n".join(err for _out, err in said)
    assert set(years) == set(essai.versions())
    assert ["courant"] == essai.versions()[years[0]]
    for year, (out, _err) in zip(years, said, strict=True):
        assert essai.tree(year)[:12] in out
        if not shared:
            assert f"annee-{year}/index.html" in essai.names(year)
    commits = int(essai.there("rev-list", "--count", BRANCH))
    assert number == commits
    check_valid(essai)
    print(f"\n{number} publications en même temps, {commits} commits, {time.perf_counter() - started:.0f} s")


def kill(process: subprocess.Popen[str], children: bool) -> None:
    """kill -9 the publication, with what it started or without; then wait until nothing of it runs."""
    if children:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate(timeout=60)
    with suppress(ProcessLookupError):
        for _try in range(200):
            os.killpg(process.pid, 0)
            time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 n’existe pas sous Windows")
def test_a_killed_publication_leaves_a_valid_state(essai: Essai, long_run: bool) -> None:
    """kill -9 at any moment: the remote holds the state before or the state after, and running it again succeeds."""
    essai.publish("2025-2026", "--clore", date="2026-06-30")
    frozen, chance = essai.tree("2025-2026"), random.Random(5)  # noqa: S311 - moments, not secrets
    began = time.perf_counter()
    process = launch(essai, "2026-2027")
    process.communicate(timeout=120)
    assert process.returncode == 0
    whole = time.perf_counter() - began
    killed = older = newer = round_ = 0
    while killed < (50 if long_run else 3):
        round_ += 1
        assert round_ < 120, "the publications end before they are killed"
        essai.commit(page(f"tour-{round_}/"))
        before = essai.there("rev-parse", BRANCH)
        process = launch(essai, "2026-2027")
        # Most moments fall after the start of Python, where something is written.
        time.sleep(chance.uniform(0.15, 1.1) * whole)
        kill(process, children=chance.random() < 0.5)
        killed += process.returncode == -signal.SIGKILL
        now = essai.there("rev-parse", BRANCH)
        if process.returncode == -signal.SIGKILL:
            older, newer = older + (now == before), newer + (now != before)
        assert essai.versions().keys() == {"2025-2026", "2026-2027"}
        if now != before:
            assert before == essai.there("rev-parse", f"{now}^")
        check_valid(essai)
        assert frozen == essai.tree("2025-2026")
        assert "vérifié" in essai.publish("2026-2027")
        assert f"tour-{round_}/index.html" in essai.names("2026-2027")
    assert killed == older + newer
    assert older
    assert newer or not long_run
    print(
        f"\n{killed} publications tuées : état d’avant {older} fois, d’après {newer} fois, reprise réussie chaque fois"
    )
