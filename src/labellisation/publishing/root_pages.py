# SPDX-License-Identifier: MIT
"""What stands above the versions, at the root of the published site, and in the place of pages that left."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2

from ..registry import PartialDate
from ..site import forge, local
from ..site.model import Site
from ..site.policy import policy
from ..site.security_txt import security_files
from ..templates import template_folders
from .differences import Group, differences
from .names import CURRENT
from .published import Published

#: Files of the root that each publication makes again.
MADE = ("index.html", "404.html", "robots.txt", "sitemap.xml", "versions", ".well-known")
DEPARTED = "versions/retirees.json"


@dataclass(frozen=True)
class Frame:
    """What the pages of the root know of the site."""

    root: Path
    nom: str
    #: Public address of the root, with its last slash; ``None`` outside a forge.
    adresse: str | None = None
    #: Where a fork sends for the years before its own.
    archive: str | None = None
    #: Addresses of a version that only lead elsewhere.
    redirigees: frozenset[str] = frozenset()
    #: Logo and colour of a fork.
    academie: Mapping[str, Any] | None = None
    #: Path and text of the file that says whom to tell of a flaw, if somebody is named.
    securite: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, site: Site) -> Frame:
        """Return what the pages of the root take from ``site``."""
        national = site.registry.reader.national_site
        address = national.get("adresse") if site.academie and isinstance(national, Mapping) else None
        return cls(
            site.root,
            str(site.registry.site.get("nom") or ""),
            forge.site_url(),
            f"{str(address).rstrip('/')}/versions/" if address else None,
            frozenset(r.de.strip("/") + "/" for r in site.registry.redirections),
            local.identity(site),
            tuple(security_files(site)),
        )


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, path: str) -> str:
    """Return the address of a file of the current version, as the frame of its pages asks for it."""
    return f"{context['base']}{context['home']}/{path}"


class RootPages:
    """Makes the files of the root from what the branch holds."""

    def __init__(self, frame: Frame, published: Published, departed: Mapping[str, str | None]) -> None:
        self.frame, self.published, self.departed = frame, published, departed
        versions = published.versions
        self.home = CURRENT if any(CURRENT in names for names in versions.values()) else next(iter(versions))
        folders = template_folders(frame.root)
        self._env = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*(f / "fragments" for f in folders), *folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters.update(politique=policy, url=_url)
        self._env.globals["config"] = {"extra": {"academie": frame.academie}}  # what partials/logo.html asks of MkDocs
        self._states = {version: published.state(version) for version in versions}
        self._styles = self._sheets()

    def _sheets(self) -> list[str]:
        """Return the style sheets of the current version, in the order of its pages."""
        assets = f"{self.home}/assets"
        theme = self.published.content(f"{assets}/stylesheets") if self.published.tree(f"{assets}/stylesheets") else {}
        own = [name for name in ("labellisation.css", "academie.css") if self.published.tree(f"{assets}/{name}")]
        return [f"assets/stylesheets/{n}" for n in sorted(theme) if n.endswith(".css")] + [f"assets/{n}" for n in own]

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of every file of the root, and of the pages of the current version that say what left."""
        yield "index.html", self._page("racine-accueil", "", accueil=self.home)
        yield "404.html", self._page("racine-404", urlsplit(self.frame.adresse or "/").path)
        yield from self.frame.securite
        yield "robots.txt", self._page("racine-robots", "", adresse=self.frame.adresse)
        rows = self._rows()
        yield "versions/index.html", self._page("versions", "../", lignes=rows, archive=self.frame.archive)
        yield DEPARTED, json.dumps(dict(self.departed), ensure_ascii=False, indent=1) + "\n"
        pairs = list(combinations(sorted(self._states), 2))
        for old, new in pairs:
            context: dict[str, Any] = {
                "ancienne": self._row(old),
                "nouvelle": self._row(new),
                "groupes": self._between(old, new),
            }
            yield f"versions/{old}/{new}/index.html", self._page("versions-ecart", "../../../", **context)
        for address, version in self.departed.items():
            base = "../" * (address.count("/") + 1)
            yield f"{CURRENT}/{address}index.html", self._page("page-retiree", base, adresse=address, version=version)
        if self.frame.adresse:
            yield (
                "sitemap.xml",
                self._page("racine-plan", self.frame.adresse, pages=self._addresses(pairs)),
            )

    def _page(self, template: str, base: str, **context: Any) -> str:
        common = {"base": base, "home": self.home, "styles": self._styles, "nom": self.frame.nom}
        return self._env.get_template(f"{template}.html").render(**common, **context).strip() + "\n"

    def _addresses(self, pairs: list[tuple[str, str]]) -> list[str]:
        pages = self.published.addresses(self.home) - self.departed.keys() - self.frame.redirigees
        return [
            *(f"{self.home}/{page}" for page in sorted(pages)),
            "versions/",
            *(f"versions/{old}/{new}/" for old, new in pairs),
        ]

    def _row(self, version: str) -> dict[str, Any]:
        """Return what is shown of one version."""
        record, state = self.published.records.get(version), self._states[version]
        day = record.date_de_reference if record else None
        law = Counter(str(t.get("libelle")) for t in (state or {}).get("textes", {}).values())
        return {
            "version": version,
            "courante": CURRENT in self.published.versions[version],
            "close": bool(record and record.close),
            "arbre": record.arbre[:12] if record else None,
            "ecarts": record.ecarts if record else (),
            "jour": PartialDate.parse(day).fr if day else None,
            "droit": law.most_common(),
        }

    def _rows(self) -> list[dict[str, Any]]:
        """Return one row for each version, the latest first, with what changed since each older one."""
        names = sorted(self._states, reverse=True)
        return [
            {
                **self._row(new),
                "depuis": [{"version": old, "groupes": self._between(old, new)} for old in names[place + 1 :]],
            }
            for place, new in enumerate(names)
        ]

    def _between(self, old: str, new: str) -> list[Group] | None:
        """Return what changed; ``None`` if one of the two says nothing of itself."""
        before, after = self._states[old], self._states[new]
        return differences(before, after) if before and after else None
