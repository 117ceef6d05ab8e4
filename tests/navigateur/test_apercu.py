# SPDX-License-Identifier: MIT
"""The live preview, as a process: an edit is seen, a mistake is told and leaves the last good page, mending it is seen.

Waits are bounded, never measured: the speed is the affair of the benchmark.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.lycee import fictitious_lycee
from tests.navigateur.conftest import Visit
from tests.outils import DAY, BuiltSite, copy_sources, ended, environment, free_port, git

#: Seconds after which what is waited for will never come, however busy the machine.
PATIENCE = 180.0


@dataclass
class Preview:
    """A preview that runs: its repository, its address, what it prints."""

    root: Path
    url: str
    journal: Path
    process: subprocess.Popen[bytes]

    def page(self, place: str) -> str:
        """Return the page at ``place``, empty while nobody answers."""
        try:
            with urllib.request.urlopen(self.url + place, timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def answer(self, place: str) -> tuple[int, str]:
        """Return the status and the page, even of what is not found."""
        try:
            with urllib.request.urlopen(self.url + place, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8")

    def said(self) -> str:
        """Return all that was printed."""
        return self.journal.read_text(encoding="utf-8")

    def wait_page(self, place: str, words: str) -> None:
        """Wait until the page at ``place`` holds ``words``."""
        self.wait(lambda: words in self.page(place), f"{words!r} on /{place}")

    def wait_said(self, words: str, times: int = 1) -> None:
        """Wait until ``words`` were printed ``times`` times."""
        self.wait(lambda: self.said().count(words) >= times, f"{words!r} printed")

    def wait(self, happened, what: str) -> None:
        limit = time.monotonic() + PATIENCE
        while not happened():
            assert self.process.poll() is None, f"the preview stopped: {self.said()}"
            assert time.monotonic() < limit, f"never seen: {what}\n{self.said()}"
            time.sleep(0.05)

    def replace(self, name: str, before: str, after: str) -> None:
        """Change the words of a file, as an editor does."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert before in text, f"{before!r} is not in {name}"
        path.write_text(text.replace(before, after, 1), encoding="utf-8")


