# SPDX-License-Identifier: MIT
"""Writing what was found into ``liens.yml``: two fields of an entry, and not one byte elsewhere."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from ..authoring.roundtrip import round_trip
from ..registry.layout import DATA
from ..reports.output import write_beside
from .addresses import address
from .ask import Answer


def links_file(root: Path) -> Path:
    """Return the file that a check may write: an académie's own where ``academie/`` exists, ours otherwise."""
    base = root / "academie" if (root / "academie").is_dir() else root
    return base / DATA / "liens.yml"


def record(path: Path, answers: Mapping[str, Answer], days: Mapping[str, str]) -> int | None:
    """Write state and day of the links of ``path`` whose answer proves something; return how many entries changed.

    An answer « inconnu » proves nothing: the entry keeps what it said. ``None`` if the file cannot be rewritten without
    touching something else (it is then left alone).
    """
    if not path.is_file() or path.is_symlink():
        return None
    before = path.read_text(encoding="utf-8")
    yaml = round_trip()
    try:
        content = yaml.load(before)
        if _text(yaml, content) != before:
            return None
        entries = [entry for entry in content["liens"] if isinstance(entry, dict)]
    except (YAMLError, KeyError, TypeError):
        return None
    changed = sum(_update(entry, answers, days) for entry in entries)
    after = _text(yaml, content)
    if after != before:
        write_beside(path, after)
    return changed


def _text(yaml: YAML, content: Any) -> str:
    out = io.StringIO()
    yaml.dump(content, out)
    return out.getvalue()


def _update(entry: Any, answers: Mapping[str, Answer], days: Mapping[str, str]) -> bool:
    asked = address(str(entry.get("url") or ""))
    answer = answers.get(asked) if asked else None
    if asked is None or answer is None or answer.etat == "inconnu":
        return False
    new = {"etat": answer.etat, "verifie_le": days[asked]}
    if all(entry.get(key) == value for key, value in new.items()):
        return False
    entry["etat"] = new["etat"]
    entry["verifie_le"] = DoubleQuotedScalarString(new["verifie_le"])
    return True
