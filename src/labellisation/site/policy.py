# SPDX-License-Identifier: MIT
"""The Content-Security-Policy that every page carries, and what of a built page it would refuse.

Static hosting sets no header, so the policy is the first thing of the head. No script written in a page runs but the
one of ``partials/theme-initial.html``, by its hash: a template of a fork that brings another one is told by ``SIT020``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

from ..registry.text import address_parts

#: What the pages need and no more. The data: images are the icons of the theme's style sheet; WebAssembly and the
#: worker are the search's.
_DIRECTIVES = (
    ("default-src", "'none'"),
    ("base-uri", "'none'"),
    ("connect-src", "'self'"),
    ("form-action", "'self'"),
    ("img-src", "'self' data:"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("worker-src", "'self'"),
)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
#: Types of ``<script>`` that a browser runs; it reads none of the others (JSON-LD, settings).
_RUN = frozenset(("", "module", "text/javascript", "application/javascript", "importmap", "speculationrules"))
#: Data that no browser runs, of which each page has its own: told without a parser.
_DATA = re.compile(r"""<script type="application/(?:ld\+)?json">[^<]*</script>""")
_REFUSED_TAGS = frozenset(("base", "embed", "frame", "iframe", "object", "style"))
#: Attributes that fetch a file; ``href`` fetches for some tags only.
_FETCH = frozenset(("src", "srcset", "poster", "background"))
_FETCH_BY_HREF = frozenset(("link", "use", "image"))
#: Relations of a ``<link>`` that fetch nothing.
_QUIET = frozenset(("canonical", "alternate", "license"))


class Risk(NamedTuple):
    """What a tag may do by itself: its faults, the script that it runs, the policy that it sets, whether it fetches."""

    faults: tuple[str, ...] = ()
    runs: str | None = None
    allows: str | None = None
    loads: bool = False


@lru_cache(maxsize=16)
def policy(inline: str) -> str:
    """Return the policy of a page whose only scripts of its own are those of the template text ``inline``."""
    words = dict(_DIRECTIVES)
    words["script-src"] += "".join(f" '{hashed(script)}'" for script in _INLINE.findall(inline))
    return "; ".join(f"{name} {value}" for name, value in words.items())


def hashed(script: str) -> str:
    """Return the source expression that allows ``script`` and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def refused(risks: Iterable[Risk]) -> Iterator[str]:
    """Yield, in French, what a page whose tags bear ``risks``, in their order, must not hold."""
    allowed, late = None, False
    for risk in risks:
        if risk.allows is not None and allowed is None:
            allowed = risk.allows
            if late:
                yield "politique de sécurité trop tard dans <head>\u00a0: placez-la avant tout script et tout style"
        late = late or risk.loads
        yield from risk.faults
        if risk.runs is not None and hashed(risk.runs) not in (allowed or ""):
            start = " ".join(risk.runs.split())[:40]
            yield f"script en ligne {start!r}\u00a0: mettez-le dans un fichier .js, appelé par src"
    if "default-src 'none'" not in (allowed or ""):
        yield "politique de sécurité absente\u00a0: gardez partials/politique.html en tête de <head>"


class _Tag(HTMLParser):
    """Reads one opening tag, and the text after it."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.values, self.text = "", dict[str, str](), ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.name:
            self.name, self.values = tag, {name: value or "" for name, value in reversed(attrs)}

    def handle_data(self, data: str) -> None:
        self.text += data


def risk_of(source: str) -> Risk | None:
    """Return what the tag ``source`` (for a script, with its text) may do by itself; ``None`` for nothing."""
    if _DATA.fullmatch(source):
        return Risk(loads=True)
    tag = _Tag()
    tag.feed(source)
    name, values = tag.name, tag.values
    faults = tuple(_faults(name, values))
    if name == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
        return Risk(faults, allows=values.get("content", ""))
    loads = name in ("script", "style") or (name == "link" and values.get("rel") not in _QUIET)
    runs = name == "script" and "src" not in values and values.get("type", "").strip().lower() in _RUN
    risk = Risk(faults, tag.text if runs else None, None, loads)
    return risk if risk != Risk() else None


def _faults(name: str, values: dict[str, str]) -> Iterator[str]:
    for key, value in values.items():
        if key.startswith("on") or key in ("style", "srcdoc"):
            yield f"attribut {key} de <{name}>\u00a0: mettez-le dans un fichier .js ou .css"
        href = key.endswith("href") and name in _FETCH_BY_HREF and values.get("rel") not in _QUIET
        if (key in _FETCH or href) and _outside(value):
            yield f"{value[:80]!r} vient d’un autre site\u00a0: déposez le fichier dans le dépôt"
    if name in _REFUSED_TAGS:
        yield f"<{name}>\u00a0: la politique de sécurité du site le refuse"


def _outside(address: str) -> bool:
    """Say whether ``address`` leads out of the site (data: does not, and is a matter of the policy)."""
    parts = address_parts(address.strip())
    return parts is None or bool(parts.netloc) or parts.scheme not in ("", "data")
