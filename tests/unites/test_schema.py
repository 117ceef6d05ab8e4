# SPDX-License-Identifier: MIT
"""JSON Schema types, validates and documents."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from labellisation.registry import Document, Schema
from tests.conftest import ROOT

SCHEMAS = sorted((ROOT / "data" / "schemas").glob("*.schema.json"))

FICTITIOUS = Schema(
    "fictif",
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["nom"],
        "properties": {
            "nom": {"title": "Nom", "description": "Un nom.", "type": "string", "minLength": 2},
            "rang": {"title": "Rang", "description": "Un rang.", "type": ["integer", "null"]},
            "part": {"title": "Part", "description": "Une part.", "type": "number", "minimum": 0},
            "ouvert": {"title": "Ouvert", "description": "Oui ou non.", "type": "boolean"},
            "genre": {"title": "Genre", "description": "Un genre.", "type": "string", "enum": ["presse", "académie"]},
            "jour": {"title": "Jour", "description": "Un jour.", "anyOf": [{"$ref": "#/$defs/jour"}, {"type": "null"}]},
            "mots": {"title": "Mots", "description": "Des mots.", "type": "array", "items": {"type": "string"}},
            "bloc": {
                "title": "Bloc",
                "description": "Un bloc.",
                "type": "object",
                "additionalProperties": False,
                "properties": {"cle": {"title": "Clé", "description": "Une clé.", "type": "string"}},
            },
        },
        "$defs": {"jour": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "x-attendu": "un jour AAAA-MM-JJ"}},
    },
)


def check(text: str, schema: Schema = FICTITIOUS) -> list[str]:
    """Return what the schema says of the YAML ``text``."""
    document = Document("x.yml", text)
    return [
        str(d).removeprefix("x.yml:").replace("\u00a0", " ")
        for d in schema.check(document, schema.typed(document.value))
    ]


def test_values_are_typed_by_the_schema() -> None:
    """Text becomes a number or a boolean only where the schema wants one."""
    document = Document("x.yml", "nom: '12'\nrang: 007\npart: 1.5\nouvert: true\nmots: [1, true]\n")
    assert {"nom": "12", "rang": 7, "part": 1.5, "ouvert": True, "mots": ["1", "true"]} == FICTITIOUS.typed(
        document.value
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "nom: abc\nnomm: x\n",
            "2:1 SIT004 clé 'nomm' inconnue : attendu une de nom, rang, part, ouvert, genre, jour, mots, bloc (vouliez-vous dire 'nom' ?)",
        ),
        (
            "nom: abc\nzzz: x\n",
            "2:1 SIT004 clé 'zzz' inconnue : attendu une de nom, rang, part, ouvert, genre, jour, mots, bloc (retirez-la)",
        ),
        ("rang: 1\n", "1:1 SIT005 clé 'nom' absente : ajoutez-la (null si la valeur est inconnue)"),
        ("nom: abc\nrang: deux\n", "2:7 SIT006 rang 'deux' : attendu un nombre entier ou null"),
        ("nom: abc\npart: un demi\n", "2:7 SIT006 part 'un demi' : attendu un nombre"),
        ("nom: abc\nouvert: oui\n", "2:9 SIT006 ouvert 'oui' : attendu true ou false"),
        ("nom: abc\nmots: seul\n", "2:7 SIT006 mots 'seul' : attendu une liste"),
        ("nom: abc\nbloc: seul\n", "2:7 SIT006 bloc 'seul' : attendu un bloc de clés"),
        ("nom: [a]\n", "1:6 SIT006 nom '[\"a\"]' : attendu un texte"),
        (
            "nom: abc\ngenre: academie\n",
            "2:8 SIT006 genre 'academie' : attendu un mot de la liste : presse, académie (vouliez-vous dire 'académie' ?)",
        ),
        ("nom: abc\njour: 2023\n", "2:7 SIT006 jour '2023' : attendu un jour AAAA-MM-JJ"),
        ("nom: abc\njour: 2023-02-30\n", "2:7 SIT006 jour '2023-02-30' : attendu une date qui existe au calendrier"),
        (
            "nom: abc\nbloc:\n  clee: x\n",
            "3:3 SIT004 clé 'clee' inconnue : attendu une de cle (vouliez-vous dire 'cle' ?)",
        ),
        ("nom: abc\nmots:\n- a\n- [b]\n", "4:3 SIT006 mots '[\"b\"]' : attendu un texte"),
        ("nom: a\n", "1:6 SIT006 nom 'a' : attendu Un nom."),
        ("nom: abc\nrang: --5\n", "2:7 SIT006 rang '--5' : attendu un nombre entier ou null"),
        ("nom: abc\npart: nan\n", "2:7 SIT006 part 'nan' : attendu un nombre"),
        ("nom: abc\nrang: ²\n", "2:7 SIT006 rang '²' : attendu un nombre entier ou null"),
    ],
)
def test_each_mistake_is_one_french_sentence(text: str, message: str) -> None:
    """A mistake gives one diagnostic, at its place, in French, with a way out."""
    assert [message] == check(text)


def test_every_missing_key_is_told() -> None:
    """Two missing keys are two diagnostics."""
    schema = Schema("fictif", {"type": "object", "required": ["un", "deux"]})
    assert ["1:1 SIT005 clé 'deux' absente", "1:1 SIT005 clé 'un' absente"] == sorted(
        line.partition(" :")[0] for line in check("trois: x\n", schema)
    )


def test_sound_values_say_nothing() -> None:
    """Unknown values (null) and values of the right type are sound."""
    assert [] == check("nom: abc\nrang: null\njour: null\ngenre: presse\nmots: []\nbloc: {}\n")


def test_fields_document_the_file() -> None:
    """Each property is one documented field, with its depth and the words of its type."""
    fields = {f.nom: f for f in FICTITIOUS.fields()}
    assert ["nom", "rang", "part", "ouvert", "genre", "jour", "mots", "bloc", "cle"] == list(fields)
    assert (True, False) == (fields["nom"].obligatoire, fields["rang"].obligatoire)
    assert ("un nombre entier ou null", "un mot de la liste\u00a0: presse, académie", 1) == (
        fields["rang"].type,
        fields["genre"].type,
        fields["cle"].profondeur,
    )


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda p: p.name.partition(".")[0])
class TestRealSchemas:
    """Every schema of ``data/schemas``."""

    def test_is_a_json_schema(self, path: Path) -> None:
        """The file is a sound JSON Schema with a French title and description."""
        content = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(content)
        assert (True, True) == (bool(content.get("title")), bool(content.get("description")))

    def test_documents_every_field(self, path: Path) -> None:
        """Every field has a title and a description for editors."""
        fields = list(Schema.read(path).fields())
        assert fields
        assert [] == [f.nom for f in fields if not f.titre or f.titre == f.nom or not f.description]

    def test_refuses_unknown_keys(self, path: Path) -> None:
        """Every block refuses keys that it does not declare."""
        open_blocks = [
            name
            for name, node in blocks(json.loads(path.read_text(encoding="utf-8")))
            if "additionalProperties" not in node
        ]
        assert [] == open_blocks

    def test_addresses_are_http(self, path: Path) -> None:
        """Every field that holds an address accepts http and https only."""
        schema = Schema.read(path)
        named = [(name, node) for name, node in properties(schema) if re.match(r"(url|adresse_web|lien)(_|$)", name)]
        assert [] == [name for name, node in named if not accepts_only_http(schema, node)]


def blocks(node: Any, name: str = "racine") -> list[tuple[str, dict[str, Any]]]:
    """Return every object schema that declares properties, with the name of its key."""
    if isinstance(node, list):
        return [found for item in node for found in blocks(item, name)]
    if not isinstance(node, dict):
        return []
    # A condition (if/then/else/allOf) repeats the properties of its parent and closes nothing.
    nested = {k: v for k, v in node.items() if k not in ("if", "then", "else", "allOf")}
    own = [(name, node)] if isinstance(node.get("properties"), dict) and node.get("type") is not None else []
    return own + [found for key, value in nested.items() for found in blocks(value, key)]


def properties(schema: Schema) -> list[tuple[str, dict[str, Any]]]:
    """Return every declared property with its node."""
    return [(key, sub) for _name, node in blocks(schema.content) for key, sub in node["properties"].items()]


def accepts_only_http(schema: Schema, node: dict[str, Any]) -> bool:
    """Say whether a script cannot be an address for ``node``."""
    validator = jsonschema.Draft202012Validator({**node, "$defs": schema.content.get("$defs", {})})
    return validator.is_valid("https://exemple.invalid/") and not any(
        validator.is_valid(bad)
        for bad in (
            "javascript:alert(1)",
            "data:text/html,x",
            "//exemple.invalid",
            "java\nscript:x",
            'https://a" onclick="x',
        )
    )


def test_the_title_of_a_field_of_a_record() -> None:
    """« libelles » of a criterion, in a file that holds a list of them; what is unknown stays as it is written."""
    criteres = Schema.read(ROOT / "data" / "schemas" / "criteres.schema.json")
    assert "Libellés par référentiel" == criteres.title_of("libelles", "criteres")
    assert ["libelles", "absent"] == [criteres.title_of("libelles"), criteres.title_of("absent", "criteres")]
