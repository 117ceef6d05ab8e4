# SPDX-License-Identifier: MIT
"""The key of the UAI."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labellisation.registry.uai import check_uai, expected_key
from labellisation.site.model import Site

DIGITS = st.text(alphabet="0123456789", min_size=7, max_size=7)


@given(DIGITS)
def test_one_letter_is_right_for_seven_digits(number: str) -> None:
    """Of the 26 letters one is the key of a number; every other is refused with the right one."""
    key = expected_key(number)
    assert [key] == [letter for letter in string.ascii_uppercase if check_uai(number + letter) is None]
    assert key not in "IOQ"
    for letter in set(string.ascii_uppercase) - {key}:
        assert f"la clé {key} pour le numéro {number} (essayez {number}{key})" == check_uai(number + letter)


@given(DIGITS, st.integers(0, 6), st.integers(1, 9))
def test_the_key_reveals_one_wrong_digit(number: str, place: int, shift: int) -> None:
    """One mistyped digit changes the key."""
    other = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert expected_key(number) != expected_key(other)


def test_lost_leading_zero() -> None:
    """Six digits and a letter are told as a zero that a spreadsheet removed."""
    assert "sept chiffres et une lettre (un tableur a-t-il supprimé le zéro initial\u00a0?)" == check_uai("070001N")


@pytest.mark.parametrize(
    "text", ["", "0070001", "0070001n", "00700001N", "0070001NN", " 0070001N", "٠٠٧٠٠٠١N", "0070001N\n"]
)
def test_other_shapes(text: str) -> None:
    """Any other shape is told as a wrong shape, and never raises."""
    assert "sept chiffres et une lettre majuscule" == check_uai(text)


def test_real_uai_are_sound(site_reel: Site) -> None:
    """Every UAI of the registry has the right key."""
    known = [e.uai for e in site_reel.registry.etablissements.values() if e.uai]
    assert len(known) > 50
    assert [] == [uai for uai in known if check_uai(uai)]
