# SPDX-License-Identifier: MIT
"""What the browser is told: the messages, and a number that grows at each news."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from threading import Condition
from typing import Any

from ..content import page_file
from ..diagnostics import Severite
from .messages import Message
from .pages import Pages

#: How long a question of the browser waits for news; seconds.
PATIENCE = 25.0


class Board:
    """Shared by the thread that reads the repository and those that serve."""

    def __init__(self) -> None:
        #: What is served; ``None`` until a preview begins.
        self.pages: Pages | None = None
        self._news = Condition()
        self._number = 0
        self._assets = 0
        self._busy = False
        self._messages: Sequence[Message] = ()
        self._edited: tuple[str, str] | None = None

    @property
    def ready(self) -> bool:
        """Whether the site can be shown."""
        return self.pages is not None and self.pages.ready

    def show(self, *, assets: bool = False) -> None:
        """Tell that pages may have changed; ``assets`` makes every page reload."""
        with self._news:
            self._assets += assets
            self._grow()

    def tell(self, messages: Iterable[Message]) -> None:
        """Replace the messages."""
        with self._news:
            self._messages = tuple(messages)
            self._grow()

    def work(self, busy: bool) -> None:
        """Tell that a long work begins or ends."""
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

    def mark(self, content: bytes | None) -> str:
        """Return a mark of what a browser sees at an address: it changes when the page must be loaded again."""
        return f"{'absente' if content is None else hashlib.sha256(content).hexdigest()[:16]}-{self._assets}"

    def state(self, page: str, known: int, patience: float = PATIENCE) -> dict[str, Any]:
        """Return what the page at the address ``page`` must show, as soon as it is newer than the number ``known``.

        The page is made first if it changed: those that a browser shows come before all others.
        """
        with self._news:
            self._news.wait_for(lambda: self._number != known, patience)
            number = self._number
        mark = self.mark(self.pages.read(page_file(page)) if self.pages else None)
        with self._news:
            messages, busy, edited = self._messages, self._busy, self._edited
        here = [m.as_json() for m in messages if m.page == page]
        elsewhere = [m.as_json() for m in messages if m.page != page and m.diagnostic.severite is Severite.ERREUR]
        return {
            "numero": number,
            "marque": mark,
            "construit": self.ready,
            "occupe": busy,
            "ici": here,
            "ailleurs": elsewhere,
            "modifiee": {"page": edited[0], "titre": edited[1]} if edited and edited[0] != page else None,
        }
