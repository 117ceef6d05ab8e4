# SPDX-License-Identifier: MIT
"""Facts of a fork beside the national ones: records meet by their identifier, what is unknown may be filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from .models import Origin


class Clash(NamedTuple):
    """A value that a fork wrote over another, national one."""

    origin: Origin
    steps: tuple[str | int, ...]
    national: str
    local: str


#: What a check of a link says: a fork's own check is a fact of its own, not another version of ours.
OBSERVED = ("etat", "verifie_le")
Report = Callable[[Clash], None]


def combine(first: Any, second: Any, report: Report | None = None) -> Any:
    """Return ``first`` with what ``second`` adds: absent keys, other records, other items.

    Where both hold a value, ``second`` wins; with ``report``, ``first`` wins and each difference is reported.
    """
    return _combine(first, second, report, Origin(""), ())


def _combine(first: Any, second: Any, report: Report | None, origin: Origin, steps: tuple[str | int, ...]) -> Any:
    if isinstance(first, dict) and isinstance(second, dict):
        if "origine" in second:
            origin, steps = second["origine"], ()
        merged = dict(first) if report else {**first, **({"origine": second["origine"]} if "origine" in second else {})}
        for key, value in second.items():
            if key not in first:
                merged[key] = value
            elif key != "origine":
                merged[key] = _combine(first[key], value, report, origin, (*steps, key))
        return merged
    if isinstance(first, list) and isinstance(second, list) and all(isinstance(i, dict) for i in (*first, *second)):
        return _combine_lists(first, second, report, origin, steps)
    if report is None:
        return second
    if plain(first) != plain(second):
        report(Clash(origin, steps, str(first), str(second)))
    return first


def _combine_lists(
    first: list[Any], second: list[Any], report: Report | None, origin: Origin, steps: tuple[str | int, ...]
) -> list[Any]:
    """Join two lists of blocks: those with an ``id`` by it, the others as they are, each once."""
    merged = list(first)
    places = {item["id"]: index for index, item in enumerate(first) if isinstance(item.get("id"), str)}
    known = [plain(item) for item in first]
    for item in second:
        identifier = item.get("id")
        index = places.get(identifier) if isinstance(identifier, str) else None
        if index is not None:
            merged[index] = _combine(merged[index], item, report, origin, steps)
        elif plain(item) not in known:
            merged.append(item)
    return merged


def completed(local: Any, national: Any) -> Any:
    """Return ``local`` with the keys that it leaves to its ``national`` twin: the same block, or the record of the same ``id``."""
    if isinstance(local, dict) and isinstance(national, dict):
        return {**national, **{key: completed(item, national.get(key)) for key, item in local.items()}}
    if isinstance(local, list) and isinstance(national, list):
        twins = _by_id(national)
        return [completed(item, twins.get(_id_of(item))) for item in local]
    return local


def observe(national: dict[str, Any], local: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the links of both with each state of a national link in one place: the latest dated check wins."""
    twins = _by_id(national.get("liens"))
    seen: dict[str, dict[str, Any]] = {}
    left = []
    for item in local.get("liens") or []:
        twin, day = twins.get(_id_of(item)), item.get("verifie_le") if isinstance(item, dict) else None
        if twin is None or not isinstance(day, str):
            left.append(item)
            continue
        left.append({key: value for key, value in item.items() if key not in OBSERVED})
        if day >= str(twin.get("verifie_le") or ""):
            seen[_id_of(item)] = {key: item[key] for key in OBSERVED if key in item}
    links = [{**link, **seen.get(_id_of(link), {})} for link in national.get("liens") or []]
    return {**national, "liens": links}, {**local, "liens": left} if left else local


def _id_of(item: Any) -> str:
    return str(item.get("id") or "") if isinstance(item, dict) else ""


def _by_id(items: Any) -> dict[str, dict[str, Any]]:
    return {_id_of(item): item for item in items if _id_of(item)} if isinstance(items, list) else {}


def plain(value: Any) -> Any:
    """Return ``value`` without the places where its blocks were read."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key != "origine"}
    return [plain(item) for item in value] if isinstance(value, list) else value
