# SPDX-License-Identifier: MIT
"""By hand: ``python -m tests.banc.poids [DOSSIER DU SITE]`` prints what the first view of a page costs, part by part.

Bytes are those of each file compressed by gzip, as a server sends them; the icon of the tab is counted.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.navigateur.conftest import ABSENT, ARGUMENTS
from tests.outils import ROOT, served

PAGES = {
    "accueil": "",
    "fiche": "fiches/fiche-2/",
    "annuaire": "annuaire/",
    "établissement": "etablissements/0070001N/",
    "texte": "textes/code-educ-d335-1/",
}
#: ARCHITECTURE: the first view of a fiche.
BUDGET_BYTES, BUDGET_REQUESTS = 75_000, 6


def weight(path: Path) -> int:
    """The bytes of a file as a server sends it."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, 9)))


def parts(browser: Browser, root: str, folder: Path, page: str) -> dict[str, int]:
    """Open ``page`` with an empty cache; return the weight of each file that it asked for, in order."""
    context = browser.new_context(locale="fr-FR")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(unquote(urlsplit(request.url).path).lstrip("/")))
    context.new_page().goto(root + page, wait_until="networkidle")
    context.close()
    files = (folder / (path if path and not path.endswith("/") else f"{path}index.html") for path in asked)
    return {path.name: weight(path) for path in files if path.is_file()}


def main() -> int:
    """Print one block a page: its total, then its parts."""
    parser = argparse.ArgumentParser(description="Le poids de la première vue des pages.")
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="dossier du site construit")
    folder: Path = parser.parse_args().site
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or not (folder / "index.html").is_file():
        print(ABSENT if chromium is None else f"{folder} n’est pas un site construit.")
        return 1
    over = False
    with served(folder) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for name, page in PAGES.items():
            found = parts(browser, root, folder, page)
            total = sum(found.values())
            light = name != "fiche" or (total <= BUDGET_BYTES and len(found) <= BUDGET_REQUESTS)
            over = over or not light
            print(
                f"{name:<14} {total / 1000:>6.1f} ko  {len(found)} requêtes{'' if light else '  AU-DESSUS DU BUDGET'}"
            )
            for part, size in found.items():
                print(f"    {size / 1000:>6.1f} ko  {part}")
        browser.close()
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
