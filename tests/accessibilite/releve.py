# SPDX-License-Identifier: MIT
"""``nox -s accessibilite``: axe, the keyboard and the HTML checker on the site, built as a version; their results in data/.

The build of the site reads the file that this writes: it needs no browser.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import yaml
from playwright.sync_api import Browser, Error, sync_playwright

from labellisation.site.build import build_site
from tests.navigateur.conftest import ABSENT, ARGUMENTS
from tests.outils import ROOT, served

from . import axe, nu
from .clavier import SCENARIOS, WIDTHS

SAMPLE, SEED = 3, 20231023
VERSION = "courant"
HEADER = """# yaml-language-server: $schema=schemas/accessibilite.schema.json
# Écrit par python3 noxfile.py -s accessibilite ; ne se corrige pas à la main.
# La page /accessibilite/ montre ces résultats, avec leur date.
"""


def build(folder: Path) -> bool:
    """Build the site in ``folder``/courant, as readers meet it, beside another version for the selector."""
    with mock.patch.dict(os.environ, {"MIKE_DOCS_VERSION": VERSION}):
        done = build_site(ROOT, folder / VERSION, None)
    versions = [{"version": name, "title": name, "aliases": []} for name in (VERSION, "autre")]
    (folder / "versions.json").write_text(json.dumps(versions), encoding="utf-8")
    if not done.ok:
        print("\n".join(map(str, done.diagnostics)))
    return bool(done.ok)


def addresses(folder: Path) -> list[str]:
    """Return every page of the site in ``folder``; « Not found » stands at the root of a publication, not in a version."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return sorted(n.removesuffix("index.html") for n in names if n != "404.html" and not n.startswith("pagefind/"))


def sample(pages: Iterable[str]) -> list[str]:
    """Return one page of each kind (its folder, and pages that stand alone), and établissements and rules drawn at random."""
    chosen = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    kinds: dict[str, list[str]] = {}
    for page in pages:
        kinds.setdefault(page.split("/")[0] if page.count("/") > 1 else page, []).append(page)
    return sorted(page for found in kinds.values() for page in chosen.sample(found, min(len(found), SAMPLE)))


def run_axe(browser: Browser, chromium: str, root: str, pages: list[str]) -> dict[str, Any]:
    """Return what axe finds."""
    found: list[str] = []
    runs = 0
    opened = axe.audit_openings(browser, root, "fiches/fiche-2/")
    for place, look, wrong in (*opened, *axe.audit_together(chromium, root, pages)):
        runs += 1
        found += [f"{place} ({look}) : {violation}" for violation in wrong]
    looks = [f"{width} px, {scheme}" for width, scheme in axe.LOOKS]
    return {
        "outil": f"axe {axe.version()}",
        "pages": len(pages),
        "vues": looks,
        "ouverts": list(axe.OPENINGS),
        "passages": runs,
        "defauts": found,
    }


def run_keyboard(browser: Browser, root: str) -> dict[str, Any]:
    """Return what the keyboard can do."""
    failed = []
    for name, scenario in SCENARIOS.items():
        for width in WIDTHS:
            context = browser.new_context(
                locale="fr-FR", viewport={"width": width, "height": 800}, reduced_motion="reduce"
            )
            try:
                scenario(context.new_page(), root)
            except (AssertionError, Error) as error:
                failed.append(f"{name}, {width} px : {str(error).splitlines()[0]}")
            context.close()
    return {"largeurs": list(WIDTHS), "parcours": list(SCENARIOS), "defauts": failed}


def run_html(folder: Path, pages: list[str]) -> dict[str, Any] | None:
    """Return what the HTML checker finds; ``None`` without it."""
    command = nu.checker()
    if command is None:
        print(nu.ABSENT)
        return None
    files = [folder / f"{p}index.html" if not p or p.endswith("/") else folder / p for p in pages]
    found = nu.errors(command, folder, files)
    return {"outil": f"Nu {nu.version(command)}", "pages": len(files), "defauts": found}


def target() -> Path:
    """Return the file of the results: a fork's own, where there is one."""
    return (ROOT / "academie" if (ROOT / "academie").is_dir() else ROOT) / "data" / "accessibilite.yml"


def write(results: dict[str, Any], path: Path) -> None:
    """Write the results beside, then rename."""
    aside = path.with_suffix(".nouveau")
    aside.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(results, allow_unicode=True, sort_keys=False, width=1000)
    aside.write_text(HEADER + text, encoding="utf-8")
    aside.replace(path)


def main() -> int:
    """Check, write, and say it in one line; the code is 1 if anything was found."""
    parser = argparse.ArgumentParser(description="Relevé d’accessibilité : axe, clavier, vérificateur HTML Nu.")
    parser.add_argument("--long", action="store_true", help="axe sur toutes les pages, au lieu d’un échantillon")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print(ABSENT)
        return 1
    with tempfile.TemporaryDirectory(prefix="releve-") as name, sync_playwright() as playwright:
        folder = Path(name)
        if not build(folder):
            return 1
        pages = addresses(folder / VERSION)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        with served(folder) as url:
            root = f"{url}{VERSION}/"
            keyboard = run_keyboard(browser, root)
            found = run_axe(browser, chromium, root, pages if options.long else sample(pages))
        browser.close()
        html = run_html(folder / VERSION, pages)
    results = {"le": date.today().isoformat(), "pages": len(pages), "axe": found, "clavier": keyboard, "html": html}
    write(results, target())
    wrong = found["defauts"] + keyboard["defauts"] + (html["defauts"] if html else [])
    print("\n".join(wrong))
    done = len(SCENARIOS) * len(WIDTHS)
    print(
        f"{len(pages)} pages ; axe : {found['pages']} pages × {len(axe.LOOKS)}, {found['passages']} passages, {len(found['defauts'])} défaut ; "
        f"clavier : {done - len(keyboard['defauts'])} parcours sur {done} ; HTML : {len(html['defauts']) if html else '?'} erreur. "
        f"Écrit dans {target().relative_to(ROOT).as_posix()}."
    )
    return int(bool(wrong) or html is None)


if __name__ == "__main__":
    sys.exit(main())
