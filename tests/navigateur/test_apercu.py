# SPDX-License-Identifier: MIT
"""The live preview, as a process: an edit is seen, a mistake is told and leaves the last good page, mending it is seen.

Waits are bounded, never measured: the speed is the affair of the benchmark.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.outils import DAY, copy_sources, environment

PATIENCE = 60.0


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
        except (urllib.error.URLError, ConnectionError):
            return ""

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


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """`labellisation servir` on a copy of the repository, always ended."""
    folder = tmp_path_factory.mktemp("apercu")
    root, port, journal = copy_sources(folder / "copie"), free_port(), folder / "journal.txt"
    command = [sys.executable, "-m", "labellisation", "servir", "--port", str(port), "--date", DAY]
    with journal.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=root, env=environment(folder / "home"), stdout=out, stderr=subprocess.STDOUT
        )
        try:
            running = Preview(root, f"http://127.0.0.1:{port}/", journal, process)
            running.wait_page("fiches/fiche-2/", "<h1")
            yield running
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def append(preview: Preview, name: str, text: str) -> None:
    """Add ``text`` at the end of a page."""
    path = preview.root / name
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{text}\n", encoding="utf-8")


def test_the_preview_says_where_it_is(preview: Preview) -> None:
    """One French line with the address."""
    preview.wait_said(f"Le site est sur {preview.url}")


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
