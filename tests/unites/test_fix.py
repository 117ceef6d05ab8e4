# SPDX-License-Identifier: MIT
"""Mending pages on the disk."""

from __future__ import annotations

from labellisation.checks.fix import mend
from labellisation.content import read_pages
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, MakeDepot

PAGE = "---\ntitre: Page fictive\nresume: \"L'en-tête : intact.\"\n---\n\nVoici : l'essai.\n\n```\nl'un : l'autre\n```\n\nFin !\n"
MENDED = PAGE.replace("Voici : l'essai.", "Voici\u00a0: l’essai.").replace("Fin !", "Fin\u00a0!")


def test_only_the_prose_is_mended(depot: MakeDepot) -> None:
    """The prose of a page is mended in its file; front matter and code stay; each change is shown."""
    root = depot({"docs/contact.md": PAGE})
    shown = list(mend(root, iter(read_pages(root)[0].values())))
    assert MENDED == (root / "docs/contact.md").read_text(encoding="utf-8")
    assert ["-Fin !", "-Voici : l'essai."] == sorted(
        line for line in shown if line.startswith("-") and not line.startswith("---")
    )
    assert ["contact.md", "index.md"] == sorted(p.name for p in (root / "docs").iterdir())


def test_a_mended_repository_has_no_slip(depot: MakeDepot) -> None:
    """After the correction the check has nothing to say, and a second correction changes nothing."""
    root = depot({"docs/contact.md": PAGE})
    list(mend(root, iter(read_pages(root)[0].values())))
    assert [] == [
        d for d in Site.load(root, FICTITIOUS_DAY).diagnostics if d.code == "FIC011" and "contact" in d.location.path
    ]
    assert [] == list(mend(root, iter(read_pages(root)[0].values())))


def test_sound_pages_are_not_written(depot: MakeDepot) -> None:
    """A page without a slip keeps its very bytes, Windows line ends included."""
    root = depot()
    page = root / "docs" / "contact.md"
    page.write_bytes(MENDED.replace("\n", "\r\n").encode())
    before = page.read_bytes()
    list(mend(root, iter(read_pages(root)[0].values())))
    assert before == page.read_bytes()
