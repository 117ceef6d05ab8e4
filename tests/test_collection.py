# SPDX-License-Identifier: MIT
"""The collection as a whole: nothing is left out, and a page with many mistakes is told them all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from labellisation.checks import textes
from labellisation.content import page_url
from labellisation.site.model import Site
from tests.conftest import REAL_DAY


def test_every_text_is_cited(site_reel: Site) -> None:
    """Each text of the registry is cited by a page, alone or with its group."""
    cited = {identifier for (name, identifier) in site_reel.calls if name == "texte"}
    for name, identifier in site_reel.calls:
        if name == "textes":
            cited |= set(site_reel.registry.groupes[identifier].textes)
    assert set() == set(site_reel.registry.textes) - cited


@pytest.mark.parametrize("number", range(1, 10))
def test_every_annexe_is_linked_from_a_fiche(site_reel: Site, number: int) -> None:
    """A reader of the fiches meets each annexe."""
    fiches = [page for page in site_reel.pages.values() if page.meta.get("genre") == "fiche"]
    targets = {link.target.partition("#")[0] for page in fiches for link in page.outline.links()}
    assert f"../annexes/annexe-{number}.md" in targets


def test_no_official_text_is_cited_outside_the_macros(site_reel: Site) -> None:
    """No page links to an official text, or names a code article, by hand."""
    context_like = [
        d for d in site_reel.diagnostics if d.code in (textes.HandWrittenArticle.code, textes.HandWrittenLegalLink.code)
    ]
    assert [] == context_like


@pytest.mark.parametrize("number", range(1, 8))
def test_every_fiche_has_its_parts(site_reel: Site, number: int) -> None:
    """Each fiche answers three questions, speaks to both sides, and ends with tools and references."""
    page = site_reel.pages[f"fiches/fiche-{number}.md"]
    titles = [heading.text for heading in page.outline.headings()]
    wanted = {"Cette fiche répond à", "À faire", "Points de vigilance", "Outils", "Références"}
    assert set() == wanted - set(titles)
    assert "!!! etablissement" in page.body
    assert "!!! academie" in page.body


def test_every_written_page_has_an_address_of_its_own(site_reel: Site) -> None:
    """No two pages, written or generated, share an address."""
    addresses = [page_url(uri) for uri in (*site_reel.pages, *site_reel.plan)]
    assert len(addresses) == len(set(addresses))


FAULTS = """
## Quinze fautes

L'eleve lit : « oui » ; 50 % des cas, n°12, le 1ier jour, à l'Etat.
Le critère 4 vient du décret {{ texte("circulaire-2023-10-23") }}.
Voir l’article D. 335-9, l’article L.335-1-5, et le NOR MENE2319599C.
Voir [la circulaire](https://www.education.gouv.fr/bo/2023/Hebdo43/MENE2319599C).
Voir {{ texte("circulaire-2016-129") }}, {{ texte("circulaire-2032-01-01") }} et {{ inconnue("x") }}.
Voir [la fiche 9](fiche-9.md) et [la visite](fiche-4.md#nulle-part).
Un <b>mot</b> et le sigle QXZW.

#### Un niveau sauté
"""
#: Rule → how often the page breaks it.
EXPECTED = {
    "FIC001": 1, "FIC004": 1, "FIC007": 1, "FIC008": 1, "FIC009": 2, "FIC010": 1, "FIC011": 10, "FIC012": 1, "FIC013": 1,
    "FIC014": 1, "FIC015": 1, "TXT001": 1, "TXT007": 2, "TXT008": 1,
}  # fmt: skip


def _controler(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "labellisation", "controler", "--racine", str(root), "--date", REAL_DAY, *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_page_with_many_mistakes_is_told_them_all_and_only_its_typography_is_mended(copie_du_depot: Path) -> None:
    """One run tells each mistake of fifteen kinds and more; ``--corriger`` mends the typographic ones and nothing else."""
    page = copie_du_depot / "fiches" / "fiche-7.md"
    before = page.read_text(encoding="utf-8") + FAULTS
    page.write_text(before, encoding="utf-8")
    done = _controler(copie_du_depot)
    lines = [line for line in done.stdout.splitlines() if line.startswith("fiches/fiche-7.md:")]
    counts = {code: sum(f" {code} " in line for line in lines) for code in EXPECTED}
    assert (1, EXPECTED) == (done.returncode, counts), done.stdout
    assert "Traceback" not in done.stdout + done.stderr

    mended = _controler(copie_du_depot, "--corriger")
    after = page.read_text(encoding="utf-8")
    nbsp = "\u00a0"
    line = f"L’eleve lit{nbsp}: «{nbsp}oui{nbsp}»{nbsp}; 50{nbsp}% des cas, n°{nbsp}12, le 1er jour, à l’État."
    assert before.replace("L'eleve lit : « oui » ; 50 % des cas, n°12, le 1ier jour, à l'Etat.", line) == after
    assert sum(EXPECTED.values()) - EXPECTED["FIC011"] == sum(
        line.startswith("fiches/fiche-7.md:") for line in mended.stdout.splitlines()
    )
