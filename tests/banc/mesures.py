# SPDX-License-Identifier: MIT
"""The rows measured: each peer in its turn (A B C A B C…), after one run that is not counted."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from .apercu import Edit, added, measure_edits
from .lieux import Places
from .lignes import OURS, PEERS, SERVE, Command, Row
from .processus import Cost, run

#: Row → peer → its measures; a peer that is not installed has none.
Found = dict[str, dict[str, list[Cost]]]
_PRINTED = re.compile(r"SECONDES ([\d.]+) ([\d.]+)")
_INSIDE = Path(__file__).with_name("dedans.py")


def measure(rows: Sequence[Row], places: Places, tours: int) -> Found:
    """Measure every row, those of the preview together: one server a tour for each peer."""
    found: Found = {}
    for row in rows:
        if not _edits([row], OURS):
            _say(row.name)
            found[row.name] = measure_row(row, places, row.times or tours)
    if edited := [row for row in rows if _edits([row], OURS)]:
        _say("aperçu")
        found |= _measure_previews(edited, places, tours)
    return {row.name: found[row.name] for row in rows}


def measure_row(row: Row, places: Places, tours: int) -> dict[str, list[Cost]]:
    """Run the commands of ``row`` in turn."""
    commands = {peer: run for peer, run in row.runs.items() if isinstance(run, Command) and places.python(run.folder)}
    found: dict[str, list[Cost]] = {peer: [] for peer in commands}
    for command in commands.values():  # warm-up: byte code compiled, files read once, caches filled
        if (known := (command.folder == "zensical", command.arguments)) not in places.warmed:
            places.warmed.add(known)
            _run(command, places)
    for _tour in range(tours):
        for peer, command in commands.items():
            found[peer].append(_run(command, places))
    return found


def _run(command: Command, places: Places) -> Cost:
    """Run one command once, from the state that its row asks for."""
    folder: Path = getattr(places, command.folder)
    names = {"{csv}": lambda: str(places.csv), "{dedans}": lambda: str(_INSIDE)}
    arguments = [names[a]() if a in names else a for a in command.arguments]
    file = folder / command.changed
    before = file.read_text(encoding="utf-8") if command.changed else ""
    places.clear(folder, command.without)
    try:
        if command.changed:
            file.write_text(added(before, "Une phrase de plus."), encoding="utf-8")
        _write_what_waits()
        cost, text = run([str(places.python(command.folder)), *arguments], folder)
    finally:
        if command.changed:
            file.write_text(before, encoding="utf-8")
        places.clear(folder, command.leaves)
    told = _PRINTED.search(text) if command.printed else None
    return replace(cost, wall=float(told[1]), cpu=float(told[2])) if told else cost


def _write_what_waits() -> None:
    """Have the system write what the last measure left in memory: it would take from whoever comes next."""
    if hasattr(os, "sync"):
        os.sync()


def _measure_previews(rows: Sequence[Row], places: Places, tours: int) -> Found:
    """Serve each peer in its turn and make the edits of every row."""
    found: Found = {row.name: {} for row in rows}
    for tour in range(tours):
        for peer in PEERS:
            name, arguments = SERVE[peer]
            edits, python = _edits(rows, peer), places.python(name)
            if not edits or python is None:
                continue
            seconds = measure_edits([str(python), *arguments], getattr(places, name), edits, tour)
            for row in rows:
                if (edit := row.runs.get(peer)) in seconds:
                    found[row.name].setdefault(peer, []).append(Cost(seconds[edit]))
    return found


def _edits(rows: Iterable[Row], peer: str) -> list[Edit]:
    """Return the different edits of ``peer`` in ``rows``, in their order."""
    return list(dict.fromkeys(edit for row in rows if isinstance(edit := row.runs.get(peer), Edit)))


def _say(what: str) -> None:
    print(f"  {what}…", file=sys.stderr, flush=True)
