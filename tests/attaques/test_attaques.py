# SPDX-License-Identifier: MIT
"""The corpus of attacks by every entrance: told with its place, or shown as inert text; nothing runs, neither here nor in Chromium."""

from __future__ import annotations

import csv
import io
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from lxml import etree, html

from labellisation.diagnostics import Diagnostic, Severite
from labellisation.imports.command import importer
from labellisation.registry.text import FORMULA_STARTS
from labellisation.site.build import build_site
from labellisation.site.model import Site
from tests.attaques.fabrique import Charge, charges, product, settings
from tests.conftest import FICTITIOUS_DAY, MakeDepot, write_files
from tests.imports.fabrique import export, row
from tests.navigateur.conftest import chromium, is_foreign, pytest_runtest_makereport
from tests.outils import served
from tests.petit import write_small_site

__all__ = ["chromium", "pytest_runtest_makereport"]
SEED = 2030
#: What this process starts while the tests of this module watch it.
_started: list[str] = []
_watching = [False]


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching[0] and event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"):
        _started.append(f"{event} {arguments[:2]}")


sys.addaudithook(_audit)


@contextmanager
def watched(*allowed: str) -> Iterator[None]:
    """No other program than those ``allowed`` is started meanwhile."""
    _started.clear()
    _watching[0] = True
    try:
        yield
    finally:
        _watching[0] = False
    assert [] == [command for command in _started if not any(name in command for name in allowed)]


