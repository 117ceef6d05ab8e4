# SPDX-License-Identifier: MIT
"""From an export file to a witness, in one pass: only the lines that may matter are held.

What matters: an établissement with the flag ``Lycee_des_metiers``, or with a voie professionnelle (only such a lycée may hold
the label, article D335-1 of the code de l'éducation), or that the registry knows, so that a lycée that lost its flag, its voie or
its name is still compared. All its sites are counted, those without voie professionnelle included.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from ..checks import importation as rules
from ..diagnostics import Severite, expected
from ..registry import DateError, PartialDate
from ..registry.models.witness import DATASET, LigneTemoin, Temoin
from .columns import bind
from .journal import SHOWN, Journal, RefusedError, refused
from .merge import disagreement, distinct, merged
from .places import Places
from .reading import Row, read_rows
from .values import RowReader, Site


@dataclass
class Extract:
    """What was read of a file; ``temoin`` is ``None`` when the file was refused."""

    journal: Journal
    lues: int = 0
    labellisees: int = 0
    hors_champ: int = 0
    rejetees: int = 0
    retenues: int = 0
    last_day: str = ""
    temoin: Temoin | None = None
    sites: dict[str, list[Site]] = field(default_factory=dict)

    @property
    def importable(self) -> bool:
        """Whether nothing wrong was found but warnings."""
        return self.temoin is not None and not self.journal.count(Severite.ERREUR)


def read_extract(
    file: Path,
    shown: str,
    places: Places,
    known: Collection[str],
    *,
    day: str | None = None,
    source: str = DATASET,
    everything: bool = False,
) -> Extract:
    """Read the export ``file`` (named ``shown`` in messages) for the UAIs of interest and those ``known`` to the registry.

    ``day`` is the date of the extract (AAAA-MM-JJ); without it, the latest date of update in the file. Never raises for a
    mistake in the file: ``journal`` says it.
    """
    extract = Extract(Journal(shown, None if everything else SHOWN))
    try:
        _read_lines(extract, read_rows(file, extract.journal), places, known)
        lignes = dict(sorted(_records(extract, known)))
        extract.temoin = Temoin(
            _day(extract, day),
            MappingProxyType(lignes),
            source,
            lignes_lues=extract.lues,
            lignes_hors_champ=extract.hors_champ,
            lignes_rejetees=extract.rejetees,
        )
    except RefusedError as refusal:
        extract.journal.add_refusal(refusal)
    return extract


def _read_lines(extract: Extract, rows: Iterable[Row], places: Places, known: Collection[str]) -> None:
    journal, reader = extract.journal, None
    for line, row in rows:
        if reader is None:
            reader = RowReader(bind(row, journal.path), places, journal)
            continue
        extract.lues += 1
        uai = reader.identity(line, row)
        if reader.written_day() != extract.last_day:
            extract.last_day = max(extract.last_day, reader.day())
        if uai is None:
            extract.rejetees += 1
            continue
        if not (reader.may_matter() or uai in known):
            extract.hors_champ += 1
            continue
        site = reader.site(uai)
        if site is None:
            extract.rejetees += 1
        else:
            extract.labellisees += site.flag
            extract.sites.setdefault(uai, []).append(site)
    extract.lues += journal.by_rule[rules.Truncated]
    extract.rejetees += journal.by_rule[rules.Truncated]


def _records(extract: Extract, known: Collection[str]) -> Iterable[tuple[str, LigneTemoin]]:
    for uai, sites in extract.sites.items():
        if not (uai in known or any(site.flag or site.pro for site in sites)):
            extract.hors_champ += len(sites)
        elif disagreement(sites, extract.journal):
            extract.rejetees += len(sites)
        else:
            extract.retenues += len(sites)
            yield uai, merged(list(distinct(sites, extract.journal)))


def _day(extract: Extract, given: str | None) -> PartialDate:
    text = given or extract.last_day
    try:
        day = PartialDate.parse(text)
        if day.day is not None:
            return day
    except DateError:
        pass
    if given:
        what = expected("--extrait-du", given, "une date AAAA-MM-JJ")
    else:
        what = "date de l’extrait absente du fichier (date_maj_ligne)\u00a0: donnez-la avec --extrait-du AAAA-MM-JJ"
    raise refused(rules.ExtractDate, extract.journal.path, what)
