# SPDX-License-Identifier: MIT
"""The site before it is built: facts, pages and date of reference, in one frozen object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .. import documents, git, layout
from ..academie import Overlay, load_overlay
from ..academie.boundary import national_address
from ..checks import Context, Targets, check_all
from ..content import Call, SourcePage, read_pages
from ..content.recall import recall
from ..diagnostics import Diagnostic, NoDateError
from ..memo import Memo
from ..registry import DateError, PartialDate, Registry
from ..registry.models.witness import Temoin
from ..registry.temoin import load_temoin
from . import forge
from .additions import additions
from .plan import USUAL, PlannedPage, asset_files, local_files, planned_pages

if TYPE_CHECKING:  # what only a build needs is imported when it is asked for: the checks start sooner
    from ..exports import Table
    from . import views
    from .carte import Fond
    from .neighbours import Grid


def reference_day(root: Path, given: str | None, pages: Mapping[str, SourcePage]) -> PartialDate:
    """Return the date at which everything is evaluated: the given one, the last commit's, or the last review's.

    Never the clock: the same commit and date give the same site.
    """
    read = (
        given
        or git.last_commit_day(root)
        or max((str(p.meta.get("relu_le") or "") for p in pages.values()), default="")
    )
    try:
        day = PartialDate.parse(read)
    except DateError:
        raise NoDateError(f"date {read!r}\u00a0: attendu une date AAAA-MM-JJ (donnez --date)") from None
    if day.day is None:
        raise NoDateError(f"date {read!r}\u00a0: attendu un jour complet AAAA-MM-JJ (donnez --date)")
    return day


def _grouped(
    rows: list[views.LigneAnnuaire], key: Callable[[views.LigneAnnuaire], str]
) -> dict[str, list[views.LigneAnnuaire]]:
    found: dict[str, list[views.LigneAnnuaire]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


@dataclass(frozen=True)
class Site:
    """All that a build needs."""

    root: Path
    registry: Registry
    pages: Mapping[str, SourcePage]
    day: PartialDate
    reading_problems: tuple[Diagnostic, ...] = ()
    #: What a fork adds; ``None`` upstream.
    academie: Overlay | None = None
    #: Where only the labels of one académie are counted, its short name.
    portee: str | None = None
    #: Whether the files of the tools are made (« --documents », « publier »).
    with_documents: bool = False

    @classmethod
    def load(
        cls,
        root: Path,
        date: str | None = None,
        registry: Registry | None = None,
        known: Mapping[str, SourcePage] | None = None,
        memo: Memo | None = None,
    ) -> Site:
        """Read the repository ``root``, but for its data where a ``registry`` of them is given.

        The ``known`` pages whose text did not change are kept, with what was already found in them; a ``memo`` gives
        back what an earlier run found in the same texts.
        Raises :class:`NoDateError` if ``date`` cannot be read or none is found.
        """
        registry = registry or Registry.load(root, memo)
        pages, problems = read_pages(root, known)
        recall(pages.values(), memo)
        overlay, more = load_overlay(registry, pages)
        return cls(root, registry, pages, reference_day(root, date, pages), (*problems, *more), overlay)

    def edit_url(self, path: str) -> str | None:
        """Return the address that opens ``path`` in the web editor; ``None`` outside a forge.

        A fork writes only in its own folder: what is national opens in the national repository, if its address is known.
        """
        own = forge.edit_url(path)
        if own is None or self.academie is None or path.startswith(f"{layout.OVERLAY}/"):
            return own
        national = national_address(self.registry)
        return forge.edit_url_of(national, path) if national else own

    def scoped(self, academie: str) -> Site:
        """Return the same site where the lists of labels keep those of ``academie`` only."""
        return replace(self, portee=academie)

    @cached_property
    def plan(self) -> Mapping[str, PlannedPage]:
        """The generated pages by site source."""
        return {page.uri: page for page in planned_pages(self.registry, self.academie)}

    @cached_property
    def table(self) -> Table:
        """Every label evaluated at the date of the site, for the open data."""
        from ..exports import Table

        return Table.of(self.registry, self.day)

    @cached_property
    def other_files(self) -> tuple[str, ...]:
        """The site paths of everything that is not a page."""
        from ..exports import calendar_paths

        return (*self._usual_files, *calendar_paths(self.table))

    @property
    def _usual_files(self) -> tuple[str, ...]:
        """Those that stand there whatever the labels."""
        from ..exports import usual_paths

        return (
            *asset_files(self.root),
            *usual_paths(self.root),
            *USUAL,
            *local_files(self.academie),
            *self._tool_paths,
        )

    @cached_property
    def has_papers(self) -> bool:
        """Whether the PDF files of the collection stand beside its pages in this build."""
        if not self.with_documents:
            return False
        from .. import pdf  # it reads the built site: imported only where documents are wanted

        return pdf.missing() is None

    @property
    def _tool_paths(self) -> tuple[str, ...]:
        return tuple(documents.tool_paths(self.registry, self.has_papers)) if self.with_documents else ()

    @cached_property
    def tool_files(self) -> Mapping[str, bytes]:
        """The files of the tools by site path; none if they are not wanted or their libraries are absent."""
        if not self.with_documents:
            return {}
        draw = None
        if self.has_papers:
            from ..pdf.poster import poster  # as above

            draw = poster(self)
        address = forge.version_url()
        return dict(documents.tool_files(self.registry, self.day, self.root, address, self.additions, draw))

    @cached_property
    def additions(self) -> documents.Ajouts:
        """What the académie adds to the files of the tools."""
        return additions(self.academie)

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything that is wrong, from every rule."""
        targets = Targets(frozenset((*self.pages, *self.plan, *self._usual_files)), lambda: self.other_files)
        encarts = {f"encart:{p.path}": p for p in self.academie.encarts} if self.academie else {}
        pages = {**self.pages, **encarts}
        context = Context(self.registry, pages, self.day, targets, self.academie, forge.repository_url())
        return [*self.reading_problems, *check_all(context), *documents.check_tools(self.registry)]

    @cached_property
    def temoin(self) -> Temoin | None:
        """The imported snapshot of the « Annuaire de l'éducation », if there is one."""
        return load_temoin(self.root)

    @cached_property
    def lignes(self) -> list[views.LigneAnnuaire]:
        """Every label as a row, in the order of the annuaire; made once."""
        from . import views

        return [r for r in views.lignes(self.registry, self.day) if self.portee in (None, r.academie.slug)]

    @cached_property
    def lignes_by_etablissement(self) -> Mapping[str, list[views.LigneAnnuaire]]:
        """The rows of each établissement."""
        return _grouped(self.lignes, lambda row: row.etablissement.id)

    @cached_property
    def lignes_by_academie(self) -> Mapping[str, list[views.LigneAnnuaire]]:
        """The rows of each académie."""
        return _grouped(self.lignes, lambda row: row.academie.slug)

    @cached_property
    def grid(self) -> Grid:
        """The rows whose place is known, ready to say which are near."""
        from .neighbours import Grid

        return Grid.of(self.lignes)

    @cached_property
    def fond(self) -> Fond | None:
        """The base map; ``None`` in a repository without outlines."""
        from .carte import Fond

        content = self.registry.contours
        return Fond.read(content) if content else None

    @cached_property
    def calls(self) -> Mapping[tuple[str, str], tuple[SourcePage, ...]]:
        """Who cites what: (macro, first argument) → the pages where it is read, each once, in reading order."""
        found: dict[tuple[str, str], dict[str, SourcePage]] = {}
        for page in self.pages.values():
            for call in self.calls_read_on(page):
                first = next(iter(call.bound().values()), "")
                found.setdefault((call.name, str(first)), {})[page.uri] = page
        return {key: tuple(pages.values()) for key, pages in found.items()}

    def calls_read_on(self, page: SourcePage) -> Iterator[Call]:
        """Yield the macro calls that a reader of ``page`` meets: its own, and those of the texts that a fork puts into it."""
        shown = self.academie.shown if self.academie else {}
        for call in page.scan.calls:
            yield call
            slot = (PurePosixPath(page.uri).stem, str(call.bound().get("emplacement")))
            if call.name == "encart" and slot in shown:
                yield from shown[slot].page.scan.calls

    def citing(self, macro: str, identifier: str) -> tuple[SourcePage, ...]:
        """Return the pages where ``macro(identifier)`` is read, each once."""
        return self.calls.get((macro, identifier), ())
