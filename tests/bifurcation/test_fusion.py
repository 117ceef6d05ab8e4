# SPDX-License-Identifier: MIT
"""A fork takes every national update without a conflict, and nothing that it loses is lost in silence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random
from unittest import mock

from labellisation.academie.boundary import touched_outside
from labellisation.academie.state import drift
from labellisation.site.build import build_site
from labellisation.site.model import Site
from tests.bifurcation.depots import clone, commit, errors, merge
from tests.bifurcation.histoires import edit_everything, play, slots
from tests.outils import DAY, environment, git

SAMPLE, FULL = 6, 200
#: With ``--long`` one merged site in ten is also rendered whole; ``test_parcours.py`` renders one in the sample.
RENDERED = 10


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of ``folder`` by their path there."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def merged(amont: Path, bifurcation: Path, tmp: Path, home: Path, seed: int) -> tuple[Path, Path, list[str]]:
    """Play a random history upstream and merge it into the fork; return both clones and the steps."""
    upstream, fork = clone(amont, tmp / f"amont-{seed}", home), clone(bifurcation, tmp / f"fork-{seed}", home)
    random = Random(seed)  # noqa: S311 - a test's dice
    steps = []
    for number in range(random.randrange(1, 4)):
        steps += play(upstream, random, random.randrange(1, 4))
        (upstream / "HISTOIRE").write_text(f"{seed} {number}\n", encoding="utf-8")
        commit(upstream, f"Étape {number}", home)
    merge(fork, upstream, home)
    return upstream, fork, steps


def check_merged(upstream: Path, fork: Path, steps: list[str]) -> Site:
    """Assert what must hold of a fork after an update; return its site."""
    national, site = Site.load(upstream, DAY), Site.load(fork, DAY)
    assert [] == errors(national), steps
    assert [] == errors(site), steps
    overlay = site.academie
    assert overlay is not None
    told = {d.location.path for d in site.diagnostics if d.code == "ACA003"}
    assert {e.page.path for e in overlay.homeless} <= told, steps
    shown, homeless = set(overlay.shown), {e.place for e in overlay.homeless}
    assert {e.place for e in overlay.filled if e.filled} == shown | homeless, steps
    assert set() == shown & homeless
    fiche = next(f for f in overlay.fiches if f.path.endswith("fiche-7.md"))
    changed = (upstream / "fiches/fiche-7.md").read_bytes() if (upstream / "fiches/fiche-7.md").is_file() else None
    first = git(fork, "show", f"{fiche.meta['adapte']}", home=fork.parent / "maison")
    drifted = changed is None or changed.decode("utf-8").strip() != first.strip()
    assert drifted == any(d.code == "ACA005" for d in site.diagnostics), steps
    assert drifted == any("fiche-7" in line for line in drift(overlay)), steps
    # No page comes back: what upstream withdrew is not published, what it holds is.
    assert set(national.pages) == {uri for uri in site.pages if not uri.startswith("academie/")}, steps
    return site


def test_random_histories(amont: Path, bifurcation: Path, tmp_path: Path, maison: Path, long_run: bool) -> None:
    """Whatever upstream does, the fork merges without a conflict, checks, and tells every drift and vanished slot."""
    overlay = files_of(bifurcation / "academie")
    played: set[str] = set()
    for seed in range(FULL if long_run else SAMPLE):
        upstream, fork, steps = merged(amont, bifurcation, tmp_path, maison, seed)
        check_merged(upstream, fork, steps)
        assert overlay == files_of(fork / "academie"), steps
        assert [] == touched_outside(fork, git(upstream, "rev-parse", "HEAD", home=maison))
        if long_run and seed % RENDERED == 0:
            with mock.patch.dict(os.environ, environment(), clear=True):
                assert build_site(fork, tmp_path / "site", DAY).ok, steps
        played |= set(steps)
        shutil.rmtree(upstream)
        shutil.rmtree(fork)
    assert len(played) >= 5


def test_a_fork_that_touches_a_root_file_is_told(bifurcation: Path, tmp_path: Path, maison: Path) -> None:
    """A file changed outside ``academie/`` is listed; the fork as it stands lists none."""
    fork = clone(bifurcation, tmp_path / "fork", maison)
    upstream = git(fork, "rev-list", "--max-parents=0", "HEAD", home=maison)
    assert [] == touched_outside(fork, upstream)
    (fork / "mkdocs.yml").write_text("site_name: autre\n", encoding="utf-8")
    commit(fork, "Un fichier de la racine", maison)
    assert ["mkdocs.yml"] == touched_outside(fork, upstream)


def test_the_difference_comes_from_git(amont: Path, bifurcation: Path, tmp_path: Path, maison: Path) -> None:
    """``academie derive`` shows what the national fiche gained since it was adapted."""
    upstream, fork = clone(amont, tmp_path / "amont", maison), clone(bifurcation, tmp_path / "fork", maison)
    edit_everything(upstream, Random(1))  # noqa: S311 - a test's dice
    commit(upstream, "Une phrase", maison)
    merge(fork, upstream, maison)
    overlay = Site.load(fork, DAY).academie
    assert overlay is not None
    assert "  +Une phrase ajoutée par le dépôt national, pour les essais." in list(drift(overlay))


def test_the_slots_of_the_real_repository_are_declared(amont: Path) -> None:
    """Every slot of the fiches is in the register."""
    assert len(slots(amont)) >= 13
