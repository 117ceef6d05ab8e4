# SPDX-License-Identifier: MIT
"""Build and edit → visible, ours and a stock site's in turn; medians, ratios, one table, and the JSON of it.

Options: ``--tours N`` (3 by default), ``--json FILE``.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from labellisation.content import read_pages

from .annuaire import measure_annuaire
from .lycees import write_fictitious_labels
from .mesures import edit_to_visible, free_port, run_measured, run_seconds, server
from .ordinaire import write_stock_site

ROOT = Path(__file__).resolve().parents[2]


def _copy_of_ours(folder: Path) -> None:
    """Copy the repository, with one commit so that it has a date of reference."""
    shutil.copytree(
        ROOT, folder, ignore=shutil.ignore_patterns(".git", ".nox", ".cache", "tests", "__pycache__", ".*_cache")
    )
    shutil.rmtree(folder / "site", ignore_errors=True)
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=banc", "-c", "user.email=banc@localhost", "commit", "-qm", "banc"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)


def _stock_texts() -> list[str]:
    """Our own pages without what a stock site does not know: macros go, internal links lead home."""
    pages, _problems = read_pages(ROOT)
    plain = (
        "\n".join(line for line in page.body.split("\n") if "{{" not in line and "{%" not in line)
        for page in pages.values()
    )
    return [re.sub(r"\]\((?!https?:)[^)]*\)", "](index.md)", text) for text in plain]


def _seconds(value: float) -> str:
    return f"{value:.2f} s".replace(".", ",")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description="Mesure la construction et l’aperçu, à côté d’un site MkDocs ordinaire."
    )
    parser.add_argument("--tours", type=int, default=3, help="nombre de mesures de chaque (3 par défaut)")
    parser.add_argument(
        "--json", type=Path, default=ROOT / ".cache" / "banc.json", help="fichier où garder les mesures"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banc-") as scratch:
        ours, stock = Path(scratch, "nous"), Path(scratch, "ordinaire")
        _copy_of_ours(ours)
        run_seconds(["-m", "labellisation", "construire"], ours)  # warm-up, and the number of pages
        pages = sum(1 for _ in (ours / "site").rglob("index.html"))
        texts = _stock_texts()
        stock.mkdir()
        count = write_stock_site(stock, texts, pages - 1 - len(texts))
        rows = [_build_row(ours, stock, options.tours), _edit_row(ours, stock, options.tours)]
        alone = _rows_of_ours(ours, Path(scratch), options.tours)
        seen = measure_annuaire(ours / "site")
    print(f"\n{pages} pages chez nous, {count} sur le site ordinaire, médianes de {options.tours} mesures alternées\n")
    print(f"{'mesure':<34} {'nous':>9} {'ordinaire':>10} {'rapport':>8}")
    for name, mine, theirs in rows:
        print(f"{name:<34} {_seconds(mine):>9} {_seconds(theirs):>10} {f'{mine / theirs:.2f}'.replace('.', ','):>8}")
    for name, seconds, memory in alone:
        print(f"{name:<34} {_seconds(seconds):>9} {'—':>10} {f'{memory} Mo' if memory else '':>8}")
    for name, value in seen:
        print(f"{name:<34} {value:>20}")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "pages": pages,
        "tours": options.tours,
        "mesures": [{"nom": n, "nous": a, "ordinaire": b} for n, a, b in rows],
        "annuaire": dict(seen),
        "seuls": [{"nom": n, "secondes": a, "memoire_mo": b} for n, a, b in alone],
    }
    options.json.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.flush()


def _build_row(ours: Path, stock: Path, times: int) -> tuple[str, float, float]:
    """Full strict builds, checks, exports and search index included on our side."""
    mine, theirs = [], []
    run_seconds(["-m", "mkdocs", "build", "--strict"], stock)
    for _ in range(times):
        mine.append(run_seconds(["-m", "labellisation", "construire"], ours))
        theirs.append(run_seconds(["-m", "mkdocs", "build", "--strict"], stock))
    return "construction complète", statistics.median(mine), statistics.median(theirs)


def _edit_row(ours: Path, stock: Path, times: int) -> tuple[str, float, float]:
    """A sentence added to a fiche, seen over HTTP."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/fiches/fiche-2/"
    with server(["-m", "labellisation", "servir", "--port", str(port)], ours, address):
        mine = edit_to_visible(ours / "fiches" / "fiche-2.md", address, times)
    port = free_port()
    address = f"http://127.0.0.1:{port}/page-5/"
    with server(["-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"], stock, address):
        theirs = edit_to_visible(stock / "docs" / "page-5.md", address, times)
    return "fiche modifiée → visible", mine, theirs


def _rows_of_ours(ours: Path, scratch: Path, times: int) -> list[tuple[str, float, int | None]]:
    """What a stock site does not do: 1,000 labels checked, 65,000 rows imported."""
    run_seconds(["-m", "tests.imports.fabrique", str(scratch / "national.csv"), "65000"], ROOT)
    imported = run_measured(
        ["labellisation", "importer", str(scratch / "national.csv"), "--extrait-du", "2026-02-16"], ours
    )
    shutil.rmtree(ours / "data" / "annuaire", ignore_errors=True)
    write_fictitious_labels(ours, 1000)
    checked = [run_measured(["labellisation", "controler"], ours) for _ in range(times)]
    built = run_measured(["labellisation", "construire"], ours)
    return [
        ("import de 65 000 lignes", *imported),
        ("contrôle de 1 000 labels", statistics.median(s for s, _ in checked), checked[-1][1]),
        ("construction, 1 000 labels", *built),
    ]


if __name__ == "__main__":
    main()
