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
from contextlib import suppress
from typing import Any

#: Questions that may wait for their answer: enough that neither side waits for the other, few enough for the pipes.
_AHEAD = 64
_LANGUAGE = "fr"
_ENDED = "le programme s’est arrêté"


class PagefindError(Exception):
    """Pagefind refused, or died; the message is its own."""


def question(kind: str, **content: Any) -> bytes:
    """Return what asks for ``kind``, as the program reads it: answers come in the order of the questions."""
    return b64encode(json.dumps({"message_id": 1, "payload": {"type": kind, **content}}).encode()) + b","


def page_to_index(path: str, text: str) -> bytes:
    """Return what gives the HTML file ``path`` to the index."""
    return question("AddFile", index_id=0, file_path=path, file_contents=text)


class Service:
    """The program, and one index that it makes."""

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

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        with suppress(BrokenPipeError), self._process:  # a question that it did not read
            pass

    def begin(self) -> None:
        """Begin the index."""
        self.send(question("NewIndex", config={"force_language": _LANGUAGE}))

    def send(self, asked: bytes) -> None:
        """Ask; the answer is read later."""
        assert self._process.stdin is not None  # noqa: S101 - a pipe
        try:
            self._process.stdin.write(asked)
            self._process.stdin.flush()
        except BrokenPipeError:
            raise PagefindError(_ENDED) from None
        self._asked += 1
        while self._asked - self._answered > _AHEAD:
            self._hear()

    def end(self) -> None:
        """Ask for the files of the index: asked to write them, the program ends before they are whole."""
        self.send(question("GetFiles", index_id=0))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield (path, content) of the files that were asked for."""
        answer: dict[str, Any] = {}
        while self._answered < self._asked:
            answer = self._hear()
        for file in answer["files"]:
            yield file["path"].removeprefix("pagefind/"), b64decode(file["content"])

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None  # noqa: S101 - a pipe
        said = [self._unread]
        while b"," not in said[-1]:
            said.append(os.read(self._process.stdout.fileno(), 1 << 20))
            if not said[-1]:
                raise PagefindError(_ENDED)
        end, _comma, self._unread = said.pop().partition(b",")
        whole = b"".join([*said, end])
        said.clear()  # the last answer holds the index: no more than two writings of it at once
        whole = b64decode(whole)
        answer: dict[str, Any] = json.loads(whole)["payload"]
        self._answered += 1
        if answer["type"] == "Error":
            raise PagefindError(answer["message"])
        return answer
