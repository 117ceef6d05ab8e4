# SPDX-License-Identifier: MIT
"""``publier`` on real repositories and a real remote: versions, other names, closing, what it refuses."""

from __future__ import annotations

import pytest

from tests.outils import git, labellisation

from .conftest import BRANCH, Essai, page


def test_a_version_is_published_and_verified(essai: Essai) -> None:
    """Pages, size, branch, remote, hash: said, and true on the remote; the local branch follows."""
    said = essai.publish()
    tree = essai.tree("2026-2027")
    assert "2026-2027 : 3 pages construites à la date du 22 novembre 2026" in said
    assert "Mo en 6 fichiers, 15 Mo au plus" in said
    assert f"2026-2027 est sur la branche {BRANCH} de origin, vérifié : version, arbre {tree[:12]}" in said
    assert {"2026-2027": ["courant"]} == essai.versions()
    assert (tree, "2026-11-22", False) == tuple(
        essai.record("2026-2027")[name] for name in ("arbre", "date_de_reference", "close")
    )
    assert essai.there("rev-parse", BRANCH) == essai.git("rev-parse", BRANCH)
    assert "1" == essai.there("rev-list", "--count", BRANCH)


def test_publishing_the_same_again_changes_nothing(essai: Essai) -> None:
    """A second run makes no commit, and says so."""
    essai.publish()
    tip = essai.there("rev-parse", BRANCH)
    assert "2026-2027 était déjà sur la branche" in essai.publish()
    assert tip == essai.there("rev-parse", BRANCH)


def test_an_older_version_leaves_the_current_one(essai: Essai) -> None:
    """`courant` goes to the latest version only, whatever the order."""
    essai.publish("2026-2027")
    said = essai.publish("2024-2025", date="2025-06-30")
    assert "courant : reste à une version plus récente que 2024-2025" in said
    assert {"2026-2027": ["courant"], "2024-2025": []} == essai.versions()
    assert essai.tree("courant") != essai.tree("2024-2025")


def test_what_was_only_local_goes_with_the_first_push(essai: Essai) -> None:
    """A version published here first is on the remote after the first push, and a second push loses nothing."""
    assert 0 == essai.run("2024-2025", date="2025-06-30").returncode
    essai.publish("2026-2027")
    assert {"2026-2027": ["courant"], "2024-2025": []} == essai.versions()


def test_a_local_branch_that_differs_is_left(essai: Essai) -> None:
    """A version that is only on the local branch is not lost when the remote has another history."""
    essai.another("autre").publish("2026-2027")
    assert 0 == essai.run("2024-2025", date="2025-06-30").returncode
    mine = essai.git("rev-parse", BRANCH)
    essai.publish("2025-2026", date="2026-06-30")
    assert mine == essai.git("rev-parse", BRANCH)
    assert {"2026-2027", "2025-2026"} == set(essai.versions())


class TestClosing:
    """``--clore``."""

    def test_a_closed_version_is_recorded_and_tagged(self, essai: Essai) -> None:
        """Its record says so, its tag carries the same proof, and both are on the remote."""
        said = essai.publish("2025-2026", "--clore", date="2026-06-30")
        assert "version close" in said
        record = essai.record("2025-2026")
        assert (True, essai.tree("2025-2026")) == (record["close"], record["arbre"])
        assert record["commit"] == essai.there("rev-parse", "2025-2026^{commit}")
        assert record["arbre"] in essai.there("for-each-ref", "--format=%(contents)", "refs/tags/2025-2026")
        assert '"close": true' in essai.show("2025-2026/donnees/version.json")

    def test_it_is_refused_any_change(self, essai: Essai) -> None:
        """From another commit it is refused, with or without --clore; the remote does not move."""
        essai.publish("2025-2026", "--clore", date="2026-06-30")
        tip = essai.there("rev-parse", BRANCH)
        essai.commit({"docs/index.md": None})
        for more in ((), ("--clore",)):
            said = essai.refused("2025-2026", "--distant", "origin", *more, date="2026-07-01")
            assert "version 2025-2026 : close depuis l’état du 2026-06-30, elle ne change plus" in said
            assert "laissez la commande choisir l’année ouverte" in said
        assert "elle ne change plus" in essai.another("autre").refused("2025-2026", "--distant", "origin")
        assert tip == essai.there("rev-parse", BRANCH)

    def test_closing_again_the_same_commit_is_no_fault(self, essai: Essai) -> None:
        """Whoever was interrupted after the push runs it again, and is told that it is done."""
        essai.publish("2025-2026", "--clore", date="2026-06-30")
        assert "2025-2026 était déjà sur la branche" in essai.publish("2025-2026", "--clore", date="2026-06-30")

    def test_the_open_year_comes_after_the_closed_one(self, essai: Essai) -> None:
        """Without a version, what comes after the closing is the next year; the closed tree stays."""
        essai.publish("--clore", date="2026-06-30")
        tree = essai.tree("2025-2026")
        essai.commit({"docs/autre.md": "---\ntitre: Autre page\nresume: Une page de plus.\n---\n\nTexte.\n"})
        essai.publish(date="2026-07-05")
        assert {"2026-2027": ["courant"], "2025-2026": []} == essai.versions()
        assert tree == essai.tree("2025-2026")

    def test_a_tag_of_another_commit_is_refused(self, essai: Essai) -> None:
        """The name of the version is taken by another commit: nothing is published."""
        essai.git("tag", "2025-2026")
        essai.git("push", "--quiet", "origin", "2025-2026")
        essai.git("tag", "--delete", "2025-2026")
        essai.commit({"docs/autre.md": "---\ntitre: Autre page\nresume: Une page de plus.\n---\n\nTexte.\n"})
        said = essai.refused("2025-2026", "--clore", "--distant", "origin", date="2026-06-30")
        assert "l’étiquette 2025-2026 désigne déjà un autre commit" in said
        assert "" == essai.there("branch", "--list", BRANCH)


