# SPDX-License-Identifier: MIT
"""YAML read as text, with positions."""

import subprocess
import sys

import pytest
import yaml

from labellisation.registry import Document, positions
from tests.outils import absent

TRAPS = "a: 01100\nb: 02\nc: 12:30\nd: yes\ne: null\nf: ~\ng:\nh: \"null\"\ni: 1e3\nj: 2023-10-23\nk: 0x10\nl: '~'\nm: No\nn: 1_000\n"


@pytest.fixture(params=["C", "Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Everything here holds with the C loader and with the pure-Python one."""
    kind = getattr(yaml, "CSafeLoader", None) if request.param == "C" else yaml.SafeLoader
    if kind is None:
        absent("PyYAML est là sans libyaml\u00a0: l’analyseur en C n’a pas été essayé")
    monkeypatch.setattr(positions, "_LOADER", kind)
    return str(request.param)


def told(text: str) -> list[str]:
    """Return the diagnostics of ``text``, without its path."""
    return [str(d).removeprefix("x.yml:").replace("\u00a0", " ") for d in Document("x.yml", text).diagnostics]


def test_strings_stay_strings() -> None:
    """Every scalar is the text that was written; only an unquoted null is unknown."""
    assert {
        "a": "01100",
        "b": "02",
        "c": "12:30",
        "d": "yes",
        "e": None,
        "f": None,
        "g": None,
        "h": "null",
        "i": "1e3",
        "j": "2023-10-23",
        "k": "0x10",
        "l": "~",
        "m": "No",
        "n": "1_000",
    } == Document("x.yml", TRAPS).value


def test_nested_values_have_their_place() -> None:
    """A pointer gives the line and column of a value, or of its key."""
    document = Document("x.yml", "un:\n  deux:\n  - trois: x\n    quatre: y\n  - {cinq: z}\n")
    assert [(4, 13), (4, 5), (5, 12), (3, 5), (2, 3)] == [
        document.locate(("un", "deux", 0, "quatre"))[1:],
        document.locate(("un", "deux", 0, "quatre"), key=True)[1:],
        document.locate(("un", "deux", 1, "cinq"))[1:],
        document.locate(("un", "deux", 0))[1:],
        document.locate(("un", "deux"), key=True)[1:],
    ]


def test_an_absent_value_has_the_place_of_its_parent() -> None:
    """A pointer to nothing gives the nearest parent; an empty file, its first line."""
    assert (2, 3) == Document("x.yml", "un:\n  deux: x\n").locate(("un", "absent"))[1:]
    assert (1, 1) == Document("x.yml", "").locate(("un",))[1:]


def test_positions_count_from_the_first_line() -> None:
    """A front matter that starts at line 2 of its page gives places in the page."""
    document = Document("x.md", "titre: x\ntitre: y\n", first_line=2)
    assert [(3, 1)] == [d.location[1:] for d in document.diagnostics]
    assert (3, 8) == document.locate(("titre",))[1:]


def test_accents_count_for_one_column() -> None:
    """Columns count characters, not bytes."""
    assert (1, 14) == Document("x.yml", "{été: œuvre, a: b}").locate(("a",), key=True)[1:]
    assert (1, 17) == Document("x.yml", "{été: œuvre, a: b}").locate(("a",))[1:]


def test_duplicate_keys_are_told_with_both_lines() -> None:
    """The second of two equal keys is an error that gives the line of the first."""
    assert ["4:3 SIT002 clé 'b' écrite deux fois (déjà ligne 2) : gardez une seule des deux"] == told(
        "a:\n  b: 1\n  c: 2\n  b: 3\n"
    )


@pytest.mark.parametrize("text", ["a: &x [1]\nb: *x\n", "a: &x 1\nb: *x\n", "a: &x [*x]\n"])
def test_aliases_are_refused(text: str) -> None:
    """A YAML alias is refused, even a circular one, and gives no value."""
    assert ["SIT003"] == [d.code for d in Document("x.yml", text).diagnostics]
    assert Document("x.yml", text).value is None


def test_a_billion_laughs_is_refused_at_once() -> None:
    """Aliases that would swell a file are refused without being expanded."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert {"SIT003"} == {d.code for d in Document("x.yml", bomb).diagnostics}


def test_depth_is_bounded() -> None:
    """A structure deeper than any record is refused."""
    assert ["SIT003"] == [d.code for d in Document("x.yml", "[" * 40 + "]" * 40).diagnostics]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b: c\n", "1:5 SIT001 deux-points inattendus : mettez la valeur entre guillemets droits"),
        ('a: "b\n', "guillemet ou crochet ouvert et jamais fermé"),
        ("a: 1\nb\nc: 2\n", "SIT001 "),
        ("a:\n\t- b\n", "SIT001 "),
        ("- a\nb: c\n", "2:1 SIT001 "),
        ("--- a\n--- b\n", "SIT001 "),
        ("a: \x00\n", "1:4 SIT001 caractère invisible interdit : retapez ce mot"),
    ],
)
def test_syntax_errors_are_told_in_french(text: str, message: str) -> None:
    """What YAML cannot read is one French error, and gives no value."""
    assert [True] == [message in line for line in told(text)]
    assert Document("x.yml", text).value is None


def test_tags_build_nothing() -> None:
    """A YAML tag that would build a Python object gives its text."""
    assert {"a": "rm -rf"} == Document("x.yml", "a: !!python/object/apply:os.system rm -rf\n").value


def test_jinja_braces_in_yaml_are_told_in_french() -> None:
    """Braces written without quotes are an error that shows no Python object."""
    lines = told("titre: {{ x }}\n")
    assert 1 == len(lines)
    assert "Node(" not in lines[0]


def test_an_empty_file_has_no_value() -> None:
    """An empty file, or a comment alone, is no error and no value."""
    assert [(None, ()), (None, ())] == [
        (Document("x", t).value, Document("x", t).diagnostics) for t in ("", "# rien\n")
    ]


def test_a_monstrous_nesting_does_not_stop_the_program() -> None:
    """Fifty thousand brackets give a diagnostic, not a crash of the interpreter."""
    code = "from labellisation.registry import Document; print([d.code for d in Document('x', 'a: ' + '[' * 50000).diagnostics])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (0, True) == (done.returncode, done.stdout.strip() in ("['SIT001']", "['SIT003']")), done.stderr[-300:]
