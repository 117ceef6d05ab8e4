# SPDX-License-Identifier: MIT
"""Help where the editor is: completion of the data files, tickets and proposals of both forges, in French."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from labellisation import layout
from labellisation.content import typography
from tests.conftest import ROOT

SCHEMAS: dict[str, list[str]] = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))
GITLAB = ROOT / ".gitlab"
#: GitHub, « Syntax for GitHub's form schema »: kind of field → keys that its attributes need.
FIELDS = {"markdown": {"value"}, "input": {"label"}, "textarea": {"label"}, "dropdown": {"label", "options"}}


def form(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def matching(path: str) -> list[str]:
    """Return the schemas that the editor takes for ``path``: a pattern with « ! » takes away."""
    return [
        schema
        for schema, patterns in SCHEMAS.items()
        if any(fnmatch(path, p) for p in patterns if p[0] != "!")
        and not any(fnmatch(path, p[1:]) for p in patterns if p[0] == "!")
    ]


def test_every_data_file_has_its_completion() -> None:
    """For each data file the editor takes the schema that the checks take, and no other; every schema named exists."""
    for file in layout.data_files(ROOT):
        path = file.path.relative_to(ROOT).as_posix()
        assert [f"./data/schemas/{file.schema}.schema.json"] == matching(path), path
    assert [] == [schema for schema in SCHEMAS if not (ROOT / schema).is_file()]
    wired = {Path(schema).name.removesuffix(".schema.json") for schema in SCHEMAS}
    known = {*layout.SINGLE_FILES, *layout.FOLDERS.values(), *layout.SPECIAL_SCHEMAS.values()}
    assert known == wired


def test_every_data_file_names_its_schema() -> None:
    """The first line of each data file leads any editor program that knows YAML to the schema that the checks take."""
    for file in layout.data_files(ROOT):
        first = file.path.read_text(encoding="utf-8").partition("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, file.path
        assert (file.path.parent / named[1]).resolve() == ROOT / f"data/schemas/{file.schema}.schema.json"


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_github_form_is_whole(path: Path) -> None:
    """A form has its name, description and fields, each with what its kind needs and an identifier of its own."""
    content = form(path)
    assert {"name", "description", "title", "body"} == set(content)
    asked = [item for item in content["body"] if item["type"] != "markdown"]
    assert asked
    for item in content["body"]:
        assert set(item["attributes"]) >= FIELDS[item["type"]]
        assert all(isinstance(value, str) or key == "options" for key, value in item["attributes"].items())
    assert len(asked) == len({item["id"] for item in asked})
    assert any(item["validations"]["required"] for item in asked)


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_both_forges_ask_the_same(path: Path) -> None:
    """The GitLab template asks what the GitHub form asks, in the same order."""
    text = (GITLAB / "issue_templates" / f"{path.stem[2:]}.md").read_text(encoding="utf-8")
    asked = [item["attributes"]["label"] for item in form(path)["body"] if item["type"] != "markdown"]
    assert asked == [line[3:] for line in text.splitlines() if line.startswith("## ")]


def test_no_template_is_missing_or_left_over() -> None:
    """The four subjects exist on both forges, and the proposal says the same on both."""
    subjects = {"corriger-une-page", "signaler-un-label", "ajouter-un-texte", "signaler-un-defaut"}
    assert subjects == {path.stem[2:] for path in FORMS} == {p.stem for p in (GITLAB / "issue_templates").glob("*.md")}
    ours = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert ours == (GITLAB / "merge_request_templates/Default.md").read_text(encoding="utf-8")


def test_tickets_already_worded_stay_possible() -> None:
    """The links « à vérifier » of the pages open a blank ticket: the forge must not refuse it."""
    assert form(ROOT / ".github/ISSUE_TEMPLATE/config.yml")["blank_issues_enabled"] is True


@pytest.mark.parametrize("path", [*FORMS, *GITLAB.rglob("*.md")], ids=lambda p: p.stem)
def test_the_typography_is_french(path: Path) -> None:
    """What a person reads has its French spaces and apostrophes."""
    text = path.read_text(encoding="utf-8")
    assert "'" not in text
    slips = [
        line
        for line in text.splitlines()
        if path.suffix == ".md" and not line.startswith("<!--") and typography.mended(line) != line
    ]
    assert [] == slips
    assert [] == [line for line in text.splitlines() if any(f" {sign}" in line for sign in ";!?»") or "« " in line]


def test_a_proposal_shows_its_site_on_gitlab() -> None:
    """The job of a proposal keeps the built site, under a name that GitLab accepts, and reads no variable of ours."""
    job = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["controles"]
    assert {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'} in job["rules"]
    kept = job["artifacts"]
    assert (["site/"], "always") == (kept["paths"], kept["when"])
    # GitLab, « artifacts:expose_as »: another sign makes the whole file refused.
    assert re.fullmatch(r"[A-Za-z0-9_][-A-Za-z0-9_ ]*", kept["expose_as"])
    assert set() == set(re.findall(r"\$\{?(\w+)", str(job))) - {"CI_PIPELINE_SOURCE", "CI_COMMIT_BRANCH", "CI_DEFAULT_BRANCH",
                                                                 "CI_COMMIT_SHORT_SHA"}  # fmt: skip
    assert any("noxfile.py -s site" in line or "bash .ci/run" in line for line in job["script"])


def test_a_proposal_shows_its_site_on_github() -> None:
    """The workflow of a proposal keeps the built site even when a test fails, may only read, and is given no secret."""
    text = (ROOT / ".github/workflows/controles.yml").read_text(encoding="utf-8")
    content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - « on » stays a word
    assert "pull_request" in content["on"]
    assert "pull_request_target" not in text
    assert {"contents": "read"} == content["permissions"]
    assert "secrets." not in text
    steps = content["jobs"]["controles"]["steps"]
    (kept,) = [step for step in steps if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert "site/" == kept["with"]["path"]
    assert "${{ !cancelled() }}" == kept["if"]
