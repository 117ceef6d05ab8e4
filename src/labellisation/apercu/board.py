# SPDX-License-Identifier: MIT
"""What the browser is shown now: a folder, the messages, and a number that grows at each news."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Condition, Lock
from typing import Any

from ..diagnostics import Severite
from .messages import Message

#: How long a question of the browser waits for news; seconds.
PATIENCE = 25.0


class Board:
    """Shared by the thread that builds and those that serve."""

    def __init__(self) -> None:
        #: The folder served; ``None`` until a first build succeeds.
        self.folder: Path | None = None
        #: Held while pages of the folder are written in place or read.
        self.pages = Lock()
        self._news = Condition()
        self._number = 0
        self._assets = 0
        self._busy = False
        self._messages: Sequence[Message] = ()
        self._edited: tuple[str, str] | None = None

    def show(self, folder: Path | None = None, *, assets: bool = False) -> None:
        """Tell that pages changed: in place, or because ``folder`` is now served; ``assets`` makes every page reload."""
        with self._news:
            self.folder = folder or self.folder
            self._assets += assets
            self._grow()

    def tell(self, messages: Iterable[Message]) -> None:
        """Replace the messages."""
        with self._news:
            self._messages = tuple(messages)
            self._grow()

    def work(self, busy: bool) -> None:
        """Tell that a long build begins or ends."""
        with self._news:
            self._busy = busy
            self._grow()

    def edited(self, page: str, title: str) -> None:
        """Remember the page edited last."""
        with self._news:
            self._edited = (page, title)

    def _grow(self) -> None:
        self._number += 1
        self._news.notify_all()

    def mark(self, page: str) -> str:
        """Return a mark of what a browser sees at the address ``page``: it changes when the page must be loaded again."""
        folder = self.folder
        try:
            with self.pages:
                content = (folder / page / "index.html").read_bytes() if folder else b""
        except OSError:
            content = b"404"
        return f"{hashlib.sha256(content).hexdigest()[:16]}-{self._assets}"

    def state(self, page: str, known: int, patience: float = PATIENCE) -> dict[str, Any]:
        """Return what the page at the address ``page`` must show, as soon as it is newer than the number ``known``."""
        with self._news:
            self._news.wait_for(lambda: self._number != known, patience)
            number, messages, busy, edited = self._number, self._messages, self._busy, self._edited
        here = [m.as_json() for m in messages if m.page == page]
        elsewhere = [m.as_json() for m in messages if m.page != page and m.diagnostic.severite is Severite.ERREUR]
        return {
            "numero": number,
            "marque": self.mark(page),
            "construit": self.folder is not None,
            "occupe": busy,
            "ici": here,
            "ailleurs": elsewhere,
            "modifiee": {"page": edited[0], "titre": edited[1]} if edited and edited[0] != page else None,
        }
