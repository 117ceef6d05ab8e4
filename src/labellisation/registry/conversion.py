# SPDX-License-Identifier: MIT
"""From the text that an editor wrote to the numbers and the yes-or-no that a schema wants, and to nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Node = dict[str, Any]
Resolve = Callable[[Node], Node]
Convert = Callable[[Any], Any]
_TYPED = frozenset({"integer", "number", "boolean"})
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


def allowed_types(node: Node, resolve: Resolve) -> set[str]:
    """Return the names of the JSON types that ``node`` admits."""
    node = resolve(node)
    types = node.get("type", [])
    found = {types} if isinstance(types, str) else set(types)
    for part in node.get("anyOf", []) + node.get("oneOf", []):
        found |= allowed_types(part, resolve)
    return found


def converter(node: Node, resolve: Resolve, trail: tuple[str, ...] = ()) -> Convert | None:
    """Return what types the values of ``node``, a copy where something changes; ``None`` where all stays text.

    It is worked out once for a schema, so that a thousand records are looked at only where a number may stand.
    """
    if "$ref" in node:
        if node["$ref"] in trail:  # a schema that holds itself: worked out again for each value
            return lambda value: (converter(node, resolve) or _same)(value)
        trail = (*trail, node["$ref"])
    node = resolve(node)
    fields = {
        key: change for key, sub in node.get("properties", {}).items() if (change := converter(sub, resolve, trail))
    }
    declared, rest, items = node.get("properties", {}), node.get("additionalProperties"), node.get("items")
    other = converter(rest, resolve, trail) if isinstance(rest, dict) else None
    each = converter(items, resolve, trail) if isinstance(items, dict) else None
    types = allowed_types(node, resolve) & _TYPED
    if not (types or fields or other or each):
        return None

    def convert(value: Any) -> Any:
        if isinstance(value, str):
            return scalar(value, types)
        if isinstance(value, list):
            return [each(item) for item in value] if each else value
        if isinstance(value, dict):
            extra = {key: other for key in value if key not in declared} if other else {}
            return value | {key: change(value[key]) for key, change in (fields | extra).items() if key in value}
        return value

    return convert


def scalar(value: str, types: set[str] | frozenset[str]) -> Any:
    """Return ``value`` as the first of ``types`` that its writing fits; itself if none does."""
    if "integer" in types and _INTEGER.fullmatch(value):
        return int(value)
    if "number" in types and _NUMBER.fullmatch(value):
        return float(value)
    if "boolean" in types and value in ("true", "false"):
        return value == "true"
    return value


def _same(value: Any) -> Any:
    return value
