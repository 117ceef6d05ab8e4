# SPDX-License-Identifier: MIT
"""Files that hands, tools and attackers damage: a diagnostic with its place, or a site that builds whole; never a traceback.

Two thousand mutations with ``--long``; a seeded sample otherwise.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labellisation.diagnostics import Severite
from labellisation.imports.command import importer
from labellisation.site.build import build_site
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, MakeDepot
from tests.imports.fabrique import export, row
from tests.petit import write_small_site

SAMPLE, WHOLE = 12, 500
#: Seconds of processor for one file: beyond, the file is a bomb.
PATIENCE = 20.0
#: What breaks readers: signs of YAML, of Markdown, of Jinja, of CSV, and letters that are not what they seem.
SIGNS = (
    "\t", "\r", "\n", "\r\n", "\x00", "\x0b", "\x1b[31m", "\x85", "\xa0", "\u2028", "\u202e", "\ufeff", "\ue000", "\ue001", "\ud7ff",
    "é", "e\u0301", "１", "🏫", "'", '"', "`", "```", "~~~", "---", "...", ":", ": ", " #", "- ", "? ", "| ", "> ", ">" * 40,
    "- " * 40, "&a ", "*a", "<<: ", "!!str ", "!ENV ", "%YAML 1.1", "{", "}", "[", "]", "{" * 40, "[" * 600, "{{", "}}", "{%", "%}",
    "{#", "#}", "{% raw %}", "{% endraw %}", '{{ texte("x") }}', "{{ sigle() }}", "{{-", "<b>", "<!--", "</", "&lt;", "&#58;", "](", "![](",
    "[x]: ", "[^1]: ", "*[ABC]: ", "{: .x }", "{: #x }", "!!! note\n", "??? x\n", "\n\n", "# ", "#" * 7, "| a | b |\n| - | - |\n", "***", "___",
    "https://[", "javascript:", "//x", "../", "%00", "null", "~", "true", "2023-02-30", "0", "-1", "1e999", "9" * 30, ";", ",", "=1+1",
    "x" * 5000,
)  # fmt: skip

Mutation = Callable[[str], str]


def _at(text: str, share: float) -> int:
    return int(share * len(text))


def _insert(sign: str, share: float, times: int) -> Mutation:
    return lambda text: text[: _at(text, share)] + sign * times + text[_at(text, share) :]


def _cut(start: float, length: float) -> Mutation:
    return lambda text: text[: _at(text, start)] + text[_at(text, min(1.0, start + length * 0.2)) :]


def _copy(start: float, share: float) -> Mutation:
    return lambda text: (
        text[: _at(text, share)] + text[_at(text, start) : _at(text, start) + 80] + text[_at(text, share) :]
    )


def _lines(first: int, second: int) -> Mutation:
    def swap(text: str) -> str:
        lines = text.split("\n")
        one, two = first % len(lines), second % len(lines)
        lines[one], lines[two] = lines[two], lines[one]
        return "\n".join(lines)

    return swap


def _value(rank: int, sign: str) -> Mutation:
    """Replace what follows the colon of one line."""

    def change(text: str) -> str:
        lines = text.split("\n")
        at = rank % len(lines)
        lines[at] = f"{lines[at].partition(':')[0]}: {sign}"
        return "\n".join(lines)

    return change


share = st.floats(0, 1)
mutation: st.SearchStrategy[Mutation] = st.one_of(
    st.builds(_insert, st.sampled_from(SIGNS), share, st.sampled_from([1, 1, 1, 2, 300])),
    st.builds(_insert, st.text(max_size=8), share, st.just(1)),
    st.builds(_value, st.integers(0, 60), st.sampled_from(SIGNS)),
    st.builds(_cut, share, share),
    st.builds(_copy, share, share),
    st.builds(_lines, st.integers(0, 60), st.integers(0, 60)),
)
mutations = st.lists(mutation, min_size=1, max_size=3)

#: Kind → the files of the small site that it damages.
KINDS: Mapping[str, tuple[str, ...]] = {
    "yaml": (
        "data/textes/circulaire-fictive-2030.yml", "data/etablissements/grenoble.yml", "data/criteres.yml", "data/groupes.yml",
        "data/emplacements.yml", "academie/academie.yml", "academie/data/site.yml",
    ),
    "markdown": ("docs/index.md", "fiches/fiche-1.md", "academie/encarts/fiche-1/depot-fictif.md", "academie/pages/procedure.md"),
    "en-tete": ("docs/index.md", "fiches/fiche-1.md", "academie/pages/procedure.md"),
}  # fmt: skip


def damaged(kind: str, text: str, changes: list[Mutation]) -> str:
    """Return ``text`` with the mutations, in its head only or in its body only where the kind says so."""
    head, mark, body = text.partition("\n---\n") if kind != "yaml" else ("", "", text)
    for change in changes:
        head, body = (change(head), body) if kind == "en-tete" else (head, change(body))
    return head + mark + body


class Judge:
    """One small site, damaged one file at a time."""

    def __init__(self, folder: Path) -> None:
        self.root, self.target = write_small_site(folder / "depot"), folder / "site"
        self.counts: Counter[str] = Counter()
        assert build_site(self.root, self.target, FICTITIOUS_DAY).ok
        self.pages = self.whole()

    def whole(self) -> set[str]:
        """Return the pages of the site in place."""
        return {path.relative_to(self.target).as_posix() for path in self.target.rglob("*.html")}

    def judge(self, path: str, text: str) -> None:
        """Check and, if nothing is said, build; the good file comes back afterwards."""
        file = self.root / path
        good, before = file.read_bytes(), self.whole()
        start = time.process_time()
        try:
            file.write_bytes(text.encode("utf-8", "surrogatepass"))
            site = Site.load(self.root, FICTITIOUS_DAY)
            found = [d for d in site.diagnostics if d.severite is Severite.ERREUR]
            if not found:
                built = build_site(self.root, self.target, FICTITIOUS_DAY)
                found = [d for d in built.diagnostics if d.severite is Severite.ERREUR]
                assert built.ok is not bool(found)
            for diagnostic in found:
                assert diagnostic.location.line >= 1
                assert diagnostic.location.column >= 1
                told = diagnostic.location.path
                assert (self.root / told).is_file() or told.startswith("site/"), diagnostic
            written = {f"{page.url}index.html" for page in (*site.pages.values(), *site.plan.values())}
            assert (before if found else written) <= self.whole(), "a partial site"
            self.counts["told" if found else "built"] += 1
        finally:
            file.write_bytes(good)
        assert time.process_time() - start < PATIENCE


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """The small site; at the end, the figures."""
    made = Judge(tmp_path_factory.mktemp("mutations"))
    yield made
    print(f"{sum(made.counts.values())} mutations: {dict(made.counts)}, 0 traceback, 0 partial site")


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_told_or_builds(judge: Judge, kind: str, long_run: bool) -> None:
    """A mutated file gives errors at their places and leaves the site as it was, or a site with all its pages."""

    @settings(
        max_examples=WHOLE if long_run else SAMPLE,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(KINDS[kind]), mutations)
    def run(path: str, changes: list[Mutation]) -> None:
        judge.judge(path, damaged(kind, (judge.root / path).read_text(encoding="utf-8"), changes))

    run()


def test_a_damaged_export_is_told_or_read(depot: MakeDepot, tmp_path: Path, long_run: bool) -> None:
    """A mutated official file: refused or told line by line in French, and what was there stays readable."""
    root, source = depot(), tmp_path / "export.csv"
    good = export([row(number) for number in range(1, 9)]).decode("utf-8-sig")

    @settings(
        max_examples=WHOLE if long_run else 2 * SAMPLE,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(mutations)
    def run(changes: list[Mutation]) -> None:
        text = good
        for change in changes:
            text = change(text)
        source.write_bytes(text.encode("utf-8", "surrogatepass"))
        done = CliRunner().invoke(importer, [str(source), "--racine", str(root)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        assert done.exit_code in (0, 1, 2), done.output
        assert "Traceback" not in done.output
        assert done.exit_code == 0 or "ETB" in done.output or "attendu" in done.output, done.output
        assert [] == [str(d) for d in Site.load(root, FICTITIOUS_DAY).diagnostics if d.severite is Severite.ERREUR]

    run()
