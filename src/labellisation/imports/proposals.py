# SPDX-License-Identifier: MIT
"""Registry entries to complete, one file an académie, for the lycées that the Annuaire declares and the registry lacks.

Only fields of the export are used. The fact is an attestation by the Annuaire: it says neither decision, nor date, nor intitulé.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..registry import Registry
from ..registry.models.witness import ANNUAIRE, DATASET, LigneTemoin, Temoin

NOTE = "L’Annuaire déclare le label ; il ne dit ni la décision, ni sa date, ni l’intitulé. À compléter par une page qui les dit."
HEADER = """\
# Proposition tirée de l’Annuaire de l’éducation, extrait du {day} (Licence Ouverte 2.0).
# Complétez chaque entrée par la décision et sa source, puis recopiez-la dans {place}.
"""


class ProposalError(Exception):
    """The proposals cannot be written there; the message is French."""


class _Dumper(yaml.SafeDumper):
    """Quotes every string that YAML could read otherwise, digits first: a code is never a number."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if value[:1].isdigit() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def _typographic(text: str | None) -> str | None:
    return text.replace("'", "’") if text else None


def _fact(temoin: Temoin) -> dict[str, Any]:
    unknown = dict.fromkeys(("nature", "campagne", "decision", "debut", "echeance", "publication", "intitule"))
    source = {"url": DATASET, "genre": "autre", "titre": ANNUAIRE, "lu_le": temoin.date.iso}
    return {"genre": "attestation", **unknown, "note": NOTE, "source": source}


def _entry(ligne: LigneTemoin, temoin: Temoin) -> dict[str, Any]:
    place = ligne.position
    position = (
        None
        if place is None
        else {
            "lat": place.lat,
            "lon": place.lon,
            "precision": place.precision,
            "source": f"Annuaire de l’éducation, extrait du {temoin.date.iso}",
        }
    )
    identifier = ligne.uai.lower()
    label = {
        "id": f"{identifier}-1",
        "intitule": None,
        "filieres": None,
        "partage_avec": [],
        "reseau": None,
        "faits": [_fact(temoin)],
    }
    return {
        "uai": ligne.uai,
        "id": identifier,
        "nom": _typographic(ligne.nom),
        "commune": {"nom": _typographic(ligne.commune), "code_insee": ligne.code_insee},
        "departement": ligne.departement,
        "type": ligne.type,
        "statut": ligne.statut,
        "position": position,
        "note": None,
        "labels": [label],
    }


def proposals(temoin: Temoin, registry: Registry) -> Mapping[str, str]:
    """Return académie → YAML of the entries to complete; a lycée without known académie or département is left out."""
    known = {item.uai for item in registry.etablissements.values()}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for ligne in temoin.labellises():
        if ligne.uai not in known and ligne.academie and ligne.departement:
            found[ligne.academie].append(_entry(ligne, temoin))
    return {
        academie: yaml.dump(
            {"academie": academie, "etablissements": found[academie]},
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            width=1000,
        )
        for academie in sorted(found)
    }


def write_proposals(root: Path, folder: Path, temoin: Temoin, registry: Registry) -> list[Path]:
    """Write the proposals in ``folder``; raise :class:`ProposalError`, nothing written, if it lies in the data or holds other content."""
    for name in ("data", "academie"):
        if folder.resolve().is_relative_to((root / name).resolve()):
            message = f"attendu un dossier hors de {name}/, une proposition n’est pas encore un fait"
            raise ProposalError(f"--vers {folder}\u00a0: {message}")
    files = {}
    data = "academie/data" if (root / "academie").is_dir() else "data"
    for academie, content in proposals(temoin, registry).items():
        place = f"{data}/etablissements/{academie}.yml"
        files[folder / f"{academie}.yml"] = HEADER.format(day=temoin.date.iso, place=place) + content
    taken = [path.name for path, text in files.items() if path.exists() and path.read_bytes() != text.encode()]
    if taken:
        raise ProposalError(
            f"{', '.join(taken)}\u00a0: déjà dans {folder} avec un autre contenu\u00a0; donnez un autre dossier avec --vers"
        )
    for path, text in files.items():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return list(files)
