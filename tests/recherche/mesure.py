# SPDX-License-Identifier: MIT
"""Ask the real interface of the search the queries of ``tests/requetes.yml`` and judge its answers."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from lxml import html
from playwright.sync_api import Page

QUERIES = Path(__file__).parents[1] / "requetes.yml"
#: Write a query as a reader does, wait for its answer; give its milliseconds and the addresses of the results.
ASK = """async (query) => {
  const input = document.querySelector("[data-recherche=saisie]"), results = document.querySelector("[data-recherche=resultats]");
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  while (results.dataset.requete !== query && performance.now() - start < 8000) await new Promise((next) => setTimeout(next, 2));
  const links = [...results.querySelectorAll("[data-recherche=resultat] a")].map((a) => a.href);
  return { milliseconds: performance.now() - start, links };
}"""


@dataclass(frozen=True)
class Query:
    """What a reader writes, and the places (page, or page#section) of which one must answer."""

    requete: str
    classe: str
    attendu: tuple[str, ...]
    reserve: int = 0

    def accepts(self, place: str, section: str = "") -> bool:
        """Say whether ``place`` (page#anchor), a part of ``section``, answers: the section when one is named, else the page."""
        return any(
            wanted in (place, section) or ("#" not in wanted and place.partition("#")[0] == wanted)
            for wanted in self.attendu
        )


@dataclass(frozen=True)
class Answer:
    """What the interface showed for a query, best first, and after how long."""

    query: Query
    places: tuple[str, ...]
    milliseconds: float
    #: Of each place, the section (page#anchor of its ``h2``) that holds it.
    sections: tuple[str, ...]

    @property
    def rank(self) -> int:
        """The rank of the first good result; 99 without one."""
        pairs = zip(self.places, self.sections, strict=True)
        return next((n for n, (place, section) in enumerate(pairs, 1) if self.query.accepts(place, section)), 99)


@dataclass
class Measure:
    """The answers, and the bytes (gzip) that the search cost: before use, for the first query, for all."""

    answers: list[Answer] = field(default_factory=list)
    before: int = 0
    first: int = 0
    total: int = 0

    def top(self, rank: int, classe: str | None = None) -> float:
        """The share of the queries (of a class) of which a good result has ``rank`` or better, in per cent."""
        kept = [a for a in self.answers if classe in (None, a.query.classe)]
        return 100 * sum(a.rank <= rank for a in kept) / len(kept)

    @property
    def p95(self) -> float:
        """The latency under which 95 % of the answers come, the first aside (it fetches the index)."""
        times = sorted(a.milliseconds for a in self.answers[1:])
        return times[int(0.95 * (len(times) - 1))]

    def table(self) -> Iterator[str]:
        """The lines of the report: one a class, then the whole."""
        yield f"{'classe':<20} {'requêtes':>8} {'premier':>8} {'dans les 3':>11}"
        for classe in dict.fromkeys(a.query.classe for a in self.answers):
            number = sum(a.query.classe == classe for a in self.answers)
            yield f"{classe:<20} {number:>8} {self.top(1, classe):>6.0f} % {self.top(3, classe):>9.0f} %"
        yield f"{'ensemble':<20} {len(self.answers):>8} {self.top(1):>6.1f} % {self.top(3):>9.1f} %"
        yield (
            f"réponse, attente de saisie comprise : p95 {self.p95:.0f} ms ; octets (gzip) : {self.before / 1000:.1f} ko avant usage, "
            f"{self.first / 1000:.1f} ko à la première requête, {self.total / 1000:.1f} ko après {len(self.answers)} requêtes"
        )


def read_queries(reserve: int) -> list[Query]:
    """Return the queries of a reserve; 0 for those that never were in one."""
    entries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))["requetes"]
    queries = [Query(e["requete"], e["classe"], tuple(e["attendu"]), e.get("reserve", 0)) for e in entries]
    return [q for q in queries if q.reserve == reserve]


@cache
def _weight(path: Path) -> int:
    """The bytes of a file as a server sends it."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, 9)))


@cache
def _sections(page: Path) -> dict[str, str]:
    """The anchor of the ``h2`` that holds each ``h3`` of a built page."""
    found: dict[str, str] = {}
    above = ""
    for heading in html.parse(page).xpath("//main//h2 | //main//h3"):
        anchor = heading.get("id") or ""
        above = anchor if heading.tag == "h2" else above
        found[anchor] = above
    return found


def _section(folder: Path, place: str) -> str:
    page, mark, anchor = place.partition("#")
    return f"{page}#{_sections(folder / page / 'index.html').get(anchor, anchor)}" if mark else page


def _of_search(url: str) -> bool:
    return any(part in url for part in ("/pagefind/", "/recherche"))


def measure(page: Page, root: str, folder: Path, queries: Iterable[Query]) -> Measure:
    """Open the search on the home page of the site at ``root`` (built in ``folder``), ask ``queries``, judge."""
    fetched: set[str] = set()
    page.on("request", lambda request: fetched.add(urlsplit(request.url).path))

    def bytes_so_far() -> int:
        files = [folder / unquote(path).lstrip("/") for path in sorted(fetched) if _of_search(path)]
        return sum(_weight(file) for file in files if file.is_file())

    found = Measure()
    page.goto(root, wait_until="networkidle")
    found.before = bytes_so_far()
    page.locator("[data-recherche=ouvrir]").click()
    for query in queries:
        answer = page.evaluate(ASK, query.requete)
        places = (urlsplit(url) for url in answer["links"])
        shown = tuple(p.path.removeprefix("/") + (f"#{unquote(p.fragment)}" if p.fragment else "") for p in places)
        sections = tuple(_section(folder, place) for place in shown)
        found.answers.append(Answer(query, shown, answer["milliseconds"], sections))
        found.first = found.first or bytes_so_far()
    found.total = bytes_so_far()
    return found
