# SPDX-License-Identifier: MIT
"""The state of a label at a date."""

from __future__ import annotations

import pytest

from labellisation.registry import Fait, Label, Origin, PartialDate, Vocabulaire, labels
from labellisation.registry.models import Entree, ExceptionFiliere, SourceDeFait

PLACE = Origin("data/etablissements/fictif.yml", ())
SOURCE = SourceDeFait("https://exemple.invalid/", "presse", PartialDate("2030-01-01"))


def fait(genre: str = "decision", nature: str | None = "nouveau", **dates: str) -> Fait:
    """Build a fictitious fact with its dates."""
    return Fait(genre, SOURCE, PLACE, nature, **{name: PartialDate.parse(value) for name, value in dates.items()})


def label(*faits: Fait, intitule: str | None = None, filieres: tuple[str, ...] | None = None) -> Label:
    """Build a fictitious label."""
    return Label("fictif-1", faits, PLACE, intitule, filieres)


def state(day: str, *faits: Fait) -> str:
    """Return the code of the state at ``day``."""
    return labels.state_on(label(*faits), PartialDate.parse(day)).code


DECISION = fait(debut="2025-09-01", echeance="2030-08-31")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2025-09-01", "en_cours"),
        ("2029-08-30", "en_cours"),
        ("2029-08-31", "a_renouveler"),
        ("2030-08-31", "a_renouveler"),
        ("2030-09-01", "echu"),
    ],
)
def test_a_published_term_gives_the_state(day: str, code: str) -> None:
    """A label runs, is to renew in its last twelve months, and is over the day after its published term."""
    assert code == state(day, DECISION)


@pytest.mark.parametrize(
    ("echeance", "day", "code"),
    [
        ("2030", "2028-12-31", "en_cours"),
        ("2030", "2029-01-01", "a_renouveler"),
        ("2030", "2030-12-31", "a_renouveler"),
        ("2030", "2031-01-01", "echu"),
        ("2030-08", "2029-07-31", "en_cours"),
        ("2030-08", "2029-08-01", "a_renouveler"),
        ("2030-08", "2030-08-31", "a_renouveler"),
        ("2030-08", "2030-09-01", "echu"),
    ],
)
def test_a_partial_term_is_over_after_its_last_day(echeance: str, day: str, code: str) -> None:
    """A term known to the year or the month is to renew from its first possible day, and over after its last one."""
    assert code == state(day, fait(echeance=echeance))


@pytest.mark.parametrize(
    ("debut", "day", "code", "echeance"),
    [
        ("2025-09-01", "2030-09-01", "theorique", "2030-09-01"),
        ("2025-09-01", "2030-09-02", "theorique_passee", "2030-09-01"),
        ("2025", "2030-12-31", "theorique", "2030"),
        ("2025", "2031-01-01", "theorique_passee", "2030"),
        ("2024-02-29", "2029-02-28", "theorique", "2029-02-28"),
        ("2024-02-29", "2029-03-01", "theorique_passee", "2029-02-28"),
    ],
)
def test_a_beginning_alone_gives_a_theoretical_term(debut: str, day: str, code: str, echeance: str) -> None:
    """Without a published term, five years after a stated beginning are a theoretical term, and said so."""
    found = labels.state_on(label(fait(debut=debut)), PartialDate.parse(day))
    assert (code, echeance, True) == (found.code, str(found.echeance), found.theorique)
    assert "sans échéance publiée" in found.phrase


def test_a_decision_date_alone_computes_nothing() -> None:
    """A decision without a beginning or a term leaves the term unknown."""
    found = labels.state_on(label(fait(decision="2025-03-15")), PartialDate("2026-01-01"))
    assert ("inconnu", None, False) == (found.code, found.echeance, found.theorique)


def test_an_attestation_without_date_is_unknown() -> None:
    """A page that only says that the lycée holds the label gives no term."""
    assert "inconnu" == state("2026-01-01", fait("attestation", None))


def test_an_opinion_is_not_a_decision() -> None:
    """An opinion alone is shown as such, whatever its dates; beside a decision it changes nothing."""
    opinion = fait("avis", "favorable", decision="2025-01-01", debut="2025-09-01", echeance="2030-08-31")
    assert "avis" == state("2026-01-01", opinion)
    assert state("2026-01-01", DECISION) == state("2026-01-01", DECISION, fait("avis", "favorable", echeance="2040"))


def test_an_end_is_an_end() -> None:
    """A decision to end the label makes it over, with the date of that end."""
    found = labels.state_on(label(DECISION, fait(nature="fin", decision="2027-06-30")), PartialDate("2028-01-01"))
    assert ("echu", "2027-06-30") == (found.code, str(found.echeance))
    assert "fin du label le 30\u00a0juin\u00a02027" in found.phrase


