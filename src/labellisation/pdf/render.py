# SPDX-License-Identifier: MIT
"""Documents as text: the autoescaped templates of ``overrides/impression`` and their style, with the site's own colours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2

from ..registry import law
from ..site.model import Site
from ..site.render import capital, host

FOLDER = Path("overrides") / "impression"
_SITE_STYLE = Path("docs") / "assets" / "labellisation.css"
_TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
_USE = re.compile(r"var\(--([\w-]+)\)")
LICENCES = {
    "etalab-2.0": ("licence ouverte Etalab\u00a02.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/")
}


def style(root: Path, *names: str) -> str:
    """Return the style sheets ``names`` joined; a ``var(--x)`` takes the value of the site's light theme."""
    tokens: dict[str, str] = {}
    for name, value in _TOKEN.findall((root / _SITE_STYLE).read_text(encoding="utf-8")):
        tokens.setdefault(name, value.strip())
    sheets = [(root / FOLDER / name).read_text(encoding="utf-8") for name in names]
    return _USE.sub(lambda use: tokens.get(use[1], use[0]), "\n".join(sheets))


class Printer:
    """Renders the templates of documents for one site."""

    def __init__(self, site: Site, site_url: str, version: str | None) -> None:
        self.site = site
        self.env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(site.root / FOLDER),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        facts = site.registry.site
        licence, address = LICENCES.get(str(facts.get("licence_textes")), (str(facts.get("licence_textes")), ""))
        self.env.globals.update(
            editeur=facts.get("editeur"),
            nom=facts.get("nom") or "Label Lycée des métiers",
            jour=site.day,
            version=version,
            adresse=site_url,
            licence=licence,
            licence_adresse=address,
            etat=lambda texte: law.current_state(site.registry, texte, site.day),
        )
        self.env.filters.update(hote=host, majuscule=capital)

    def render(self, template: str, **context: Any) -> str:
        """Render the template ``template``."""
        return self.env.get_template(template).render(**context)
