# SPDX-License-Identifier: MIT
"""Fetching the export: streamed to disk, resumed where it stopped, bounded in size. The only module of this package that uses the network."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import requests

from .. import __version__

CACHE = ".cache/annuaire"
MAX_BYTES = 200_000_000
CHUNK = 1 << 16
ATTEMPTS = 5
TIMEOUT = (10, 60)
#: Called with the bytes held and the bytes expected (``None`` if the server does not say).
Progress = Callable[[int, int | None], None]


class DownloadError(Exception):
    """The file could not be fetched; the message is French."""


class _InterruptedError(Exception):
    """The connection was cut or the server is busy: worth another attempt."""


def session() -> requests.Session:
    """Return the HTTP client, to be kept for all requests of one run."""
    client = requests.Session()
    client.max_redirects = 5
    client.headers.update({"User-Agent": f"labellisation/{__version__}", "Accept-Encoding": "identity"})
    return client


def public_address(url: str) -> str:
    """Return ``url`` as it may be published: without user, password and fragment. Raises :class:`DownloadError` if it is not http(s)."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>\"]", url):
        raise DownloadError(f"adresse {url!r}\u00a0: attendu une adresse qui commence par https:// ou http://")
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


@dataclass
class _Partial:
    """What is held of a file between two attempts or two runs, with the mark by which the server knows this very content."""

    path: Path

    @property
    def _notes(self) -> Path:
        return self.path.with_suffix(".json")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def mark(self) -> str | None:
        """The strong validator of the held bytes; without one nothing can be resumed."""
        try:
            found = json.loads(self._notes.read_text(encoding="utf-8")).get("mark")
        except (OSError, ValueError, AttributeError):
            return None
        return found if isinstance(found, str) and self.size else None

    def restart(self, headers: Mapping[str, str]) -> None:
        tag = headers.get("ETag", "")
        mark = tag if tag and not tag.startswith("W/") else headers.get("Last-Modified")
        self.path.write_bytes(b"")
        self._notes.write_text(json.dumps({"mark": mark}), encoding="utf-8")

    def finish(self, final: Path) -> Path:
        self._notes.unlink(missing_ok=True)
        return self.path.replace(final)

    def forget(self) -> None:
        self._notes.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)


def download(
    client: requests.Session,
    url: str,
    folder: Path,
    progress: Progress,
    *,
    limit: int = MAX_BYTES,
    pause: float = 1.0,
) -> Path:
    """Fetch ``url`` into ``folder`` and return the whole file; a cut transfer is resumed, now or at the next run.

    Raises :class:`DownloadError` when the file is over ``limit`` bytes, refused by the server, or still incomplete after
    five attempts that brought nothing; what was received is kept for the next run.
    """
    public_address(url)
    folder.mkdir(parents=True, exist_ok=True)
    partial = _Partial(folder / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.part")
    failures, reason = 0, ""
    while failures < ATTEMPTS:
        before = partial.size
        try:
            _attempt(client, url, partial, progress, limit)
            return partial.finish(folder / _name(url))
        except (
            _InterruptedError,
            requests.ConnectionError,
            requests.Timeout,
            requests.exceptions.ChunkedEncodingError,
        ) as error:
            reason = str(error)
            failures = 0 if partial.size > before and partial.mark() else failures + 1
            time.sleep(pause * min(2**failures, 8) if failures < ATTEMPTS else 0)
        except requests.RequestException as error:
            raise DownloadError(f"{public_address(url)}\u00a0: {error}") from error
    message = f"{public_address(url)}\u00a0: transfert interrompu ({reason})"
    raise DownloadError(f"{message}\u00a0; relancez la même commande, elle reprendra où elle s’est arrêtée")


def _attempt(client: requests.Session, url: str, partial: _Partial, progress: Progress, limit: int) -> None:
    mark = partial.mark()
    headers = {"Range": f"bytes={partial.size}-", "If-Range": mark} if mark else {}
    with client.get(url, headers=headers, stream=True, timeout=TIMEOUT) as response:
        total = _accept(response, partial)
        if total is not None and total > limit:
            raise _too_big(partial, limit)
        with partial.path.open("ab") as file:
            held = file.tell()
            for chunk in response.iter_content(CHUNK):
                held += len(chunk)
                if held > limit:
                    raise _too_big(partial, limit)
                file.write(chunk)
                progress(held, total)
    if total is not None and partial.size != total:
        raise _InterruptedError(f"{partial.size} octets reçus sur {total}")


def _accept(response: requests.Response, partial: _Partial) -> int | None:
    """Get ready to append the body of ``response``; return the size of the whole file, if the server says it."""
    code, length = response.status_code, response.headers.get("Content-Length", "")
    if code == 206:
        span = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("Content-Range", ""))
        if span is None or int(span.group(1)) != partial.size:
            partial.forget()
            raise _InterruptedError("le serveur a envoyé un autre passage que celui demandé")
        return int(span.group(2)) if span.group(2).isdecimal() else None
    if code == 416:
        partial.forget()
        raise _InterruptedError("le fichier a changé sur le serveur")
    if code in (429, 500, 502, 503, 504):
        raise _InterruptedError(f"le serveur répond {code}")
    if code != 200:
        raise DownloadError(f"{public_address(response.url)}\u00a0: le serveur répond {code}")
    partial.restart(response.headers)
    return int(length) if length.isdecimal() else None


def _too_big(partial: _Partial, limit: int) -> DownloadError:
    partial.forget()
    return DownloadError(f"fichier de plus de {limit / 1e6:.0f} Mo\u00a0: vérifiez l’adresse, ou donnez --taille-max")


def _name(url: str) -> str:
    """Return the file name of ``url``, made safe for any disk."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip(".-")[:80]
    return name if name.lower().endswith(".csv") else f"{name or 'annuaire'}.csv"
