# SPDX-License-Identifier: MIT
"""The HTTP server of the preview: this machine only, nothing kept by the browser, our script added to each page."""

from __future__ import annotations

import io
import json
import posixpath
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, quote, unquote, urlsplit

import jinja2

from ..content import page_file
from .board import Board

#: Where the preview keeps its own files; no page of the site begins so.
PLACE = "/_apercu/"
_FILES = Path(__file__).parent / "fichiers"
_HOSTS = ("127.0.0.1", "localhost")
_ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)


class Handler(SimpleHTTPRequestHandler):
    """Serves the pages of the board."""

    server_version = "labellisation"

    def __init__(self, board: Board, *args: Any) -> None:
        self.board = board
        super().__init__(*args)

    def log_message(self, *_args: object) -> None:
        """Keep the terminal for what the editor must read."""

    def do_GET(self) -> None:
        """Answer a page, a file, or a question of our script."""
        if self._foreign():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif urlsplit(self.path).path == f"{PLACE}etat":
            self._state()
        else:
            super().do_GET()

    def _foreign(self) -> bool:
        """Say whether another site's page asks under a name of its own: only this machine's names are answered."""
        return urlsplit(f"//{self.headers.get('Host', '')}").hostname not in _HOSTS

    def _state(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        try:
            known = int(asked.get("vu", ["-1"])[0])
        except ValueError:
            known = -1
        content = json.dumps(self.board.state(asked.get("page", [""])[0], known)).encode()
        self._head(len(content), "application/json")
        self.wfile.write(content)

    def _head(self, size: int, kind: str, code: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(size))
        self.end_headers()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Give a page with our script in it, another file as it is, or the site's own « not found »."""
        path = posixpath.normpath(unquote(urlsplit(self.path).path)) + ("/" if self.path.endswith("/") else "")
        if path.startswith(PLACE):
            self.directory = str(_FILES)
            self.path = "/" + path.removeprefix(PLACE)
            return super().send_head()
        address = path.lstrip("/").removesuffix("index.html")
        pages = self.board.pages
        if pages is None or not pages.ready:
            return self._wait(address)
        place = page_file(address)
        content = pages.read(place)
        if content is None and pages.knows(place):
            return self._wait(address)
        if content is None and pages.knows(f"{place}/index.html"):
            self._send_to(f"/{place}/")
            return None
        if content is None:
            return self._page(pages.read("404.html") or b"", address, None, HTTPStatus.NOT_FOUND)
        if place.endswith(".html"):
            return self._page(content, address, content)
        self._head(len(content), self.guess_type(place))
        return io.BytesIO(content)

    def _wait(self, address: str) -> io.BytesIO:
        """Give the page that opens by itself as soon as there is something to show at ``address``."""
        return self._page((_FILES / "attente.html").read_bytes(), address, None, HTTPStatus.SERVICE_UNAVAILABLE)

    def _page(self, page: bytes, address: str, found: bytes | None, code: HTTPStatus = HTTPStatus.OK) -> io.BytesIO:
        """Give ``page`` with our script, in the place of what was ``found`` at ``address``."""
        content = with_script(page, address, self.board.mark(found))
        self._head(len(content), "text/html; charset=utf-8", code)
        return io.BytesIO(content)

    def _send_to(self, address: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", quote(address))
        self.send_header("Content-Length", "0")
        self.end_headers()


def with_script(content: bytes, address: str, mark: str) -> bytes:
    """Return a built page with our style and our script at its end: files of this server, so that a strict policy admits them."""
    added = _ENV.get_template("ajout.html").render(dossier=PLACE, page=address, marque=mark)
    end = content.rfind(b"</body>")
    end = len(content) if end < 0 else end
    return content[:end] + added.encode() + content[end:]


class Server(ThreadingHTTPServer):
    """The server of one board."""

    daemon_threads = True

    def __init__(self, board: Board, port: int) -> None:
        super().__init__(("127.0.0.1", port), partial(Handler, board))

    def handle_error(self, *_args: object) -> None:
        """A browser that leaves in the middle of an answer is no error."""