@contextmanager
def serving(root: Path, folder: Path) -> Iterator[Preview]:
    """Run `labellisation servir` on ``root``, always ended."""
    port, journal = free_port(), folder / "journal.txt"
    command = [sys.executable, "-m", "labellisation", "servir", "--port", str(port), "--date", DAY]
    with journal.open("wb") as out:
        started = subprocess.Popen(
            command, cwd=root, env=environment(folder / "home"), stdout=out, stderr=subprocess.STDOUT
        )
    with ended(started) as process:
        yield Preview(root, f"http://127.0.0.1:{port}/", journal, process)


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """The browser waits for a state as long as the rest, whatever the load."""
    expect.set_options(timeout=PATIENCE * 1000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The preview of a copy of the repository whose fiche 2 was changed since the last commit."""
    folder = tmp_path_factory.mktemp("apercu")
    root, home = copy_sources(folder / "copie"), folder / "home"
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Départ"]):
        git(root, *command, home=home)
    page = root / "fiches/fiche-2.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nLe mot lavande.\n", encoding="utf-8")
    with serving(root, folder) as running:
        running.wait_page("fiches/fiche-2/", "lavande")
        yield running


#: A lycée that does not exist.
LYCEE = fictitious_lycee("0690001B", "69", "Lycée fictif de l’aperçu", "Lycée des métiers fictifs de l’aperçu")


def append(preview: Preview, name: str, text: str) -> None:
    """Add ``text`` at the end of a page."""
    path = preview.root / name
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{text}\n", encoding="utf-8")


def test_the_preview_says_where_it_is(preview: Preview) -> None:
    """One French line with the address, one with the first page that differs from the last commit."""
    preview.wait_said(f"Le site est sur {preview.url}")
    preview.wait_said(f"Première page modifiée\u00a0: {preview.url}fiches/fiche-2/\n")


def test_an_edit_is_seen(preview: Preview) -> None:
    """A word changed in fiche 2 is on the page served."""
    append(preview, "fiches/fiche-2.md", "Le mot tournesol est nouveau.")
    preview.wait_page("fiches/fiche-2/", "tournesol")
    preview.replace("fiches/fiche-2.md", "tournesol", "coquelicot")
    preview.wait_page("fiches/fiche-2/", "coquelicot")
    assert "tournesol" not in preview.page("fiches/fiche-2/")


def test_a_mistake_is_told_and_the_last_good_page_stays(preview: Preview) -> None:
    """An unknown text: the diagnostic is printed with file and code, the page stays; mended, the edit is seen."""
    append(preview, "fiches/fiche-3.md", 'Le mot jonquille et {{ texte("code-educ-d335-9") }}.')
    preview.wait_said("La dernière version correcte reste affichée.")
    assert "fiches/fiche-3.md:" in preview.said()
    assert "code-educ-d335-9" in preview.said()
    assert "Traceback" not in preview.said()
    page = preview.page("fiches/fiche-3/")
    assert "<h1" in page
    assert "jonquille" not in page
    preview.replace("fiches/fiche-3.md", "code-educ-d335-9", "code-educ-d335-1")
    preview.wait_page("fiches/fiche-3/", "jonquille")


def test_what_was_edited_during_a_mistake_is_seen_once_it_is_mended(preview: Preview) -> None:
    """Fiche 4 changes while fiche 5 is faulty: mending fiche 5 alone shows both."""
    before = preview.said().count("La dernière version correcte reste affichée.")
    append(preview, "fiches/fiche-5.md", 'Le mot capucine et {{ sigle("ZZZ") }}.')
    preview.wait_said("La dernière version correcte reste affichée.", before + 1)
    append(preview, "fiches/fiche-4.md", "Le mot pivoine.")
    preview.wait_said("La dernière version correcte reste affichée.", before + 2)
    preview.replace("fiches/fiche-5.md", '{{ sigle("ZZZ") }}', "rien")
    preview.wait_page("fiches/fiche-5/", "capucine")
    preview.wait_page("fiches/fiche-4/", "pivoine")


def test_a_change_of_the_facts_is_seen_everywhere(preview: Preview) -> None:
    """A fact changed in data/ is seen on its page and on the pages that show it."""
    preview.replace("data/textes/circulaire-2023-10-23.yml", "titre_court: ", 'titre_court: "circulaire du mimosa" #')
    preview.wait_page("textes/circulaire-2023-10-23/", "irculaire du mimosa")
    preview.wait_page("fiches/fiche-1/", "circulaire du mimosa")


def test_a_mistake_in_the_facts_is_told(preview: Preview) -> None:
    """A key written twice in data/ is told at its line; the site stays; mended, it goes on."""
    name = "data/glossaire.yml"
    good = (preview.root / name).read_text(encoding="utf-8")
    before = preview.said().count("La dernière version correcte reste affichée.")
    (preview.root / name).write_text(good + "termes: []\n", encoding="utf-8")
    preview.wait_said("La dernière version correcte reste affichée.", before + 1)
    assert f"{name}:{good.count(chr(10)) + 1}:" in preview.said()
    assert "<h1" in preview.page("glossaire/")
    (preview.root / name).write_text(good, encoding="utf-8")
    append(preview, "docs/glossaire.md", "Le mot bleuet.")
    preview.wait_page("glossaire/", "bleuet")


FAULT = 'Le mot muguet et {{ texte("code-educ-d335-9") }}.'


def under(preview: Preview, name: str, heading: str, text: str) -> None:
    """Write ``text`` under the heading ``heading`` of a page."""
    preview.replace(name, f"\n{heading}\n", f"\n{heading}\n\n{text}\n")


def test_a_message_is_shown_under_its_heading(preview: Preview, visit: Visit) -> None:
    """The page, still the last good one, shows the message under the heading of its section; mended, it loads itself again."""
    visitor = visit(preview.url)
    page = visitor.go("fiches/fiche-3/")
    expect(page.get_by_role("region", name="Aperçu : messages des contrôles")).to_be_visible()
    heading = page.locator("article h2").nth(2)
    anchor = heading.get_attribute("id")
    source = next(
        line
        for line in (preview.root / "fiches/fiche-3.md").read_text(encoding="utf-8").split("\n")
        if line.startswith("## ") and f"#{anchor} " in line
    )
    under(preview, "fiches/fiche-3.md", source, FAULT)
    note = page.locator(".apercu-note")
    expect(note).to_contain_text("code-educ-d335-9")
    expect(note).to_contain_text("fiches/fiche-3.md, ligne")
    expect(page.locator(f"#{anchor} + .apercu-note")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="1 message sur cette page")).to_contain_text(
        "La dernière version correcte reste affichée."
    )
    assert "muguet" not in page.locator("article").inner_text().replace(note.inner_text(), "")
    assert [] == Axe().run(page, context="body").response["violations"]
    assert "ailleurs" in page.evaluate("fetch('/_apercu/etat?page=fiches/fiche-1/').then(r => r.text())")
    preview.replace("fiches/fiche-3.md", "code-educ-d335-9", "code-educ-d335-1")
    expect(page.locator("article")).to_contain_text("muguet")
    expect(note).to_have_count(0)


def test_the_panel_is_worked_by_keyboard(preview: Preview, visit: Visit) -> None:
    """Escape folds the panel and keeps the focus on its button; a hidden note gives the focus to its heading."""
    page = visit(preview.url).go("fiches/fiche-6/")
    append(preview, "fiches/fiche-6.md", FAULT)
    expect(page.locator(".apercu-note")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Voir dans la page").focus()
    page.keyboard.press("Escape")
    button = page.get_by_role("button", name="Montrer les messages")
    expect(button).to_be_focused()
    expect(page.locator("#apercu-liste")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#apercu-liste")).to_be_visible()
    page.get_by_role("button", name="Masquer ce message").press("Enter")
    expect(page.locator(".apercu-note")).to_have_count(0)
    assert page.evaluate("/^H[1-6]$/.test(document.activeElement.tagName)")
    preview.replace("fiches/fiche-6.md", FAULT, "")
    expect(page.get_by_role("status").filter(has_text="Aucun message")).to_have_count(1)


def test_pages_are_served_during_a_whole_rebuild(preview: Preview) -> None:
    """While a fact is rebuilt everywhere, each page asked is whole: the old one, then the new one, never an error."""
    seen: list[str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            seen.append(preview.page("textes/circulaire-2016-129/"))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        preview.replace("data/textes/circulaire-2016-129.yml", "titre_court: ", 'titre_court: "circulaire du sureau" #')
        preview.wait_page("textes/circulaire-2016-129/", "irculaire du sureau")
    finally:
        done.set()
        asking.join()
    assert len(seen) > 3
    assert all("<h1" in page and "</html>" in page for page in seen)
    assert "irculaire du sureau" not in seen[0]


def test_a_lycee_more_has_its_page_and_its_row(preview: Preview) -> None:
    """A record added has its page and its row in the annuaire; taken away, its address answers the site's « not found »."""
    name = "data/etablissements/lyon.yml"
    good = (preview.root / name).read_text(encoding="utf-8")
    (preview.root / name).write_text(f"{good.rstrip()}\n{LYCEE}", encoding="utf-8")
    preview.wait_page("etablissements/0690001B/", "Lycée fictif de l’aperçu")
    preview.wait_page("annuaire/lyon/", "Lycée fictif de l’aperçu")
    (preview.root / name).write_text(good, encoding="utf-8")
    preview.wait(lambda: preview.answer("etablissements/0690001B/")[0] == 404, "the page gone")
    assert "Page introuvable" in preview.answer("etablissements/0690001B/")[1]
    assert "Lycée fictif de l’aperçu" not in preview.page("annuaire/lyon/")


def test_the_files_beside_the_pages_follow(preview: Preview) -> None:
    """The style sheet, the open data and the Markdown copy of a fiche are those of the last change."""
    append(preview, "fiches/fiche-7.md", "Le mot hortensia.")
    preview.wait_page("fiches/fiche-7/fiche-7.md", "hortensia")
    (preview.root / "overrides/style/zz-essai.css").write_text(".hortensia{color:red}", encoding="utf-8")
    preview.wait_page("assets/labellisation.css", ".hortensia")
    assert "fiche-7" in preview.page("llms.txt")


def test_a_template_that_breaks_leaves_the_pages(preview: Preview) -> None:
    """A template that cannot be read is told at its line, and the pages stay; mended, the preview goes on."""
    name = "overrides/fragments/macro-texte.html"
    good = (preview.root / name).read_text(encoding="utf-8")
    (preview.root / name).write_text("{% if %}" + good, encoding="utf-8")
    preview.wait_said(f"{name}:1:1 SIT011")
    assert "<h1" in preview.page("fiches/fiche-1/")
    (preview.root / name).write_text(good, encoding="utf-8")
    append(preview, "fiches/fiche-1.md", "Le mot anémone.")
    preview.wait_page("fiches/fiche-1/", "anémone")


def test_only_this_machine_is_answered(preview: Preview) -> None:
    """A request under another name, as a hostile page may send, is refused."""
    request = urllib.request.Request(preview.url, headers={"Host": "exemple.invalid"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=PATIENCE)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{preview.url}_apercu/../../../../etc/passwd", timeout=PATIENCE)


def test_the_built_site_has_nothing_of_the_preview(built: BuiltSite) -> None:
    """No page and no file of the built site names the preview's files."""
    assert not (built.folder / "_apercu").exists()
    assert [] == [a for a in built.addresses if b"_apercu" in (built.folder / a / "index.html").read_bytes()]


def test_a_faulty_start_waits_for_the_editor(tmp_path: Path, visit: Visit) -> None:
    """Started on a mistake, the preview says it in the browser and in the terminal; mended, the site opens by itself."""
    root = copy_sources(tmp_path / "copie")
    page = root / "fiches/fiche-1.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(f"{good}\n{FAULT}\n", encoding="utf-8")
    with serving(root, tmp_path) as running:
        running.wait_said("Corrigez\u00a0: le site s’ouvrira dès qu’il sera correct.")
        seen = visit(running.url).go("fiches/fiche-1/")
        expect(seen.get_by_role("heading", level=1)).to_have_text("L’aperçu n’est pas encore prêt")
        expect(seen.locator("#apercu-liste")).to_contain_text("code-educ-d335-9")
        page.write_text(good, encoding="utf-8")
        expect(seen.locator("article")).to_be_visible(timeout=60_000)
