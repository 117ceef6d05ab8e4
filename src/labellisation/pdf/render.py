# SPDX-License-Identifier: MIT
"""Documents as text: the autoescaped templates of ``overrides/impression`` and their style, with the site's own colours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2

from ..registry import law
from ..registry.text import capital
from ..site.model import Site
from ..site.render import host
from ..site.style import source as site_style
from ..templates import template_folders

FOLDER = Path("overrides") / "impression"
#: The sheets of whatever is printed, in order.
PAPER = ("page.css", "texte.css", "blocs.css", "listes.css")
#: The sheet that a fork adds after ours.
_ADDED = "ajouts.css"
_TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
_USE = re.compile(r"var\(--([\w-]+)\)")
LICENCES = {
    "etalab-2.0": ("licence ouverte Etalab\u00a02.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/")
}


def folders(root: Path) -> list[Path]:
    """Return where the templates and the styles of paper are looked for: what a fork puts before ours, then ours."""
    return [folder / FOLDER.name for folder in template_folders(root)]


def style(root: Path, *names: str, colour: str | None = None) -> str:
    """Return the style sheets ``names`` joined; a ``var(--x)`` takes the value of the site's light theme.

    ``colour`` stands for the main one, as on the site of a fork; the sheet ``ajouts.css`` of a fork comes last.
    """
    tokens: dict[str, str] = {"petrole": colour, "petrole-fonce": colour} if colour else {}
    for name, value in _TOKEN.findall(site_style(root)):
        tokens.setdefault(name, value.strip())
    places = folders(root)
    found = [next(folder / name for folder in places if (folder / name).is_file()) for name in names]
    found += [folder / _ADDED for folder in reversed(places[:-1]) if (folder / _ADDED).is_file()]
    text = "\n".join(path.read_text(encoding="utf-8") for path in found)
    return _USE.sub(lambda use: tokens.get(use[1], use[0]), text)


class Printer:
    """Renders the templates of documents for one site."""

    def __init__(self, site: Site, site_url: str, version: str | None) -> None:
        self.site = site
        settings = site.academie.settings if site.academie else None
        self._colour = settings.couleurs.principale if settings and settings.couleurs else None
        self.env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folders(site.root)),
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

    def style(self, *names: str) -> str:
        """Return the style sheets ``names`` in the colour of the site."""
        return style(self.site.root, *names, colour=self._colour)
