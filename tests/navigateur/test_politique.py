# SPDX-License-Identifier: MIT
"""The Content-Security-Policy, in Chromium: the pages need nothing that it refuses, and it refuses what is not theirs.

Every other test of the browser counts its violations too, by the fixture ``visit``: search, filters, tools, theme, drawer.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from labellisation.site.policy import policy
from labellisation.site.reading import BuiltPages
from tests.outils import ROOT, BuiltSite, served

from .conftest import Visit, Visitor

#: What an attacker would add to a page, and what it would do there.
INJECTED = """<script>window.__atteint = 1</script><img src="x" onerror="window.__atteint = 2">
<a id="piege" href="javascript:window.__atteint = 3">x</a><p id="rouge" style="color: rgb(255, 0, 0)">x</p>
<script src="https://exemple.invalid/x.js"></script><script src="data:text/javascript,window.__atteint=4"></script>
<iframe srcdoc="<script>parent.__atteint = 5</script>"></iframe><base href="https://exemple.invalid/">
<style>body { display: none }</style><object data="x.svg"></object><img src="https://exemple.invalid/x.png">
<form action="https://exemple.invalid/" id="fuite"><button>x</button></form>"""


def kinds(built: BuiltSite) -> list[str]:
    """Return one address of each kind of page: the first of each part of the site and of each depth."""
    found: dict[tuple[str, int], str] = {}
    for address in built.addresses:
        found.setdefault((address.partition("/")[0], address.count("/")), address)
    return [*found.values(), "404.html"]


def walk(visitor: Visitor, addresses: list[str]) -> None:
    """Open each page, and let its scripts end."""
    for address in addresses:
        visitor.go(address)
    visitor.page.wait_for_load_state("networkidle")


def test_no_page_breaks_its_policy(visit: Visit, built: BuiltSite, long_run: bool) -> None:
    """One page of each kind (all with ``--long``): 0 violation, 0 request to a third party, 0 error of a script."""
    addresses = [*built.addresses, "404.html"] if long_run else kinds(built)
    visitor = visit()
    walk(visitor, addresses)
    assert len(addresses) >= 20
    assert (0, 0, 0) == (len(visitor.refused), len(visitor.foreign), len(visitor.faults))
    print(f"{len(addresses)} pages: {len(visitor.refused)} violations, {len(visitor.foreign)} third-party requests")


def test_every_page_carries_it_first(built: BuiltSite) -> None:
    """It stands before whatever a page loads, allows no script by 'unsafe-inline', and nothing by default."""
    read = BuiltPages()
    read.add_missing(built.folder)
    assert {} == {page.path: page.refused for page in read.pages.values() if page.refused}
    for address in [*built.addresses, "404.html"]:
        page = built.page(address)
        (content,) = page.xpath("/html/head/meta[@http-equiv='Content-Security-Policy']/@content")
        assert [] == page.xpath(
            "//meta[@http-equiv='Content-Security-Policy']/preceding::*[self::script or self::link]"
        )
        assert [] == page.xpath("//@*[starts-with(name(), 'on') or name() = 'style'] | //style | //iframe")
        assert content.startswith("default-src 'none'; base-uri 'none'")
        assert "unsafe-inline" not in content
        assert "'unsafe-eval'" not in content
        assert "http" not in content


def test_the_search_runs_under_the_policy(visit: Visit) -> None:
    """WebAssembly and its worker start: an answer comes, and nothing was refused."""
    visitor = visit()
    page = visitor.go("fiches/fiche-4/")
    page.keyboard.press("/")
    page.keyboard.type("circulaire")
    expect(page.locator("[data-recherche=resultat]").first).to_be_visible()
    assert [] == visitor.refused


@pytest.fixture
def attacked(built: BuiltSite, tmp_path: Path) -> Path:
    """A folder with one page of the site where an attacker could write."""
    page = (built.folder / "fiches/fiche-1/index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(page.replace("</article>", f"{INJECTED}</article>", 1), encoding="utf-8")
    (tmp_path / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    return tmp_path


def test_what_is_injected_does_not_run(chromium: Any, attacked: Path) -> None:
    """Scripts, handlers, frames, styles and addresses of others: refused, and each refusal is counted."""
    with served(attacked) as root:
        context = chromium.new_context()
        visitor = Visitor(context.new_page(), root)
        context.on("console", visitor.listen)
        page = visitor.go("index.html")
        page.locator("#piege").dispatch_event("click")
        page.locator("#fuite button").dispatch_event("click")
        page.wait_for_timeout(200)
        assert page.evaluate("window.__atteint") is None
        assert page.evaluate("getComputedStyle(document.getElementById('rouge')).color") != "rgb(255, 0, 0)"
        assert page.evaluate("getComputedStyle(document.body).display") != "none"
        assert page.url == f"{root}index.html"
        context.close()
    told = " ".join(visitor.refused)
    for directive in ("script-src", "img-src", "style-src", "base-uri", "form-action", "default-src"):
        assert directive in told, directive
    assert len(visitor.refused) >= 10


def faults(page: str) -> list[str]:
    """Return what the build says of a page."""
    read = BuiltPages()
    read.add("", page)
    return [fault.replace("\u00a0", " ") for fault in read.pages["index.html"].refused]


def test_the_build_tells_what_the_policy_refuses(attacked: Path) -> None:
    """Read again after the build, the same page gives a message for each thing that was added."""
    told = "\n".join(faults((attacked / "index.html").read_text(encoding="utf-8")))
    for words in (
        "script en ligne 'window.__atteint = 1'",
        "attribut onerror de <img>",
        "attribut style de <p>",
        "attribut srcdoc de <iframe>",
        "<base>",
        "<style>",
        "<object>",
        "'https://exemple.invalid/x.js' vient d’un autre site",
        "'https://exemple.invalid/x.png' vient d’un autre site",
    ):
        assert words in told


def test_a_page_without_policy_is_told() -> None:
    """No policy, or one that comes after a script, is a fault; the three other templates carry theirs."""
    assert ["politique de sécurité absente : gardez partials/politique.html en tête de <head>"] == faults("<p>x</p>")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy("")}">'
    assert [] == faults(f'<head>{meta}<script src="a.js"></script></head>')
    (late,) = faults(f'<head><script src="a.js"></script>{meta}</head>')
    assert late.startswith("politique de sécurité trop tard dans <head>")
    (handler,) = faults(f"<head>{meta}</head><svg/onload=x()>")
    assert handler.startswith("attribut onload de <svg>")


def test_the_hash_is_that_of_the_script_and_of_no_other() -> None:
    """A changed script has another policy; nothing else that a page would hold is allowed."""
    inline = (ROOT / "overrides/partials/theme-initial.html").read_text(encoding="utf-8")
    assert 1 == policy(inline).count("sha256-")
    assert policy(inline) != policy(inline.replace("theme", "thème"))
    assert "'unsafe-inline'" not in policy(inline)


@pytest.mark.parametrize("template", ["redirection", "racine-accueil", "_racine"])
def test_pages_outside_the_frame_carry_one(template: str) -> None:
    """A page that moved, the pages above the versions: a policy right after the encoding, no other inline script."""
    text = (ROOT / f"overrides/fragments/{template}.html").read_text(encoding="utf-8")
    written = r"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'"
    assert re.search(rf"<meta charset=\"utf-8\">\s*(?:{written}|\{{% include \"partials/politique.html\" %\}})", text)
    assert "<script>" not in text
