# SPDX-License-Identifier: MIT
"""JSON Schema, the single truth of each data file: it types, it validates, it documents."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

from ..diagnostics import Diagnostic, expected
from .conversion import Convert, allowed_types, converter
from .dates import DateError, PartialDate
from .hints import HINTS
from .positions import Document, Pointer

#: What may be an impossible date, quick to find (a class of signs at its head), then what is a date, with its limits:
#: the decimals of a coordinate (« 45.0000 ») are no year, a date after a full stop is one.
_DATE_LIKE = re.compile(r"[0-9][0-9]{3}-[0-9]{2}(?:-[0-9]{2})?")
_DATE = re.compile(r"(?<![\w-])(?<![0-9]\.)[0-9]{4}(?:-[0-9]{2}){0,2}(?![\w-])")
_NO_YEAR = "0000"
_TYPES = {
    "string": "un texte",
    "integer": "un nombre entier",
    "number": "un nombre",
    "boolean": "true ou false",
    "array": "une liste",
    "object": "un bloc de clés",
    "null": "null",
}


@dataclass(frozen=True)
class Field:
    """One line of the documentation of a file, for editors."""

    nom: str
    titre: str
    description: str
    obligatoire: bool
    type: str
    profondeur: int


@dataclass(frozen=True)
class Schema:
    """A JSON Schema of ``data/schemas``."""

    name: str
    content: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Schema:
        """Read the schema file ``path``."""
        return cls(path.name.removesuffix(".schema.json"), json.loads(path.read_text(encoding="utf-8")))

    @cached_property
    def mark(self) -> str:
        """The whole schema as one line: another schema, another mark."""
        return json.dumps(self.content, ensure_ascii=False)

    @cached_property
    def _validator(self) -> Any:
        import jsonschema  # it explains what is wrong: nothing to explain, nothing to import

        return jsonschema.Draft202012Validator(self.content)

    @cached_property
    def _quick_validator(self) -> jsonschema_rs.Draft202012Validator:
        """The same rules, compiled: it only says yes or no, a hundred times faster."""
        return jsonschema_rs.Draft202012Validator(self.content)

    @cached_property
    def _date_pattern(self) -> str:
        """The loosest shape of a date in this schema: a date out of shape is the pattern's to tell."""
        names = [name for name in ("date", "jour") if name in self.content.get("$defs", {})]
        return str(self.content["$defs"][names[0]]["pattern"]) if names else "$^"

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        """Follow ``$ref`` inside this schema; keys beside the reference win."""
        while "$ref" in node:
            target = self.content
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = {**target, **{k: v for k, v in node.items() if k != "$ref"}}
        return node

    @cached_property
    def _convert(self) -> Convert | None:
        return converter(self.content, self.resolve)

    def typed(self, value: Any) -> Any:
        """Return ``value`` with the strings that the schema wants as numbers or booleans converted; it is left as it was."""
        return self._convert(value) if self._convert else value

    def check(self, document: Document, value: Any) -> Iterator[Diagnostic]:
        """Yield what in ``value`` (typed content of ``document``) does not fit the schema, and its impossible dates."""
        if not self._quick_validator.is_valid(value):
            for error in self._validator.iter_errors(value):
                yield from _translate(self, document, error, tuple(error.absolute_path))
        if has_impossible_date(document.text):
            yield from self._check_dates(document, value, self.content, ())

    def _check_dates(
        self, document: Document, value: Any, node: dict[str, Any], pointer: Pointer
    ) -> Iterator[Diagnostic]:
        is_date = node.get("$ref") in ("#/$defs/date", "#/$defs/jour") or any(
            part.get("$ref") in ("#/$defs/date", "#/$defs/jour")
            for part in node.get("anyOf", []) + node.get("oneOf", [])
        )
        if isinstance(value, str) and is_date:
            try:
                PartialDate.parse(value)
            except DateError:
                if value.isascii() and re.search(self._date_pattern, value):
                    message = expected(_name(pointer), value, "une date qui existe au calendrier")
                    yield Diagnostic(document.locate(pointer), "SIT006", message)
        node = self.resolve(node)
        if isinstance(value, dict):
            for key, item in value.items():
                sub = node.get("properties", {}).get(key)
                if sub is not None:
                    yield from self._check_dates(document, item, _not_null(sub), (*pointer, key))
        elif isinstance(value, list) and isinstance(node.get("items"), dict):
            for index, item in enumerate(value):
                yield from self._check_dates(document, item, node["items"], (*pointer, index))

    def title_of(self, path: str, records: str | None = None) -> str:
        """Return the French title of the field at the dotted ``path`` (« vigueur.du »); ``path`` itself if there is none.

        In a file of several records, ``records`` names the list that holds them.
        """
        node, titles = self._property(self.content, records) if records else self.content, []
        for name in path.split("."):
            node = self._property(node, name)
            if node is None:
                return path
            titles.append(str(self.resolve(node).get("title", name)))
        return ", ".join([titles[0], *(title[:1].lower() + title[1:] for title in titles[1:])])

    def _property(self, node: dict[str, Any] | None, name: str) -> dict[str, Any] | None:
        """Return what the schema says of ``name`` in an object, or in each object of a list."""
        if node is None:
            return None
        node = _not_null(self.resolve(node))
        found: dict[str, Any] | None = self.resolve(node.get("items", node)).get("properties", {}).get(name)
        return found

    def fields(self, node: dict[str, Any] | None = None, depth: int = 0) -> Iterator[Field]:
        """Walk the documented fields, for the page that explains the file to editors."""
        node = _not_null(self.resolve(self.content if node is None else node))
        node = self.resolve(node)
        if "items" in node:
            yield from self.fields(node["items"], depth)
        for name, raw in node.get("properties", {}).items():
            sub = self.resolve(raw)
            types = sorted(allowed_types(sub, self.resolve)) or ["string"]
            words = " ou ".join(_TYPES[t] for t in types if t in _TYPES)
            if "enum" in sub:
                words = "un mot de la liste\u00a0: " + ", ".join(str(v) for v in sub["enum"] if v is not None)
            yield Field(
                name, sub.get("title", name), sub.get("description", ""), name in node.get("required", []), words, depth
            )
            yield from self.fields(sub, depth + 1)


