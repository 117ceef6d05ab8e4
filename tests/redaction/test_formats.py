# SPDX-License-Identifier: MIT
"""Every format of diagnostics holds what its specification requires."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from labellisation.checks import FAMILIES, RULES
from labellisation.diagnostics import Diagnostic, Location, Severite
from labellisation.reports import FORMATS, render

SITE = "https://exemple.invalid/courant/"
NOR = Diagnostic(Location("data/textes/x.yml", 2, 6), "TXT003", "nor 'MENE1'\u00a0: attendu douze signes")
ALERTE = Diagnostic(Location("data/textes/x.yml", 3, 1), "TXT002", "etat 'inconnu'", Severite.ALERTE)
CONSEIL = Diagnostic(Location("fiches/é a.md", 1, 4), "FIC011", "100 % :: a,b\r\nfin", Severite.CONSEIL)
ABSENT = Diagnostic(Location("data/absent.yml", 9, 9), "SIT007", "fichier que rien ne lit")
ALL = [CONSEIL, ALERTE, NOR, ABSENT, NOR]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the files that the diagnostics point at."""
    (tmp_path / "data/textes").mkdir(parents=True)
    (tmp_path / "fiches").mkdir()
    (tmp_path / "data/textes/x.yml").write_text("id: x\nnor: MENE1 # note\netat: inconnu\n", encoding="utf-8")
    (tmp_path / "fiches/é a.md").write_text("Un mot\x1b[31m rouge\n", encoding="utf-8")
    return tmp_path


def parsed(root: Path, format: str, site: str | None = SITE) -> Any:
    return json.loads(render(ALL, format, root, site))


def test_texte_shows_the_line_and_a_caret(root: Path) -> None:
    """The text groups by file, shows the line and a caret under the place, the pages of the rules and the counts."""
    assert [
        "data/absent.yml:9:9 SIT007 fichier que rien ne lit",
        "",
        "data/textes/x.yml:2:6 TXT003 nor 'MENE1'\u00a0: attendu douze signes",
        "  2 | nor: MENE1 # note",
        "    |      ^~~~~",
        "data/textes/x.yml:3:1 TXT002 etat 'inconnu' [alerte]",
        "  3 | etat: inconnu",
        "    | ^~~~~",
        "",
        "fiches/é a.md:1:4 FIC011 100 % :: a,b??fin [conseil]",
        "  1 | Un mot?[31m rouge",
        "    |    ^~~",
        "",
    ] == render(ALL, "texte", root, SITE).splitlines()[:13]
    assert "2 erreurs, 1 alerte, 1 conseil" == render(ALL, "texte", root).splitlines()[-1]
    assert f"  TXT003 {RULES['TXT003'].titre}\u00a0: {SITE}contribuer/regles/txt003/" in render(
        ALL, "texte", root, SITE
    )
    assert "0 erreur, 0 alerte" == render([], "texte", root)


def test_texte_has_colours_only_if_asked(root: Path) -> None:
    """No escape code comes out unless asked, not even from a file; with colours the words stay the same."""
    plain, coloured = render(ALL, "texte", root), render(ALL, "texte", root, colour=True)
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert plain == re.sub(r"\x1b\[[0-9;]*m", "", coloured)


def test_texte_cuts_long_lines_around_the_place(tmp_path: Path) -> None:
    """Of a very long line, the part around the place is shown, with the caret under it."""
    (tmp_path / "l.yml").write_text("a" * 300 + " FAUX " + "b" * 300, encoding="utf-8")
    lines = render([Diagnostic(Location("l.yml", 1, 302), "SIT001", "x")], "texte", tmp_path).splitlines()
    assert len(lines[1]) < 120
    assert "FAUX" == lines[1][lines[2].index("^") : lines[2].rindex("~") + 1]


def test_no_file_outside_the_repository_is_shown(tmp_path: Path) -> None:
    """A path that leaves the repository, a link or a folder gives no source line."""
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    root = tmp_path / "depot"
    root.mkdir()
    (root / "lien").symlink_to(tmp_path / "secret")
    for path in ("../secret", "lien", ".", str(tmp_path / "secret"), "a\0b"):
        told = json.loads(render([Diagnostic(Location(path), "SIT001", "x")], "json", root))
        assert told["diagnostics"][0]["source"] is None


