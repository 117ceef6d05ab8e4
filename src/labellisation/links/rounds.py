# SPDX-License-Identifier: MIT
"""A round of questions: hosts side by side, one question at a time to each, answers remembered between two rounds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ..registry import PartialDate
from ..reports.output import write_beside
from .ask import BUSY, Answer, Manners, ask, client

CACHE = ".cache/liens.json"
WORKERS = 8
#: Days for which an answer is not asked again; what is not well is looked at again sooner.
KEPT_DAYS = {"actif": 7, "redirige": 7, "mort": 1, "inconnu": 0}


class Memory:
    """The answers of the last rounds, in a file beside the repository's own: url → answer and its day."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: dict[str, tuple[str, Answer]] = {}
        try:
            for url, kept in json.loads(path.read_text(encoding="utf-8")).items():
                self._kept[url] = (str(PartialDate.parse(kept.pop("jour"))), Answer(**kept))
        except (OSError, ValueError, TypeError, AttributeError, KeyError):
            self._kept = {}  # a cache that cannot be read costs questions only

    def fresh(self, url: str, day: str) -> Answer | None:
        """Return the answer of ``url`` if it is recent enough at ``day``."""
        kept = self._kept.get(url)
        if kept is None:
            return None
        age = (date.fromisoformat(day) - date.fromisoformat(kept[0])).days
        return kept[1] if 0 <= age < KEPT_DAYS.get(kept[1].etat, 0) else None

    def day_of(self, url: str) -> str | None:
        """Return the day of the answer of ``url``."""
        return self._kept[url][0] if url in self._kept else None

    def keep(self, url: str, day: str, answer: Answer) -> None:
        self._kept[url] = (day, answer)

    def save(self) -> None:
        """Write the answers beside then rename."""
        content = {url: {"jour": day, **answer.as_json()} for url, (day, answer) in sorted(self._kept.items())}
        write_beside(self.path, json.dumps(content, ensure_ascii=False, indent=1))


def by_host(urls: Iterable[str]) -> dict[str, list[str]]:
    """Group ``urls`` by host, the longest list first: it is what the round waits for."""
    found: dict[str, list[str]] = {}
    for url in urls:
        found.setdefault((urlsplit(url).hostname or "").removeprefix("www."), []).append(url)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def ask_all(
    urls: Iterable[str],
    memory: Memory,
    day: str,
    manners: Manners,
    *,
    seconds: float,
    contact: str | None = None,
    told: Callable[[str, Answer], None] = lambda _url, _answer: None,
) -> Mapping[str, Answer]:
    """Return the answer of each of ``urls``, from ``memory`` or from the network, in at most about ``seconds``.

    Addresses that the time did not suffice for are absent. ``told`` hears each answer of the network.
    """
    urls = list(dict.fromkeys(urls))
    known = {url: answer for url in urls if (answer := memory.fresh(url, day))}
    end = time.monotonic() + seconds

    def one_host(mine: list[str]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        with client(contact) as session:
            for url in mine:
                if time.monotonic() >= end:
                    break
                if found:
                    manners.sleep(manners.delay)
                found[url] = ask(session, url, manners)
                told(url, found[url])
                if found[url].code == BUSY:
                    break  # the host asks to be left alone: the rest waits for the next round
        return found

    with ThreadPoolExecutor(WORKERS) as pool:
        rounds = list(pool.map(one_host, by_host(url for url in urls if url not in known).values()))
    asked = {url: answer for found in rounds for url, answer in found.items()}
    for url, answer in asked.items():
        memory.keep(url, day, answer)
    memory.save()
    return {url: (known | asked)[url] for url in urls if url in known or url in asked}
