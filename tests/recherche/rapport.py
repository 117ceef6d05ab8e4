# SPDX-License-Identifier: MIT
"""By hand: ``python -m tests.recherche.rapport [DOSSIER DU SITE] [--reserve N] [--detail]`` prints what the search answers."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.navigateur.conftest import ABSENT, ARGUMENTS
from tests.outils import ROOT, served

from .mesure import measure, read_queries


def main() -> int:
    """Measure the built site and print the table; with ``--detail``, each query without a good first result."""
    parser = argparse.ArgumentParser(description="Ce que la recherche répond aux requêtes de tests/requetes.yml.")
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="dossier du site construit")
    parser.add_argument(
        "--reserve", type=int, default=0, help="numéro d’une réserve : des requêtes écrites avant d’être mesurées"
    )
    parser.add_argument("--detail", action="store_true", help="dit aussi ce qui vient à la place du résultat attendu")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print(ABSENT)
        return 1
    if not (options.site / "pagefind").is_dir():
        print(f"{options.site} n’est pas un site construit : lancez d’abord python3 noxfile.py -s site")
        return 1
    with served(options.site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        found = measure(browser.new_page(locale="fr-FR"), root, options.site, read_queries(options.reserve))
        browser.close()
    if options.detail:
        for answer in found.answers:
            if answer.rank > 1:
                rank = answer.rank if answer.rank < 99 else "absent"
                print(f"{answer.query.requete!r} : {rank} ; d’abord {list(answer.places[:3])}")
    print("\n".join(found.table()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