@pytest.fixture(scope="module")
def canari(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file that an attack would write; it must never be there."""
    path = tmp_path_factory.mktemp("canari") / "atteint"
    yield path
    assert not path.exists()


@pytest.fixture(scope="module")
def corpus(canari: Path) -> list[Charge]:
    """Every payload."""
    return charges(canari)


def errors(root: Path) -> list[Diagnostic]:
    """Return the errors of a repository; each has a place in a file that is there, and looking for them starts nothing."""
    with watched():
        found = [d for d in Site.load(root, FICTITIOUS_DAY).diagnostics if d.severite is Severite.ERREUR]
    for diagnostic in found:
        path, line, column = diagnostic.location
        assert (root / path).exists(), diagnostic
        assert line >= 1, diagnostic
        assert column >= 1, diagnostic
    return found


@pytest.fixture(scope="module")
def accepted(corpus: list[Charge], tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Counter[str]]:
    """The files of the payloads that pass the checks, and how many are refused by family and entrance."""
    brought = list(product(corpus))
    faulty: set[str] = set()
    for identifiers in (False, True):  # apart: what a record calls itself would be known to those that cite it
        root = write_small_site(tmp_path_factory.mktemp("attaques") / "depot")
        for name, _charge, files in brought:
            if identifiers == (name == "identifiant"):
                write_files(root, files)
        faulty |= {d.location.path for d in errors(root)}
    refused: Counter[str] = Counter()
    kept: dict[str, str] = {}
    for name, charge, files in brought:
        if faulty.isdisjoint(files):
            kept |= files
        else:
            refused[f"{charge.famille} {name}"] += 1
    refused["total"] = len(brought)
    return kept, refused


def test_the_corpus_is_large_enough(corpus: list[Charge]) -> None:
    """At least 60 payloads, of six families."""
    families = Counter(charge.famille for charge in corpus)
    assert {"SSTI", "XSS", "CSV", "CHEMIN", "YAML", "SVG"} == set(families)
    assert len(corpus) >= 60
    assert len(corpus) == len({charge.texte for charge in corpus})


def test_what_runs_is_refused(corpus: list[Charge], accepted: tuple[dict[str, str], Counter[str]]) -> None:
    """No template, no markup, no drawing that runs, no key of one's own: all are told where they stand."""
    families = Counter(charge.famille for charge in corpus)
    _kept, refused = accepted
    templates = families["SSTI"] - 1  # the last is of other languages: plain text here
    for name in ("corps", "phrase", "titre", "tableau", "page-locale"):
        assert refused[f"SSTI {name}"] >= templates, name
    assert families["SVG"] == refused["SVG svg"] == refused["SVG svg-local"] == refused["SVG corps"]
    for family in families.keys() - {"SVG"}:
        for name in ("cle", "argument", "identifiant"):
            assert families[family] == refused[f"{family} {name}"], (family, name)
        assert refused[f"{family} adresse"] >= families[family] - 1, family


def test_one_file_entrances(corpus: list[Charge], tmp_path: Path, long_run: bool) -> None:
    """Settings, encart, logo, redirections, a lycée: never a traceback, each refusal has its place."""
    brought = [(name, charge, files) for charge in corpus for name, files in settings(charge)]
    sample = brought if long_run else random.Random(SEED).sample(brought, 60)  # noqa: S311 - a sample, not a secret
    root = write_small_site(tmp_path / "depot")
    for name, charge, files in sample:
        before = {p: (root / p).read_bytes() if (root / p).exists() else None for p in files}
        write_files(root, files)
        found = errors(root)
        if name == "logo" or (name == "fichier-du-logo" and charge.famille != "CSV"):
            assert found, (name, charge)
        for place, content in before.items():
            (root / place).unlink() if content is None else (root / place).write_bytes(content)
    print(f"{len(sample)} of {len(brought)} payloads by the entrances of one file: 0 traceback")


@pytest.fixture(scope="module")
def site(
    accepted: tuple[dict[str, str], Counter[str]], corpus: list[Charge], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site built with every payload that passes, in every entrance at once."""
    folder = tmp_path_factory.mktemp("attaques-construites")
    root = write_small_site(folder / "depot", files=accepted[0])
    lycees = (root / "data/etablissements/grenoble.yml").read_text(encoding="utf-8")
    inert = [c for c in corpus if c.famille in ("CSV", "XSS", "SSTI")]
    head, _mark, record = lycees.partition("- uai:")
    record = "- uai:" + record
    for charge in inert:  # one lycée for each, without UAI: its name and its title are the payload
        name = f"sans-uai-{charge.nom}"
        changed = record.replace('uai: "0389995H"', "uai: null").replace("0389995h", name)
        changed = changed.replace("Lycée fictif des Essais", charge.cite)
        changed = changed.replace("Lycée des métiers fictifs de la menuiserie", charge.cite)
        head += changed.rstrip("\n") + "\n"
    (root / "data/etablissements/grenoble.yml").write_text(f"{head}{record}", encoding="utf-8")
    refusing = {d.location.path for d in errors(root)}
    assert set() == refusing, refusing
    with watched("git", "pagefind"):
        first = build_site(root, folder / "site", FICTITIOUS_DAY)
    late = {d.location.path for d in first.diagnostics if d.severite is Severite.ERREUR}
    assert late <= set(accepted[0]), late  # what only the engine sees: told at its page as well, and nothing is written
    assert late.isdisjoint(d.location.path for d in errors(root))
    assert not (folder / "site").exists()
    for path in late:
        (root / path).unlink()
    with watched("git", "pagefind"):
        built = build_site(root, folder / "site", FICTITIOUS_DAY)
    assert built.ok, "\n".join(str(d) for d in built.diagnostics if d.severite is Severite.ERREUR)
    return folder / "site"


def test_a_hostile_import_writes_no_formula(corpus: list[Charge], depot: MakeDepot, tmp_path: Path) -> None:
    """The official file with a payload in each name: told line by line, or kept as text that no spreadsheet runs."""
    root = depot()
    lines = [row(number, Nom_etablissement=charge.texte, Nom_commune=charge.texte, Lycee_des_metiers="1")
             for number, charge in enumerate(corpus, 1)]  # fmt: skip
    source = tmp_path / "export.csv"
    source.write_bytes(export(lines))
    done = CliRunner().invoke(importer, [str(source), "--racine", str(root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    written = [*root.rglob("temoin.csv"), *(root / "data").rglob("*.csv")]
    assert written
    names = {charge.texte for charge in corpus}
    cells = [
        cell
        for path in written
        for cells in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        for cell in cells
    ]
    assert len(names.intersection(cells)) > 20
    numbers = [cell for cell in cells if cell.lstrip("+-").replace(".", "", 1).isdecimal()]
    assert [] == [cell for cell in cells if cell.startswith(FORMULA_STARTS) and cell not in numbers]
    assert [] == errors(root)


def test_no_page_holds_live_markup(site: Path) -> None:
    """Read by another parser, no page has a script, a handler, a frame, a style or an address that runs."""
    for path in site.rglob("*.html"):
        root = html.document_fromstring(path.read_bytes())
        for script in root.iter("script"):
            kind = script.get("type") or ""
            assert "__atteint" not in (script.text or "") or "json" in kind, path
        bad = root.xpath(
            "//@*[starts-with(name(), 'on')] | //iframe | //object | //embed | //base | //style | //@style"
        )
        assert [] == bad, path
        for address in root.xpath("//@href | //@src | //@action | //@formaction"):
            word = "".join(str(address).lower().split())
            assert not word.startswith(("javascript:", "vbscript:", "data:text", "file:")), path
        assert "1337" not in root.text_content(), path


def test_no_export_holds_a_formula(site: Path) -> None:
    """No cell of a table starts as a formula, and the machine formats read back."""
    tables = list(site.rglob("*.csv"))
    assert len(tables) >= 2
    for path in tables:
        text = path.read_text(encoding="utf-8-sig")
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=";" if path.stem.endswith("tableur") else ","):
            for cell in cells:
                number = cell.lstrip("+-").replace(".", "", 1).isdecimal()
                assert number or not cell.startswith(FORMULA_STARTS), (path, cell)
    for path in site.rglob("*.ods"):
        content = zipfile.ZipFile(path).read("content.xml")
        assert b"table:formula" not in content
    for path in (*site.rglob("*.xml"), *site.rglob("*.svg")):
        etree.parse(path, etree.XMLParser(resolve_entities=False))


def test_nothing_runs_in_chromium(site: Path, chromium: Any, long_run: bool) -> None:
    """Every page that holds a payload (a sample without ``--long``): no variable set, no dialog, no request, no violation."""
    pages = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))
    bearing = [p for p in pages if p.startswith(("essai/", "textes/", "academie/", "annuaire/", "criteres/", "404"))]
    bearing += ["index.html", "textes/index.html", "annuaire/index.html"]
    sample = bearing if long_run else random.Random(SEED).sample(bearing, 40)  # noqa: S311 - a sample, not a secret
    reached: list[str] = []
    with served(site) as root:
        context = chromium.new_context()
        page = context.new_page()
        context.route(is_foreign, lambda route: (reached.append(f"request {route.request.url}"), route.abort()))
        page.on("dialog", lambda dialog: (reached.append(f"dialog {page.url}"), dialog.dismiss()))
        page.on("console", lambda m: reached.append(m.text) if "Content Security Policy" in m.text else None)
        for place in sample:
            page.goto(f"{root}{quote(place)}", wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            if page.evaluate("window.__atteint") is not None:
                reached.append(f"executed {place}")
        context.close()
    assert [] == reached
    print(f"{len(sample)} of {len(bearing)} pages with payloads opened: 0 executed, 0 request, 0 violation")


def test_the_count(corpus: list[Charge], accepted: tuple[dict[str, str], Counter[str]]) -> None:
    """The figures of this corpus."""
    kept, refused = accepted
    total, told = refused["total"], sum(refused.values()) - refused["total"]
    assert total >= 1000
    print(f"{len(corpus)} payloads, {total} by their entrances: {told} refused with a place, {len(kept)} inert")
