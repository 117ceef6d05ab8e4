# SPDX-License-Identifier: MIT
"""What the tests of the built site and of the browser share: the real site built once, a server, copies of the repository."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NoReturn
from unittest import mock

import pytest
from lxml import html
from lxml.html import HtmlElement

from labellisation.diagnostics import Diagnostic
from labellisation.registry import Registry
from labellisation.site.build import build_site
from labellisation.site.model import Site
from labellisation.site.search import indexing

ROOT = Path(__file__).parents[1]
#: Everything that a build reads.
SOURCES = ("data", "docs", "fiches", "overrides", "verrous", "mkdocs.yml")
DAY = "2026-11-22"
_FORGE = ("CI_", "GITHUB_", "GITLAB_", "GIT_", "LABELLISATION_", "MIKE_", "SOURCE_DATE_EPOCH")


def environment(home: Path | None = None) -> dict[str, str]:
    """Return the environment without what the forge, the shell or another test left; with an empty ``home`` and an identity for git."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_FORGE)}
    if home:
        home.mkdir(parents=True, exist_ok=True)
        clean |= {"HOME": str(home), "USERPROFILE": str(home)}
        for who in ("AUTHOR", "COMMITTER"):
            clean |= {f"GIT_{who}_NAME": "Essai", f"GIT_{who}_EMAIL": "essai@example.org"}
    return clean | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}


def index_folder(folder: Path) -> list[Diagnostic]:
    """Write the search index of the pages of ``folder`` beside them; return what went wrong."""
    with indexing(folder) as index:
        index.add_folder(folder)
        return list(index.finish())


def absent(sentence: str) -> NoReturn:
    """Skip for want of a tool that ``sentence`` names, in French; fail in continuous integration, which must have it."""
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def plain(text: str) -> str:
    """Return ``text`` with every kind of blank as one space."""
    return re.sub(r"\s+", " ", text).strip()


def words(element: HtmlElement) -> str:
    """Return the words that a reader sees in ``element``: no script, no style."""
    return plain(
        "".join(
            str(t) for t in element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
        )
    )


@dataclass(repr=False)
class BuiltSite:
    """The site built in a temporary folder, and the facts that it was made from."""

    folder: Path
    site: Site
    _parsed: dict[str, HtmlElement] = field(default_factory=dict)

    @property
    def registry(self) -> Registry:
        return self.site.registry

    @cached_property
    def addresses(self) -> list[str]:
        """The address of every page, relative to the root of the site, « Not found » aside."""
        files = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return sorted(
            name.removesuffix("index.html") for name in files if name != "404.html" and not name.startswith("pagefind/")
        )

    def page(self, address: str) -> HtmlElement:
        """Return the page at ``address``, parsed once."""
        if address not in self._parsed:
            name = f"{address}index.html" if not address or address.endswith("/") else address
            self._parsed[address] = html.document_fromstring((self.folder / name).read_bytes())
        return self._parsed[address]

    def article(self, address: str) -> HtmlElement:
        """Return what is written on the page, without the frame of the site."""
        return self.page(address).xpath("//main//article")[0]

    def text(self, address: str) -> str:
        """Return the words of the article at ``address``."""
        return words(self.article(address))


def section(article: HtmlElement, anchor: str) -> str:
    """Return the words from the heading ``anchor`` to the next heading of its rank."""
    heading = article.get_element_by_id(anchor)
    found = [words(heading)]
    for element in heading.itersiblings():
        if element.tag in ("h1", "h2", heading.tag):
            break
        if isinstance(element.tag, str):
            found.append(words(element))
    return plain(" ".join(found))


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and keeps no journal."""

    def log_message(self, *_args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        """A browser that leaves in the middle of an answer is no error."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on this machine only; give the address of its root, with the last slash."""
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Give ``process`` while the block runs; then ask it to end, and kill it if it does not."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


_once: list[BuiltSite] = []


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real site, built once for every folder of tests, never in the repository."""
    if not _once:
        folder = tmp_path_factory.mktemp("site-construit") / "site"
        with mock.patch.dict(os.environ, environment(), clear=True):
            done = build_site(ROOT, folder, DAY)
            assert done.ok, "\n".join(map(str, done.diagnostics))
            _once.append(BuiltSite(folder, Site.load(ROOT, DAY)))
    return _once[0]


@pytest.fixture(scope="session")
def address(built: BuiltSite) -> Iterator[str]:
    """Where the built site is served."""
    with served(built.folder) as url:
        yield url


def copy_sources(target: Path) -> Path:
    """Copy to ``target`` what a build of the real repository reads."""
    target.mkdir(parents=True)
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name)
        else:
            shutil.copy(ROOT / name, target)
    return target


def git(folder: Path, *args: str, home: Path) -> str:
    """Run git in ``folder``; fail with what it said."""
    done = subprocess.run(
        ["git", *args], cwd=folder, env=environment(home), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"git {' '.join(args)}: {done.stderr}"
    return done.stdout.strip()


def labellisation(folder: Path, *args: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in ``folder``."""
    return subprocess.run(
        [sys.executable, "-m", "labellisation", *args],
        cwd=folder,
        env=environment(home) | more,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=400,
    )
