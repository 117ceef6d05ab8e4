# SPDX-License-Identifier: MIT
"""Whatever hand wrote a YAML file, a command that changes it keeps comments, order and formatting: the difference is minimal."""

from __future__ import annotations

import difflib
import tempfile
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labellisation.authoring.roundtrip import RewriteError, insert, quoted
from labellisation.checks.fix import mend
from labellisation.content import SourcePage
from labellisation.links.ask import Answer
from labellisation.links.record import record

DAY = "2030-06-01"
WORDS = st.text("abcdéèçÉ ’:-#'\"[]{}&*!|>%@`,?=0123456789", min_size=1, max_size=24).map(str.strip).filter(bool)
COMMENTS = st.lists(st.sampled_from(["# un commentaire fictif", "#un autre: - avec [des] signes", ""]), max_size=2)
FIELDS = ("groupe", "titre", "organisme", "url_repli", "lu_le", "verifie_le", "etat", "usage", "texte")


def scalar(draw: st.DrawFn, text: str) -> str:
    """Write ``text`` in one of the ways of YAML."""
    style = draw(st.sampled_from(["'", '"', "plain"]))
    plain = yaml.safe_dump(text, allow_unicode=True, width=10_000).removesuffix("...\n").strip()
    if style == "plain" and "\n" not in plain:
        return plain
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def files(draw: st.DrawFn) -> str:
    """A hand-written ``liens.yml``: comments anywhere, keys in any order, quotes of any kind, dashes near or far."""
    indent = draw(st.sampled_from(["", "  "]))
    lines = [*draw(COMMENTS), "liens:"]
    for number in range(draw(st.integers(1, 4))):
        fields = {
            "id": f"lien-{number}",
            "url": f"https://exemple.invalid/{number}",
            "etat": draw(st.sampled_from(["inconnu", "actif", "mort"])),
            "verifie_le": draw(st.sampled_from(["null", '"2029-01-01"'])),
        }
        for name in draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=5)):
            if name not in fields:
                fields[name] = scalar(draw, draw(WORDS)) if draw(st.booleans()) else "null"
        names = draw(st.permutations(list(fields)))
        if draw(st.booleans()) and number:
            lines.append("")
        for rank, name in enumerate(names):
            if rank and draw(st.integers(0, 5)) == 0:
                lines.append(f"{indent}  # au milieu")
            end = draw(st.sampled_from(["", "", "", "  # au bout"]))
            lines.append(f"{indent}{'- ' if not rank else '  '}{name}: {fields[name]}{end}")
    if draw(st.booleans()):
        lines += ["", "# À la fin."]
    return "\n".join(lines) + "\n"


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that left and those that came."""
    found = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:] for line in found if line[0] == "-"], [line[2:] for line in found if line[0] == "+"]


COUNT = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
kept: dict[str, int] = {"verifier-liens": 0, "nouveau": 0}


@COUNT
@given(files())
def check_links(text: str) -> None:
    """``verifier-liens`` changes at most the two lines of each entry that it proves, and nothing else."""
    number = len(yaml.safe_load(text)["liens"])
    answers = {f"https://exemple.invalid/{n}": Answer("redirige", "x") for n in range(number)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "liens.yml")
        path.write_text(text, encoding="utf-8")
        done = record(path, answers, dict.fromkeys(answers, DAY))
        after = path.read_text(encoding="utf-8")
    left, came = changed(text, after)
    if done is None:
        assert text == after
        return
    kept["verifier-liens"] += 1
    assert number == done
    assert len(left) == len(came) == 2 * number
    assert {line.strip().removeprefix("- ").partition(":")[0] for line in (*left, *came)} == {"etat", "verifie_le"}
    assert [line.partition("#")[2] for line in left] == [line.partition("#")[2] for line in came]
    read = yaml.safe_load(after)["liens"]
    assert all((entry["etat"], str(entry["verifie_le"])) == ("redirige", DAY) for entry in read)
    assert [{k: v for k, v in e.items() if k not in ("etat", "verifie_le")} for e in yaml.safe_load(text)["liens"]] == [
        {k: v for k, v in e.items() if k not in ("etat", "verifie_le")} for e in read
    ]


@COUNT
@given(files(), st.integers(0, 4), WORDS)
def check_insertion(text: str, place: int, word: str) -> None:
    """``nouveau`` adds lines at one place and takes none away; the new entry reads as it was given."""
    before = yaml.safe_load(text)["liens"]
    place = min(place, len(before))
    try:
        after = insert(text, "liens", {"id": quoted("essai"), "titre": quoted(word)}, place)
    except RewriteError:
        return
    kept["nouveau"] += 1
    left, came = changed(text, after)
    assert [] == left
    assert 2 <= len([line for line in came if line.strip()]) <= 2
    read = yaml.safe_load(after)["liens"]
    assert {"id": "essai", "titre": word} == read[place]
    assert before == read[:place] + read[place + 1 :]


@COUNT
@given(files(), st.lists(WORDS, min_size=1, max_size=4))
def check_mending(head: str, body: list[str]) -> None:
    """``controler --corriger`` leaves the front matter of a page to the byte, and its number of lines."""
    page = SourcePage("docs/essai.md", f"---\n{head}---\n\n" + "\n".join(f"Voici : {line} !" for line in body) + "\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, page.path)
        path.parent.mkdir()
        path.write_text(page.text, encoding="utf-8")
        list(mend(Path(folder), iter([page])))
        after = path.read_text(encoding="utf-8")
    assert after.startswith(f"---\n{head}---\n")
    assert page.text.count("\n") == after.count("\n")


def test_checking_links_keeps_the_file() -> None:
    """120 hand-written files: only the state and the day of each link change; most are rewritten, none is spoilt."""
    check_links()
    assert kept["verifier-liens"] > 60


def test_a_new_entry_keeps_the_file() -> None:
    """120 hand-written files: an entry is added, no line is lost; most are completed, none is spoilt."""
    check_insertion()
    assert kept["nouveau"] > 60


def test_mending_keeps_the_front_matter() -> None:
    """120 pages: the typography of the prose is mended, the YAML of the head stays."""
    check_mending()
