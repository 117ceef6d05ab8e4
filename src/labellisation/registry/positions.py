# SPDX-License-Identifier: MIT
"""YAML read as text with positions: every scalar stays the string that was written.

YAML would turn ``01100`` into 576 and ``12:30`` into 750; here a value is typed by the schema only.
Duplicate keys, anchors and aliases are refused: the first are always a mistake, the others make
files that nobody can review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from operator import is_
from sys import intern
from typing import Any

import yaml

from ..diagnostics import Diagnostic, Location

_TEXT = "tag:yaml.org,2002:str"
_TAGS: dict[Any, str] = {yaml.MappingNode: "tag:yaml.org,2002:map", yaml.SequenceNode: "tag:yaml.org,2002:seq"}


def _text_loader(base: Any) -> Any:
    """Return ``base`` without its guesses at what a scalar means: everything is text, and reading is a third faster."""

    def resolve(_self: Any, kind: type[yaml.Node], _value: str | None, _implicit: Any) -> str:
        return _TEXT if kind is yaml.ScalarNode else _TAGS[kind]

    # Two questions put at each node, for types that we do not have: the answer is not read, so the quickest will do.
    return type("TextLoader", (base,), {"resolve": resolve, "descend_resolver": is_, "ascend_resolver": bool})


_LOADER: Any = _text_loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_DEPTH = 30
_MAX_BRACKETS = 500
_MAX_DASHES = 100
#: Characters of a text whose nodes are kept: a small one is most often where a place is asked.
_SMALL = 20_000
#: Control characters and private-use ones: no text holds them, and our tokens use the latter.
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff]")
_BRACKETS = re.compile(r"[\[\]{}]")
_DASHES = re.compile(rf"(?:[-?] +){{{_MAX_DASHES}}}")

Pointer = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """One YAML text: its plain value, what is wrong with its writing, and where each value stands.

    The nodes of the parser, with their places, weigh thirty times the text: those of a large text are dropped once
    its value is made, and made again if a place is asked.
    """

    path: str
    text: str
    first_line: int = 1

    @property
    def value(self) -> Any:
        """The content as dicts, lists, strings and ``None``; ``None`` if the file cannot be read safely."""
        return self._read[0]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Any, tuple[Diagnostic, ...]]:
        node, refused = self._compose()
        if node is None:
            return None, refused
        if len(self.text) < _SMALL:
            self.__dict__["node"] = node
        found: list[Diagnostic] = []
        value = self._plain(node, 0, set() if "*" in self.text else None, found)
        return (None if any(d.code in ("SIT001", "SIT003") for d in found) else value), tuple(found)

    @cached_property
    def node(self) -> yaml.Node | None:
        """The tree of the parser, for the places; ``None`` if there is nothing in the text, or nothing readable."""
        return self._compose()[0]

    def recall(self, value: Any) -> None:
        """Take ``value`` for what was read in this very text, where nothing was wrong."""
        self.__dict__["_read"] = (value, ())

    def forget(self) -> None:
        """Keep neither value nor nodes: they will be made again if they are asked."""
        self.__dict__.pop("_read", None)

    def _compose(self) -> tuple[yaml.Node | None, tuple[Diagnostic, ...]]:
        """Return the node tree and why it could not be made."""
        if odd := _ODD.search(self.text):
            line = self.text.count("\n", 0, odd.start())
            column = odd.start() - self.text.rfind("\n", 0, odd.start()) - 1
            return None, (
                self._diagnostic(line, column, "SIT001", "caractère invisible interdit\u00a0: retapez ce mot"),
            )
        if too_deep(self.text):
            return None, (
                self._diagnostic(0, 0, "SIT003", "structure trop profonde\u00a0: écrivez une liste par ligne"),
            )
        try:
            return yaml.compose(self.text, Loader=_LOADER), ()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line, mark.column) if mark else (0, 0)
            return None, (self._diagnostic(line, column, "SIT001", _syntax_message(error)),)
        except yaml.YAMLError:
            return None, (
                self._diagnostic(0, 0, "SIT001", "caractère interdit en YAML\u00a0: enregistrez le fichier en UTF-8"),
            )

    def locate(self, pointer: Pointer = (), *, key: bool = False) -> Location:
        """Return where ``pointer`` stands: its value, or its key with ``key=True``; else the nearest parent."""
        node, place = self.node, None
        for step in pointer:
            found = _child(node, step)
            if found is None:
                break
            key_node, node = found
            place = key_node if key and step == pointer[-1] and key_node is not None else node
        found_node = place or node
        mark = found_node.start_mark if found_node is not None else None
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return Location(self.path, line + self.first_line, column + 1)

    def _diagnostic(self, line: int, column: int, code: str, message: str) -> Diagnostic:
        return Diagnostic(Location(self.path, line + self.first_line, column + 1), code, message)

    def _told(self, node: yaml.Node, code: str, message: str) -> Diagnostic:
        return self._diagnostic(node.start_mark.line, node.start_mark.column, code, message)

    def _plain(self, node: yaml.Node, depth: int, seen: set[int] | None, found: list[Diagnostic]) -> Any:
        """Return the value of ``node`` and tell what is wrong below it; ``seen`` is for a text that may hold aliases."""
        if depth > _MAX_DEPTH or (seen is not None and id(node) in seen):
            what = "structure trop profonde" if seen is None or id(node) not in seen else "renvoi YAML (« * »)"
            found.append(self._told(node, "SIT003", f"{what}\u00a0: écrivez la valeur en toutes lettres"))
            return None
        if seen is not None:
            seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth, seen, found)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, depth + 1, seen, found) for item in node.value]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, depth: int, seen: set[int] | None, found: list[Diagnostic]) -> Any:
        made: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                message = "accolades ou crochets à la place d’un mot\u00a0: mettez la valeur entre guillemets droits"
                found.append(self._told(key, "SIT001", message))
                continue
            name = intern(key.value)  # the same few words, in every record
            if name in made:
                first = next(k for k, _ in node.value if k.value == name).start_mark.line + self.first_line
                message = f"clé {name!r} écrite deux fois (déjà ligne {first})\u00a0: gardez une seule des deux"
                found.append(self._told(key, "SIT002", message))
            plain = seen is None and type(value) is yaml.ScalarNode
            made[name] = _scalar(value) if plain else self._plain(value, depth + 1, seen, found)
        return made


def _scalar(node: yaml.Node) -> str | None:
    """Return the text of a scalar; ``None`` for a null that no quote makes a word."""
    value: str = node.value
    return None if value in _NULLS and not getattr(node, "style", None) else value


def too_deep(text: str) -> bool:
    """Say whether brackets or dashes nest beyond what any file of ours needs (the C parser would run out of stack)."""
    dashes = any(len(line) >= 2 * _MAX_DASHES and _DASHES.search(line) for line in text.split("\n"))
    if dashes or text.count("[") + text.count("{") <= _MAX_BRACKETS:
        return dashes
    depth = 0
    for sign in _BRACKETS.findall(text):
        depth += 1 if sign in "[{" else -1
        if depth > _MAX_BRACKETS:
            return True
    return False


def _syntax_message(error: yaml.MarkedYAMLError) -> str:
    """Say in French what the YAML parser stumbled on."""
    problem = error.problem or ""
    if "\\t" in problem:
        return "tabulation\u00a0: le YAML n’accepte que des espaces en début de ligne"
    if "mapping values are not allowed" in problem:
        return "deux-points inattendus\u00a0: mettez la valeur entre guillemets droits"
    if "expected <block end>" in problem:
        return "retrait incohérent\u00a0: alignez cette ligne sur ses voisines"
    if "could not find expected ':'" in problem:
        return "deux-points manquants après la clé"
    if "end of stream" in problem or "unexpected end" in problem:
        return "guillemet ou crochet ouvert et jamais fermé"
    return "écriture YAML incorrecte\u00a0: vérifiez les deux-points, les guillemets et le retrait"


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in reversed(node.value):
            if key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None
