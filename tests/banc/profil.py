# SPDX-License-Identifier: MIT
"""Where the time of a full build goes, on one processor: its stages, then its costliest functions.

Run in the folder of a repository, with « etapes » or « fonctions ». With several processors, copies of the process would
take their part of the work away.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

#: Stage → where the function that does it is looked up when a build runs. One that holds another does not count it.
STAGES = {
    "lire les faits et les pages": "labellisation.site.model:Site.load",
    "appliquer les règles": "labellisation.site.model:Site.diagnostics",
    "rendre les pages": "labellisation.site.build:Engine.build",
    "écrire les fichiers à côté": "labellisation.site.contents:Contents.write",
    "suivre les liens": "labellisation.site.build:check_built",
    "mettre en place": "labellisation.site.build:swap",
}
FUNCTIONS = 25
_Seconds = tuple[float, float]
_spent: dict[str, _Seconds] = {}
#: What the stages inside each stage that runs have taken.
_inside: list[_Seconds] = []


def _now() -> _Seconds:
    times = os.times()
    return time.perf_counter(), times.user + times.system + times.children_user + times.children_system


def _sum(*added: _Seconds) -> _Seconds:
    return sum(wall for wall, _ in added), sum(cpu for _, cpu in added)


def _less(whole: _Seconds, part: _Seconds) -> _Seconds:
    return whole[0] - part[0], whole[1] - part[1]


def _timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``function`` adding its seconds, wall and processor, to those of ``stage``."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        before = _now()
        _inside.append((0.0, 0.0))
        try:
            return function(*args, **kwargs)
        finally:
            whole = _less(_now(), before)
            _spent[stage] = _sum(_spent.get(stage, (0.0, 0.0)), _less(whole, _inside.pop()))
            if _inside:
                _inside[-1] = _sum(_inside[-1], whole)

    return run


def _watch(stage: str, place: str) -> bool:
    """Time the function at ``place`` (« module:name » or « module:Class.name »); say whether it is still there."""
    module, _, name = place.partition(":")
    owner: Any = __import__(module, fromlist=["*"])
    *holders, last = name.split(".")
    for holder in holders:
        owner = getattr(owner, holder, None)
    found = vars(owner).get(last) if owner is not None else None
    if found is None:
        return False
    if isinstance(found, classmethod):
        setattr(owner, last, classmethod(_timed(stage, found.__func__)))
    elif callable(found):
        setattr(owner, last, _timed(stage, found))
    else:  # a cached property
        found.func = _timed(stage, found.func)
    return True


def stages(root: Path) -> None:
    """Build ``root`` and print the seconds of each stage, wall and processor."""
    start = _now()
    from labellisation.site import build

    imported = _now()
    gone = [stage for stage, place in STAGES.items() if not _watch(stage, place)]
    _build(build.build_site, root)
    end = _now()
    _spent["importer le programme"] = _less(imported, start)
    whole = _less(end, start)
    _spent["le reste (dont l’attente de l’index)"] = _less(whole, _sum(*_spent.values()))
    _spent["en tout"] = whole
    print(f"\n{'étape, sur un seul processeur':<42} {'horloge':>9} {'calcul':>9}")
    for name in ("importer le programme", *STAGES, "le reste (dont l’attente de l’index)", "en tout"):
        wall, cpu = _spent.get(name, (0.0, 0.0))
        print(f"{name:<42} {wall:>7.2f} s {cpu:>7.2f} s".replace(".", ",") + ("  introuvable" if name in gone else ""))


def functions(root: Path) -> None:
    """Build ``root`` under the profiler and print the costliest functions, by their own seconds."""
    from labellisation.site.build import build_site

    profile = cProfile.Profile()
    profile.runcall(_build, build_site, root)
    rows = sorted(pstats.Stats(profile).stats.items(), key=lambda item: -item[1][2])  # type: ignore[attr-defined]
    print(
        f"\n{'propre':>8} {'cumulé':>8} {'appels':>9}  fonction (le profileur ralentit tout\u00a0: lisez les rapports)"
    )
    for (file, line, name), (_primitive, calls, own, total, _callers) in rows[:FUNCTIONS]:
        place = f"{'/'.join(Path(file).parts[-3:])}:{line} " if line else ""
        print(f"{own:>6.2f} s {total:>6.2f} s {calls:>9}".replace(".", ",") + f"  {place}{name}")


def _build(build_site: Callable[..., Any], root: Path) -> None:
    """Build in place of the command; stop if it fails."""
    if not build_site(root, root / "site").ok:
        sys.exit("le site n’a pas été construit")


def _alone() -> None:
    """Keep to one processor, so that this process does everything."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    _alone()
    {"etapes": stages, "fonctions": functions}[sys.argv[1]](Path.cwd())
