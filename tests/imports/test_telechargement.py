# SPDX-License-Identifier: MIT
"""Downloading, against a server on this machine: streamed, resumed with Range, bounded in size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from labellisation.imports.download import ATTEMPTS, DownloadError, download, public_address, session
from labellisation.registry.temoin import load_temoin

from .conftest import Importer
from .fabrique import export, row

CONTENT = bytes(range(256)) * 2000


@dataclass
class Serveur:
    """What the server answers, and what it was asked."""

    content: bytes = CONTENT
    etag: str | None = '"une"'
    ranges: bool = True
    length: bool = True
    codes: list[int] = field(default_factory=list)
    #: Bytes of the body after which each of the next answers is cut.
    cuts: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""


def _handler(serveur: Serveur) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            pass

        def do_GET(self) -> None:
            serveur.asked.append(self.headers.get("Range", ""))
            if serveur.codes:
                self.send_error(serveur.codes.pop(0))
                return
            span = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            start = (
                int(span.group(1)) if span and serveur.ranges and self.headers.get("If-Range") == serveur.etag else 0
            )
            body = serveur.content[start:]
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(serveur.content) - 1}/{len(serveur.content)}")
            if serveur.etag:
                self.send_header("ETag", serveur.etag)
            if serveur.length:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: serveur.cuts.pop(0)] if serveur.cuts else body)

    return Handler


@pytest.fixture
def serveur() -> Iterator[Serveur]:
    """A server on the loopback address."""
    state = Serveur()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state))
    http.daemon_threads = True
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{http.server_address[1]}/jeux/fr-en-annuaire.csv?lang=fr"
    yield state
    http.shutdown()
    http.server_close()
    thread.join()


def fetch(serveur: Serveur, folder: Path, limit: int = 10_000_000) -> Path:
    with session() as client:
        return download(client, serveur.url, folder, lambda held, total: None, limit=limit, pause=0)


def test_whole_file(serveur: Serveur, tmp_path: Path) -> None:
    """The file arrives under its name, alone in the folder, with its progress."""
    seen: list[tuple[int, int | None]] = []
    with session() as client:
        path = download(client, serveur.url, tmp_path, lambda held, total: seen.append((held, total)), pause=0)
    assert CONTENT == path.read_bytes()
    assert ["fr-en-annuaire.csv"] == [p.name for p in tmp_path.iterdir()]
    assert (len(CONTENT), len(CONTENT)) == seen[-1]
    assert sorted(seen) == seen


def test_resumed_in_the_same_run(serveur: Serveur, tmp_path: Path) -> None:
    """A transfer cut twice is resumed where it stopped, with Range."""
    serveur.cuts = [100_000, 150_000]
    assert CONTENT == fetch(serveur, tmp_path).read_bytes()
    starts = [int(asked.removeprefix("bytes=").rstrip("-") or 0) for asked in serveur.asked]
    assert 3 == len(starts)
    assert 0 == starts[0] < starts[1] < starts[2]


def test_resumed_in_the_next_run(serveur: Serveur, tmp_path: Path) -> None:
    """After a failed run, the next asks only for the rest; the message says so."""
    serveur.cuts = [100_000, *[0] * ATTEMPTS]
    with pytest.raises(DownloadError, match="elle reprendra où elle s’est arrêtée"):
        fetch(serveur, tmp_path)
    serveur.cuts, serveur.asked = [], []
    assert CONTENT == fetch(serveur, tmp_path).read_bytes()
    assert 1 == len(serveur.asked)
    assert 0 < int(serveur.asked[0].removeprefix("bytes=").rstrip("-")) <= 100_000


def test_another_content_is_not_glued(serveur: Serveur, tmp_path: Path) -> None:
    """When the file changed between two runs, it is fetched whole again."""
    serveur.cuts = [100_000, *[0] * ATTEMPTS]
    with pytest.raises(DownloadError):
        fetch(serveur, tmp_path)
    serveur.cuts, serveur.content, serveur.etag = [], b"autre" * 30_000, '"deux"'
    assert serveur.content == fetch(serveur, tmp_path).read_bytes()


@pytest.mark.parametrize("etag", [None, 'W/"faible"'])
def test_without_a_strong_mark_nothing_is_resumed(etag: str | None, serveur: Serveur, tmp_path: Path) -> None:
    """A server that cannot vouch for the content is asked for the whole file again."""
    serveur.etag, serveur.cuts = etag, [100_000]
    assert CONTENT == fetch(serveur, tmp_path).read_bytes()
    assert ["", ""] == serveur.asked


def test_server_without_range(serveur: Serveur, tmp_path: Path) -> None:
    """A server that ignores Range and sends the whole file again is understood."""
    serveur.ranges, serveur.cuts = False, [100_000]
    assert CONTENT == fetch(serveur, tmp_path).read_bytes()


def test_busy_server(serveur: Serveur, tmp_path: Path) -> None:
    """A busy server is asked again; one that stays busy ends with a sentence."""
    serveur.codes = [503, 429]
    assert CONTENT == fetch(serveur, tmp_path).read_bytes()
    serveur.codes = [503] * ATTEMPTS
    with pytest.raises(DownloadError, match="le serveur répond 503"):
        fetch(serveur, tmp_path)


def test_refusal(serveur: Serveur, tmp_path: Path) -> None:
    """A refusal is told at once, without another attempt."""
    serveur.codes = [404, 404]
    with pytest.raises(DownloadError, match="le serveur répond 404"):
        fetch(serveur, tmp_path)
    assert 1 == len(serveur.asked)


@pytest.mark.parametrize("length", [True, False])
def test_size_is_limited(length: bool, serveur: Serveur, tmp_path: Path) -> None:
    """A file over the limit is refused, announced or not, and leaves nothing on the disk."""
    serveur.length = length
    with pytest.raises(DownloadError, match="plus de 0 Mo"):
        fetch(serveur, tmp_path, limit=300_000)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "url", ["ftp://exemple.invalid/a.csv", "file:///etc/passwd", "exemple.invalid/a.csv", "https://", "https://a b"]
)
def test_only_web_addresses(url: str) -> None:
    """Another protocol, no host or a blank is refused."""
    with pytest.raises(DownloadError, match="https://"):
        public_address(url)


def test_published_address_holds_no_secret() -> None:
    """The address written in the snapshot has neither user, nor password, nor fragment."""
    assert "https://exemple.invalid:8443/a.csv?x=1" == public_address(
        "https://u:secret@exemple.invalid:8443/a.csv?x=1#ici"
    )


@pytest.mark.parametrize(("path", "name"), [
    ("", "annuaire.csv"), ("a/b.csv", "b.csv"), ("..%2F..%2Fetc%2Fpasswd", "passwd.csv"), ("exports/csv", "csv.csv"),
    ("%00%3Cx%3E.CSV", "x-.CSV"),
])  # fmt: skip
def test_name_of_the_file(path: str, name: str, serveur: Serveur, tmp_path: Path) -> None:
    """The name comes from the address, made safe: never another folder."""
    serveur.url = f"{serveur.url.split('/jeux')[0]}/{path}"
    assert name == fetch(serveur, tmp_path / "ici").name
    assert ["ici"] == [p.name for p in tmp_path.iterdir()]


def test_import_from_an_address(serveur: Serveur, commande: Importer, depot_fictif: Path) -> None:
    """``--url`` imports what it fetched, and the snapshot names the address."""
    serveur.content = export([row(1)])
    result = commande(None, "--url", serveur.url)
    assert 0 == result.exit_code, result.output
    temoin = load_temoin(depot_fictif)
    assert temoin is not None
    assert (serveur.url, 1) == (temoin.source, len(temoin.lignes))


def test_a_failed_download_writes_nothing(serveur: Serveur, commande: Importer, depot_fictif: Path) -> None:
    """A refused address ends with one sentence and no snapshot."""
    serveur.codes = [404]
    result = commande(None, "--url", serveur.url)
    assert 1 == result.exit_code
    assert "le serveur répond 404" in result.output
    assert load_temoin(depot_fictif) is None


def test_diagnostics_name_the_downloaded_file(serveur: Serveur, commande: Importer) -> None:
    """The mistakes of a downloaded file point to the copy that can be opened."""
    serveur.content = export([row(8, Code_commune="1004")])
    result = commande(None, "--url", serveur.url)
    assert 1 == result.exit_code
    assert ".cache/annuaire/fr-en-annuaire.csv:2:9 ETB025" in result.output
