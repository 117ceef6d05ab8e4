# SPDX-License-Identifier: MIT
"""Reports for programs: our JSON, GitLab Code Quality, workflow annotations, JUnit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..checks import FAMILIES, RULES
from ..diagnostics import Severite, count
from .places import Place, rule_address, rule_title, visible

#: The severities of Code Climate; « blocker » and « critical » are for what endangers readers.
_CODE_CLIMATE = {Severite.ERREUR: "major", Severite.ALERTE: "minor", Severite.CONSEIL: "info"}
_WORKFLOW = {Severite.ERREUR: "error", Severite.ALERTE: "warning", Severite.CONSEIL: "notice"}
#: What XML 1.0 cannot hold (production 2, Char).
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def dump(value: Any) -> str:
    """Write ``value`` as JSON, readable, without the last line break."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def plain_json(found: list[Place], site_url: str | None) -> str:
    """Write the diagnostics and their counts as JSON, keys in French like those of the data."""
    items = [place.diagnostic for place in found]
    diagnostics = [
        {
            "chemin": d.location.path,
            "ligne": d.location.line,
            "colonne": d.location.column,
            "code": d.code,
            "severite": str(d.severite),
            "message": d.message,
            "source": place.source,
            "regle": rule_address(d.code, site_url),
            "empreinte": place.fingerprint,
        }
        for place in found
        for d in (place.diagnostic,)
    ]
    return dump({"diagnostics": diagnostics, "nombre": {str(s): count(items, s) for s in Severite}})


def codequality(found: list[Place], site_url: str | None) -> str:
    """Write the subset of Code Climate that GitLab reads."""
    return dump(
        [
            {
                "description": f"{place.diagnostic.message} ({rule_address(place.diagnostic.code, site_url)})",
                "check_name": place.diagnostic.code,
                "fingerprint": place.fingerprint,
                "severity": _CODE_CLIMATE[place.diagnostic.severite],
                "location": {
                    "path": place.diagnostic.location.path,
                    "lines": {"begin": place.diagnostic.location.line},
                },
            }
            for place in found
        ]
    )


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def github(found: list[Place], site_url: str | None) -> str:
    """Write one workflow command a diagnostic (``::error file=…``), escaped as the runner unescapes."""
    lines = []
    for place in found:
        d = place.diagnostic
        path, line, column = d.location
        title = _property(f"{d.code} {rule_title(d.code)}")
        where = f"file={_property(path)},line={line},endLine={line},col={column},endColumn={place.end_column}"
        message = _data(f"{d.message} ({rule_address(d.code, site_url)})")
        lines.append(f"::{_WORKFLOW[d.severite]} {where},title={title}::{message}")
    return "\n".join(lines)


def junit(found: list[Place], site_url: str | None) -> str:
    """Write a test suite a family: one failed case an error; one passed case a rule without error, with its alerts."""
    suites = []
    families = dict(FAMILIES) | {
        p.diagnostic.code[:3]: p.diagnostic.code[:3] for p in found if p.diagnostic.code[:3] not in FAMILIES
    }
    for family, title in families.items():
        cases = list(_cases([p for p in found if p.diagnostic.code.startswith(family)], family))
        if cases:
            suites.append({"nom": f"{family} {title}", "cas": cases, "echecs": sum(bool(c["echec"]) for c in cases)})
    written = _template("junit.xml").render(suites=suites, adresse=lambda code: rule_address(code, site_url))
    return str(written)


def _template(name: str) -> Any:
    import jinja2  # for this format only: the others start sooner

    loader = jinja2.FileSystemLoader(Path(__file__).parent / "gabarits")
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: _NOT_XML.sub("\ufffd", str(value)),
    )
    return environment.get_template(name)


def _cases(found: list[Place], family: str) -> Iterator[dict[str, Any]]:
    codes = sorted({c for c in RULES if c.startswith(family)} | {p.diagnostic.code for p in found})
    for code in codes:
        mine = [p.diagnostic for p in found if p.diagnostic.code == code]
        errors = [d for d in mine if d.severite is Severite.ERREUR]
        for d in errors:
            path, line, column = d.location
            yield {"nom": f"{code} {path}:{line}:{column}", "code": code, "echec": d, "autres": []}
        if not errors:
            yield {"nom": f"{code} {rule_title(code)}", "code": code, "echec": None, "autres": mine}
