# SPDX-License-Identifier: MIT
"""Writing the witness: the same extract gives the same bytes, and nothing is replaced before all is written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from ..registry.models.witness import LigneTemoin, Temoin
from ..registry.temoin import CSV_NAME, FIELDS, META_NAME, cell, fingerprint

HEADER = """\
# yaml-language-server: $schema={schema}
#
# Instantané de l’Annuaire de l’éducation, écrit par « labellisation importer » : ne le corrigez pas, relancez l’importation.
# L’Annuaire déclare un drapeau ; il ne dit ni la décision, ni sa date, ni l’intitulé du label.
"""


def row_of(ligne: LigneTemoin) -> dict[str, str]:
    """Return the row of the CSV that :func:`.temoin.ligne_of` reads back."""
    place = ligne.position
    return {
        "uai": ligne.uai,
        "nom": cell(ligne.nom),
        "type": cell(ligne.type),
        "statut": cell(ligne.statut),
        "commune": cell(ligne.commune),
        "code_insee": cell(ligne.code_insee),
        "departement": cell(ligne.departement),
        "academie": cell(ligne.academie),
        "lat": f"{place.lat:.5f}" if place else "",
        "lon": f"{place.lon:.5f}" if place else "",
        "precision": place.precision if place else "",
        "lycee_des_metiers": "oui" if ligne.lycee_des_metiers else "non",
        "etat": cell(ligne.etat),
        "sites": str(ligne.sites),
        "date_ouverture": ligne.date_ouverture.iso if ligne.date_ouverture else "",
    }


def render_csv(lignes: Iterable[LigneTemoin]) -> str:
    """Return the CSV (comma, UTF-8, LF), sorted by UAI."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(row_of, sorted(lignes, key=lambda ligne: ligne.uai)))
    return out.getvalue()


def render_meta(temoin: Temoin, content: str, schema: str) -> str:
    """Return the YAML that says where and when the CSV ``content`` comes from."""
    value: Mapping[str, Any] = {
        "extrait_du": temoin.date.iso,
        "source": temoin.source,
        "licence": temoin.licence,
        "nombres": {
            "lignes_lues": temoin.lignes_lues,
            "lignes_hors_champ": temoin.lignes_hors_champ,
            "lignes_rejetees": temoin.lignes_rejetees,
            "etablissements": len(temoin.lignes),
            "labellises": sum(1 for _ in temoin.labellises()),
        },
        "empreinte": fingerprint(content),
    }
    return HEADER.format(schema=schema) + yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False, width=1000)


def write_temoin(root: Path, folder: Path, temoin: Temoin) -> list[Path]:
    """Write the two files of ``temoin`` in ``folder`` (of the repository ``root``), beside then renamed; return those that changed."""
    content = render_csv(temoin.lignes.values())
    schema = "../" * len(folder.relative_to(root).parts) + "data/schemas/temoin.schema.json"
    files = {folder / CSV_NAME: content, folder / META_NAME: render_meta(temoin, content, schema)}
    changed = {
        path: text.encode() for path, text in files.items() if not path.exists() or path.read_bytes() != text.encode()
    }
    folder.mkdir(parents=True, exist_ok=True)
    beside = [path.with_name(f".{path.name}.nouveau") for path in changed]
    try:
        for path, data in zip(beside, changed.values(), strict=True):
            path.write_bytes(data)
        for path, final in zip(beside, changed, strict=True):
            path.replace(final)
    finally:
        for path in beside:
            path.unlink(missing_ok=True)
    return list(changed)
