# SPDX-License-Identifier: MIT
"""The Markdown library as MkDocs sees it: one converter for all the pages, where MkDocs would make one for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import local
from typing import Any

from markdown import Markdown


class OneConverter(local):
    """Stands for the library where a converter is made; a page finds nothing in it of the last one.

    Each thread has its own: a preview makes the pages as they are asked for.
    """

    def __init__(self) -> None:
        self._asked: tuple[list[Any], dict[str, Any]] | None = None

    def Markdown(self, extensions: Sequence[Any], extension_configs: Mapping[str, Any]) -> Any:  # noqa: N802 - its own name
        """Return the converter with these extensions; what another call asked otherwise has one of its own."""
        asked = [*extensions], {**extension_configs}
        if asked != self._asked:
            self._made = Markdown(extensions=extensions, extension_configs=extension_configs)
            self._asked = asked
        return self._made.reset()
