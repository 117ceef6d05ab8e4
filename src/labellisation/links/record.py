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

from ..authoring.roundtrip import RewriteError, insert, round_trip
from ..layout import DATA, OVERLAY
from ..registry import Registry
from ..reports.output import write_beside
from .addresses import address
from .ask import Answer

_NEW = """\
# Ce que cette académie a relevé des liens nationaux : l’identifiant, l’état, le jour. « verifier-liens » tient ce fichier.
liens: []
"""


def links_file(root: Path) -> Path:
    """Return the file that a check may write: an académie's own where ``academie/`` exists, ours otherwise."""
    base = root / OVERLAY if (root / OVERLAY).is_dir() else root
    return base / DATA / "liens.yml"


def national_links(root: Path, registry: Registry) -> dict[str, str]:
    """Return the address of each national link, by identifier, in a fork; nothing upstream, whose file holds them."""
    if not (root / OVERLAY).is_dir():
        return {}
    return {i: link.url for i, link in registry.liens.items() if link.url and link.origine.path.startswith(f"{DATA}/")}


def record(
    path: Path, answers: Mapping[str, Answer], days: Mapping[str, str], national: Mapping[str, str] | None = None
) -> int | None:
    """Write state and day of the links of ``path`` whose answer proves something; return how many entries changed.

    An answer « inconnu » proves nothing: the entry keeps what it said. In a fork, each ``national`` link (identifier →
    address) gets an entry of its own: its identifier, state and day. ``None`` if the file cannot be rewritten without
    touching something else (it is then left alone).
    """
    if path.is_symlink() or not (path.is_file() or national):
        return None
    before = path.read_text(encoding="utf-8") if path.is_file() else _NEW
    try:
        yaml, content = _as_written(before)
        entries = [entry for entry in (*content["liens"], *(content.get("etats") or ())) if isinstance(entry, dict)]
        urls = national or {}
        changed = sum(_update(entry, urls, answers, days) for entry in entries)
        after = _text(yaml, content)
        told, number = {str(entry.get("id")) for entry in entries}, len(content["liens"])
        for identifier in urls:
            new: dict[str, Any] = {"id": identifier}
            if identifier not in told and _update(new, urls, answers, days):
                after, changed, number = insert(after, "liens", new, number), changed + 1, number + 1
        if "etats" in content:
            after, more = _others(content, after, answers, days)
            changed += more
    except (YAMLError, KeyError, TypeError, RewriteError):
        return None
    if after != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_beside(path, after)
    return changed


def _others(content: Any, text: str, answers: Mapping[str, Answer], days: Mapping[str, str]) -> tuple[str, int]:
    """Return ``text`` with the dead addresses that no entry holds yet (a text's, a resource's), and how many they are."""
    entries = [*content["liens"], *(content["etats"] or ())]
    known = {address(str(entry.get(key) or "")) for entry in entries for key in ("url", "url_repli")}
    number = len(content["etats"] or ())
    dead = [url for url, answer in answers.items() if answer.etat == "mort" and url not in known]
    for rank, url in enumerate(dead):
        entry = {"url": url, "etat": "mort", "verifie_le": DoubleQuotedScalarString(days[url])}
        text = insert(text, "etats", entry, number + rank)
    return text, len(dead)


def _as_written(text: str) -> tuple[YAML, Any]:
    """Return the writer that gives ``text`` back to the byte, and its content; raise :class:`RewriteError` if none does."""
    for offset in (0, 2):
        yaml = round_trip(offset)
        content = yaml.load(text)
        if _text(yaml, content) == text:
            return yaml, content
    raise RewriteError("forme qui ne se garde pas à l’identique")


def _text(yaml: YAML, content: Any) -> str:
    out = io.StringIO()
    yaml.dump(content, out)
    return out.getvalue()


def _update(entry: Any, urls: Mapping[str, str], answers: Mapping[str, Answer], days: Mapping[str, str]) -> bool:
    asked = address(str(entry.get("url") or urls.get(str(entry.get("id")), "")))
    answer = answers.get(asked) if asked else None
    if asked is None or answer is None or answer.etat == "inconnu":
        return False
    new = {"etat": answer.etat, "verifie_le": days[asked]}
    if all(entry.get(key) == value for key, value in new.items()):
        return False
    entry["etat"] = new["etat"]
    entry["verifie_le"] = DoubleQuotedScalarString(new["verifie_le"])
    return True
