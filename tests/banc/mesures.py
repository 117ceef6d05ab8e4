# SPDX-License-Identifier: MIT
"""Timing whole processes, and an edit as a reader sees it: over HTTP."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_ENV = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
PATIENCE = 60.0


def run_seconds(command: list[str], folder: Path) -> float:
    """Return the wall time of ``command`` run in ``folder``; stop the benchmark if it fails."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *command], cwd=folder, env=_ENV, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)}\u00a0: code {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return seconds


_PEAK = """
import resource, runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
finally:
    sys.stderr.write(f"\\nPIC {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}\\n")
"""


def run_measured(module: list[str], folder: Path) -> tuple[float, int | None]:
    """Return the wall time of ``python -m module …`` and its peak memory in megabytes (``None`` where it cannot be told)."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, *module], cwd=folder, env=_ENV, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    peak = [line for line in done.stderr.splitlines() if line.startswith("PIC ")]
    return seconds, int(peak[-1].removeprefix("PIC ")) if peak else None


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> str:
    """Return the page at ``address``, or an empty text while the server does not answer."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode("utf-8"))
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def wait_for(condition: Callable[[], bool]) -> float:
    """Return how long ``condition`` takes to hold; stop the benchmark after a minute."""
    start = time.perf_counter()
    while not condition():
        if time.perf_counter() - start > PATIENCE:
            sys.exit("l’aperçu ne répond pas")
        time.sleep(0.01)
    return time.perf_counter() - start


@contextmanager
def server(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """Run a preview server in ``folder`` until the block ends."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=folder, env=_ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: bool(fetch(address)))
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def edit_to_visible(file: Path, address: str, times: int) -> float:
    """Return the median time between writing ``file`` and reading the change at ``address``."""
    found = []
    original = file.read_text(encoding="utf-8")
    for number in range(times):
        mark = f"Repere{number}mesure"
        file.write_text(f"{original}\n\n{mark}\n", encoding="utf-8")
        found.append(wait_for(lambda mark=mark: mark in fetch(address)))
    file.write_text(original, encoding="utf-8")
    return statistics.median(found)
