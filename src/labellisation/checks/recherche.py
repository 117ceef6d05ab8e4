# SPDX-License-Identifier: MIT
"""Rules SIT about the words of the search: each leads somewhere, and to one thing only."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import partial

from ..content import MACROS, page_url
from ..diagnostics import Diagnostic, expected
from ..registry.text import fold
from .base import Context, Rule, rule


@rule
class SearchWords(Rule):
    code = "SIT014"
    titre = "Les mots de la recherche mènent quelque part"
    pourquoi = (
        "Un nom donné à une page ou à une section qui n’existe pas ne sert à rien\u00a0; "
        "un mot de lecteur donné deux fois, ou égal à celui du guide, ne dit plus ce qu’il vaut."
    )
    faux = "- page: fiches/fiche-99/\n  noms: [renouveler]"
    juste = "- page: fiches/fiche-5/#renouveler\n  noms: [renouveler]"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        yield from self._pages(context)
        yield from self._words(context)

    def _pages(self, context: Context) -> Iterator[Diagnostic]:
        written = {page.url: page for page in context.pages.values() if not page.is_encart}
        addresses = {page_url(target) for target in context.targets.known if target.endswith(".md")}
        for rank, entry in enumerate(context.registry.recherche.pages):
            where = partial(context.registry.locate, entry.origine, "page")
            url, _, anchor = entry.page.partition("#")
            if any(entry.page == other.page for other in context.registry.recherche.pages[:rank]):
                yield self.diagnostic(where(), expected("page", entry.page, "une page nommée une seule fois"))
            elif url not in addresses:
                near = difflib.get_close_matches(url, addresses, 1)
                hint = f"vouliez-vous dire {near[0]!r}\u00a0?" if near else None
                yield self.diagnostic(where(), expected("page", entry.page, "l’adresse d’une page du site", hint))
            elif anchor and url in written:
                page = written[url]
                anchors = page.outline.anchors
                if context.academie:
                    anchors |= context.academie.missing_sections.get(page.uri, {}).keys()
                if anchor not in anchors and not any(MACROS[c.name].anchors for c in page.scan.calls):
                    near = difflib.get_close_matches(anchor, anchors, 1)
                    hint = f"vouliez-vous dire {near[0]!r}\u00a0?" if near else None
                    yield self.diagnostic(
                        where(), expected("page", entry.page, "l’ancre d’une section de la page", hint)
                    )

    def _words(self, context: Context) -> Iterator[Diagnostic]:
        used: dict[str, str] = {}
        for entry in context.registry.recherche.mots:
            for rank, word in enumerate(entry.lecteurs):
                key, wanted = fold(word), None
                if key == fold(entry.guide):
                    wanted = "un autre mot que celui du guide"
                elif key in used:
                    wanted = f"un mot donné une seule fois (il vaut déjà «\u00a0{used[key]}\u00a0»)"
                if wanted:
                    place = context.registry.locate(entry.origine, "lecteurs", rank)
                    yield self.diagnostic(place, expected("lecteurs", word, wanted))
                used.setdefault(key, entry.guide)
