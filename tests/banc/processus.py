# SPDX-License-Identifier: MIT
"""What a process costs: wall, processor and memory, those of its children included."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

#: Seconds between two looks at the memory of a process and of its children.
PERIOD = 0.05
_PROC = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processor, peak memory in megabytes; ``None`` where the system does not tell."""

    wall: float
    cpu: float | None = None
    #: Of the command and its children at one moment, and of the command alone.
    memory: int | None = None
    own: int | None = None


def environment() -> dict[str, str]:
    """Return the environment of every measured process: byte code is kept, as on a machine where nobody measures."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return clean | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}


def run(command: Sequence[str], folder: Path) -> tuple[Cost, str]:
    """Run ``command`` in ``folder``; return its cost and what it printed. Stop the benchmark if it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        kept = {
            "XDG_CACHE_HOME": str(folder / ".cache")
        }  # what a command keeps for a person, where a cold row removes it
        process = subprocess.Popen(command, cwd=folder, env=environment() | kept, stdout=said, stderr=subprocess.STDOUT)
        memory = _Memory(process.pid)
        cpu = _wait(process)
        seconds = time.perf_counter() - start
        memory.stop()
        said.seek(0)
        text = said.read()
    if process.returncode:
        sys.exit(f"{' '.join(command)}\u00a0: code {process.returncode}\n{text[-4000:]}")
    return Cost(seconds, cpu, memory.megabytes(memory.peak), memory.megabytes(memory.own)), text


def _wait(process: subprocess.Popen[bytes]) -> float | None:
    """Wait for the end; return the processor's seconds, those of the children that it waited for included."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


class _Memory(Thread):
    """Looks at a process and its children while they run; what is counted is the sum of their resident memory.

    ``ru_maxrss`` would not do: it is the greatest of the processes, and a child takes over that of its parent.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.own, self._done = pid, 0, 0, Event()
        self.start()

    def run(self) -> None:
        while not self._done.wait(PERIOD):
            resident = [_resident(pid) for pid in tree(self.pid)]
            self.peak = max(self.peak, sum(resident))
            self.own = max(self.own, *resident[:1], 0)

    def stop(self) -> None:
        self._done.set()
        self.join()

    @staticmethod
    def megabytes(count: int) -> int | None:
        """Return a number of bytes in megabytes; ``None`` if nothing was seen."""
        return round(count / 1024**2) or None


def tree(root: int) -> Iterator[int]:
    """Yield ``root`` and its descendants: on Linux only."""
    found = {root}
    if (_PROC / str(root)).is_dir():
        yield root
    for pid in sorted(int(place.name) for place in _PROC.glob("[0-9]*")):
        if pid > root and int((_stat(pid) or ("", "0"))[1]) in found:
            found.add(pid)
            yield pid


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/<pid>/stat after the name: state, parent…; none if the process is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def _resident(pid: int) -> int:
    """Return the resident memory of a process, in bytes."""
    fields = _stat(pid)
    return int(fields[21]) * os.sysconf("SC_PAGE_SIZE") if fields else 0


def busy(root: int) -> float:
    """Return the seconds of processor that ``root`` and its living descendants have spent."""
    ticks = sum(int(fields[11]) + int(fields[12]) for pid in tree(root) if (fields := _stat(pid)))
    return float(ticks / os.sysconf("SC_CLK_TCK"))
