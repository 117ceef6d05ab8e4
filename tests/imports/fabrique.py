# SPDX-License-Identifier: MIT
"""Fictitious exports of the « Annuaire de l'éducation »: no lycée of them exists.

``python -m tests.imports.fabrique FICHIER [LIGNES]`` writes one, for a measure.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from labellisation.registry.uai import expected_key

_NAMES = """
Identifiant_de_l_etablissement Nom_etablissement Type_etablissement Statut_public_prive Adresse_1 Adresse_2 Adresse_3 Code_postal
Code_commune Nom_commune Code_departement Code_academie Code_region Ecole_maternelle Ecole_elementaire Voie_generale
Voie_technologique Voie_professionnelle Telephone Fax Web Mail Restauration Hebergement ULIS Apprentissage Segpa Section_arts
Section_cinema Section_theatre Section_sport Section_internationale Section_europeenne Lycee_Agricole Lycee_militaire
Lycee_des_metiers Post_BAC Appartenance_Education_Prioritaire GRETA SIREN_SIRET Nombre_d_eleves Fiche_onisep position
Type_contrat_prive Libelle_departement Libelle_academie Libelle_region coordX_origine coordY_origine epsg_origine
nom_circonscription latitude longitude precision_localisation date_ouverture date_maj_ligne etat ministere_tutelle multi_uai
rpi_concentre rpi_disperse code_nature libelle_nature Code_type_contrat_prive PIAL etablissement_mere
type_rattachement_etablissement_mere code_circonscription code_zone_animation_pedagogique libelle_zone_animation_pedagogique
code_bassin_formation libelle_bassin_formation
"""
_COMMON = _NAMES.split()
_IN_2023 = {
    "Code_postal": "Code postal",
    "coordX_origine": "coordonnee_X",
    "coordY_origine": "coordonnee_Y",
    "epsg_origine": "epsg",
    "multi_uai": "etablissement_multi_lignes",
}
_NOT_IN_2023 = {"code_circonscription", "code_zone_animation_pedagogique", "libelle_zone_animation_pedagogique"}
#: The columns of the three exports: 69, 72 and 71.
COLUMNS: Mapping[int, tuple[str, ...]] = {
    2023: tuple(_IN_2023.get(name, name) for name in _COMMON if name not in _NOT_IN_2023),
    2024: tuple(_COMMON),
    2026: tuple(name for name in _COMMON if name != "Nombre_d_eleves"),
}
DAY = "2030-02-16"
#: Département, code of its académie, a point inside.
_PLACES = (
    ("001", "10", 46.1, 5.3), ("02A", "27", 41.9, 8.9), ("013", "02", 43.5, 5.4), ("029", "14", 48.2, -4.1),
    ("059", "09", 50.4, 3.1), ("067", "15", 48.6, 7.6), ("075", "01", 48.86, 2.34), ("974", "28", -21.1, 55.5),
)  # fmt: skip
_PREFIXES = {"02A": "620"}


def uai(number: int, departement: str = "007") -> str:
    """Return a fictitious UAI with the right key; real ones do not go beyond the number 9000."""
    digits = f"{_PREFIXES.get(departement, departement)}{9000 + number:04d}"
    return digits + expected_key(digits)


def row(number: int = 1, **values: str) -> dict[str, str]:
    """Return one line, by official column name of 2026; ``values`` replace its cells."""
    departement, academie, lat, lon = _PLACES[number % len(_PLACES)]
    point = f"{lat + number % 7 / 100:.6f}", f"{lon + number % 11 / 100:.6f}"
    insee = departement.removeprefix("0") if len(departement.removeprefix("0")) == 2 else departement
    cells = {
        "Identifiant_de_l_etablissement": uai(number // len(_PLACES), departement),
        "Nom_etablissement": f"Lycée fictif n° {number}",
        "Type_etablissement": "Lycée",
        "Statut_public_prive": "Public",
        "Adresse_1": f"{number} rue fictive",
        "Code_postal": "00000",
        "Code_commune": f"{insee}001" if len(insee) == 2 else f"{insee}01",
        "Nom_commune": f"Commune fictive {number % 97}",
        "Code_departement": departement,
        "Code_academie": academie,
        "Voie_professionnelle": "1",
        "Telephone": "0000000000",
        "Mail": f"contact{number}@exemple.invalid",
        "Lycee_des_metiers": "0",
        "SIREN_SIRET": f"{number:014d}",
        "position": ", ".join(point),
        "Type_contrat_prive": "SANS OBJET",
        "latitude": point[0],
        "longitude": point[1],
        "precision_localisation": "Numéro de rue",
        "date_ouverture": "1999-09-01",
        "date_maj_ligne": DAY,
        "etat": "OUVERT",
        "code_nature": "320",
        "libelle_nature": "LYCEE PROFESSIONNEL",
    }
    return cells | values


def export(
    rows: Iterable[Mapping[str, str]], year: int = 2026, *, delimiter: str = ";", bom: bool = True, end: str = "\r\n"
) -> bytes:
    """Return an export as it was published that ``year``."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(COLUMNS[year])
    official = {new: name for name, new in _IN_2023.items()}
    names = [official.get(name, name) if year == 2023 else name for name in COLUMNS[year]]
    for cells in rows:
        writer.writerow([cells.get(name, "") for name in names])
    return (b"\xef\xbb\xbf" if bom else b"") + out.getvalue().encode()


def national(lines: int) -> Iterator[dict[str, str]]:
    """Yield a whole fictitious country: one line in fifty is a lycée professionnel, one in a hundred bears the flag."""
    schools = [f"{code:03d}" for code in range(1, 96) if f"{code:03d}" not in {place[0] for place in _PLACES}]
    for number in range(lines):
        if number % 50 == 0:
            yield row(number // 50, Lycee_des_metiers=str(int(number % 100 == 0)))
        else:
            yield row(
                number,
                Identifiant_de_l_etablissement=uai(number // len(schools), schools[number % len(schools)]),
                Nom_etablissement=f"École fictive n° {number}",
                Type_etablissement="Ecole",
                Voie_professionnelle="",
                Lycee_des_metiers="",
                code_nature="151",
            )


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(export(national(int(sys.argv[2]) if len(sys.argv) > 2 else 65_000)))
