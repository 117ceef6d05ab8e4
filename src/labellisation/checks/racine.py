# SPDX-License-Identifier: MIT
"""The files that forges and catalogues read at the root: their contacts are those of ``data/site.yml``, the one place of truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..academie.boundary import same_address
from ..diagnostics import Diagnostic, Location, expected
from ..registry import Document
from .base import Context, Rule, rule

SITE, OWNERS, CATALOGUE, SECURITY = "data/site.yml", "CODEOWNERS", "publiccode.yml", "SECURITY.md"
#: Where a forge looks before the root: a file there would take the place of ours, unseen.
_OTHER_OWNERS = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")


@rule
class RootFiles(Rule):
    code = "SIT015"
    titre = "Les fichiers de la racine donnent les contacts de data/site.yml"
    pourquoi = "Un contact écrit à deux endroits finit par différer\u00a0; un contact inventé laisse sans réponse celui qui signale une faille."
    faux = "un contact dans publiccode.yml, contact: null dans data/site.yml"
    juste = "le même contact aux deux endroits, ou nulle part"

    def check(self, context: Context) -> Iterator[Diagnostic]:
        if context.academie is not None:
            return  # a fork touches no file of the root
        root, site = context.registry.root, context.registry.site
        place = _site_places(context)
        yield from self._owners(root, site.get("relecteurs") or [], place.get("relecteurs", Location(SITE)))
        yield from self._catalogue(root, site)
        yield from self._security(root, site.get("securite"), place.get("securite", Location(SITE)))

    def _owners(self, root: Path, wanted: list[Mapping[str, Any]], place: Location) -> Iterator[Diagnostic]:
        lines = [f"{entry['chemin']} {' '.join(entry['equipes'])}" for entry in wanted]
        for other in _OTHER_OWNERS:
            if (root / other).is_file():
                yield self.diagnostic(Location(other), f"fichier en trop\u00a0: attendu {OWNERS} à la racine seulement")
        found = _lines(root / OWNERS)
        if lines and not found:
            yield self.diagnostic(
                place, f"relecteurs\u00a0: attendu le fichier {OWNERS}, avec «\u00a0{lines[0]}\u00a0»"
            )
        for rank in range(max(len(lines), len(found)) if found else 0):
            number, line = found[rank] if rank < len(found) else (found[-1][0], "")
            if rank >= len(lines) or line != lines[rank]:
                told = f"la ligne «\u00a0{lines[rank]}\u00a0»" if rank < len(lines) else "aucune autre ligne"
                yield self.diagnostic(Location(OWNERS, number), expected("relecteurs", line, told, f"voir {SITE}"))
                return

    def _catalogue(self, root: Path, site: Mapping[str, Any]) -> Iterator[Diagnostic]:
        try:
            document = Document(CATALOGUE, (root / CATALOGUE).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return
        content = document.value if isinstance(document.value, dict) else {}
        url, depot = content.get("url"), site.get("depot")
        if bool(url) != bool(depot) or (url and not same_address(str(url), str(depot))):
            yield self._differs(document, ("url",), url, depot)
        maintenance = content.get("maintenance")
        contacts = maintenance.get("contacts") if isinstance(maintenance, dict) else None
        found = [{key: str(value) for key, value in c.items()} for c in contacts or [] if isinstance(c, dict)]
        wanted = _contact(site)
        if found != wanted:
            told = ", ".join(f"{key}: {value}" for key, value in wanted[0].items()) if wanted else None
            shown = ", ".join(f"{key}: {value}" for key, value in found[0].items()) if found else None
            yield self._differs(document, ("maintenance", "contacts"), shown, told)

    def _differs(self, document: Document, pointer: tuple[str, ...], found: Any, wanted: Any) -> Diagnostic:
        told = f"«\u00a0{wanted}\u00a0»" if wanted else f"rien tant que {SITE} ne le donne pas"
        return self.diagnostic(document.locate(pointer, key=True), expected(pointer[-1], str(found or ""), told))

    def _security(self, root: Path, contact: Any, place: Location) -> Iterator[Diagnostic]:
        text = (root / SECURITY).read_text(encoding="utf-8") if (root / SECURITY).is_file() else ""
        if text and contact and str(contact) not in text:
            yield self.diagnostic(place, expected("securite", str(contact), f"la même adresse dans {SECURITY}"))


def _contact(site: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the contacts of ``publiccode.yml``: the service, and its address if it is one of electronic mail."""
    service, address = site.get("contact_service"), site.get("contact")
    if not service:
        return []
    return [{"name": str(service)} | ({"email": str(address)} if address and "@" in str(address) else {})]


def _site_places(context: Context) -> Mapping[str, Location]:
    """Return where each key of ``data/site.yml`` stands."""
    document = context.registry.documents.get(SITE)
    keys = document.value if document and isinstance(document.value, dict) else {}
    return {key: document.locate((key,)) for key in keys} if document else {}


def _lines(path: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of a file that are not comments; none if it is absent."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    lines = ((number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]