class TestVerifying:
    """``--verifier``."""

    def test_sound_versions(self, essai: Essai) -> None:
        """One line for each version and each other name, code 0."""
        essai.publish("2025-2026", "--clore", date="2026-06-30")
        essai.publish("2026-2027")
        done = essai.run("--verifier", "--distant", "origin")
        lines = done.stdout.replace("\u00a0", " ").splitlines()
        assert (0, "") == (done.returncode, done.stderr)
        assert ["2026-2027 : ouverte", "courant : copie de 2026-2027", "2025-2026 : close"] == [
            line.split(",")[0] for line in lines
        ]
        assert lines[0].endswith("conforme")

    def test_an_altered_version_is_found_and_stops_everything(self, essai: Essai) -> None:
        """A changed file of a closed version: said with the commit that still has it, and nothing else is published."""
        essai.publish("2025-2026", "--clore", date="2026-06-30")
        sound = essai.there("rev-parse", BRANCH)
        other = essai.another("autre")
        other.git("switch", "--quiet", BRANCH)
        other.commit({"2025-2026/fiches/index.html": "<p>Autre chose.</p>\n"})
        other.git("push", "--quiet", "origin", BRANCH)
        said = essai.refused("--verifier", "--distant", "origin")
        assert f"2025-2026 : ALTÉRÉE, arbre attendu {essai.record('2025-2026')['arbre'][:12]}" in said
        assert f"git checkout {sound[:12]} -- 2025-2026" in said
        assert "Rien n’est publié tant qu’une version close est altérée" in essai.refused("--distant", "origin")
        other.git("checkout", "--quiet", sound, "--", "2025-2026")
        other.commit({})
        other.git("push", "--quiet", "origin", BRANCH)
        assert 0 == essai.run("--verifier", "--distant", "origin").returncode

    @pytest.mark.parametrize(
        ("path", "words"),
        [
            ("versions/2025-2026.json", "aucune fiche lisible"),
            ("courant/fiches/index.html", "courant : diffère de 2025-2026 (fiches/index.html)"),
        ],
    )
    def test_a_spoilt_record_or_copy_is_found(self, essai: Essai, path: str, words: str) -> None:
        """A record that cannot be read, a copy that is none: said, code 1; a spoilt record opens nothing."""
        essai.publish("2025-2026", "--clore", date="2026-06-30")
        other = essai.another("autre")
        other.git("switch", "--quiet", BRANCH)
        other.commit({path: "{"})
        other.git("push", "--quiet", "origin", BRANCH)
        assert words in essai.refused("--verifier", "--distant", "origin")
        if path.startswith("versions/"):
            assert "sa fiche ne se lit plus" in essai.refused("2025-2026", "--distant", "origin")

    def test_nothing_published(self, essai: Essai) -> None:
        """An empty branch proves nothing."""
        assert "aucune version publiée" in essai.refused("--verifier")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--distant", "amnot"), "dépôt distant 'amnot' : il ne répond pas"),
        (("--distant", "--upload-pack=x"), "dépôt distant '--upload-pack=x' : il ne répond pas"),
        (("2026",), "version '2026' : attendu une année scolaire, par exemple 2026-2027"),
        (("--alias", "2025-2026"), "alias '2025-2026' : attendu un nom qui n’est pas celui d’une version"),
        (("--alias", "versions"), "alias 'versions' : ce nom est pris par une page de la racine"),
        (("--alias", "../haut"), "alias '../haut' : attendu des minuscules sans accent"),
        (("--branche", "main"), "branche 'main' : elle porte les sources du site"),
        (("--branche", "a..b"), "branche 'a..b' : attendu un nom de branche, par exemple pages"),
    ],
)
def test_bad_names_are_refused_before_building(essai: Essai, args: tuple[str, ...], words: str) -> None:
    """One French sentence with what was expected; no branch is made."""
    assert words in essai.refused(*args)
    assert "" == essai.git("branch", "--list", BRANCH)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--verifier", "--clore"), "--verifier ne publie rien"),
        (("--tout", "2026-2027"), "--tout publie chaque étiquette sur la branche locale"),
        (("--tout", "--distant", "origin"), "--tout publie chaque étiquette sur la branche locale"),
        (("--tolerer",), "--tolerer ne sert qu’avec --tout"),
    ],
)
def test_options_that_ask_for_two_things(essai: Essai, args: tuple[str, ...], words: str) -> None:
    """Refused as badly written."""
    assert words in essai.refused(*args, code=2)


