# SPDX-License-Identifier: MIT
"""Asking one address: HEAD, then GET; redirects followed by hand; little read, little waited, no private machine."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from .. import __version__

MAX_REDIRECTS = 8
MAX_BYTES = 65_536
BUSY = 429
_AGAIN = (500, 502, 503, 504)
_MOVED = (301, 308)
_REDIRECTS = (*_MOVED, 302, 303, 307)
_DEAD = (404, 410)
_LOCAL = "adresse d’une machine privée, jamais demandée"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: ``etat`` as in ``data/liens.yml``, the reason in French, where it led for good."""

    etat: str
    raison: str
    code: int | None = None
    vers: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Manners:
    """How long we wait and how we behave; seconds. ``local`` is for tests: it admits this machine."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 45.0
    delay: float = 1.0
    retries: int = 2
    local: bool = False
    sleep: Callable[[float], None] = time.sleep


class _StopError(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.raison)
        self.answer = answer


def client(contact: str | None = None) -> requests.Session:
    """Return the HTTP client of one host, that says who asks and why."""
    session = requests.Session()
    about = f"; +{contact}" if contact else ""
    session.headers.update(
        {
            "User-Agent": f"labellisation/{__version__} (controle des liens du guide Lycee des metiers{about})",
            "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.5",
            "Accept-Language": "fr",
        }
    )
    return session


def ask(session: requests.Session, url: str, manners: Manners) -> Answer:
    """Return what ``url`` answers; try again, each time later, when the fault may pass. Never raises for the network."""
    answer = Answer("inconnu", "pas demandée")
    for attempt in range(manners.retries + 1):
        if attempt:
            manners.sleep(manners.delay * 2**attempt)
        again, answer = _once(session, url, manners)
        if not again:
            break
    return answer


def _once(session: requests.Session, url: str, manners: Manners) -> tuple[bool, Answer]:
    """Ask once; return whether another try may help, and the answer."""
    try:
        return _follow(session, url, manners)
    except _StopError as stop:
        return False, stop.answer
    except requests.exceptions.SSLError:
        return False, Answer("inconnu", "certificat refusé")
    except requests.Timeout:
        return True, Answer("inconnu", "pas de réponse à temps")
    except requests.ConnectionError as error:
        unknown = "Name or service" in str(error) or "getaddrinfo" in str(error) or "NameResolution" in str(error)
        return True, Answer("inconnu", "nom de machine introuvable" if unknown else "connexion refusée ou coupée")
    except (requests.RequestException, ValueError, UnicodeError):
        return False, Answer("inconnu", "réponse illisible")


def _follow(session: requests.Session, url: str, manners: Manners) -> tuple[bool, Answer]:
    here, seen, moved = url, {url}, True
    end = time.monotonic() + manners.total
    while True:
        code, target = _request(session, here, manners, end)
        if code not in _REDIRECTS or not target:
            return code in _AGAIN, _judge(url, here, code, moved)
        moved = moved and code in _MOVED
        here = urljoin(here, target).partition("#")[0]
        if here in seen or len(seen) > MAX_REDIRECTS:
            return False, Answer("inconnu", "redirections sans fin", code)
        seen.add(here)
        manners.sleep(manners.delay if urlsplit(here).hostname == urlsplit(url).hostname else 0)


def _judge(url: str, here: str, code: int, moved: bool) -> Answer:
    if code in _DEAD:
        where = "" if here == url else f" après redirection vers {here}"
        return Answer("mort", f"page absente ({code}){where}", code)
    if not 200 <= code < 300:
        reason = "accès refusé aux programmes" if code in (401, 403, BUSY) else "le serveur ne répond pas bien"
        return Answer("inconnu", f"{reason} ({code})", code)
    if here == url or not moved:
        return Answer("actif", "répond", code)
    home = not urlsplit(here).path.strip("/") and bool(urlsplit(url).path.strip("/"))
    return Answer(
        "redirige", "mène à l’accueil\u00a0: page sans doute retirée" if home else "a changé d’adresse", code, here
    )


def _request(session: requests.Session, url: str, manners: Manners, end: float) -> tuple[int, str | None]:
    """Return the code and the redirect target of ``url``; GET only where HEAD is not answered well, and its start only."""
    if not manners.local:
        _refuse_private(url)
    code, target = 0, None
    for method in ("HEAD", "GET"):
        left = end - time.monotonic()
        if left <= 0:
            raise requests.Timeout
        wait = (min(manners.connect, left), min(manners.read, left))
        with session.request(method, url, allow_redirects=False, stream=True, timeout=wait) as response:
            code, target = response.status_code, session.get_redirect_target(response)
            if 200 <= code < 400 or code == BUSY:
                if method == "GET" and code != BUSY:
                    _sip(response, end)
                return code, target
    return code, target


def _sip(response: requests.Response, end: float) -> None:
    """Read the start of a body, so that a server that hangs after its headers is told."""
    held = 0
    for chunk in response.iter_content(8192):
        held += len(chunk)
        if held >= MAX_BYTES:
            return
        if time.monotonic() > end:
            raise requests.Timeout


def _refuse_private(url: str) -> None:
    """Stop before asking a machine of our own network: an address of the data must not make a CI machine look inside."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _StopError(Answer("inconnu", "adresse qui n’est pas du web"))
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return  # behind a proxy names are not resolved here
    if any(not ipaddress.ip_address(str(item[4][0]).partition("%")[0]).is_global for item in found):
        raise _StopError(Answer("inconnu", _LOCAL))
