# SPDX-License-Identifier: MIT
"""The poster of the criteria: one A4 page, drawn from the same facts as the office files of the tool."""

from __future__ import annotations

from collections.abc import Callable

from ..documents.model import criteria, official_wording
from ..documents.parts import Source
from ..site.model import Site
from .make import inputs
from .render import PAPER, Printer
from .weasy import pdf

#: With more criteria than each of these, the page is set closer.
_CLOSER = (8, 11)


def poster(site: Site) -> Callable[[Source], tuple[str, Callable[[], bytes]]]:
    """Return what gives, for a tool, all that its PDF depends on and the function that draws it."""

    def drawing(source: Source) -> tuple[str, Callable[[], bytes]]:
        printer = Printer(site, source.site_url, None)
        job = page(printer, source), printer.style(*PAPER, "affiche.css")
        return inputs(*job), lambda: pdf(*job)

    return drawing


def page(printer: Printer, source: Source) -> str:
    """Return the poster as HTML: the national criteria by rank, then those of the académie, without number."""
    referentiel = source.tool.referentiel
    national = [
        {"rang": c.rangs[referentiel], "court": c.libelle_court, "libelle": official_wording(c, referentiel)}
        for c in criteria(source.registry, referentiel)
    ]
    local = [{"rang": None, "court": c.libelle, "libelle": c.attendu} for c in source.ajouts.criteres]
    return printer.render(
        "affiche.html",
        outil=source.tool,
        criteres=[*national, *local],
        serre=sum(len(national) + len(local) > count for count in _CLOSER),
        referentiel=source.referentiel,
        academie=source.ajouts.academie if local else "",
        page=source.address if source.site_url else "",
    )
