# SPDX-License-Identifier: MIT
"""The static scan of macro calls: nothing of a page is compiled before it has passed here.

mkdocs-macros does not sandbox Jinja, so only ``{{ name(constant, key=constant) }}`` is let through.
Jinja's own lexer finds the calls (never a regular expression), so that the scan sees what Jinja sees.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import nodes

from ..diagnostics import Diagnostic, Location
from .calls import Call, Scan
from .specs import MACROS

#: Signs that strip white space around a tag (Jinja's own positions drift with them), and those of our tokens.
_FORBIDDEN = re.compile(r"\{[{%#][-+]|[-+][}%#]\}|[\ue000\ue001\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORBIDDEN_HELP = "écrivez les accolades sans « - » ni « + », et aucun caractère de contrôle"

_ENV = jinja2.Environment(autoescape=True, keep_trailing_newline=True)


class _RefusedError(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def scan(text: str, path: str, first_line: int = 1) -> Scan:
    """Scan the Markdown ``text`` of the file ``path``, whose first line is ``first_line`` there."""
    calls: list[Call] = []
    problems = [
        Diagnostic(_place(text, match.start(), path, first_line), "FIC002", f"{match[0]!r}\u00a0: {_FORBIDDEN_HELP}")
        for match in _FORBIDDEN.finditer(text)
    ]
    if problems:  # the places of the calls are only sure without those signs
        return Scan((), tuple(problems))
    try:
        written = list(_expressions(text))
        parsed = _parsed(text, len(written))
        for rank, (kind, offset, source) in enumerate(written):
            location = _place(text, offset, path, first_line)
            try:
                node = parsed[rank] if parsed else _expression(kind, source)
                calls.append(_call(node, source, location, text, offset))
            except _RefusedError as refused:
                problems.append(Diagnostic(location, refused.code, refused.message))
    except jinja2.TemplateSyntaxError as error:
        location = Location(path, (error.lineno or 1) - 1 + first_line, 1)
        message = 'accolades mal fermées\u00a0: écrivez {{ nom("valeur") }}, ou {% raw %} … {% endraw %} pour montrer des accolades'
        problems.append(Diagnostic(location, "FIC002", message))
    if not problems and not parsed:
        problems = [
            Diagnostic(Location(path, line - 1 + first_line), "FIC002", "écriture Jinja refusée")
            for line in _unsafe_lines(text, len(calls))
        ]
    return Scan(tuple(calls), tuple(problems))


@lru_cache(maxsize=512)
def parts(text: str) -> tuple[nodes.Expr, ...] | None:
    """Return the texts and the expressions of a template, as Jinja parses it at once; ``None`` if it holds anything else."""
    try:
        body = _ENV.parse(text).body
    except jinja2.TemplateSyntaxError:
        return None
    found: list[nodes.Expr] = []
    for node in body:
        if not isinstance(node, nodes.Output):
            return None
        found += node.nodes
    return tuple(found)


def _parsed(text: str, expected: int) -> list[nodes.Expr]:
    """Return what stands in each ``{{ }}`` of the whole template.

    Empty if the template does not parse, or holds anything but ``expected`` of them: each is then read by itself.
    """
    found = [part for part in parts(text) or () if not isinstance(part, nodes.TemplateData)]
    return found if len(found) == expected else []


def _unsafe_lines(text: str, expected_calls: int) -> Iterator[int]:
    """Yield the lines where the whole template, as Jinja parses it, holds more than the calls that were let through."""
    found = 0
    for node in _ENV.parse(text).body:
        if not isinstance(node, nodes.Output):
            yield node.lineno
            continue
        for part in node.nodes:
            if isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name) and part.node.name in MACROS:
                found += 1
            elif not isinstance(part, nodes.TemplateData):
                yield part.lineno
    if found != expected_calls:
        yield 1


def _expressions(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield (kind, offset, source) for each expression, statement or comment outside ``raw`` blocks."""
    offset, start, kind = 0, 0, ""
    for _line, token, value in _ENV.lex(text):
        if token in ("variable_begin", "block_begin", "comment_begin"):
            start, kind = offset, token.removesuffix("_begin")
        offset += len(value)
        if token in ("variable_end", "block_end", "comment_end") and kind:
            yield kind, start, text[start:offset]
            kind = ""
    if kind:
        raise jinja2.TemplateSyntaxError("unclosed", text.count("\n", 0, start) + 1)