def has_impossible_date(text: str) -> bool:
    """Say whether ``text`` holds something shaped as a date that the calendar does not know."""
    doubtful = _NO_YEAR in text or any(map(_is_impossible, set(_DATE_LIKE.findall(text))))
    return doubtful and any(map(_is_impossible, set(_DATE.findall(text))))


def _is_impossible(shape: str) -> bool:
    try:
        PartialDate.parse(shape)
    except DateError:
        return True
    return False


def _not_null(node: dict[str, Any]) -> dict[str, Any]:
    """Of ``anyOf: [X, null]`` keep X."""
    for key in ("anyOf", "oneOf"):
        options = [part for part in node.get(key, []) if part.get("type") != "null"]
        if len(options) == 1:
            return {**{k: v for k, v in node.items() if k != key}, **options[0]}
    return node


def _name(pointer: Pointer) -> str:
    names = [step for step in pointer if isinstance(step, str)]
    return names[-1] if names else "valeur"


def _translate(schema: Schema, document: Document, error: Any, pointer: Pointer) -> Iterator[Diagnostic]:
    """Turn one error of the library into French diagnostics."""
    match error.validator:
        case "additionalProperties":
            known = list(error.schema.get("properties", {}))
            for key in sorted(set(error.instance) - set(known)):
                near = difflib.get_close_matches(key, known, 1)
                hint = f"vouliez-vous dire {near[0]!r}\u00a0?" if near else "retirez-la"
                message = f"clé {key!r} inconnue\u00a0: attendu une de {', '.join(known)} ({hint})"
                yield Diagnostic(document.locate((*pointer, key), key=True), "SIT004", message)
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            key = next((k for k in missing if repr(k) in error.message), missing[0])
            message = f"clé {key!r} absente\u00a0: ajoutez-la (null si la valeur est inconnue)"
            yield Diagnostic(document.locate(pointer), "SIT005", message)
        case "anyOf" | "oneOf":
            inner = [e for e in error.context if e.validator != "type" or e.validator_value != "null"]
            from jsonschema.exceptions import best_match

            best = best_match(inner)
            deeper = best if best is not None and len(inner) < 4 else error
            if deeper is error:
                yield _simple(schema, document, error, pointer)
            else:
                yield from _translate(schema, document, deeper, (*pointer, *deeper.relative_path))
        case _:
            yield _simple(schema, document, error, pointer)


def _simple(schema: Schema, document: Document, error: Any, pointer: Pointer) -> Diagnostic:
    hint = None
    rule, wanted = error.validator, error.validator_value
    node = schema.resolve(error.schema)
    if rule == "type":
        names = [wanted] if isinstance(wanted, str) else wanted
        what = " ou ".join(_TYPES.get(name, name) for name in names)
    elif rule == "enum":
        options = [str(v) for v in wanted if v is not None]
        what = "un mot de la liste\u00a0: " + ", ".join(options)
        near = difflib.get_close_matches(str(error.instance), options, 1)
        hint = f"vouliez-vous dire {near[0]!r}\u00a0?" if near else None
    else:
        what = node.get("x-attendu") or node.get("description") or f"une valeur conforme à {rule}"
    shown = error.instance if isinstance(error.instance, str) else json.dumps(error.instance, ensure_ascii=False)[:60]
    code = node.get("x-regle", "SIT006")
    hint = hint or (HINTS[code](shown) if code in HINTS else None)
    return Diagnostic(document.locate(pointer), code, expected(_name(pointer), shown, what, hint))
