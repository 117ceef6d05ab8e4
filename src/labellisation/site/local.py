# SPDX-License-Identifier: MIT
"""What a fork changes of the site: encarts in the fiches, a home of its own, lists of its own labels first."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

from markupsafe import Markup

from .. import layout
from ..academie import FilledSlot, Overlay
from ..academie.images import palette
from ..academie.overlay import is_late, review_day
from ..academie.strays import attachments
from ..content import SourcePage
from ..registry.text import capital
from .local_home import home, welcome
from .macros import Call, render_macro
from .model import Site
from .plan import CAMPAIGN, LOCAL_HOME, LOCAL_STYLE, NATIONAL_DIRECTORY, PlannedPage
from .render import Renderer
from .tokens import token

View = dict[str, Any]
#: Written pages of a fork that no file holds.
MARKDOWN_KINDS = (LOCAL_HOME, NATIONAL_DIRECTORY)
#: Macros that show the labels of the académie first, and lead to the whole country.
SCOPED = ("etablissements", "carte", "chiffres", "nombre_etablissements")


def body(site: Site, page: SourcePage) -> str:
    """Return the Markdown of ``page`` with the encarts of the fork at their slots."""
    overlay = site.academie
    if overlay is None:
        return page.body
    shown = overlay.shown
    lines = page.body.split("\n")
    fiche = Path(page.uri).stem
    for call in page.scan.calls:
        encart = shown.get((fiche, str(call.bound().get("emplacement")))) if call.name == "encart" else None
        if encart:
            place = call.location.line - page.body_line
            margin = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
            lines[place] = indent(_framed(encart), margin)
    return "\n".join([*lines, *_left_out(overlay.missing_sections.get(page.uri, {}))])


def _left_out(sections: Mapping[str, str]) -> Iterator[str]:
    """Yield the Markdown that says which sections of the national fiche a replacement lacks, under their anchors."""
    if sections:
        yield '\n!!! academie "Sections de la fiche nationale que cette page ne reprend pas"\n'
        words = {anchor: re.sub(r"[^\w’' ,.;:!?()«»\u00a0-]", "", title) for anchor, title in sections.items()}
        yield from (f"    - *{title.strip() or anchor}*{{: #{anchor} }}" for anchor, title in words.items())


def _framed(encart: FilledSlot, text: str | None = None) -> str:
    text = encart.page.body if text is None else text
    return "\n\n".join((token("encart-debut", encart.place, {}), text.strip(), token("encart-fin", (), {})))


def _seen_from_home(page: SourcePage) -> str:
    """Return the text of an encart with its links to pages as the local home must write them."""
    lines = page.body.split("\n")
    for link in sorted(page.outline.links(), reverse=True, key=lambda link: (link.line, link.column)):
        if ":" in link.target or not link.target.partition("#")[0]:
            continue
        path, mark, anchor = link.target.partition("#")
        place = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), path))
        line, start = lines[link.line - 1], link.column - 1
        end = start + len(link.target)
        target = posixpath.relpath(place, layout.OVERLAY) + mark + anchor
        lines[link.line - 1] = line[:start] + target + line[end:]
    return "\n".join(lines)


def markdown_of(site: Site, page: PlannedPage) -> str:
    """Return the Markdown of a page that only a fork has."""
    if page.kind == NATIONAL_DIRECTORY:
        sections = {
            "Chercher par académie": "carte",
            "Tous les établissements": "etablissements",
            "Les nombres": "chiffres",
        }
        return "\n\n".join(f"## {title}\n\n{token(macro, (), {})}" for title, macro in sections.items())
    homeless = site.academie.homeless if site.academie else ()
    parts = [token(LOCAL_HOME, (), {})]
    if homeless:
        parts += [
            "## Textes à replacer",
            token("encarts-a-replacer", (), {}),
            *(_framed(e, _seen_from_home(e.page)) for e in homeless),
        ]
    return "\n\n".join(parts)


def render(renderer: Renderer, call: Call, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Markup:
    """Return the HTML of one token: a piece of a fork's page, or a macro, with the fork's own labels first."""
    overlay = call.site.academie
    if overlay is None or overlay.academie is None:
        return render_macro(renderer, call, name, args, kwargs)
    if name in ("encart-debut", "encart-fin", "encarts-a-replacer"):
        view = _encart(call.site, overlay, (args[0], args[1])) if args else {}
        return Markup(renderer.render(name, call.url, **view))  # noqa: S704 - an autoescaped template's output
    if name == LOCAL_HOME:
        view = home(call.site, overlay)
        return Markup(renderer.render(f"page-{name}", call.url, **view))  # noqa: S704 - idem
    if name in SCOPED and not args and "academie" not in kwargs and call.uri != "annuaire/national.md":
        return _scoped(renderer, call, name, kwargs)
    return render_macro(renderer, call, name, args, kwargs)


def _scoped(renderer: Renderer, call: Call, name: str, kwargs: dict[str, Any]) -> Markup:
    """Render a list of labels for the académie alone, with the way to the whole country."""
    overlay = call.site.academie
    academie = overlay.academie if overlay else None
    assert academie  # noqa: S101 - render() saw to it
    slug = academie.slug
    scoped = call.site.scoped(slug)
    if name == "carte" or (name == "etablissements" and not scoped.lignes):
        kwargs = {**kwargs, "academie": slug}
    view = {
        "genre": name,
        "academie": academie,
        "local": render_macro(renderer, Call(scoped, call.uri, call.url), name, (), kwargs),
        "national": render_macro(renderer, call, name, (), kwargs) if name == "nombre_etablissements" else None,
    }
    return Markup(renderer.render("portee-academie", call.url, **view))  # noqa: S704 - idem


def _encart(site: Site, overlay: Overlay, place: tuple[str, str]) -> View:
    encart = next(e for e in overlay.filled if e.place == place)
    return {
        "auteur": _author_of(site, overlay, encart.page.path),
        "emplacement": place[1],
        "relu_le": encart.relu_le,
        "retard": is_late(encart.relu_le, site.day),
        "edition": site.edit_url(encart.page.path),
    }


def _author_of(site: Site, overlay: Overlay, path: str) -> str:
    """Return who wrote the file ``path`` of a fork: the académie, or its région académique."""
    if path.startswith(f"{layout.LAYERS[0]}/"):
        region = site.registry.region_of(overlay.academie)
        return f"Région académique {region.nom}" if region else "Région académique"
    return capital(overlay.academie.nom_complet) if overlay.academie else ""


def banner(renderer: Renderer, site: Site, uri: str, url: str) -> Markup:
    """Return what stands above the text of a page: the académie on the home, whose page it is elsewhere, or nothing."""
    overlay, page, planned = site.academie, site.pages.get(uri), site.plan.get(uri)
    if overlay is None or overlay.academie is None:
        return Markup()
    if uri == "index.md":
        view = welcome(site, overlay)
        return Markup(renderer.render("bandeau-academie", url, **view))  # noqa: S704 - an autoescaped template's output
    if planned and planned.kind not in MARKDOWN_KINDS and planned.source.startswith(f"{layout.OVERLAY}/"):
        view = {"auteur": _author_of(site, overlay, planned.source)}
        return Markup(renderer.render("bandeau-donnee-locale", url, **view))  # noqa: S704 - idem
    if page is None or not page.local:
        return Markup()
    reviewed = review_day(page)
    view = {
        "auteur": _author_of(site, overlay, page.path),
        "relu_le": reviewed,
        "retard": is_late(reviewed, site.day),
        "fiche": page if page in overlay.fiches else None,
        "motif": page.meta.get("motif"),
        "derive": page in overlay.fiches and overlay.drifted(page),
    }
    return Markup(renderer.render("bandeau-page-locale", url, **view))  # noqa: S704 - idem


def local_contents(site: Site, renderer: Renderer) -> Iterator[tuple[str, str | bytes]]:
    """Yield (site path, content) of the files that only a fork has."""
    overlay = site.academie
    if overlay is None or overlay.academie is None or overlay.settings is None:
        return
    from ..academie.calendar import campaign_ics  # its library takes a tenth of the start of a build

    yield CAMPAIGN, campaign_ics(overlay.settings, overlay.academie, site.day)
    yield from ((path, file.read_bytes()) for path, file in attachments(overlay.root))
    if logo := overlay.settings.logo:
        yield f"{layout.OVERLAY}/{logo.fichier}", (overlay.root / layout.OVERLAY / logo.fichier).read_bytes()
    if colours := overlay.settings.couleurs:
        yield LOCAL_STYLE, renderer.render("academie-css", LOCAL_STYLE, tons=palette(colours.principale))


def identity(site: Site) -> View | None:
    """Return what the frame of every page shows of the fork: its logo, and the colour of the browser's own bars."""
    overlay = site.academie
    if overlay is None or overlay.academie is None or overlay.settings is None:
        return None
    logo, colours = overlay.settings.logo, overlay.settings.couleurs
    return {
        "logo": {"adresse": f"{layout.OVERLAY}/{logo.fichier}", "texte": logo.texte} if logo else None,
        "couleur": colours.principale if colours else None,
    }


def navigation(site: Site) -> dict[str, list[str]] | None:
    """Return the part of the menu that a fork adds; ``None`` upstream."""
    overlay = site.academie
    if overlay is None or overlay.academie is None:
        return None
    return {"Dans mon académie": ["academie/index.md", *(page.uri for page in overlay.local_pages())]}