def _expression(kind: str, source: str) -> nodes.Expr | None:
    """Return what stands in one pair of braces; raise if it is not an expression."""
    if kind == "comment":
        raise _RefusedError(
            "FIC002", "« {# » ouvre un commentaire Jinja et efface du texte\u00a0: pour une ancre, écrivez {: #ancre }"
        )
    if kind == "block":
        raise _RefusedError(
            "FIC002", f"{_short(source)}\u00a0: attendu un appel de macro {{{{ nom(…) }}}}, rien d’autre n’est permis"
        )
    try:
        body = _ENV.parse(source).body
    except jinja2.TemplateSyntaxError:
        raise _RefusedError(
            "FIC002", f'{_short(source)}\u00a0: écriture incorrecte, attendu {{{{ nom("valeur") }}}}'
        ) from None
    output = body[0] if body else None
    return output.nodes[0] if isinstance(output, nodes.Output) and len(output.nodes) == 1 else None


def _call(node: nodes.Expr | None, source: str, location: Location, text: str, offset: int) -> Call:
    """Return the call that ``node`` is, if it is one of the closed list with constants only."""
    if isinstance(node, nodes.Name):
        raise _RefusedError("FIC002", f"nom {node.name!r} indéfini\u00a0: attendu un appel de macro{_near(node.name)}")
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        raise _RefusedError("FIC002", f"{_short(source)}\u00a0: attendu un seul appel de macro à valeurs constantes")
    name = node.node.name
    if name not in MACROS:
        raise _RefusedError("FIC001", f"macro {name!r} inconnue\u00a0: attendu une macro du guide{_near(name)}")
    if node.dyn_args or node.dyn_kwargs:
        raise _RefusedError("FIC002", f"{_short(source)}\u00a0: « * » n’est pas permis, écrivez les valeurs")
    keys = [pair.key for pair in node.kwargs]
    if len(keys) != len(set(keys)):
        raise _RefusedError("FIC003", f"{_short(source)}\u00a0: un argument est donné deux fois")
    args = tuple(_constant(arg, source) for arg in node.args)
    kwargs = tuple((pair.key, _constant(pair.value, source)) for pair in node.kwargs)
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    alone = line.strip() == source and _blank(text, line_start - 1, -1) and _blank(text, line_end, 1)
    return Call(name, args, kwargs, location, alone, line.lstrip().startswith("#"))


def _constant(node: nodes.Expr, source: str) -> Any:
    if isinstance(node, nodes.Const):
        return node.value
    raise _RefusedError("FIC002", f"{_short(source)}\u00a0: attendu des valeurs constantes entre guillemets")


def _blank(text: str, newline: int, step: int) -> bool:
    """Say whether the line beyond the line break at ``newline`` is blank (or there is none)."""
    if newline < 0:
        return True
    if step > 0:
        end = text.find("\n", newline + 1)
        return not text[newline + 1 : len(text) if end < 0 else end].strip()
    return not text[text.rfind("\n", 0, newline) + 1 : newline].strip()


def _near(name: str) -> str:
    near = difflib.get_close_matches(name, MACROS, 1)
    return f" (vouliez-vous dire {near[0]}\u00a0?)" if near else " (voir /contribuer/macros/)"


def _short(source: str) -> str:
    flat = " ".join(source.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}…"


def _place(text: str, offset: int, path: str, first_line: int) -> Location:
    before = text[:offset]
    return Location(path, first_line + before.count("\n"), offset - before.rfind("\n"))