#: GitLab, « Code Quality report format »: JSON property → what it may hold. All are required.
CODE_QUALITY = {
    "description": str,
    "check_name": str,
    "fingerprint": str,
    "severity": ("info", "minor", "major", "critical", "blocker"),
    "location.path": str,
    "location.lines.begin": int,
}


def field(value: Any, path: str) -> Any:
    """Return what stands at the dotted ``path``; a missing key fails the test."""
    for name in path.split("."):
        value = value[int(name) if name.isdecimal() else name]
    return value


def test_codequality_has_every_required_field(root: Path) -> None:
    """Each issue has the six fields; paths are relative, without « ./ »; fingerprints are unique."""
    issues = parsed(root, "codequality")
    assert 4 == len(issues)
    for issue in issues:
        for path, kind in CODE_QUALITY.items():
            value = field(issue, path)
            assert value in kind if isinstance(kind, tuple) else isinstance(value, kind)
        assert not issue["location"]["path"].startswith(("/", "./"))
    assert 4 == len({issue["fingerprint"] for issue in issues})


def test_a_fingerprint_survives_edits_elsewhere(root: Path) -> None:
    """Lines added above change no fingerprint; two like mistakes have two fingerprints."""
    before = {i["check_name"]: i["fingerprint"] for i in parsed(root, "codequality")}
    file = root / "data/textes/x.yml"
    file.write_text("# ajout\n# ajout\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    moved = Diagnostic(Location("data/textes/x.yml", 4, 6), "TXT003", "autres mots")
    twice = [moved, Diagnostic(Location("data/textes/x.yml", 4, 1), "TXT003", "autres mots")]
    after = [i["fingerprint"] for i in json.loads(render(twice, "codequality", root))]
    assert 2 == len(set(after))
    assert before["TXT003"] in after


#: SARIF 2.1.0: section → (where, type). Properties that the section says SHALL be there, then those that code scanning wants.
SARIF = {
    "3.13.2 version": ("version", str),
    "3.13.4 runs": ("runs", list),
    "3.14.6 tool": ("runs.0.tool", dict),
    "3.14.23 results": ("runs.0.results", list),
    "3.18.2 driver": ("runs.0.tool.driver", dict),
    "3.19.8 name": ("runs.0.tool.driver.name", str),
    "3.19.13 version": ("runs.0.tool.driver.version", str),
    "3.19.23 rules": ("runs.0.tool.driver.rules", list),
}
SARIF_RULE = {
    "3.49.3 id": ("id", str),
    "3.49.9 shortDescription, 3.12.3 text": ("shortDescription.text", str),
    "3.49.10 fullDescription, 3.12.3 text": ("fullDescription.text", str),
    "3.49.12 helpUri": ("helpUri", str),
    "3.49.13 help, 3.12.3 text": ("help.text", str),
    "3.49.14 defaultConfiguration, 3.50.3 level": ("defaultConfiguration.level", str),
}
SARIF_RESULT = {
    "3.27.5 ruleId": ("ruleId", str),
    "3.27.6 ruleIndex": ("ruleIndex", int),
    "3.27.10 level": ("level", str),
    "3.27.11 message, 3.11.8 text": ("message.text", str),
    "3.27.12 locations": ("locations", list),
    "3.27.17 partialFingerprints": ("partialFingerprints", dict),
    "3.28.3 physicalLocation, 3.29.3 artifactLocation, 3.4.3 uri": ("locations.0.physicalLocation.artifactLocation.uri", str),
    "3.29.4 region, 3.30.5 startLine": ("locations.0.physicalLocation.region.startLine", int),
    "3.30.6 startColumn": ("locations.0.physicalLocation.region.startColumn", int),
    "3.30.7 endLine": ("locations.0.physicalLocation.region.endLine", int),
    "3.30.8 endColumn": ("locations.0.physicalLocation.region.endColumn", int),
}  # fmt: skip


@pytest.mark.parametrize("section", SARIF)
def test_sarif_log(section: str, root: Path) -> None:
    """The log has what the section requires."""
    path, kind = SARIF[section]
    assert isinstance(field(parsed(root, "sarif"), path), kind)


@pytest.mark.parametrize("section", SARIF_RULE)
def test_sarif_rules(section: str, root: Path) -> None:
    """Every rule of the project is described with what the section requires."""
    path, kind = SARIF_RULE[section]
    rules = parsed(root, "sarif")["runs"][0]["tool"]["driver"]["rules"]
    assert sorted(RULES) == [rule["id"] for rule in rules]
    assert all(isinstance(field(rule, path), kind) for rule in rules)


@pytest.mark.parametrize("section", SARIF_RESULT)
def test_sarif_results(section: str, root: Path) -> None:
    """Every result has what the section requires."""
    path, kind = SARIF_RESULT[section]
    results = parsed(root, "sarif")["runs"][0]["results"]
    assert 4 == len(results)
    assert all(isinstance(field(result, path), kind) for result in results)


def test_sarif_values(root: Path) -> None:
    """The values obey: version, levels, absolute help addresses, encoded paths, indexes that point at their rule."""
    log = parsed(root, "sarif")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert "2.1.0" == log["version"]  # 3.13.2
    assert "unicodeCodePoints" == run["columnKind"]  # 3.14.17
    assert {"error", "warning", "note"} == {result["level"] for result in run["results"]}  # 3.27.10
    assert all(rule["helpUri"] == f"{SITE}contribuer/regles/{rule['id'].lower()}/" for rule in rules)
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
        assert place["artifactLocation"]["uri"].isascii()  # RFC 3986
        assert place["region"]["startLine"] >= 1
        assert place["region"]["endColumn"] > place["region"]["startColumn"] >= 1
    assert all("helpUri" not in rule for rule in parsed(root, "sarif", None)["runs"][0]["tool"]["driver"]["rules"])


def test_github_escapes_what_the_runner_unescapes(root: Path) -> None:
    """One command a line; %, line breaks, and in properties colons and commas are encoded."""
    lines = render(ALL, "github", root, SITE).splitlines()
    assert 4 == len(lines)
    assert ["error", "error", "warning", "notice"] == [line.split()[0].removeprefix("::") for line in lines]
    for line in lines:
        properties, _, message = line.removeprefix("::").partition("::")
        names = [part.partition("=")[0] for part in properties.partition(" ")[2].split(",")]
        assert ["file", "line", "endLine", "col", "endColumn", "title"] == names
        assert message
    assert "::100 %25 :: a,b%0D%0Afin (" in lines[-1]


#: JUnit, schema « junit-10.xsd » of the Jenkins xUnit plugin: element → required attributes, allowed children.
JUNIT = {
    "testsuites": ((), {"testsuite"}),
    "testsuite": (("name", "tests", "failures", "errors"), {"testcase"}),
    "testcase": (("name",), {"failure", "system-out"}),
    "failure": ((), set()),
    "system-out": ((), set()),
}


def test_junit_follows_its_schema(root: Path) -> None:
    """Elements, required attributes and counts are those of the schema."""
    invisible = Diagnostic(Location("a.yml"), "SIT001", "carac\x00tère <b> & \ufffe")
    tree = etree.fromstring(render([*ALL, invisible], "junit", root, SITE).encode())
    for element in tree.iter():
        required, children = JUNIT[str(element.tag)]
        assert [] == [name for name in required if name not in element.attrib]
        assert {str(child.tag) for child in element} <= children
    for suite in tree:
        assert int(suite.get("tests", "")) == len(suite)
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
    assert (str(len(tree.findall(".//testcase"))), "3") == (tree.get("tests"), tree.get("failures"))
    assert set(FAMILIES) >= {suite.get("name", "").split()[0] for suite in tree}
    sound = etree.fromstring(render([], "junit", root).encode())
    assert (str(len(RULES)), "0") == (sound.get("tests"), sound.get("failures"))


def test_json_holds_everything(root: Path) -> None:
    """Our JSON holds places, severities, messages, pages of rules and counts."""
    content = parsed(root, "json")
    assert {"erreur": 2, "alerte": 1, "conseil": 1} == content["nombre"]
    assert {"chemin", "ligne", "colonne", "code", "severite", "message", "source", "regle", "empreinte"} == set(
        content["diagnostics"][0]
    )


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_the_same(format: str, root: Path) -> None:
    """Each format is stable, gives each diagnostic once, and survives a code that no rule bears."""
    stranger = Diagnostic(Location("data/textes/x.yml", 900, 1), "ZZZ999", "inconnu")
    assert render(ALL, format, root) == render(ALL[::-1], format, root)
    assert "ZZZ999" in render([*ALL, stranger], format, root)


def test_an_unknown_format_is_refused(root: Path) -> None:
    """Another format is a mistake of the caller."""
    with pytest.raises(ValueError, match="xml"):
        render([], "xml", root)
