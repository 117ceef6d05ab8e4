# SPDX-License-Identifier: MIT
"""A fictitious repository: the real one, every free text of its data ending with what an attacker would write."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from lxml import html

from labellisation.registry import Registry
from tests.conftest import ROOT

#: Markup, a script, a link, a table cell, a template, and the end of an attribute.
ATTACK = (
    "<script>alert('xss')</script><img src=x onerror=alert(1)> ](javascript:alert(1)) | {{ 7 * 191 }} {% raw %} "
    "\" onload=\"alert(2) ' onload='alert(3) `*_ &lt;b> --> ]]>"
)
#: Fields of free text, the same in every file.
FREE = frozenset(
    (
        "aujourd_hui",
        "ancienne",
        "consigne",
        "definition",
        "description",
        "developpe",
        "emetteur",
        "formule",
        "intitule",
        "interet",
        "libelle",
        "libelle_court",
        "livrable",
        "nom",
        "nom_complet",
        "note",
        "nouveautes",
        "objet",
        "organisme",
        "point",
        "preuve",
        "resume",
        "titre",
        "titre_court",
        "usage",
        "attendu",
        "questions",
        "preuves",
        "vigilance",
        "remarques",
        "mode_d_emploi",
    )
)
RESEAU = {
    "id": "reseau-fictif",
    "nom": "Réseau fictif",
    "academie": "grenoble",
    "filiere": None,
    "membres": ["0070001N"],
    "note": None,
    "source": {"url": "https://exemple.invalid/", "genre": "academie", "titre": None, "lu_le": "2026-01-31"},
}


def spoil(value: Any, free: bool = False) -> Any:
    """Return ``value`` with the attack at the end of each free text."""
    if isinstance(value, dict):
        return {key: spoil(item, key in FREE) for key, item in value.items()}
    if isinstance(value, list):
        return [spoil(item, free) for item in value]
    return f"{value} {ATTACK}" if free and isinstance(value, str) else value


def make_hostile(root: Path) -> Path:
    """Write the fictitious repository into ``root``."""
    for name in ("data", "docs", "fiches", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for path, document in Registry.load(ROOT).documents.items():
        value = document.value
        if path == "data/reseaux.yml":
            value = {"reseaux": [RESEAU]}
        if path == "data/redirections.yml":
            value = {"redirections": [{"de": "fiches/ancienne/", "vers": "fiches/fiche-1/"}]}
        (root / path).write_text(json.dumps(spoil(value), ensure_ascii=False, indent=1), encoding="utf-8")
    contact = root / "docs" / "contact.md"
    text = contact.read_text(encoding="utf-8")
    contact.write_text(
        re.sub(r"(?m)^resume:.*$", "resume: '\"><script>alert(1)</script>'", text, count=1), encoding="utf-8"
    )
    return root


def dangers(content: str) -> list[str]:
    """Return what in the HTML ``content`` an attacker would be glad of."""
    root = (
        html.document_fromstring(f"<html><body>{content}</body></html>")
        if "<html" not in content
        else html.document_fromstring(content)
    )
    found = [
        f"script: {s.text[:60]}"
        for s in root.iter("script")
        if s.text and "alert(" in s.text and "json" not in (s.get("type") or "")
    ]
    found += [
        f"onX: {e.tag} {name}"
        for e in root.iter()
        if isinstance(e.tag, str)
        for name in e.attrib
        if name.startswith("on")
    ]
    found += [
        f"href: {v[:60]}"
        for v in root.xpath("//@href | //@src | //@action")
        if re.match(r"\s*(javascript|data|vbscript):", v, re.IGNORECASE) and "base64" not in v
    ]
    found += [f"template: {value}" for value in ("1337",) if value in content]
    found += ["unescaped"] * ("<script>alert" in content or "<img src=x onerror" in content)
    return found
