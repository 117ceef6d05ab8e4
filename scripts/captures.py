# SPDX-License-Identifier: MIT
"""The screenshots of the guide for contributors: taken from the site, the preview and the report of the checks.

``python3 noxfile.py -s captures`` writes them into ``docs/assets/captures/``, light and as wide as a page shows them.
They need Chromium. The repository is copied first: the mistake that some of them show is made in the copy.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "assets" / "captures"
SOURCES = ("data", "docs", "fiches", "overrides", "verrous", "mkdocs.yml")
#: An address that leads nowhere (RFC 2606), so that pages show their link.
FORGE = {"LABELLISATION_DEPOT": "https://forge.exemple.invalid/label"}
WIDTH, QUALITY = 680, 80
#: The mistake that is shown: a sigle that the glossary does not hold, under a heading of a fiche.
FICHE, HEADING = "fiches/fiche-3.md", "## Impliquer {: #impliquer }"
FAULT = 'Le {{ sigle("CAA") }} suit la démarche.'


def copy_repository(folder: Path) -> Path:
    """Copy to ``folder`` what a build reads."""
    folder.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("captures"))
        else:
            shutil.copy(ROOT / name, folder)
    (folder / "docs/assets/captures").mkdir()
    for name in sorted(
        set(re.findall(r"captures/([\w-]+\.webp)", "".join(p.read_text("utf-8") for p in folder.rglob("*.md"))))
    ):
        (folder / "docs/assets/captures" / name).write_bytes(b"")
    return folder


def break_fiche(root: Path) -> None:
    """Make the mistake."""
    path = root / FICHE
    text = path.read_text(encoding="utf-8")
    if HEADING not in text:
        sys.exit(f"{FICHE} n’a plus le titre {HEADING!r}\u00a0: changez HEADING dans {Path(__file__).name}")
    path.write_text(text.replace(HEADING, f"{HEADING}\n\n{FAULT}", 1), encoding="utf-8")


@contextmanager
def preview(root: Path) -> Iterator[str]:
    """Run the preview of ``root``; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "labellisation", "servir", "--port", str(port)]
    day = ["--date", _day()]
    process = subprocess.Popen([*command, *day], cwd=root, env=os.environ | FORGE, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _attempt in range(600):
            try:
                urllib.request.urlopen(address, timeout=30).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _day() -> str:
    command = ["git", "log", "-1", "--format=%cs"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def shoot(page: Page, name: str, first: Locator, last: Locator | None = None, above: int = 16, below: int = 16) -> None:
    """Write the picture of what stands from ``first`` to ``last``, as wide as the view."""
    page.evaluate("scrollTo(0, 0)")
    top = _box(first)["y"] - above
    end = _box(last or first)
    clip = {
        "x": 0,
        "y": max(0, top),
        "width": WIDTH,
        "height": end["y"] + end["height"] + below - max(0, top),
        "scale": 1,
    }
    save(page, name, clip)


def save(page: Page, name: str, clip: dict[str, float]) -> None:
    """Write the picture of a part of the page; Chromium makes WebP by itself."""
    answer = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True}
    )
    content = base64.b64decode(answer["data"])
    (TARGET / f"{name}.webp").write_bytes(content)
    print(f"{name}.webp : {clip['width']:.0f} × {clip['height']:.0f}, {len(content) / 1000:.1f} ko")


def _box(place: Locator) -> Any:
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    if box is None:
        sys.exit(f"rien à photographier\u00a0: {place}")
    scrolled = place.page.evaluate("scrollY")
    return {**box, "y": box["y"] + scrolled}


#: What the pictures leave out, and the mark around what the guide speaks of.
STYLE = """
.apercu, .apercu-note, .md-header, .page-pied details { display: none !important }
.page-pied p:first-child a { outline: 2px solid #b3611a; outline-offset: 2px; border-radius: 2px }
"""


def pages(page: Page, address: str) -> None:
    """Take the pages of the site as a reader sees them."""
    for name, place, first, last in (
        ("lien-de-modification", "fiches/fiche-3/", ".page-pied p:first-child", ".page-pied p:first-child"),
        ("page-d-un-texte", "textes/circulaire-2023-10-23/", ".page-tete__genre", "dl.signaletique"),
        ("page-d-une-regle", "contribuer/regles/etb001/", ".page-tete__genre", "article pre >> nth=-1"),
        ("glossaire", "glossaire/", "article dl div >> nth=0", "article dl div >> nth=1"),
    ):
        page.goto(address + place)
        page.add_style_tag(content=STYLE)
        shoot(page, name, page.locator(first).first, page.locator(last).first)


def messages(page: Page, address: str, root: Path) -> None:
    """Take what the checks say of a mistake: in the preview, then in the report."""
    page.goto(f"{address}fiches/fiche-3/")
    break_fiche(root)
    note = page.locator(".apercu-note")
    note.wait_for(timeout=60_000)
    page.add_style_tag(content=".md-header { display: none !important }")
    heading = page.locator("h2#impliquer")
    heading.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 24)")
    page.set_viewport_size({"width": WIDTH, "height": 620})
    save(page, "apercu", {"x": 0, "y": page.evaluate("scrollY"), "width": WIDTH, "height": 620, "scale": 1})
    command = [sys.executable, "-m", "labellisation", "controler", "--seulement", "FIC004", "--date", _day()]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    page.set_content("<pre></pre>")
    page.add_style_tag(content=REPORT)
    page.locator("pre").evaluate("(e, text) => { e.textContent = text }", done.stdout.strip())
    shoot(page, "rapport", page.locator("pre"), above=0, below=0)


#: The report as a terminal, or the journal of a forge, shows it.
REPORT = """
body { margin: 0 }
pre { background: #1b2425; color: #eae6dd; font: 14px/1.5 "DejaVu Sans Mono", monospace; margin: 0; padding: 18px;
      white-space: pre-wrap; overflow-wrap: anywhere }
"""


def main() -> None:
    """Take every picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium est absent (Debian, Ubuntu\u00a0: sudo apt install chromium).")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = copy_repository(Path(folder, "copie"))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(
            locale="fr-FR", viewport={"width": WIDTH, "height": 900}, color_scheme="light"
        ).new_page()
        with preview(root) as address:
            pages(page, address)
            messages(page, address, root)


if __name__ == "__main__":
    main()
