# SPDX-License-Identifier: MIT
"""An edit as its author sees it: from the file saved to the page that shows it, over HTTP."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.outils import ended, free_port

from .processus import busy, environment

#: Seconds after which a server that does not answer stops the benchmark.
PATIENCE = 120.0
#: Ours makes its search index after a second and a half of calm: the next edit waits until that is done.
CALM = 1.8
_IDLE, _IDLE_SHARE = 0.5, 0.2


@dataclass(frozen=True)
class Edit:
    """A change of one file and the page that shows it."""

    file: str
    address: str
    #: Text of the file and mark → text with the mark.
    change: Callable[[str, str], str]


def added(text: str, mark: str) -> str:
    """A sentence more at the end."""
    return f"{text.rstrip()}\n\n{mark}\n"


def in_line(start: str) -> Callable[[str, str], str]:
    """Return the change that puts the mark at the end of the first quoted or plain value of a line that begins with ``start``."""

    def change(text: str, mark: str) -> str:
        changed, count = re.subn(rf'(?m)^(\s*{start}.*?)("?)$', rf"\g<1> {mark}\g<2>", text, count=1)
        if not count:
            sys.exit(f"le banc ne trouve pas «\u00a0{start}\u00a0» dans le fichier à modifier")
        return changed

    return change


def in_paragraph(text: str, mark: str) -> str:
    """A paragraph more at the end of a template."""
    return f"{text.rstrip()}\n<p>{mark}</p>\n"


def measure_edits(serve: Sequence[str], folder: Path, edits: Sequence[Edit], tour: int) -> dict[Edit, float]:
    """Serve ``folder``, make each of ``edits`` in turn and return its seconds; every file is put back.

    A first edit, not timed, is the warm-up. ``serve`` holds « {port} ».
    """
    port = free_port()
    base = f"http://127.0.0.1:{port}/"
    originals = {edit.file: (folder / edit.file).read_text(encoding="utf-8") for edit in edits}
    found: dict[Edit, float] = {}
    try:
        with _server([part.format(port=port) for part in serve], folder, base) as pid:
            for number, edit in enumerate([edits[0], *edits]):
                _calm(pid)
                seconds = _seen(folder / edit.file, edit, base + edit.address, f"Repere{tour}mesure{number}")
                found[edit] = seconds  # the warm-up is the first edit: its second measure takes its place
    finally:
        for name, text in originals.items():
            (folder / name).write_text(text, encoding="utf-8")
    return found


def _seen(file: Path, edit: Edit, address: str, mark: str) -> float:
    """Return the seconds between writing the file and reading ``mark`` on the page."""
    file.write_text(edit.change(file.read_text(encoding="utf-8"), mark), encoding="utf-8")
    return _wait_for(lambda: mark in _fetch(address), f"{edit.file} → {address}")


def _calm(pid: int) -> None:
    """Wait until the server has nothing more to do."""
    time.sleep(CALM)
    spent = busy(pid)
    while True:
        time.sleep(_IDLE)
        before, spent = spent, busy(pid)
        if spent - before <= _IDLE * _IDLE_SHARE:
            return


@contextmanager
def _server(command: list[str], folder: Path, address: str) -> Iterator[int]:
    """Run a preview server in ``folder`` until the block ends; give its process."""
    quiet = subprocess.DEVNULL
    with ended(subprocess.Popen(command, cwd=folder, env=environment(), stdout=quiet, stderr=quiet)) as process:
        _wait_for(lambda: bool(_fetch(address)), " ".join(command))
        yield process.pid


def _fetch(address: str) -> str:
    """Return the page at ``address``, or an empty text while the server does not answer."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def _wait_for(condition: Callable[[], bool], what: str) -> float:
    start = time.perf_counter()
    while not condition():
        if time.perf_counter() - start > PATIENCE:
            sys.exit(f"l’aperçu ne répond pas\u00a0: {what}")
        time.sleep(0.01)
    return time.perf_counter() - start
