# SPDX-License-Identifier: MIT
"""Slots: the places of the fiches that an académie may fill. Their names are a public interface."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from msgspec import Struct

from ..registry import Origin, PartialDate, Registry


class Slot(Struct, frozen=True):
    """One slot of one fiche, as ``data/emplacements.yml`` declares it, in place or withdrawn."""

    fiche: str
    emplacement: str
    consigne: str
    origine: Origin
    retire_le: PartialDate | None = None
    remplace_par: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.fiche, self.emplacement


def slots(registry: Registry) -> Mapping[tuple[str, str], Slot]:
    """Return every slot that was ever published, by (fiche, name)."""
    return {slot.key: slot for slot in registry.reader.records("emplacements", "emplacements", Slot)}


def followed(known: Mapping[tuple[str, str], Slot], key: tuple[str, str]) -> tuple[str, str]:
    """Return where the text written for ``key`` goes today: a renamed slot leads to its new name."""
    seen = {key}
    while (slot := known.get(key)) and slot.remplace_par and (key[0], slot.remplace_par) not in seen:
        key = (key[0], slot.remplace_par)
        seen.add(key)
    return key


def suggestion(known: Mapping[tuple[str, str], Slot], key: tuple[str, str]) -> tuple[str, str] | None:
    """Return the slot in place whose name is the nearest to ``key``; ``None`` if none comes near."""
    names = {
        f"{slot.fiche}/{slot.emplacement}": slot.key
        for slot in known.values()
        if slot.retire_le is None and slot.key != key
    }
    near = difflib.get_close_matches("/".join(key), names, 1, cutoff=0.5)
    return names[near[0]] if near else None
