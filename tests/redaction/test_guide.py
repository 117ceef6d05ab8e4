# SPDX-License-Identifier: MIT
"""The guide for contributors: its models are sound, its pictures exist, are light, and say in words what they show."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from labellisation.diagnostics import Severite
from labellisation.registry import Document, Registry
from labellisation.registry.text import slug
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot

GUIDE = ROOT / "docs/contribuer"
CAPTURES = ROOT / "docs/assets/captures"
PAGES = {path: path.read_text(encoding="utf-8") for path in sorted(GUIDE.glob("*.md"))}
IMAGE = re.compile(r"!\[([^\]]*)\]\(\.\./assets/captures/([\w-]+\.webp)\)\{: \.capture \}")
#: « Modèle de `fichier` : », or « Modèle d’une entrée de `fichier` : », then the block to copy.
MODEL = re.compile(r"^Modèle (de|d’une entrée de) `([^`]+)`\s*:\n\n```yaml\n(.*?)```", re.MULTILINE | re.DOTALL)
MODELS = [(path.stem, *match) for path, text in PAGES.items() for match in MODEL.findall(text)]


def test_each_task_has_its_model() -> None:
    """A text, a label and a term have a model to copy."""
    assert {("ajouter-un-texte", "de"), ("ajouter-un-label", "de"), ("ajouter-un-terme", "d’une entrée de")} == {
        (page, kind) for page, kind, _path, _text in MODELS
    }


@pytest.mark.parametrize(("page", "kind", "path", "text"), MODELS, ids=lambda value: str(value)[:20])
def test_a_model_copied_as_it_is_is_sound(page: str, kind: str, path: str, text: str, depot: MakeDepot) -> None:
    """The model, in a repository with the records that it names, has no error of any rule."""
    written = text if kind == "de" else f"termes:\n{text}"
    known = {
        "data/textes/code-educ-d335-1.yml": (ROOT / "data/textes/code-educ-d335-1.yml").read_text(encoding="utf-8")
    }
    for other in re.findall(r"texte: ([\w-]+)", "".join(known.values())):
        known.setdefault(f"data/textes/{other}.yml", (ROOT / f"data/textes/{other}.yml").read_text(encoding="utf-8"))
    site = Site.load(depot({**known, path: written}), FICTITIOUS_DAY)
    assert [] == [str(d) for d in site.diagnostics if d.location.path == path and d.severite is Severite.ERREUR]


@pytest.mark.parametrize(("page", "kind", "path", "text"), MODELS, ids=lambda value: str(value)[:20])
def test_a_model_shows_every_field(page: str, kind: str, path: str, text: str) -> None:
    """No field of the schema that an editor may fill is missing from the model."""
    schema, key = {"ajouter-un-texte": ("texte", None), "ajouter-un-label": ("etablissements", "etablissements"),
                   "ajouter-un-terme": ("glossaire", "termes")}[page]  # fmt: skip
    content = Registry.load(ROOT).schema(schema).content
    fields = content["properties"][key]["items"]["properties"] if key else content["properties"]
    value = Document(path, text).value
    record = value if isinstance(value, dict) else value[0]
    record = record["etablissements"][0] if key == "etablissements" else record
    assert set() == set(fields) - set(record)


def test_every_picture_is_light_and_used() -> None:
    """Each picture of the folder is shown by a page, at most 60 kB and 700 pixels wide; together, 250 kB at most."""
    files = {path.name: path for path in CAPTURES.iterdir()}
    assert set(files) == {name for text in PAGES.values() for _alt, name in IMAGE.findall(text)}
    sizes = {name: path.stat().st_size for name, path in files.items()}
    assert max(sizes.values()) <= 60_000
    assert sum(sizes.values()) <= 250_000
    assert {name: width(path) for name, path in files.items() if width(path) > 700} == {}


def width(path: Path) -> int:
    """Return the width of a WebP picture (RFC 9649, « VP8 » bitstream header, or the canvas of « VP8X »)."""
    content = path.read_bytes()
    assert b"RIFF" == content[:4]
    assert b"WEBP" == content[8:12]
    if content[12:16] == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1
    return int(struct.unpack("<H", content[26:28])[0]) & 0x3FFF


def test_every_picture_says_what_it_shows() -> None:
    """The alternative of a picture is a sentence, not a name of file, and no picture has none."""
    for path, text in PAGES.items():
        assert text.count("![") == len(IMAGE.findall(text)), path.name
        for alt, _name in IMAGE.findall(text):
            assert len(alt) > 60
            assert alt.endswith(".")


def test_the_steps_lead_to_each_other() -> None:
    """Each guide of a task leads to the steps that all share, whose anchor exists."""
    shared = PAGES[GUIDE / "corriger-une-page.md"]
    titles = {slug(line.removeprefix("## ")) for line in shared.splitlines() if line.startswith("## ")}
    for name in ("ajouter-un-texte", "ajouter-un-label", "ajouter-un-terme"):
        assert "corriger-une-page.md#3-proposer" in PAGES[GUIDE / f"{name}.md"]
        assert f"({name}.md)" in PAGES[GUIDE / "index.md"]
    assert "3-proposer" in titles


def test_nothing_to_install_before_the_last_part() -> None:
    """The first steps need a browser only: a terminal comes after, and is said to be a choice."""
    for name in ("corriger-une-page", "ajouter-un-texte", "ajouter-un-label", "ajouter-un-terme"):
        text = PAGES[GUIDE / f"{name}.md"]
        assert text.find("```console") == -1 or "Avec un terminal" in text[: text.find("```console")]
