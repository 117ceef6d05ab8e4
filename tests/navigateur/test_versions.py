# SPDX-License-Identifier: MIT
"""Versions, for real: a bare remote, clones, the command line, a branch exported and served, the selector in Chromium."""

from __future__ import annotations

import json
import re
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.outils import ROOT, copy_sources, git, labellisation, served

from .conftest import Visit
from .test_accessibilite import SCHEMES, WIDTHS, violations

OLD, NEW = "2025-2026", "2026-2027"
OLD_DAY, NEW_DAY = "2026-06-30", "2026-11-22"
BRANCH = "pages"
ADDED = "Phrase de la seconde version."
#: A lycée that the new version no longer holds.
GONE = "etablissements/0020051V/"


@dataclass
class Depot:
    """A bare remote and what is needed to clone it."""

    remote: Path
    home: Path

    def clone(self, target: Path) -> Path:
        """Clone the remote."""
        git(self.remote.parent, "clone", "--quiet", str(self.remote), str(target), home=self.home)
        return target

    def show(self, place: str) -> str:
        """Return the content of ``place`` on the published branch of the remote."""
        return git(self.remote, "show", f"{BRANCH}:{place}", home=self.home)

    def tree(self, version: str) -> str:
        """Return the hash of the tree of a version on the remote."""
        return git(self.remote, "rev-parse", f"{BRANCH}:{version}", home=self.home)

    def versions(self) -> dict[str, list[str]]:
        """Return the versions that the remote lists, with their other names."""
        return {v["version"]: v["aliases"] for v in json.loads(self.show("versions.json"))}

    def publish(self, clone: Path, *args: str) -> str:
        """Publish from ``clone``; return what the command printed."""
        done = labellisation(clone, "publier", *args, home=self.home)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def commit(clone: Path, message: str, home: Path) -> None:
    """Record every change of ``clone``."""
    git(clone, "add", "--all", home=home)
    git(clone, "commit", "--quiet", "--message", message, home=home)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Depot:
    """A bare remote that holds the real repository, in one commit."""
    folder = tmp_path_factory.mktemp("depots")
    home = folder / "home"
    source = copy_sources(folder / "source")
    shutil.copy(ROOT / ".gitignore", source)
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git", home=home)
    git(source, "init", "--quiet", "--initial-branch=main", home=home)
    commit(source, "Premier", home)
    git(source, "push", "--quiet", str(folder / "origin.git"), "main", home=home)
    return Depot(folder / "origin.git", home)


def remove_first(path: Path) -> None:
    """Remove the first établissement of a file."""
    head, *records = re.split(r"(?m)^(?=- uai: )", path.read_text(encoding="utf-8"))
    assert 'uai: "0020051V"' in records[0]
    path.write_text("".join([head, *records[1:]]), encoding="utf-8")


@dataclass
class Published:
    """Two versions on the remote, exported and served."""

    depot: Depot
    url: str
    folder: Path
    first_tree: str
    said: list[str]


