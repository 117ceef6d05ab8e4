# SPDX-License-Identifier: MIT
"""SARIF 2.1.0 (OASIS standard, 27 March 2020): what code scanning of the forges reads."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from .. import __version__
from ..checks import FAMILIES, RULES
from ..diagnostics import Severite
from .machine import dump
from .places import Place, rule_address

_LEVELS = {Severite.ERREUR: "error", Severite.ALERTE: "warning", Severite.CONSEIL: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def sarif(found: list[Place], site_url: str | None) -> str:
    """Write one run with every rule that exists and one result a diagnostic."""
    codes = sorted(set(RULES) | {place.diagnostic.code for place in found})
    driver: dict[str, Any] = {
        "name": "labellisation",
        "version": __version__,
        "language": "fr",
        "rules": [_rule(code, site_url) for code in codes],
    }
    if site_url:
        driver["informationUri"] = site_url
    run = {
        "tool": {"driver": driver},
        "language": "fr",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "La racine du dépôt."}}},
        "results": [_result(place, codes.index(place.diagnostic.code)) for place in found],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, site_url: str | None) -> dict[str, Any]:
    """Describe a rule; ``helpUri`` must be absolute (3.49.12), so it needs the address of the site."""
    rule = RULES.get(code)
    if rule is None:
        return {"id": code}
    sample = f"Faux\u00a0:\n{rule.faux}\n\nJuste\u00a0:\n{rule.juste}"
    markdown = f"{rule.pourquoi}\n\nFaux\u00a0:\n\n{_code(rule.faux)}\n\nJuste\u00a0:\n\n{_code(rule.juste)}"
    described: dict[str, Any] = {
        "id": code,
        "name": rule.__name__,
        "shortDescription": {"text": rule.titre},
        "fullDescription": {"text": rule.pourquoi},
        "help": {"text": f"{rule.pourquoi}\n\n{sample}", "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severite]},
        "properties": {"tags": [FAMILIES.get(code[:3], code[:3])]},
    }
    if site_url:
        described["helpUri"] = rule_address(code, site_url)
    return described


def _code(text: str) -> str:
    """Write ``text`` as an indented block: it needs no fence, whatever it holds."""
    return "\n".join(f"    {line}" for line in text.split("\n"))


def _result(place: Place, index: int) -> dict[str, Any]:
    d = place.diagnostic
    path, line, column = d.location
    region: dict[str, Any] = {
        "startLine": line,
        "startColumn": column,
        "endLine": line,
        "endColumn": place.end_column,
    }
    if place.source is not None:
        region["snippet"] = {"text": place.source}
    return {
        "ruleId": d.code,
        "ruleIndex": index,
        "level": _LEVELS[d.severite],
        "message": {"text": d.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(path), "uriBaseId": "SRCROOT"},
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"labellisation/v1": place.fingerprint},
    }
