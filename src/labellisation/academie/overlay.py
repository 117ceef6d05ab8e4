# SPDX-License-Identifier: MIT
"""The overlay of a fork: what its ``academie/`` folder adds to the national site, loaded only where it exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from .. import layout
from ..content import SourcePage, read_local
from ..diagnostics import Diagnostic
from ..registry import Academie, DateError, PartialDate, Registry
from .fingerprint import fingerprint
from .settings import Settings
from .slots import Slot, followed, slots

MONTHS_OF_A_REVIEW = 12


@dataclass(frozen=True)
class FilledSlot:
    """A text that the fork wrote for one slot: ``key`` is what its file names, ``place`` where it stands today."""

    page: SourcePage
    key: tuple[str, str]
    place: tuple[str, str]

    @property
    def filled(self) -> bool:
        return bool(self.page.body.strip())

    @property
    def relu_le(self) -> PartialDate | None:
        return review_day(self.page)

    @property
    def regional(self) -> bool:
        return self.page.path.startswith(f"{layout.LAYERS[0]}/")


def review_day(page: SourcePage) -> PartialDate | None:
    """Return the day of the last review of a page; ``None`` if it is unknown or unreadable."""
    try:
        return PartialDate.parse(str(page.meta.get("relu_le") or ""))
    except DateError:
        return None


def is_late(reviewed: PartialDate | None, day: PartialDate) -> bool:
    """Say whether a review is unknown or older than twelve months at ``day``."""
    return reviewed is None or reviewed.plus_months(MONTHS_OF_A_REVIEW) < day


@dataclass(frozen=True)
class Overlay:
    """One fork. ``settings`` is ``None`` if ``academie.yml`` is too broken; the diagnostics say why."""

    registry: Registry
    settings: Settings | None
    encarts: tuple[SourcePage, ...]
    fiches: tuple[SourcePage, ...]
    pages: Mapping[str, SourcePage]

    @property
    def root(self) -> Path:
        return self.registry.root

    @cached_property
    def academie(self) -> Academie | None:
        """The académie of the registry that ``code`` names."""
        code = self.settings.code if self.settings else None
        return next((a for a in self.registry.academies.values() if a.code == code), None)

    @cached_property
    def slots(self) -> Mapping[tuple[str, str], Slot]:
        return slots(self.registry)

    @cached_property
    def in_place(self) -> frozenset[tuple[str, str]]:
        """The slots that the pages of this site hold, whoever wrote them."""
        return frozenset(slots_of(self.pages))

    @cached_property
    def filled(self) -> tuple[FilledSlot, ...]:
        """Every encart, the académie's in the place of the région's."""
        found: dict[tuple[str, str], FilledSlot] = {}
        for encart in self._encarts:
            if encart.filled or encart.place not in found:
                found[encart.place] = encart
        return tuple(found.values())

    @cached_property
    def _encarts(self) -> tuple[FilledSlot, ...]:
        keys = ((page, (PurePosixPath(page.path).parent.name, PurePosixPath(page.path).stem)) for page in self.encarts)
        return tuple(FilledSlot(page, key, followed(self.slots, key)) for page, key in keys)

    @property
    def hidden(self) -> Iterator[tuple[FilledSlot, FilledSlot]]:
        """Yield the encarts that another of the same layer hides, each with it: an old and a new name of one slot."""
        kept = {encart.place: encart for encart in self.filled}
        for encart in self._encarts:
            shown = kept[encart.place]
            if encart.filled and encart is not shown and encart.regional == shown.regional:
                yield encart, shown

    @cached_property
    def shown(self) -> Mapping[tuple[str, str], FilledSlot]:
        """The encarts that a page shows, by the slot where they stand."""
        return {e.place: e for e in self.filled if e.filled and e.place in self.in_place}

    @cached_property
    def homeless(self) -> tuple[FilledSlot, ...]:
        """The encarts that no page holds any more: the local home shows them meanwhile."""
        return tuple(e for e in self.filled if e.filled and e.place not in self.in_place)

    def national_source(self, fiche: SourcePage) -> str:
        """Return the path of the national fiche that ``fiche`` replaces."""
        layer = next(x for x in layout.LAYERS if fiche.path.startswith(f"{x}/fiches/"))
        return fiche.path.removeprefix(f"{layer}/")

    def national_fingerprint(self, fiche: SourcePage) -> str | None:
        """Return the fingerprint of that national fiche today; ``None`` if it is gone."""
        return fingerprint(self.root / self.national_source(fiche))

    def drifted(self, fiche: SourcePage) -> bool:
        """Say whether the national fiche changed, or left, since ``fiche`` was adapted from it."""
        told, now = str(fiche.meta.get("adapte") or ""), self.national_fingerprint(fiche)
        return bool(told) and (now is None or not now.startswith(told))

    @cached_property
    def missing_sections(self) -> Mapping[str, Mapping[str, str]]:
        """The anchors of a national fiche that its replacement lacks, with their headings, by site source.

        Links of the national pages lead to them: the replacement shows them as left out, so that no update breaks a link.
        """
        found: dict[str, Mapping[str, str]] = {}
        for fiche in self.fiches:
            if self.pages.get(fiche.uri) == fiche:
                found[fiche.uri] = self._missing_in(fiche)
        return found

    def _missing_in(self, fiche: SourcePage) -> Mapping[str, str]:
        source = self.national_source(fiche)
        outline = SourcePage(source, (self.root / source).read_text(encoding="utf-8-sig")).outline
        titles = {heading.anchor: heading.text for heading in outline.headings()}
        others = {anchor: anchor for anchor in sorted(outline.anchors - titles.keys())}
        own = fiche.outline.anchors
        return {anchor: title for anchor, title in (titles | others).items() if anchor not in own}

    def local_pages(self) -> Iterator[SourcePage]:
        """Yield the pages that the fork adds, in the order of their addresses."""
        return (self.pages[uri] for uri in sorted(self.pages) if uri.startswith(f"{layout.OVERLAY}/"))


def slots_of(pages: Mapping[str, SourcePage]) -> dict[tuple[str, str], SourcePage]:
    """Return the slots that pages hold, by (fiche, name)."""
    return {
        (PurePosixPath(page.uri).stem, str(call.bound().get("emplacement"))): page
        for page in pages.values()
        for call in page.scan.calls
        if call.name == "encart"
    }


def load_overlay(registry: Registry, pages: Mapping[str, SourcePage]) -> tuple[Overlay | None, list[Diagnostic]]:
    """Return the overlay of the repository and what could not be read; ``None`` where ``academie/`` does not exist."""
    if not (registry.root / layout.OVERLAY).is_dir():
        return None, []
    settings = registry.reader.records(layout.OVERLAY, None, Settings)
    encarts, problems = read_local(registry.root, "encarts")
    fiches, _told_already = read_local(registry.root, "fiches")
    return Overlay(registry, settings[0] if settings else None, tuple(encarts), tuple(fiches), pages), problems