@pytest.fixture(scope="module")
def published(origin: Depot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Publish the old version, change a fiche, publish the new one, export the branch, serve it."""
    folder = tmp_path_factory.mktemp("versions")
    depot = Depot(folder / "origin.git", origin.home)
    git(folder, "clone", "--quiet", "--bare", str(origin.remote), str(depot.remote), home=origin.home)
    clone = depot.clone(folder / "clone")
    said = [depot.publish(clone, OLD, "--date", OLD_DAY, "--distant", "origin", "--clore")]
    first_tree = depot.tree(OLD)
    fiche = clone / "fiches" / "fiche-2.md"
    fiche.write_text(fiche.read_text(encoding="utf-8") + f"\n{ADDED}\n", encoding="utf-8")
    remove_first(clone / "data" / "etablissements" / "amiens.yml")
    commit(clone, "Change la fiche 2 et retire un lycée", origin.home)
    said.append(depot.publish(clone, NEW, "--date", NEW_DAY, "--distant", "origin"))
    exported = folder / "public"
    git(folder, "clone", "--quiet", "--branch", BRANCH, str(depot.remote), str(exported), home=origin.home)
    with served(exported) as url:
        yield Published(depot, url, exported, first_tree, said)


def test_the_command_says_what_it_published_and_verified(published: Published) -> None:
    """Pages, date, branch, remote, and that the remote was asked."""
    for text, version, day in zip(published.said, (OLD, NEW), ("30 juin 2026", "22 novembre 2026"), strict=True):
        plain = text.replace("\u00a0", " ")
        assert re.search(rf"{version} : \d+ pages construites à la date du {day}", plain)
        assert f"{version} est sur la branche {BRANCH} de origin, vérifié" in plain


def test_the_remote_lists_both_versions(published: Published) -> None:
    """versions.json: both, and `courant` is a name of the newer only."""
    assert published.depot.versions() == {NEW: ["courant"], OLD: []}


def test_courant_is_a_copy_of_the_newer_version(published: Published) -> None:
    """`courant` is a folder of its own (no link: GitHub Pages refuses them), the newer version and the page that left."""
    depot = published.depot
    changed = git(
        depot.remote, "diff-tree", "-r", "--name-status", f"{BRANCH}:{NEW}", f"{BRANCH}:courant", home=depot.home
    )
    assert f"A\t{GONE}index.html" == changed
    listing = git(depot.remote, "ls-tree", "-r", BRANCH, home=depot.home)
    assert not [line for line in listing.splitlines() if line.startswith("120000")]


def test_the_root_leads_to_courant(published: Published) -> None:
    """index.html at the root sends to courant/, without scripts too."""
    content = published.depot.show("index.html")
    assert re.search(r'http-equiv="refresh"[^>]*url=courant/|url=courant/[^>]*http-equiv', content)


def test_publishing_leaves_the_other_versions_as_they_were(published: Published) -> None:
    """The tree of the old version is the same, to the byte, after the new one is published."""
    depot = published.depot
    assert depot.tree(OLD) == published.first_tree
    assert ADDED not in depot.show(f"{OLD}/fiches/fiche-2/index.html")
    assert ADDED in depot.show(f"{NEW}/fiches/fiche-2/index.html")


def test_states_are_those_of_the_day_of_publication(published: Published) -> None:
    """Each version keeps the date at which its states were computed."""
    assert re.search(r"au <time[^>]*>30\s+juin\s+2026", published.depot.show(f"{OLD}/annuaire/index.html"))
    for version, day in ((OLD, OLD_DAY), (NEW, NEW_DAY)):
        data = json.loads(published.depot.show(f"{version}/donnees/lycees-des-metiers.json"))
        assert data["date_de_reference"] == day


def test_the_page_of_versions_stands_above_them(published: Published, visit: Visit) -> None:
    """/versions/ lists both versions and leads to them."""
    page = visit(published.url).go("versions/")
    for version in (OLD, NEW):
        link = page.get_by_role("heading").get_by_role("link", name=version, exact=True)
        expect(link).to_have_count(1)
        link.click()
        page.wait_for_url(re.compile(f"/(?:{version}|courant)/$"))
        page.go_back()


def selector(page: Page) -> None:
    """Open the selector of versions."""
    page.locator(".md-version__current").click()
    expect(page.locator(".md-version__list")).to_be_visible()


def test_the_selector_leads_from_one_version_to_the_other(published: Published, visit: Visit) -> None:
    """The selector says where one is, lists both, and leads there and back."""
    page = visit(published.url).go(f"{NEW}/fiches/fiche-2/")
    expect(page.locator(".md-version__current")).to_contain_text(NEW)
    expect(page.get_by_role("main")).to_contain_text(ADDED)
    selector(page)
    expect(page.locator(".md-version__link")).to_have_count(2)
    page.locator(".md-version__link", has_text=OLD).click()
    page.wait_for_url(re.compile(f"/{OLD}/"))
    expect(page.locator(".md-version__current")).to_contain_text(OLD)
    selector(page)
    page.locator(".md-version__link", has_text=NEW).click()
    page.wait_for_url(re.compile(f"/{NEW}/"))


def test_the_selector_keeps_the_page(published: Published, visit: Visit) -> None:
    """From a fiche, the selector leads to the same fiche of the other version."""
    page = visit(published.url).go(f"{NEW}/fiches/fiche-2/")
    page.wait_for_load_state("networkidle")
    selector(page)
    page.locator(".md-version__link", has_text=OLD).click()
    page.wait_for_url(published.url + f"{OLD}/fiches/fiche-2/")


def test_the_selector_works_with_the_keyboard(published: Published, visit: Visit) -> None:
    """Enter opens it and says so, its name holds what is seen, Escape closes it and keeps the focus."""
    page = visit(published.url).go("courant/")
    button = page.locator(".md-version__current")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_have_accessible_name(re.compile(f"Version {NEW}"))
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_the_open_selector(published: Published, visit: Visit, width: str, scheme: str) -> None:
    """Zero violation with the versions on the screen, in each theme, at each width."""
    visitor = visit(published.url, viewport=WIDTHS[width], color_scheme=SCHEMES[scheme][0], reduced_motion="reduce")
    page = visitor.go(f"{NEW}/fiches/fiche-2/")
    selector(page)
    assert violations(page) == []


@pytest.mark.parametrize("place", ["", "fiches/fiche-2/", "textes/code-educ-d335-1/"])
def test_the_old_version_says_it_is_old(published: Published, visit: Visit, place: str) -> None:
    """A banner on each page of the old version says so, with its day, and leads to the same page of the current one."""
    page = visit(published.url).go(f"{OLD}/{place}")
    banner = page.locator("[data-version-ancienne]")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("n’est plus la version courante")
    expect(banner).to_contain_text(re.compile(r"le droit et les labels au 30\s+juin\s+2026"))
    title = page.locator("h1").inner_text()
    banner.get_by_role("link", name="Lire cette page dans la version courante").click()
    page.wait_for_url(published.url + f"courant/{place}")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("[data-version-ancienne]")).to_be_hidden()


@pytest.mark.parametrize("place", ["", "fiches/fiche-2/", "textes/code-educ-d335-1/"])
def test_the_skip_link_comes_before_the_banner(published: Published, visit: Visit, place: str) -> None:
    """On a page of the old version the first stop of the keyboard is « Aller au contenu »; the banner's link is the second."""
    page = visit(published.url).go(f"{OLD}/{place}")
    expect(page.locator("[data-version-ancienne]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Lire cette page dans la version courante")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#__contenu")).to_be_focused()


def test_a_page_that_left_is_said_to_have_left(published: Published, visit: Visit) -> None:
    """The banner leads to the home of the current version, whose old address answers and leads back."""
    page = visit(published.url).go(f"{OLD}/{GONE}")
    banner = page.locator("[data-version-ancienne]")
    expect(banner).to_contain_text("Cette page n’est plus dans la version courante")
    expect(banner.get_by_role("link", name="Lire cette page")).to_be_hidden()
    expect(banner.get_by_role("link", name="Ouvrir la version courante")).to_be_visible()
    page = visit(published.url).go(f"courant/{GONE}")
    expect(page.locator("h1")).to_have_text("Cette page n’est plus dans le guide")
    page.get_by_role("link", name=f"Lire la page de {OLD}").click()
    page.wait_for_url(published.url + f"{OLD}/{GONE}")


def test_a_closed_version_says_so_without_scripts(published: Published) -> None:
    """Its own HTML, which never changes, says that it is closed and from which day; the open one says nothing of it."""
    for place in ("", "fiches/fiche-2/", GONE):
        text = re.sub(r"\s+", " ", published.depot.show(f"{OLD}/{place}index.html"))
        assert f"Version {OLD}, close&nbsp;: elle donne le droit et les labels au 30 juin 2026" in text
    assert ", close" not in published.depot.show(f"{NEW}/fiches/fiche-2/index.html")


def test_what_changed_between_the_versions(published: Published, visit: Visit) -> None:
    """/versions/ says the state of each version and leads to what changed, computed from the data."""
    page = visit(published.url).go("versions/")
    expect(page.get_by_text("Droit et labels", exact=True)).to_have_count(2)
    page.get_by_role("link", name=f"Ce qui a changé de {OLD} à {NEW}").click()
    page.wait_for_url(re.compile(f"/versions/{OLD}/{NEW}/$"))
    expect(page.get_by_role("heading", name="Labels perdus")).to_be_visible()
    expect(page.locator("main a[href*='fiches/fiche-2/']")).to_have_count(1)
    page.locator(f"main a[href*='{GONE}']").first.click()
    page.wait_for_url(published.url + f"{OLD}/{GONE}")


def test_the_current_version_says_nothing_of_the_kind(published: Published, visit: Visit) -> None:
    """Neither under its name nor as `courant`."""
    visitor = visit(published.url)
    for version in (NEW, "courant"):
        page = visitor.go(f"{version}/fiches/fiche-2/")
        expect(page.locator(".md-version__current")).to_contain_text(NEW)
        expect(page.locator("[data-version-ancienne]")).to_be_hidden()


def test_the_search_of_a_version_stays_in_it(published: Published, visit: Visit) -> None:
    """The results of the old version lead to pages of the old version."""
    page = visit(published.url).go(f"{OLD}/fiches/fiche-2/")
    page.keyboard.press("/")
    page.keyboard.type("d335-1")
    first = page.locator("[data-recherche=resultat] a").first
    expect(first).to_have_attribute("href", re.compile(f"/{OLD}/textes/code-educ-d335-1/"))


@pytest.fixture
def clone(origin: Depot, tmp_path: Path) -> Path:
    """A new clone of a remote where nothing is published."""
    return origin.clone(tmp_path / "clone")


def test_a_dirty_tree_is_refused(origin: Depot, clone: Path) -> None:
    """What is not committed is not published: refused in French, and no branch is made."""
    (clone / "docs" / "contact.md").write_text("---\ntitre: Contact\nresume: x\n---\n\nTexte.\n", encoding="utf-8")
    done = labellisation(clone, "publier", NEW, "--date", NEW_DAY, "--distant", "origin", home=origin.home)
    assert done.returncode == 1
    assert "changements non enregistrés" in done.stderr
    assert "Traceback" not in done.stderr
    assert BRANCH not in git(clone, "branch", "--all", home=origin.home)


@pytest.mark.parametrize("name", ["2026", "2026-2028", "v1", "courant", "2026-2027/..", "../main", "2026–2027"])
def test_a_bad_name_of_version_is_refused(origin: Depot, clone: Path, name: str) -> None:
    """A version is a school year; anything else is refused with what was expected."""
    done = labellisation(clone, "publier", "--date", NEW_DAY, "--distant", "origin", "--", name, home=origin.home)
    assert done.returncode == 1
    assert "attendu une année scolaire, par exemple 2026-2027" in done.stderr
    assert "Traceback" not in done.stderr
    assert BRANCH not in git(clone, "branch", "--all", home=origin.home)


def hook(folder: Path, name: str, script: str) -> None:
    """Write a hook of git."""
    path = folder / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8", newline="\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_a_push_that_another_one_outran_is_retried(published: Published, tmp_path: Path) -> None:
    """Between fetch and push another clone publishes: rejected, retried from the remote tip, all versions are there."""
    home, older = published.depot.home, "2024-2025"
    depot = Depot(tmp_path / "origin.git", home)
    git(tmp_path, "clone", "--quiet", "--bare", str(published.depot.remote), str(depot.remote), home=home)
    other, mine = depot.clone(tmp_path / "autre"), depot.clone(tmp_path / "mien")
    git(other, "branch", BRANCH, f"origin/{BRANCH}", home=home)
    git(depot.remote, "branch", "--delete", "--force", BRANCH, home=home)
    marker = tmp_path / "devance"
    push = f"git -C '{other}' push --quiet '{depot.remote}' {BRANCH}:{BRANCH}"
    hook(mine / ".git", "pre-push", f"test -e '{marker}' && exit 0\n: > '{marker}'\nexec {push}")
    said = depot.publish(mine, older, "--date", "2025-06-30", "--distant", "origin")
    assert marker.exists()
    assert "vérifié" in said
    assert depot.versions() == {NEW: ["courant"], OLD: [], older: []}
    git(depot.remote, "merge-base", "--is-ancestor", git(other, "rev-parse", BRANCH, home=home), BRANCH, home=home)
    for version in (OLD, NEW, "courant"):
        assert depot.tree(version) == published.depot.tree(version)


def test_a_remote_that_refuses_is_said_in_french(origin: Depot, tmp_path: Path) -> None:
    """No right to push: one French sentence, no traceback, nothing on the remote."""
    depot = Depot(tmp_path / "origin.git", origin.home)
    git(tmp_path, "clone", "--quiet", "--bare", str(origin.remote), str(depot.remote), home=origin.home)
    hook(depot.remote, "pre-receive", "exit 1")
    mine = depot.clone(tmp_path / "mien")
    done = labellisation(mine, "publier", NEW, "--date", NEW_DAY, "--distant", "origin", home=origin.home)
    assert done.returncode == 1
    assert "vérifiez vos droits" in done.stderr
    assert "Traceback" not in done.stderr
    assert BRANCH not in git(depot.remote, "branch", "--list", home=depot.home)