def test_an_alias_that_a_folder_bears_is_refused(essai: Essai) -> None:
    """Somebody's folder on the branch is not overwritten."""
    essai.publish()
    other = essai.another("autre")
    other.git("switch", "--quiet", BRANCH)
    other.commit({"archives/index.html": "<p>À moi.</p>\n"})
    other.git("push", "--quiet", "origin", BRANCH)
    said = essai.refused("--alias", "archives", "--distant", "origin")
    assert "alias 'archives' : un dossier de la branche porte déjà ce nom" in said


def test_no_repository_no_commit_no_identity(essai: Essai) -> None:
    """Each lack is said with its remedy."""
    bare = essai.clone.parent / "dossier"
    essai.git("checkout-index", "--all", f"--prefix={bare}/")
    done = labellisation(bare, "publier", "--date", "2026-11-22", home=essai.home)
    assert (1, True) == (done.returncode, "n’est pas un dépôt git" in done.stderr)
    git(bare, "init", "--quiet", home=essai.home)
    done = labellisation(bare, "publier", "--date", "2026-11-22", home=essai.home)
    assert (1, True) == (done.returncode, "n’a aucun commit" in done.stderr)
    nobody = {f"GIT_{who}_{what}": "" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    essai.git("config", "user.useConfigOnly", "true")
    assert "il ne sait pas qui publie" in essai.refused(**nobody)
    assert "il n’est pas installé" in essai.refused(PATH="")


def test_a_clone_without_its_history_publishes(essai: Essai) -> None:
    """What a forge gives its jobs by default, one commit of each branch, is enough; nothing of the past is lost."""
    essai.publish("2025-2026", "--clore", date="2026-06-30")
    essai.publish("2026-2027")
    target = essai.remote.parent / "court"
    address = essai.remote.as_uri()
    git(target.parent, "clone", "--quiet", "--depth=1", "--no-single-branch", address, str(target), home=essai.home)
    short = Essai(target, essai.remote, essai.home)
    assert (short.clone / ".git" / "shallow").is_file()
    short.commit(page("depuis/"))
    short.publish("2026-2027")
    assert "depuis/index.html" in essai.names("courant")
    assert "3" == essai.there("rev-list", "--count", BRANCH)
    assert 0 == essai.run("--verifier", "--distant", "origin").returncode


def test_an_open_branch_is_not_moved_under_its_user(essai: Essai) -> None:
    """The branch checked out in a working folder: refused here; published on the remote, and left as it is."""
    essai.publish()
    essai.git("worktree", "add", "--quiet", "../pages", BRANCH)
    mine = essai.git("rev-parse", BRANCH)
    assert f"la branche {BRANCH} est ouverte dans un dossier de travail" in essai.refused()
    essai.publish("2025-2026", date="2026-06-30")
    assert mine == essai.git("rev-parse", BRANCH) != essai.there("rev-parse", BRANCH)
