# SPDX-License-Identifier: MIT
"""What changed between two versions, computed from what each says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

State = Mapping[str, Any]
#: States of a label that nobody holds (yet, or any more).
NOT_HELD = frozenset({"avis", "echu"})


@dataclass(frozen=True)
class Change:
    """One record that came, left or changed; ``adresse`` is where it is read, ``version`` in which version."""

    titre: str
    detail: str | None = None
    adresse: str | None = None
    version: str | None = None


@dataclass(frozen=True)
class Group:
    """The changes of one kind, under one heading."""

    titre: str
    singulier: str
    pluriel: str
    lignes: tuple[Change, ...]


def differences(old: State, new: State) -> list[Group]:
    """Return what changed from ``old`` to ``new``: texts, criteria, labels, fiches; empty groups are left out."""
    groups = [*_textes(old, new), *_criteres(old, new), *_labels(old, new), *_fiches(old, new)]
    return [group for group in groups if group.lignes]


def _records(state: State, kind: str) -> dict[str, Mapping[str, Any]]:
    found = state.get(kind)
    return dict(found) if isinstance(found, Mapping) else {}


def _rows(
    records: Mapping[str, Mapping[str, Any]], ids: Iterable[str], version: State, address: Callable[[str], str | None]
) -> tuple[Change, ...]:
    name = str(version.get("version") or "")
    return tuple(Change(str(records[i].get("titre") or i), None, address(i), name) for i in sorted(ids))


def _three(old: State, new: State, kind: str, words: Mapping[str, tuple[str, str, str]], folder: str) -> list[Group]:
    """Return the groups of what came and what left among the records of ``kind``."""
    before, after = _records(old, kind), _records(new, kind)
    came = _rows(after, after.keys() - before.keys(), new, lambda i: f"{folder}{i}/" if folder else i)
    left = _rows(before, before.keys() - after.keys(), old, lambda i: f"{folder}{i}/" if folder else i)
    return [Group(*words["venus"], came), Group(*words["partis"], left)]


def _textes(old: State, new: State) -> list[Group]:
    before, after = _records(old, "textes"), _records(new, "textes")
    moved = tuple(
        Change(
            str(after[i].get("titre") or i),
            f"{before[i].get('libelle')} → {after[i].get('libelle')}",
            f"textes/{i}/",
            str(new.get("version") or ""),
        )
        for i in sorted(before.keys() & after.keys())
        if before[i].get("etat") != after[i].get("etat")
    )
    words = {
        "venus": ("Textes entrés dans le guide", "texte entré", "textes entrés"),
        "partis": ("Textes sortis du guide", "texte sorti", "textes sortis"),
    }
    state = Group("Textes dont l’état a changé", "texte dont l’état change", "textes dont l’état change", moved)
    return [state, *_three(old, new, "textes", words, "textes/")]


def _criteres(old: State, new: State) -> list[Group]:
    before, after = _records(old, "criteres"), _records(new, "criteres")
    moved = []
    for i in sorted(before.keys() & after.keys()):
        detail = [
            f"{word}\u00a0: {before[i].get(field) or 'aucun'} → {after[i].get(field) or 'aucun'}"
            for field, word in (("rang", "rang"), ("libelle", "libellé"))
            if before[i].get(field) != after[i].get(field)
        ]
        if detail:
            row = Change(str(after[i].get("titre") or i), " ; ".join(detail), f"criteres/{i}/", str(new.get("version")))
            moved.append(row)
    words = {
        "venus": ("Critères ajoutés", "critère ajouté", "critères ajoutés"),
        "partis": ("Critères supprimés", "critère supprimé", "critères supprimés"),
    }
    changed = Group("Critères changés", "critère changé", "critères changés", tuple(moved))
    return [*_three(old, new, "criteres", words, "criteres/"), changed]


def _labels(old: State, new: State) -> list[Group]:
    before, after = _records(old, "labels"), _records(new, "labels")
    held = [{i for i, row in rows.items() if row.get("etat") not in NOT_HELD} for rows in (before, after)]
    gained = _rows(after, held[1] - held[0], new, lambda i: after[i].get("adresse"))
    lost = _rows(before, held[0] - held[1], old, lambda i: before[i].get("adresse"))
    return [
        Group("Labels gagnés", "label gagné", "labels gagnés", gained),
        Group("Labels perdus", "label perdu", "labels perdus", lost),
    ]


def _fiches(old: State, new: State) -> list[Group]:
    before, after = _records(old, "fiches"), _records(new, "fiches")
    both = before.keys() & after.keys()
    changed = {i for i in both if before[i].get("empreinte") != after[i].get("empreinte")}
    words = {
        "venus": ("Fiches et annexes ajoutées", "fiche ajoutée", "fiches ajoutées"),
        "partis": ("Fiches et annexes retirées", "fiche retirée", "fiches retirées"),
    }
    rows = _rows(after, changed, new, str)
    return [
        *_three(old, new, "fiches", words, ""),
        Group("Fiches et annexes réécrites", "fiche réécrite", "fiches réécrites", rows),
    ]
