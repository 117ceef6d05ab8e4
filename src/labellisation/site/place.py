# SPDX-License-Identifier: MIT
"""Putting a built site in its place: killed at any moment, the old one or the new one stands there, whole."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE


def prepare(target: Path) -> Path:
    """Return a new folder beside ``target`` to build in, and clear what builds that were killed left there."""
    clear(target)
    return target.with_name(f".{target.name}-{os.getpid()}")


def clear(target: Path) -> None:
    """Remove what builds that were killed left beside ``target``; put the old one back if nothing stands there."""
    for left in target.parent.glob(f".{target.name}-*"):
        found = re.fullmatch(rf"\.{re.escape(target.name)}-(ancien-)?([0-9]+)", left.name)
        if found is None or (int(found[2]) != os.getpid() and runs(int(found[2]))):
            continue
        if found[1] and not target.exists():  # killed between two renames, where they cannot be one
            left.rename(target)
        else:
            shutil.rmtree(left, ignore_errors=True)


def swap(new: Path, target: Path) -> None:
    """Put the folder ``new`` in the place of ``target``: in one step where the system knows how to exchange two folders."""
    if not target.exists():
        new.rename(target)
        return
    if _exchanged(new, target):
        shutil.rmtree(new, ignore_errors=True)
        return
    old = target.with_name(f".{target.name}-ancien-{os.getpid()}")
    target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one system call (Linux); say whether it was done."""
    try:
        call = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def runs(process: int) -> bool:
    """Say whether a process, another build, may still be at work."""
    if os.name == "nt":
        return True  # a signal would end it: what it left stays until someone removes it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
