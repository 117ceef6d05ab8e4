# SPDX-License-Identifier: MIT
"""The benchmark: our site beside a stock one and Zensical's, row by row; ``--help`` says its options."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .annuaire import measure_annuaire
from .lieux import ROOT, Places
from .lignes import ROWS, Row
from .mesures import measure
from .processus import run
from .tableau import as_json, lines

_ANNUAIRE = "annuaire"


def options_of(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="banc",
        description="Mesure la construction, l’aperçu et les contrôles, à côté d’un site ordinaire et de Zensical.",
    )
    parser.add_argument("--tours", type=int, default=3, help="mesures de chaque ligne (3 par défaut)")
    parser.add_argument("--seulement", metavar="MOTIF", help="les seules lignes dont le nom contient ce texte")
    parser.add_argument("--labels", type=int, default=1000, help="labels fictifs (1000 par défaut)")
    parser.add_argument(
        "--menu", action="store_true", help="mesure aussi le site ordinaire dont le menu a toutes les pages"
    )
    parser.add_argument("--profil", action="store_true", help="dit seulement où passe le temps d’une construction")
    parser.add_argument(
        "--json", type=Path, default=ROOT / ".cache" / "banc.json", help="fichier où garder les mesures"
    )
    return parser.parse_args(arguments)


def rows_of(options: argparse.Namespace) -> list[Row]:
    """Return the rows that ``options`` ask for."""
    wanted = (options.seulement or "").casefold()
    return [row for row in ROWS if wanted in row.name.casefold() and (not row.option or getattr(options, row.option))]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, keep."""
    options = options_of(arguments)
    rows = rows_of(options)
    with_annuaire = not options.seulement or options.seulement.casefold() in _ANNUAIRE
    if not rows and not with_annuaire:
        sys.exit(f"aucune ligne ne contient «\u00a0{options.seulement}\u00a0»\u00a0: {', '.join(r.name for r in ROWS)}")
    with tempfile.TemporaryDirectory(prefix="banc-") as scratch:
        places = Places(Path(scratch), options.labels, options.labels * 10)
        if options.profil:
            profile(places)
            return
        found = measure(rows, places, options.tours)
        seen = measure_annuaire(places.built) if with_annuaire else []
        print("\n".join(lines(rows, found, places, options.tours)))
        for name, value in seen:
            print(f"{name:<45}{value:>9}")
        content = as_json(rows, found, places, options.tours) | {_ANNUAIRE: dict(seen)}
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def profile(places: Places) -> None:
    """Print where the time of a full build goes, caches removed."""
    script = str(Path(__file__).with_name("profil.py"))
    print(f"{places.pages} pages, {places.labels} labels, à froid")
    for what in ("etapes", "fonctions"):
        places.clear(places.ours)
        print(run([sys.executable, script, what], places.ours)[1])


if __name__ == "__main__":
    main()