def test_an_end_without_date_is_an_end() -> None:
    """An end seen without its date makes the label over, and says that the date is unknown."""
    found = labels.state_on(label(DECISION, fait("attestation", "fin")), PartialDate("2026-01-01"))
    assert ("echu", None, True) == (found.code, found.echeance, "sans date" in found.phrase)


def test_a_future_end_is_not_yet_an_end() -> None:
    """An end decided for a later day does not end the label before that day."""
    assert "en_cours" == state("2026-01-01", DECISION, fait(nature="fin", echeance="2027-06-30"))


def test_a_label_given_again_after_its_end_runs() -> None:
    """A new beginning after an end opens a new term."""
    again = fait(nature="nouveau", debut="2028-09-01", echeance="2033-08-31")
    assert "en_cours" == state("2029-01-01", DECISION, fait(nature="fin", decision="2027-06-30"), again)


def test_a_renewal_opens_a_new_term() -> None:
    """The latest published term counts."""
    renewal = fait(nature="renouvele", debut="2030-09-01", echeance="2035-08-31")
    assert "en_cours" == state("2031-01-01", DECISION, renewal)


def test_a_renewal_without_term_is_theoretical() -> None:
    """A renewal that begins after the last published term gives a theoretical term."""
    found = labels.state_on(label(DECISION, fait(nature="renouvele", debut="2030-09-01")), PartialDate("2031-01-01"))
    assert ("theorique", "2035-09-01") == (found.code, str(found.echeance))


def test_a_prorogation_with_its_term_counts() -> None:
    """A prorogation gives its own term."""
    assert "en_cours" == state("2030-10-01", DECISION, fait(nature="proroge", echeance="2031-12-31"))


def test_a_prorogation_without_term_leaves_the_term_unknown() -> None:
    """A prorogation whose term was not seen forbids any computed term."""
    assert "inconnu" == state("2031-01-01", fait(debut="2025-09-01"), fait(nature="proroge"))


def test_every_phrase_bears_its_date() -> None:
    """A state is always said with the day for which it holds."""
    for faits in ([DECISION], [fait(debut="2025")], [fait(decision="2025")], [DECISION, fait(nature="fin")]):
        assert "au 1er\u00a0mars\u00a02026" in labels.state_on(label(*faits), PartialDate("2026-03-01")).phrase


def test_the_order_of_facts_does_not_count() -> None:
    """The same facts in another order give the same state."""
    facts = [DECISION, fait(nature="renouvele", debut="2030-09-01"), fait("avis", "favorable", decision="2030-05-01")]
    for day in ("2026-01-01", "2030-08-01", "2036-01-01"):
        assert state(day, *facts) == state(day, *reversed(facts))


def test_last_known_date() -> None:
    """The last known date is the latest date that a fact states, terms left out."""
    assert "2030-05-01" == str(
        labels.last_known_date(label(DECISION, fait("avis", "favorable", decision="2030-05-01")))
    )
    assert labels.last_known_date(label(fait("attestation", None))) is None


FILIERES = Vocabulaire(
    "Filières fictives",
    (
        Entree("bois", "Bois", mots=("menuis", "bois")),
        Entree("sante", "Santé", mots=("sante", "relation client")),
        Entree("arts", "Arts", mots=("d art",)),
    ),
    exceptions=(ExceptionFiliere("fictif-1", ("arts",), PLACE),),
)
WITHOUT_EXCEPTION = Vocabulaire("Filières fictives", FILIERES.entrees)


@pytest.mark.parametrize(
    ("intitule", "found"),
    [
        ("Lycée des métiers de la Menuiserie", ("bois",)),
        ("Métiers d’art et du bois", ("bois", "arts")),
        ("Métiers de la relation clientèle", ("sante",)),
        ("Hautbois", ()),
        ("Santé", ("sante",)),
        (None, ()),
        ("", ()),
    ],
)
def test_filieres_come_from_the_words_of_the_intitule(intitule: str | None, found: tuple[str, ...]) -> None:
    """A filière is kept when one of its words begins a word of the intitulé; without any, the label is not classified."""
    assert found == labels.filieres_of(label(intitule=intitule), WITHOUT_EXCEPTION)


def test_an_exception_wins_over_the_words() -> None:
    """A label named in the exceptions has exactly their filières."""
    assert ("arts",) == labels.filieres_of(label(intitule="Lycée des métiers du bois"), FILIERES)


def test_stated_filieres_win_over_everything() -> None:
    """The filières that the record states win, even none; without a vocabulary there is none."""
    assert ("sante",) == labels.filieres_of(label(intitule="bois", filieres=("sante",)), FILIERES)
    assert () == labels.filieres_of(label(intitule="bois", filieres=()), FILIERES)
    assert () == labels.filieres_of(label(intitule="bois"), None)
