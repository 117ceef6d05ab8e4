# SPDX-License-Identifier: MIT
"""YAML written by hand, rewritten by a program: comments, order, quotes and line breaks stay, the difference is minimal."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from ..registry import Document

_WIDTH = 1_000_000


class RewriteError(Exception):
    """The file cannot be changed without touching something else; the message is French."""


def round_trip(offset: int = 0) -> YAML:
    """Return a YAML reader and writer that keeps a file of ours as it is written, to the byte.

    ``offset`` is how far the dashes of a list stand from their key: none in our files, two in those of other hands.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=2 + offset, offset=offset)
    yaml.representer.add_representer(type(None), _null)
    return yaml


def _null(representer: Any, _value: None) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def dump(value: Any) -> str:
    """Write ``value`` as YAML in the style of the data."""
    out = io.StringIO()
    round_trip().dump(value, out)
    return out.getvalue()


def quoted(text: str | None) -> DoubleQuotedScalarString | None:
    """Return ``text`` to be written between double quotes; ``None`` stays ``null``."""
    return None if text is None else DoubleQuotedScalarString(text)


def on_one_line(value: Any) -> Any:
    """Return a map or a list to be written on one line."""
    made: Any = CommentedMap(value) if isinstance(value, Mapping) else CommentedSeq(value)
    made.fa.set_flow_style()
    return made


def insert(text: str, key: str, entry: Any, index: int, *, spaced: bool = False) -> str:
    """Return ``text`` with ``entry`` inserted at ``index`` in its list ``key``; every other line stays.

    ``spaced`` says whether entries are parted by an empty line, for a list too short to show it. Raises :class:`RewriteError`.
    """
    document = Document("", text)
    value = document.value
    items = value.get(key) if isinstance(value, Mapping) else None
    lines = text.split("\n")
    if not items:
        return _into_empty(text, key, entry, document)
    if not isinstance(items, list):
        raise RewriteError(f"{key}\u00a0: attendu une liste")
    starts = [document.locate((key, number)).line - 1 for number in range(len(items))]
    indent = len(lines[starts[0]]) - len(lines[starts[0]].lstrip())
    if len(set(starts)) < len(starts) or any(not lines[s].startswith(" " * indent + "- ") for s in starts):
        raise RewriteError(f"{key}\u00a0: attendu une entrée par bloc de lignes")
    spaced = not lines[_above(lines, starts[1]) - 1].strip() if len(starts) > 1 else spaced
    block = [(" " * indent + line if line else line) for line in dump([entry]).rstrip("\n").split("\n")]
    if index < len(items):
        place = _above(lines, starts[index])
        lines[place:place] = block + ([""] if spaced else [])
    else:
        place = _end(lines, starts[-1], indent)
        lines[place:place] = ([""] if spaced else []) + block
    return _verified("\n".join(lines), document, key, index, entry)


def _into_empty(text: str, key: str, entry: Any, document: Document) -> str:
    after, number = re.subn(
        rf"^{re.escape(key)}:[ \t]*(\[\]|null|~)?[ \t]*$",
        lambda _match: f"{key}:\n{dump([entry]).rstrip()}",
        text,
        count=1,
        flags=re.MULTILINE,
    )
    if not number:
        raise RewriteError(f"{key}\u00a0: liste introuvable dans le fichier")
    return _verified(after, document, key, 0, entry)


def _above(lines: list[str], place: int) -> int:
    """Return the line where the comments that stand right above ``place`` begin."""
    while place and lines[place - 1].lstrip().startswith("#"):
        place -= 1
    return place


def _end(lines: list[str], start: int, indent: int) -> int:
    """Return the line after the entry that begins at ``start``."""
    last = start
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        if line.strip():
            last = number
    return last + 1


def _verified(after: str, before: Document, key: str, index: int, entry: Any) -> str:
    """Return ``after`` if it reads as ``before`` with ``entry`` more, and nothing else."""
    read = Document("", after).value
    if isinstance(read, dict) and isinstance(read.get(key), list) and index < len(read[key]):
        rest = {**read, key: [*read[key][:index], *read[key][index + 1 :]]}
        same = _as_read(read[key][index]) == _as_read(entry)
        if same and rest == {**(before.value or {}), key: (before.value or {}).get(key) or []}:
            return after
    raise RewriteError(
        f"{key}\u00a0: cette forme de fichier ne se complète pas sans risque\u00a0; ajoutez l’entrée à la main"
    )


def _as_read(value: Any) -> Any:
    """Return ``value`` as our reader gives it back: text, and nothing for what is empty."""
    if isinstance(value, Mapping):
        return {str(key): _as_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_read(item) for item in value]
    return None if value in (None, "") else str(value).lower() if isinstance(value, bool) else str(value)
