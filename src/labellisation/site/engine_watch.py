# SPDX-License-Identifier: MIT
"""What stands around a run of the engine: what it says, the date that it writes, how it fails."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from ..diagnostics import Diagnostic
from . import engine_messages
from .model import Site


class EngineError(Exception):
    """MkDocs refused to build; ``diagnostics`` says why in French."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


class Messages(logging.Handler):
    """Gathers what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@contextmanager
def listening(site: Site, refusals: tuple[type[Exception], ...]) -> Iterator[None]:
    """Gather what MkDocs says while the block runs, and raise it in French; nothing of it reaches the terminal.

    ``refusals`` are the exceptions by which it refuses to go on.
    """
    messages = Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    logger.propagate = False
    try:
        with epoch(site.day.epoch):
            yield
    except refusals as error:
        raise EngineError(engine_messages.diagnostics(site, [*messages.texts, str(error)])) from error
    except EngineError:
        raise
    except Exception as error:
        raise EngineError([engine_messages.of_exception(site.root, error)]) from error
    finally:
        logger.removeHandler(messages)
    if messages.texts:
        raise EngineError(engine_messages.diagnostics(site, messages.texts))


@contextmanager
def epoch(seconds: int) -> Iterator[None]:
    """Date what MkDocs dates by itself (its site map) from the date of reference, not from the clock."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(seconds)
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before
