# SPDX-License-Identifier: MIT
"""Several lines of the export may share one UAI (sites): one record of the witness is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..checks import importation as rules
from ..diagnostics import plural
from ..registry import PartialDate
from ..registry.models import Position
from ..registry.models.witness import ANNUAIRE, LigneTemoin
from ..registry.text import fold
from .columns import official
from .journal import Journal
from .values import Site

#: What the sites of one UAI must agree on; an annexe has its own name, commune, position and voies.
AGREED = ("flag", "statut", "academie", "etat")
_ANNEX = ("annexe", "site ", "antenne", "section ")


def _key(site: Site) -> tuple[object, ...]:
    """Order sites: the main one first, whatever the order of the lines."""
    name = f"{fold(site.nom)} "
    return (
        not site.pro,
        any(mark in name for mark in _ANNEX),
        len(name),
        name,
        site.commune,
        site.code_insee,
        str(site.position),
    )


def _content(site: Site) -> tuple[object, ...]:
    return tuple(getattr(site, name) for name in Site.__slots__ if name != "line")


def distinct(sites: Iterable[Site], journal: Journal) -> Iterator[Site]:
    """Yield the sites once each; a repeated line is said."""
    seen: dict[tuple[object, ...], int] = {}
    for site in sites:
        first = seen.setdefault(_content(site), site.line)
        if first == site.line:
            yield site
        else:
            journal.add(
                rules.RepeatedLine,
                site.line,
                1,
                f"{site.uai}\u00a0: mêmes valeurs que la ligne {first}, comptées une fois",
            )


def disagreement(sites: list[Site], journal: Journal) -> bool:
    """Say whether the sites of one UAI contradict each other, and note each contradiction."""
    found = False
    for name in AGREED:
        known = [site for site in sites if getattr(site, name) != ""]
        for site in known[1:]:
            if getattr(site, name) != getattr(known[0], name):
                found = True
                values = [
                    str(int(v) if isinstance(v, bool) else v) for v in (getattr(site, name), getattr(known[0], name))
                ]
                message = (
                    f"{official(name)} {values[0]!r} pour {site.uai}, mais {values[1]!r} à la ligne {known[0].line}"
                )
                journal.add(
                    rules.Conflict,
                    site.line,
                    1,
                    f"{message}\u00a0: {plural(len(sites), 'ligne')} du même code UAI écartées",
                )
    return found


def merged(sites: list[Site]) -> LigneTemoin:
    """Return the record of one UAI: what its main site says, and how many sites there are."""
    main = min(sites, key=_key)
    known = {
        name: next((getattr(s, name) for s in sorted(sites, key=_key) if getattr(s, name)), None)
        for name in ("type", "statut", "academie", "departement", "etat", "ouverture")
    }
    return LigneTemoin(
        main.uai,
        main.nom,
        main.flag,
        known["type"],
        known["statut"],
        main.commune or None,
        main.code_insee or None,
        known["departement"],
        known["academie"],
        Position(round(main.position[0], 5), round(main.position[1], 5), main.precision, ANNUAIRE)
        if main.position
        else None,
        known["etat"],
        len(sites),
        PartialDate(known["ouverture"]) if known["ouverture"] else None,
    )
