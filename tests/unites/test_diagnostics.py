# SPDX-License-Identifier: MIT
"""The one shape of message, and the report."""

from labellisation.diagnostics import Diagnostic, Location, Severite, count, expected, plural, report

PLACE = Location("data/textes/x.yml", 4, 7)


def test_a_diagnostic_reads_place_code_message() -> None:
    """A diagnostic prints file:line:column, its code, its message."""
    assert "data/textes/x.yml:4:7 TXT003 nor faux" == str(Diagnostic(PLACE, "TXT003", "nor faux"))


def test_expected_gives_field_value_wish_and_way_out() -> None:
    """A message names the field, quotes the value, says what was expected and how to mend it."""
    assert "nor 'X'\u00a0: attendu douze signes (ajoutez un chiffre)" == expected(
        "nor", "X", "douze signes", "ajoutez un chiffre"
    )
    assert "nor 'X'\u00a0: attendu douze signes" == expected("nor", "X", "douze signes")


def test_report_sorts_and_counts() -> None:
    """A report is sorted by file, line and column, says each mistake once, and ends with the counts."""
    alert = Diagnostic(Location("a.yml", 10), "TXT002", "deux", Severite.ALERTE)
    errors = [Diagnostic(Location("b.yml", 1), "SIT001", "trois"), Diagnostic(Location("a.yml", 2, 3), "SIT001", "un")]
    assert [
        "a.yml:2:3 SIT001 un",
        "a.yml:10:1 TXT002 deux [alerte]",
        "b.yml:1:1 SIT001 trois",
        "2 erreurs, 1 alerte",
    ] == report([*errors, alert, errors[0]]).splitlines()


def test_report_of_nothing() -> None:
    """A sound repository is told in one line."""
    assert "0 erreur, 0 alerte" == report([])


def test_count_by_severity() -> None:
    """Advice and alerts are not errors."""
    found = [
        Diagnostic(PLACE, "X", "m", s) for s in (Severite.ERREUR, Severite.ALERTE, Severite.CONSEIL, Severite.ERREUR)
    ]
    assert (2, 1, 1) == tuple(count(found, s) for s in (Severite.ERREUR, Severite.ALERTE, Severite.CONSEIL))


def test_french_plural_begins_at_two() -> None:
    """Zero and one are singular in French."""
    assert ["0 label", "1 label", "2 labels"] == [plural(n, "label") for n in (0, 1, 2)]
