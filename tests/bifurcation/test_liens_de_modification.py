# SPDX-License-Identifier: MIT
"""« Proposer une correction de cette page » opens, on every page, the file that makes it, in the editor of its forge."""

from __future__ import annotations

import os
from pathlib import Path
from unittest import mock

import pytest

from labellisation.site.build import build_site
from labellisation.site.model import Site
from tests.bifurcation.depots import built_example, clone, commit
from tests.outils import DAY, ROOT, BuiltSite, environment

LINK = "//footer[contains(@class, 'page-pied')]//a[starts-with(normalize-space(), 'Proposer une correction')]/@href"
GITHUB = {"GITHUB_REPOSITORY": "exemple/label", "GITHUB_SERVER_URL": "https://github.com"}
GITLAB_EDITOR = "https://forge.exemple.invalid/exemple/label/-/edit/main/"
GITHUB_EDITOR = "https://github.com/exemple/label/edit/main/"


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real site as GitHub builds it."""
    folder = tmp_path_factory.mktemp("github") / "site"
    with mock.patch.dict(os.environ, environment() | GITHUB, clear=True):
        done = build_site(ROOT, folder, DAY)
    assert done.ok
    return BuiltSite(folder, Site.load(ROOT, DAY))


@pytest.fixture(scope="module")
def exemple(tmp_path_factory: pytest.TempPathFactory, maison: Path) -> BuiltSite:
    """The fork of the example as GitLab builds it."""
    return built_example(tmp_path_factory.mktemp("exemple"), maison)


def sources(site: BuiltSite, editor: str) -> dict[str, str]:
    """Return the file that each page opens; every page opens exactly one, in the editor ``editor``."""
    found: dict[str, str] = {}
    moved = {redirect.de.strip("/") + "/" for redirect in site.registry.redirections}
    for address in site.addresses:
        if address in moved:
            continue
        (link,) = site.page(address).xpath(LINK)
        assert str(link).startswith(editor), address
        found[address] = str(link).removeprefix(editor)
    return found


def test_every_page_opens_a_file_that_exists(national: BuiltSite) -> None:
    """On GitHub: every page of the site, whatever its kind, opens a file of the repository."""
    found = sources(national, GITHUB_EDITOR)
    assert len(found) > 300
    assert {} == {address: path for address, path in found.items() if not (ROOT / path).is_file()}


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("", "docs/index.md"),
        ("fiches/fiche-4/", "fiches/fiche-4.md"),
        ("annexes/annexe-1/", "fiches/annexes/annexe-1.md"),
        ("textes/circulaire-2023-10-23/", "data/textes/circulaire-2023-10-23.yml"),
        ("criteres/offre/", "data/criteres.yml"),
        ("annuaire/strasbourg/", "data/academies.yml"),
        ("outils/auto-evaluation/", "docs/outils/auto-evaluation.md"),
        ("contribuer/", "docs/contribuer/index.md"),
        ("contribuer/regles/txt001/", "src/labellisation/checks/textes.py"),
        ("glossaire/", "docs/glossaire.md"),
    ],
)
def test_the_right_file(national: BuiltSite, address: str, path: str) -> None:
    """A fiche, an annexe, a text, a criterion, an académie, a tool, a page of the site, a rule."""
    assert path == sources(national, GITHUB_EDITOR)[address]


def test_an_etablissement_opens_the_file_of_its_academie(national: BuiltSite) -> None:
    """Each établissement opens the file that holds its UAI."""
    found = sources(national, GITHUB_EDITOR)
    lycees = {a: p for a, p in found.items() if a.startswith("etablissements/")}
    assert lycees
    for address, path in lycees.items():
        uai = address.split("/")[1]
        assert path.startswith("data/etablissements/")
        assert f'uai: "{uai}"' in (ROOT / path).read_text(encoding="utf-8"), address


def test_a_fork_opens_its_own_files(exemple: BuiltSite) -> None:
    """On GitLab: local pages, the local home, a replaced fiche, local texts and lycées open files of the fork's folder."""
    found = sources(exemple, GITLAB_EDITOR)
    root = exemple.site.root
    program = {path for path in found.values() if path.startswith("src/") and (ROOT / path).is_file()}
    assert {} == {a: path for a, path in found.items() if path not in program and not (root / path).is_file()}
    assert "academie/pages/procedure.md" == found["academie/procedure/"]
    assert "academie/academie.yml" == found["academie/"]
    assert "academie/region/pages/carte-des-formations.md" == found["academie/carte-des-formations/"]
    assert "academie/fiches/fiche-7.md" == found["fiches/fiche-7/"]
    assert "academie/data/textes/exemple-arrete-fictif.yml" == found["textes/exemple-arrete-fictif/"]
    assert "fiches/fiche-1.md" == found["fiches/fiche-1/"]
    local = {
        e.uai: e for e in exemple.registry.etablissements.values() if e.uai and e.origine.path.startswith("academie/")
    }
    assert local
    assert {"academie/data/etablissements/exemple.yml"} == {found[f"etablissements/{uai}/"] for uai in local}


def test_an_encart_opens_its_own_file(exemple: BuiltSite) -> None:
    """In a national fiche, the text of the académie opens the file of that text."""
    links = exemple.page("fiches/fiche-4/").xpath("//a[contains(., 'Modifier ce texte')]/@href")
    files = {str(link).removeprefix(GITLAB_EDITOR) for link in links}
    assert {"academie/encarts/fiche-4/depot-du-dossier.md", "academie/encarts/fiche-4/pieces.md"} <= files
    assert all((exemple.site.root / path).is_file() for path in files)


@pytest.mark.parametrize(
    ("national", "editor"),
    [
        ("https://github.com/national/label", "https://github.com/national/label/edit/main/"),
        (
            "https://forge.exemple.invalid/national/label.git",
            "https://forge.exemple.invalid/national/label/-/edit/main/",
        ),
    ],
)
def test_what_is_national_opens_in_the_national_repository(
    national: str, editor: str, bifurcation: Path, tmp_path: Path, maison: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the national address is known, a fork sends there for a national fiche, and keeps its own files."""
    root = clone(bifurcation, tmp_path / "copie", maison)
    path = root / "data/site.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("depot: null", f"depot: {national}"), encoding="utf-8")
    commit(root, "Adresse du dépôt national", maison)
    for name, value in GITHUB.items():
        monkeypatch.setenv(name, value)
    site = Site.load(root, DAY)
    assert f"{editor}fiches/fiche-1.md" == site.edit_url("fiches/fiche-1.md")
    assert f"{GITHUB_EDITOR}academie/academie.yml" == site.edit_url("academie/academie.yml")
