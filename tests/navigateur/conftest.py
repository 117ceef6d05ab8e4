# SPDX-License-Identifier: MIT
"""Fixtures of the browser tests: Debian's Chromium, pages that may not leave this machine."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

from tests.outils import absent, address, built

__all__ = ["address", "built"]

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ABSENT = (
    "Chromium est absent : les tests du navigateur ne sont pas passés "
    "(Debian, Ubuntu : sudo apt install chromium, puis recommencez)."
)
TIMEOUT = 10_000
POLICY = "securitypolicyviolation"
#: Tells the console what the policy refuses, for the violations that it would not tell by itself.
_WATCH = f"addEventListener('{POLICY}', e => console.error(`{POLICY} ${{e.effectiveDirective}} ${{e.blockedURI}}`))"


@dataclass
class Visitor:
    """A page of the browser, and all that it asked for."""

    page: Page
    root: str
    requests: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    #: What the Content-Security-Policy refused, as the page and as the console tell it.
    refused: list[str] = field(default_factory=list)

    def go(self, place: str = "") -> Page:
        """Open the site path ``place`` and wait until its scripts have run."""
        self.page.goto(self.root + place, wait_until="load")
        return self.page

    def watch(self, request: Request) -> None:
        self.requests.append(request.url)

    def refuse(self, route: Route) -> None:
        self.foreign.append(route.request.url)
        route.abort()

    def listen(self, message: ConsoleMessage) -> None:
        if POLICY in message.text or "Content Security Policy" in message.text:
            self.refused.append(f"{message.page.url if message.page else ''}: {message.text}")

    def check(self) -> None:
        """Nothing was asked of another host, no script failed, and the policy of the pages refused nothing."""
        assert self.foreign == [], f"requests to third parties: {self.foreign}"
        assert self.faults == [], f"errors of scripts: {self.faults}"
        assert self.refused == [], f"refused by the policy: {self.refused}"


Visit = Callable[..., Visitor]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Give one place to all that the absence of Chromium skips: pytest then says it in one line."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple) and ABSENT in report.longrepr[2]:
        report.longrepr = (__file__, 0, ABSENT)
    return report


def until(page: Page, script: str, argument: Any = None) -> None:
    """Wait until ``script`` gives something true; Playwright's own way evaluates text in the page, which the policy refuses."""
    end = time.monotonic() + TIMEOUT / 1000
    while not page.evaluate(script, argument):
        assert time.monotonic() < end, f"never true: {script}"
        page.wait_for_timeout(20)


def is_foreign(url: str) -> bool:
    """Say whether ``url`` leaves this machine (data: and blob: do not)."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1"


#: The browser that runs, whatever folder of tests asked for it first.
_running: list[Browser] = []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once. Absent: skipped here, failed in continuous integration."""
    if _running:
        yield _running[0]
        return
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        absent(ABSENT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        _running.append(browser)
        yield browser
        _running.clear()
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """Open a new browser session on the built site (or on ``root``); at the end, nothing may have left this machine."""
    visitors: list[tuple[BrowserContext, Visitor]] = []

    def open_session(root: str | None = None, **options: Any) -> Visitor:
        context = chromium.new_context(locale="fr-FR", **{"viewport": {"width": 1280, "height": 900}} | options)
        context.set_default_timeout(TIMEOUT)
        visitor = Visitor(context.new_page(), root or address)
        context.on("request", visitor.watch)
        context.route(is_foreign, visitor.refuse)
        context.add_init_script(_WATCH)
        context.on("console", visitor.listen)
        visitor.page.on("pageerror", lambda error: visitor.faults.append(str(error)))
        visitors.append((context, visitor))
        return visitor

    yield open_session
    for context, _visitor in visitors:
        context.close()
    for _context, visitor in visitors:
        visitor.check()
