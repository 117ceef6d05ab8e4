# SPDX-License-Identifier: MIT
"""The command line where building is copying the folder ``site-essai`` of the repository; git, mike and pushes are real.

``python -m tests.publication.essai publier …`` runs it as a process of its own, which a test may kill.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from unittest import mock

from labellisation.__main__ import run
from labellisation.site.build import Built
from labellisation.site.model import Site
from labellisation.site.state import write_state

FOLDER = "site-essai"


def copied(root: Path, target: Path, date: str | None = None, *, with_documents: bool = False) -> Built:
    """Do as a build does: the pages, what the version says of itself, its counts."""
    assert with_documents
    site = Site.load(root, date)
    shutil.copytree(root / FOLDER, target)
    (target / "version.txt").write_text(os.environ["MIKE_DOCS_VERSION"], encoding="utf-8")
    write_state(site, target)
    return Built((), 3, len(site.registry.textes), 0, site.day.fr)


if __name__ == "__main__":
    with mock.patch("labellisation.publishing.publish.build_site", copied):
        run()
