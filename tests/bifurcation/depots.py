# SPDX-License-Identifier: MIT
"""The two repositories: the real one with a fictitious académie in its list, and its fork with a whole overlay."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from unittest import mock

from labellisation.academie import fingerprint
from labellisation.site.build import build_site
from labellisation.site.model import Site
from tests.outils import DAY, ROOT, BuiltSite, copy_sources, environment, git

EXAMPLE = ROOT / "tests" / "academies" / "exemple" / "academie"
#: The région and the académie of the example: nothing of it exists.
FICTITIOUS = """\
- code_region: "99"
  code_region_academique: "99"
  nom: Région fictive
  slug: region-fictive
  academies:
  - code: "99"
    nom: Exemple
    slug: exemple
    nom_complet: académie fictive d’Exemple
    departements:
    - {code: "99", nom: Département fictif, prefixes_uai: ["999"]}

"""


def make_upstream(folder: Path, home: Path) -> Path:
    """Write and commit the national repository; return it."""
    copy_sources(folder)
    path = folder / "data" / "academies.yml"
    before, mark, after = path.read_text(encoding="utf-8").partition("autres_territoires:")
    path.write_text(f"{before}{FICTITIOUS}{mark}{after}", encoding="utf-8")
    git(folder, "init", "-q", "-b", "main", home=home)
    commit(folder, "Dépôt national", home)
    return folder


def make_fork(upstream: Path, folder: Path, home: Path) -> Path:
    """Clone ``upstream`` and commit the overlay of the example; return the fork."""
    git(upstream, "clone", "-q", ".", str(folder), home=home)
    put_example(folder)
    commit(folder, "Académie fictive", home)
    return folder


_built: list[BuiltSite] = []


def built_example(folder: Path, home: Path) -> BuiltSite:
    """Return the site of the example, built once for every folder of tests, as GitLab would build it."""
    if not _built:
        fork = make_fork(make_upstream(folder / "amont", home), folder / "bifurcation", home)
        forge = {
            "CI_PROJECT_URL": "https://forge.exemple.invalid/exemple/label",
            "CI_PAGES_URL": "https://pages.exemple.invalid/",
        }
        with mock.patch.dict(os.environ, environment() | forge, clear=True):
            done = build_site(fork, folder / "site", DAY)
        assert [] == [str(d) for d in done.diagnostics if d.severite == "erreur"]
        _built.append(BuiltSite(folder / "site", Site.load(fork, DAY)))
    return _built[0]


def put_example(folder: Path) -> None:
    """Copy the overlay of the example; its replaced fiche bears the fingerprint of today's national one."""
    shutil.copytree(EXAMPLE, folder / "academie")
    fiche = folder / "academie" / "fiches" / "fiche-7.md"
    now = fingerprint(folder / "fiches" / "fiche-7.md")
    assert now is not None
    fiche.write_text(fiche.read_text(encoding="utf-8").replace("0" * 12, now), encoding="utf-8")


def commit(folder: Path, message: str, home: Path) -> None:
    """Commit everything, dated on the day of the tests."""
    git(folder, "add", "-A", home=home)
    git(folder, "commit", "-q", "-m", message, f"--date={DAY}T12:00:00Z", home=home)


def clone(source: Path, folder: Path, home: Path) -> Path:
    """Clone ``source`` into ``folder`` without copying its objects."""
    git(source, "clone", "-q", "--shared", ".", str(folder), home=home)
    return folder


def merge(fork: Path, upstream: Path, home: Path) -> None:
    """Type the two commands of an update; fail on a conflict."""
    git(fork, "fetch", "-q", str(upstream), "main", home=home)
    git(fork, "merge", "-q", "--no-edit", "FETCH_HEAD", home=home)


def errors(site: Site) -> list[str]:
    """Return the errors of ``site``."""
    return [str(d) for d in site.diagnostics if d.severite == "erreur"]
