# SPDX-License-Identifier: MIT
"""Pagefind as a service: it is given the pages one after the other, in an order that we choose.

Given a folder, it reads the pages in the order of the disk, which another machine does not have, and numbers them so:
the index would not be the same. Its own Python client waits a tenth of a second for each answer.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

#: Pages that may wait for their answer: enough that neither side waits for the other, few enough for the pipes.
_AHEAD = 16
_LANGUAGE = "fr"
_ENDED = "le programme s’est arrêté"


class PagefindError(Exception):
    """Pagefind refused, or died; the message is its own."""


class Indexing(Thread):
    """Writes into ``output`` the index of the HTML files of ``folder``, beside what this process does."""

    def __init__(self, folder: Path, output: Path) -> None:
        super().__init__(daemon=True)
        self._folder, self._output = folder, output
        self._error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Index, and keep what went wrong for :meth:`result`."""
        try:
            with _Service() as service:
                service.send("NewIndex", config={"force_language": _LANGUAGE})
                pages = 0
                for path in _pages(self._folder):
                    text = (self._folder / path).read_text(encoding="utf-8")
                    service.send("AddFile", index_id=0, file_path=path, file_contents=text)
                    pages += 1
                if not pages:
                    raise PagefindError("aucune page")
                service.send("GetFiles", index_id=0)
                self._write(service.finish()["files"])
        except BrokenPipeError:
            self._error = PagefindError(_ENDED)
        except Exception as error:
            self._error = error

    def _write(self, files: list[dict[str, str]]) -> None:
        """Write the index: asked to do it, the program answers, then ends, before its last files are whole."""
        for file in files:
            target = self._output / file["path"].removeprefix("pagefind/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b64decode(file["content"]))

    def result(self) -> None:
        """Wait for the index; raise :class:`PagefindError` if it is not there."""
        self.join()
        if self._error is not None:
            raise PagefindError(str(self._error) or type(self._error).__name__) from self._error


def _pages(folder: Path) -> Iterator[str]:
    """Yield the path of each HTML file of ``folder``, seen from it, in an order that depends on their names alone."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        inside = Path(place).relative_to(folder)
        yield from ((inside / name).as_posix() for name in sorted(names) if name.endswith(".html"))


class _Service:
    """The program, and what it was asked: each question has an answer, in order."""

    def __init__(self) -> None:
        from pagefind_bin import get_executable  # it brings the program: absent where the package was not installed

        self._process = subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asked = self._answered = 0
        self._unread = b""

    def __enter__(self) -> _Service:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        with self._process:
            pass

    def send(self, kind: str, **content: Any) -> None:
        """Ask; the answer is read later."""
        self._asked += 1
        message = json.dumps({"message_id": self._asked, "payload": {"type": kind, **content}})
        assert self._process.stdin is not None  # noqa: S101 - a pipe
        self._process.stdin.write(b64encode(message.encode()) + b",")
        self._process.stdin.flush()
        while self._asked - self._answered > _AHEAD:
            self._hear()

    def finish(self) -> dict[str, Any]:
        """Hear every answer, and return the last one."""
        answer: dict[str, Any] = {}
        while self._answered < self._asked:
            answer = self._hear()
        return answer

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None  # noqa: S101 - a pipe
        said = [self._unread]
        while b"," not in said[-1]:
            said.append(os.read(self._process.stdout.fileno(), 1 << 20))
            if not said[-1]:
                raise PagefindError(_ENDED)
        end, _comma, self._unread = said.pop().partition(b",")
        answer: dict[str, Any] = json.loads(b64decode(b"".join([*said, end])))["payload"]
        self._answered += 1
        if answer["type"] == "Error":
            raise PagefindError(answer["message"])
        return answer
