# SPDX-License-Identifier: MIT
"""Relative addresses and French filters."""

from __future__ import annotations

import shutil
from pathlib import Path

import jinja2
import pytest
from mkdocs.theme import Theme

from labellisation.registry.text import capital
from labellisation.site.model import Site
from labellisation.site.render import Renderer, host, number, plural, relative
from labellisation.site.shell import prepare_environment
from labellisation.templates import FOLDER, TemplateCache, fragment_folders
from labellisation.templates_ahead import FRAME, READ_THE_PAGE, compile_ahead
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("page", "target", "address"),
    [
        ("", "textes/x/", "textes/x/"),
        ("textes/x/", "textes/y/", "../../textes/y/"),
        ("textes/x/", "", "../../"),
        ("", "", "./"),
        ("contact/", "assets/a.js", "../assets/a.js"),
        ("annuaire/grenoble/", "annuaire/grenoble/#u1", "../../annuaire/grenoble/#u1"),
    ],
)
def test_addresses_are_relative(page: str, target: str, address: str) -> None:
    """An address depends only on the page that holds it, so that the site can stand anywhere."""
    assert address == relative(page, target)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (999, "999"), (1000, "1\u202f000"), (1234567, "1\u202f234\u202f567")]
)
def test_numbers(value: int, text: str) -> None:
    """Thousands are separated by a narrow non-breaking space."""
    assert text == number(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0\u00a0label"), (1, "1\u00a0label"), (2, "2\u00a0labels"), (1200, "1\u202f200\u00a0labels")],
)
def test_plural(value: int, text: str) -> None:
    """The plural begins at two."""
    assert text == plural(value, "label", "labels")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.education.gouv.fr/bo", "education.gouv.fr"),
        ("http://eduscol.education.fr:8080/x", "eduscol.education.fr:8080"),
        (None, ""),
        ("", ""),
    ],
)
def test_host(url: str | None, name: str) -> None:
    """A link says the site where it leads."""
    assert name == host(url)


def test_capital() -> None:
    """Only the first letter becomes a capital."""
    assert ["Éducation Nationale", "", "12"] == [capital(t) for t in ("éducation Nationale", "", "12")]


def test_fragments_escape_their_values(site_reel: Site, tmp_path: Path) -> None:
    """A value never becomes markup, and an unknown name is an error rather than a hole."""
    (tmp_path / "essai.html").write_text("<p title=\"{{ x }}\">{{ x }} {{ url('a/') }}</p>", encoding="utf-8")
    (tmp_path / "trou.html").write_text("{{ absent }}", encoding="utf-8")
    renderer = Renderer(site_reel, [tmp_path])
    assert '<p title="&lt;b&gt; &#34;">&lt;b&gt; &#34; ../../a/</p>' == renderer.render("essai", "textes/x/", x='<b> "')
    with pytest.raises(jinja2.UndefinedError):
        renderer.render("trou", "")


def test_unknown_values_are_marked(rendu_reel: Renderer) -> None:
    """An unknown value is shown « à vérifier »; a known one, even zero, is shown."""
    mark = rendu_reel.env.filters["ou_a_verifier"]
    assert ("à vérifier" in mark(None), "à vérifier" in mark(""), 0, "x") == (True, True, mark(0), mark("x"))
    assert "&lt;b&gt;" in mark(None, "<b>")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A copy of the templates, and what compiling them ahead leaves in the cache."""
    root = tmp_path_factory.mktemp("gabarits")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    compile_ahead(root)
    return root, _files(root / FOLDER)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_fragments_compiled_ahead_are_those_that_a_site_renders(
    site_reel: Site, compiled: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """The cache that a copy of the process fills holds, byte for byte, what the site's own environment would compile."""
    root, ahead = compiled
    own = Renderer(site_reel, fragment_folders(root)).env
    own.bytecode_cache = TemplateCache(tmp_path)
    names = [name for name in own.list_templates() if name.startswith(("page-", "macro-", "carte-", "_commun"))]
    names.remove("page-accueil-academie.html")
    for name in names:
        own.get_template(name)
    assert len(_files(tmp_path)) == len(names) > 40
    assert _files(tmp_path).items() <= ahead.items()


def test_the_frame_compiled_ahead_is_the_one_of_the_engine(
    compiled: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """The templates of the frame are compiled as MkDocs' own environment would: its filters are those that we say."""
    root, ahead = compiled
    env = Theme(name="material", custom_dir=str(root / "overrides"), static_templates=[], locale="fr").get_env()
    theirs = env.filters.keys() - jinja2.defaults.DEFAULT_FILTERS.keys()
    assert set(READ_THE_PAGE) == {name for name in theirs if hasattr(env.filters[name], "jinja_pass_arg")}
    prepare_environment(env, root)
    env.bytecode_cache = TemplateCache(tmp_path)
    for name in FRAME:
        env.get_template(name)
    assert len(_files(tmp_path)) == len(FRAME)
    assert _files(tmp_path).items() <= ahead.items()
