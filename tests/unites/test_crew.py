# SPDX-License-Identifier: MIT
"""Tasks shared with copies of this process: the same result whatever their number, and nothing lost."""

from __future__ import annotations

import logging
import os
import signal
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from labellisation.site import crew as module
from labellisation.site import fork
from labellisation.site.crew import Crew
from labellisation.site.engine_watch import EngineError
from labellisation.site.fork import Beside

NUMBER = 200


class Pages:
    """Keeps what it reads."""

    def __init__(self) -> None:
        self.read: dict[str, str] = {}

    def add(self, url: str, *pieces: str) -> None:
        assert url not in self.read
        self.read[url] = "".join(pieces)

    def speak_as(self, number: int) -> None:
        self.number = number
        self.read.clear()

    def give(self) -> Any:
        return self.read

    def take(self, found: Any) -> None:
        assert set() == self.read.keys() & found.keys()
        self.read |= found


@pytest.fixture(params=[0, 1, 3] if hasattr(os, "fork") else [0])
def copies(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """As many copies as a machine may give."""
    monkeypatch.setattr(module, "helpers", lambda: request.param)
    return int(request.param)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the processes that were started."""
    numbers: list[int] = []
    if hasattr(os, "fork"):
        fork = os.fork

        def told() -> int:
            numbers.append(fork())
            return numbers[-1]

        monkeypatch.setattr(os, "fork", told)
    return numbers


def none_is_left(started: list[int]) -> None:
    """Each of the processes ended and was waited for; the run of the tests has other children."""
    for number in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(number, os.WNOHANG)


def page(crew: Crew, folder: Path, number: int) -> None:
    """Write and read one page."""
    time.sleep(0.001)
    text = crew.read(f"p{number}/", "page ", str(number))
    (folder / f"{number}").write_text(f"{text} {os.getpid()}", encoding="utf-8")


def test_every_task_is_done_once_and_what_was_read_comes_back(copies: int, tmp_path: Path) -> None:
    """Whatever the number of copies; they take their part."""
    pages = Pages()
    with Crew(pages) as crew:
        crew.start([partial(page, crew, tmp_path, n) for n in range(NUMBER)])
        crew.finish()
    assert {f"p{n}/": f"page {n}" for n in range(NUMBER)} == pages.read
    written = [path.read_text(encoding="utf-8").split() for path in tmp_path.iterdir()]
    assert sorted(map(str, range(NUMBER))) == sorted(number for _page, number, _process in written)
    assert copies + 1 >= len({process for *_words, process in written}) > bool(copies)


def test_a_task_that_fails_raises_what_it_raises(copies: int, started: list[int], tmp_path: Path) -> None:
    """Its own exception, in this process, wherever it failed first; no copy is left."""

    def fail() -> None:
        raise ZeroDivisionError("gabarit fictif")

    with Crew(Pages()) as crew:
        tasks = [partial(page, crew, tmp_path, n) for n in range(NUMBER)]
        crew.start([*tasks[:100], fail, *tasks[100:]])
        with pytest.raises(ZeroDivisionError, match="gabarit fictif"):
            crew.finish()
    assert len(started) == copies
    none_is_left(started)


def test_what_the_engine_warns_of_in_a_copy_is_heard_here(
    copies: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Each warning once."""

    def warn(number: int) -> None:
        logging.getLogger("mkdocs.fictif").warning("page %s douteuse", number)
        time.sleep(0.001)

    with Crew(Pages()) as crew:
        crew.start([partial(warn, n) for n in range(NUMBER)])
        crew.finish()
    assert sorted(f"page {n} douteuse" for n in range(NUMBER)) == sorted(record.message for record in caplog.records)


def test_a_copy_that_is_killed_stops_the_build(copies: int, started: list[int]) -> None:
    """What it had done is unknown: one French sentence, and no copy left."""
    here = os.getpid()

    def die() -> None:
        time.sleep(0.01)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with Crew(Pages()) as crew:
        crew.start([die] * NUMBER)
        if not copies:
            crew.finish()
            return
        with pytest.raises(EngineError, match="relancez la construction"):
            crew.finish()
    assert len(started) == copies
    none_is_left(started)


def test_few_tasks_are_done_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A copy would start after the end."""
    monkeypatch.setattr(module, "helpers", lambda: pytest.fail("une copie"))
    with Crew(Pages()) as crew:
        crew.start([partial(page, crew, tmp_path, n) for n in range(10)])
        crew.finish()
    assert 10 == len(list(tmp_path.iterdir()))


def test_what_every_copy_needs_is_found_before_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, copies: int
) -> None:
    """The samples are made here first, where there are copies to profit by them; then « ready »."""
    told: list[int] = []
    with Crew(Pages(), lambda: told.append(len(list(tmp_path.iterdir())))) as crew:
        crew.start([partial(page, crew, tmp_path, n) for n in range(NUMBER)], 3)
        assert [3 if copies else 0] == told
        crew.finish()
    assert NUMBER == len(list(tmp_path.iterdir()))


def test_the_last_tasks_wait_for_the_engine(tmp_path: Path, copies: int) -> None:
    """None is begun before, even where the others are all done; then each is done once, by anyone."""
    pages = Pages()
    engine = tmp_path / "pages du moteur"
    last: list[partial[None]] = []
    with Crew(pages, last=last) as crew:
        last += [partial(page, crew, tmp_path, NUMBER + n) for n in range(20)]
        crew.start([partial(page, crew, tmp_path, n) for n in range(NUMBER)])
        time.sleep(0.5 if copies else 0)
        assert not (tmp_path / f"{NUMBER}").exists()
        engine.touch()
        crew.finish()
    assert {f"p{n}/" for n in range(NUMBER + 20)} == pages.read.keys()
    assert all((tmp_path / f"{NUMBER + n}").stat().st_mtime_ns >= engine.stat().st_mtime_ns for n in range(20))


def test_copies_let_this_process_come_first(copies: int, tmp_path: Path) -> None:
    """It makes what they wait for; its own turn does not change."""
    here = os.nice(0)

    def tell(number: int) -> None:
        time.sleep(0.001)
        (tmp_path / f"{number}").write_text(f"{os.getpid()} {os.nice(0)}", encoding="utf-8")

    with Crew(Pages()) as crew:
        crew.start([partial(tell, n) for n in range(NUMBER)])
        crew.finish()
    told = {tuple(map(int, path.read_text(encoding="utf-8").split())) for path in tmp_path.iterdir()}
    assert {number: nice > here for number, nice in told} == {number: number != os.getpid() for number, _nice in told}
    assert copies + 1 >= len(told) > bool(copies)
    assert here == os.nice(0)


@pytest.mark.parametrize("number", [0, 1])
def test_what_is_found_beside_is_what_is_found_here(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, wherever; a copy that fails is done again here, and tells why."""
    monkeypatch.setattr(fork, "helpers", lambda: number * hasattr(os, "fork"))
    found = Beside(lambda: [os.getpid()]).start()
    assert found.value is found.value
    assert bool(number * hasattr(os, "fork")) == (found.value != [os.getpid()])
    found.close()
    failing = Beside(lambda: 1 // 0).start()
    with pytest.raises(ZeroDivisionError):
        failing.value  # noqa: B018 - asking is the test
    failing.close()
