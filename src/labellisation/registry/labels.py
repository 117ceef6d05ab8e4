# SPDX-License-Identifier: MIT
"""The state of a label at a date, from what pages state; a computed term is said to be theoretical.

A label lasts five years (D335-4); terms were put off after 2020, so that nothing is computed from a
decision's date alone: only a stated beginning gives a theoretical term.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct

from .dates import PartialDate
from .models import Fait, Label, Vocabulaire
from .text import fold

YEARS = 5
#: Kinds of sources, the strongest first.
STRENGTH = ("boen", "region", "academie", "etablissement", "association", "syndicat", "presse", "autre", "encyclopedie")


class EtatLabel(Struct, frozen=True):
    """The state of a label at a date, with the words to say it."""

    code: str
    libelle: str
    phrase: str
    echeance: PartialDate | None = None
    theorique: bool = False


LIBELLES = {
    "en_cours": "en cours",
    "a_renouveler": "à renouveler",
    "echu": "échu",
    "theorique": "échéance théorique",
    "theorique_passee": "échéance théorique passée",
    "inconnu": "échéance inconnue",
    "avis": "avis, pas de décision vue",
}


def known_dates(fait: Fait) -> list[PartialDate]:
    """Return the dates that one fact states, save its term."""
    published = fait.publication.date if fait.publication else None
    return [d for d in (fait.decision, fait.debut, fait.campagne, published) if d]


def last_known_date(label: Label) -> PartialDate | None:
    """Return the latest date that a fact of ``label`` states."""
    return max((d for fait in label.faits for d in known_dates(fait)), default=None)


def strongest(genres: Iterable[str]) -> str:
    """Return the strongest kind of source among ``genres``."""
    return min(genres, key=lambda g: STRENGTH.index(g) if g in STRENGTH else len(STRENGTH), default="autre")


def _latest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    return max((d for d in dates if d), default=None)


def state_on(label: Label, day: PartialDate) -> EtatLabel:
    """Return the state of ``label`` at ``day`` (a full date)."""
    facts = [f for f in label.faits if f.genre != "avis"]
    when = f"au {day.fr}"
    if not facts:
        phrase = f"une commission a donné un avis\u00a0; la décision n’a pas été vue\u00a0; état {when}"
        return EtatLabel("avis", LIBELLES["avis"], phrase)
    ended = [f for f in facts if f.nature == "fin" and _begun(f.decision or f.echeance, day)]
    end = _latest((f.decision or f.echeance) for f in ended)
    start = _latest(f.debut for f in facts)
    if ended and (end is None or start is None or start.first_day() <= end.last_day()):
        phrase = f"fin du label le {end.fr}" if end else "fin du label constatée, sans date"
        return EtatLabel("echu", LIBELLES["echu"], f"{phrase}\u00a0; état {when}", end)
    stated = _latest(f.echeance for f in facts)
    if stated and (start is None or stated.last_day() > start.first_day()):
        return _stated(stated, day, when)
    extended = any(f.nature == "proroge" and f.echeance is None for f in facts)
    if start and not extended:
        term = start.plus_years(YEARS)
        code = "theorique_passee" if term.last_day() < day.first_day() else "theorique"
        phrase = f"début connu ({start.fr}) plus cinq ans\u00a0: {term.fr}, sans échéance publiée\u00a0; état {when}"
        return EtatLabel(code, LIBELLES[code], phrase, term, theorique=True)
    return EtatLabel("inconnu", LIBELLES["inconnu"], f"aucune page lue ne donne d’échéance\u00a0; état {when}")


def _begun(date: PartialDate | None, day: PartialDate) -> bool:
    """Say whether what happens at ``date`` has happened at ``day``; without a date, it has."""
    return date is None or date.first_day() <= day.last_day()


def _stated(term: PartialDate, day: PartialDate, when: str) -> EtatLabel:
    if term.last_day() < day.first_day():
        code = "echu"
    elif term.first_day() <= day.plus_years(1).first_day():
        code = "a_renouveler"
    else:
        code = "en_cours"
    return EtatLabel(code, LIBELLES[code], f"échéance publiée\u00a0: {term.fr}\u00a0; état {when}", term)


def filieres_of(label: Label, vocabulary: Vocabulaire | None) -> tuple[str, ...]:
    """Return the filières of ``label``: those it states, an exception by name, or those whose words stand in its intitulé.

    The vocabulary and the rule are this project's proposal; an empty result is « non classée ».
    """
    if label.filieres is not None or vocabulary is None:
        return label.filieres or ()
    for exception in vocabulary.exceptions:
        if exception.label == label.id:
            return exception.filieres
    return _named(label.intitule or "", vocabulary)


@lru_cache(maxsize=1 << 16)
def _named(intitule: str, vocabulary: Vocabulaire) -> tuple[str, ...]:
    """Return the entries whose words stand in ``intitule``: asked for by a page, by the exports, by the search."""
    text = f" {fold(intitule)}"
    return tuple(e.id for e in vocabulary.entrees if any(map(text.__contains__, _starts(e.mots))))


@cache
def _starts(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands in a text where a word starts as one of ``stems``."""
    return tuple(f" {stem}" for stem in stems)
