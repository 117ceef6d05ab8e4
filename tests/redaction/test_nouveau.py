# SPDX-License-Identifier: MIT
"""The command ``nouveau``: it asks, refuses at once, writes one sound file with a minimal difference, or nothing."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from labellisation.authoring import fiche
from labellisation.authoring.command import nouveau
from labellisation.authoring.etablissement import QUESTIONS as ETABLISSEMENT
from labellisation.authoring.questions import Question
from labellisation.authoring.roundtrip import RewriteError, dump, insert, quoted, round_trip
from labellisation.authoring.terme import QUESTIONS as TERME
from labellisation.authoring.texte import QUESTIONS as TEXTE
from labellisation.content import typography
from labellisation.french_click import speak_french
from labellisation.registry import Document
from labellisation.site.model import Site
from tests.conftest import FICTITIOUS_DAY, ROOT, MakeDepot

Nouveau = Callable[..., Result]
GLOSSAIRE = "data/glossaire.yml"
TERMES = """\
# En-tête fictif.
termes:
- id: aaa
  sigle: "AAA"
  developpe: 'entre apostrophes'
  definition: "Un terme fictif."
  portee: nationale
  territoire: null
  synonymes: []
  voir: []
  verification: lu
  note: null  # au bout

# Ce commentaire parle de CCC.
- id: ccc
  sigle: "CCC"
  developpe: null
  definition: >-
    Une définition fictive,
    pliée.
  portee: nationale
  territoire: null
  synonymes: []
  voir: [aaa]
  verification: a_relire
  note: null
"""
TEXTE_JUSTE = {
    "type": "circulaire",
    "date": "2030-05-02",
    "nor": "MENE3000009C",
    "titre-court": "circulaire du 2 mai 2030",
    "objet": "Fixe l'ordre : rien de réel.",
    "source": "https://exemple.invalid/lu",
    "lu-le": "2030-05-03",
}
LYCEE_JUSTE = {
    "uai": "0389990C",
    "nom": "Lycée fictif des Champs",
    "genre": "decision",
    "nature": "nouveau",
    "debut": "2029-09",
    "source": "https://exemple.invalid/liste",
    "source-genre": "academie",
    "lu-le": "2030-05-03",
}
TERME_JUSTE = {"sigle": "BBB", "definition": "Un sigle fictif : rien de réel."}
FICHE_JUSTE = {"genre": "fiche", "titre": "Une fiche fictive", "resume": "Un résumé fictif.", "relu-le": "2030-05-03"}
JUSTES = {"texte": TEXTE_JUSTE, "etablissement": LYCEE_JUSTE, "terme": TERME_JUSTE, "fiche": FICHE_JUSTE}


@pytest.fixture
def root(depot: MakeDepot, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fictitious repository with a glossary; its day comes from its last review."""
    speak_french()
    root = depot(
        {GLOSSAIRE: TERMES}, replace={"docs/index.md": {"titre: Accueil": f"relu_le: {FICTITIOUS_DAY}\ntitre: Accueil"}}
    )
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    return root


@pytest.fixture
def commande(root: Path) -> Nouveau:
    """Run ``nouveau`` without questions, or with the answers ``input``."""

    def call(kind: str, answers: dict[str, str] | None = None, *, input: str | None = None) -> Result:
        options = [part for name, value in (answers or {}).items() for part in (f"--{name}", value)]
        quiet = [] if input is not None else ["--sans-question"]
        result = CliRunner().invoke(nouveau, [kind, "--racine", str(root), *quiet, *options], input=input)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    return call


def files(root: Path) -> dict[str, str]:
    """Return every file of ``root`` with its text."""
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in root.rglob("*") if p.is_file()}


def changes(before: dict[str, str], after: dict[str, str]) -> tuple[set[str], list[str]]:
    """Return the files that differ, and the lines taken away from those that existed."""
    names = {name for name in after if after[name] != before.get(name)}
    assert set() == set(before) - set(after)
    gone = [
        line
        for n in names & set(before)
        for line in difflib.ndiff(before[n].splitlines(), after[n].splitlines())
        if line[0] == "-"
    ]
    return names, gone


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("texte", "data/textes/circulaire-2030-05-02.yml"),
        ("etablissement", "data/etablissements/grenoble.yml"),
        ("terme", GLOSSAIRE),
        ("fiche", "fiches/fiche-2.md"),
    ],
)
def test_one_file_is_written_and_it_is_sound(kind: str, path: str, commande: Nouveau, root: Path) -> None:
    """The file is written, no line of it is lost, no rule has anything to say, and the person is told what to do next."""
    before = files(root)
    result = commande(kind, JUSTES[kind])
    assert 0 == result.exit_code, result.output
    assert f"Écrit\u00a0: {path}\n- " in result.output
    assert ({path}, []) == changes(before, files(root))
    assert [] == Site.load(root, FICTITIOUS_DAY).diagnostics


def test_unknown_facts_are_null_and_listed(commande: Nouveau, root: Path) -> None:
    """What was not given is ``null``, and the fields to look for are listed; prose gets its French typography."""
    commande("texte", TEXTE_JUSTE)
    texte = Site.load(root, FICTITIOUS_DAY).registry.textes["circulaire-2030-05-02"]
    assert (None, None, "inconnu", None) == (texte.titre, texte.url, texte.etat.valeur, texte.verifie_le)
    assert ["titre", "publications", "url", "etat", "vigueur"] == [item.champ for item in texte.a_verifier]
    assert "Fixe l’ordre\u00a0: rien de réel." == texte.objet


def test_places_in_the_lists(commande: Nouveau, root: Path) -> None:
    """A term goes to its place in the alphabet, above the comments of the next; a lycée goes by its UAI."""
    commande("terme", TERME_JUSTE)
    assert ["aaa", "bbb", "ccc"] == list(Site.load(root, FICTITIOUS_DAY).registry.glossaire)
    text = (root / GLOSSAIRE).read_text(encoding="utf-8")
    assert "# Ce commentaire parle de CCC.\n- id: ccc" in text
    assert "note: null  # au bout\n\n- id: bbb\n" in text
    commande("etablissement", LYCEE_JUSTE)
    assert ["0389990C", "0389995H"] == [e.uai for e in Site.load(root, FICTITIOUS_DAY).registry.all_etablissements()]


def test_the_uai_gives_the_academie(commande: Nouveau, root: Path) -> None:
    """Académie and département come from the prefix; without UAI they are asked, and a first lycée makes the file."""
    commande("etablissement", LYCEE_JUSTE)
    lycee = Site.load(root, FICTITIOUS_DAY).registry.etablissements["0389990c"]
    assert ("grenoble", "38") == (lycee.academie, lycee.departement)
    without = {k: v for k, v in LYCEE_JUSTE.items() if k != "uai"}
    assert "Il manque --academie" in commande("etablissement", without).output
    assert 0 == commande("etablissement", without | {"academie": "corse", "departement": "2B"}).exit_code
    written = (root / "data/etablissements/corse.yml").read_text(encoding="utf-8")
    assert written.startswith(
        "# yaml-language-server: $schema=../schemas/etablissements.schema.json\nacademie: corse\n"
    )


@pytest.mark.parametrize(
    ("kind", "wrong", "told"),
    [
        ("texte", {"nor": "MENE30"}, "attendu quatre lettres, sept chiffres, une lettre (il manque 5 chiffres\u00a0?)"),
        ("texte", {"date": "2030-02-30"}, "attendu une date qui existe au calendrier"),
        ("texte", {"lu-le": "2030"}, "attendu un jour AAAA-MM-JJ"),
        ("texte", {"id": "circulaire-fictive-2030"}, "existe déjà"),
        ("texte", {"id": "../../secret"}, "attendu un identifiant"),
        ("texte", {"type": "circulair"}, "vouliez-vous dire circulaire"),
        ("texte", {"source": "javascript:alert(1)"}, "attendu une adresse"),
        ("texte", {"article": "D335-1"}, "sans objet ici"),
        ("texte", {"titre-court": ""}, "attendu une réponse"),
        ("texte", {"objet": "a\x1b[31mbcdefghijkl"}, "signes visibles"),
        ("texte", {"etat": "abroge"}, "Il manque --etat-source"),
        ("etablissement", {"uai": "0389990D"}, "attendu la clé C"),
        ("etablissement", {"uai": "389990C"}, "un tableur a-t-il supprimé le zéro initial"),
        ("etablissement", {"uai": "0389995H"}, "déjà inscrit (data/etablissements/grenoble.yml, ligne 3)"),
        ("etablissement", {"academie": "grenobl"}, "vouliez-vous dire grenoble"),
        ("etablissement", {"departement": "75"}, "attendu un mot de la liste"),
        ("etablissement", {"source-genre": "blog"}, "attendu un mot de la liste"),
        ("terme", {"id": "aaa"}, "existe déjà"),
        ("terme", {"voir": "aaa, cc"}, "'cc' n’existe pas (vouliez-vous dire ccc"),
        ("fiche", {"numero": "1"}, "existe déjà"),
        ("fiche", {"numero": "-1"}, "attendu un nombre"),
        ("fiche", {"titre": "{{ site }}"}, "sans accolade"),
        ("fiche", {"publics": "ddfpt, tous"}, "attendu un mot de la liste"),
        ("fiche", {"resume": "x" * 201}, "de 10 à 200 signes"),
        ("fiche", {"genre": "page", "id": "index"}, "existe déjà"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_refused_at_once(
    kind: str, wrong: dict[str, str], told: str, commande: Nouveau, root: Path
) -> None:
    """A wrong answer gives one French sentence and exit code 2; nothing is written."""
    before = files(root)
    result = commande(kind, JUSTES[kind] | wrong)
    assert 2 == result.exit_code, result.output
    assert told in result.output
    assert before == files(root)


def test_a_rule_that_objects(commande: Nouveau, root: Path) -> None:
    """Answers that are right one by one and wrong together are stopped by the rules: their line is shown, nothing is written."""
    before = files(root)
    result = commande("etablissement", LYCEE_JUSTE | {"echeance": "2028"})
    assert 1 == result.exit_code
    assert "data/etablissements/grenoble.yml:24:17 ETB004" in result.output
    assert '  24 |       echeance: "2028"' in result.output
    assert result.output.endswith("Rien n’a été écrit.\n")
    assert before == files(root)


def test_old_mistakes_do_not_stop_a_new_record(commande: Nouveau, root: Path) -> None:
    """A mistake that was there before, elsewhere, is no reason to refuse."""
    (root / "docs/faute.md").write_text("sans en-tête\n", encoding="utf-8")
    assert 0 == commande("terme", TERME_JUSTE).exit_code


def test_questions_are_asked_again(commande: Nouveau, root: Path) -> None:
    """With a person, a refused answer is explained in French and asked again; an empty one takes the default."""
    answers = ["BBB", "aaa", "bbb", "", "Un terme fictif.", "nulle part", "", "", "zzz", "aaa", "", ""]
    result = commande("terme", input="\n".join(answers) + "\n")
    assert 0 == result.exit_code, result.output
    assert "Identifiant, en minuscules sans accent [bbb]\n> " in result.output
    assert "Nom complet, si c’est un sigle (rien si on ne sait pas)\n> " in result.output
    for told in ("'aaa' existe déjà", "attendu un mot de la liste\u00a0: nationale", "'zzz' n’existe pas"):
        assert f"Erreur\u00a0: {told}" in result.output
    terme = Site.load(root, FICTITIOUS_DAY).registry.glossaire["bbb"]
    assert (None, "nationale", ("aaa",)) == (terme.developpe, terme.portee, tuple(terme.voir))


def test_leaving_in_the_middle_writes_nothing(commande: Nouveau, root: Path) -> None:
    """The end of the input is an abandon, told in French."""
    before = files(root)
    result = commande("terme", input="BBB\n")
    assert 1 == result.exit_code
    assert "Abandon\u00a0: rien n’a été fait." in result.output
    assert before == files(root)


@pytest.mark.parametrize("kind", JUSTES)
def test_a_fork_writes_under_academie(kind: str, commande: Nouveau, root: Path) -> None:
    """Where ``academie/`` exists no national file is touched; the rules are asked all the same."""
    (root / "academie").mkdir()
    before = files(root)
    assert 0 == commande(kind, JUSTES[kind]).exit_code
    names, _gone = changes(before, files(root))
    assert 1 == len(names)
    name = names.pop()
    assert name.startswith("academie/")
    text = files(root)[name]
    assert "$schema=" not in text or "$schema=../../../data/schemas/" in text


def test_a_file_that_exists_is_never_replaced(commande: Nouveau, root: Path) -> None:
    """A local page of the same name, or a link in its place, is left alone."""
    (root / "academie/pages").mkdir(parents=True)
    (root / "academie/pages/fiche-2.md").write_text("déjà là\n", encoding="utf-8")
    before = files(root)
    result = commande("fiche", FICHE_JUSTE)
    assert (1, before) == (result.exit_code, files(root))
    assert "existe déjà. Rien n’a été écrit." in result.output
    (root / "academie/pages/fiche-2.md").unlink()
    (root / "academie/pages/fiche-2.md").symlink_to(root / "docs/index.md")
    assert 1 == commande("fiche", FICHE_JUSTE).exit_code
    assert before["docs/index.md"] == files(root)["docs/index.md"]


@pytest.mark.parametrize(
    "hostile",
    ["- a", "a: b", "# c", "null", "'", '"', "{a}", "[b]", "=1+1", "*x", "&y", "!z", "%", "012", "a\\nb", "yes"],
)
def test_hostile_words_stay_words(hostile: str, commande: Nouveau, root: Path) -> None:
    """Whatever an answer holds, it is read back as it was given, French typography aside."""
    answers = LYCEE_JUSTE | {"nom": hostile, "commune": hostile, "intitule": hostile}
    assert 0 == commande("etablissement", answers).exit_code
    lycee = Site.load(root, FICTITIOUS_DAY).registry.etablissements["0389990c"]
    read = {lycee.nom, lycee.commune.nom, lycee.labels[0].intitule}
    assert {typography.mended(hostile)} == read


REAL = sorted(p for p in (ROOT / "data").rglob("*.yml") if p.parent.name != "carte")


def test_every_file_of_ours_is_kept_to_the_byte() -> None:
    """Read and written again, each small data file is the same, to the byte."""
    for path in (p for p in REAL if p.stat().st_size < 20_000):
        text = path.read_text(encoding="utf-8")
        assert text == dump(round_trip().load(text)), path


@pytest.mark.parametrize(
    ("name", "key"), [("glossaire", "termes"), ("liens", "liens"), ("etablissements/strasbourg", "etablissements")]
)
def test_insertion_adds_lines_only(name: str, key: str) -> None:
    """At every place of a real list an insertion adds lines and takes none away."""
    text = (ROOT / "data" / f"{name}.yml").read_text(encoding="utf-8")
    number = len(Document("", text).value[key])
    for index in {0, 1, number // 2, number - 1, number}:
        after = insert(text, key, {"id": quoted("essai"), "note": "un : deux"}, index)
        kept = iter(after.split("\n"))
        assert all(line in kept for line in text.split("\n"))
        assert "essai" == Document("", after).value[key][index]["id"]


@pytest.mark.parametrize(
    "text", ["termes: [{id: a}, {id: b}]\n", "termes: {id: a}\n", "autre: []\n", "termes:\n-\n  id: a\n", ""]
)
def test_a_list_written_otherwise_is_left_to_a_person(text: str) -> None:
    """A list that cannot be completed line by line is refused rather than rewritten."""
    with pytest.raises(RewriteError):
        insert(text, "termes", {"id": "x"}, 0)


@pytest.mark.parametrize(
    "text", ["termes:\n", "termes: []\n", "termes: null\n", "# a\ntermes:\n  - id: a\n    b: 1\nautre: x\n"]
)
def test_empty_and_indented_lists(text: str) -> None:
    """A first entry fills an empty list; an indented list keeps its indent."""
    after = Document("", insert(text, "termes", {"id": "x", "l": [1]}, 1 if "id: a" in text else 0))
    assert () == after.diagnostics
    assert {"id": "x", "l": ["1"]} == after.value["termes"][-1]


@pytest.mark.parametrize(
    "questions", [TEXTE, ETABLISSEMENT, TERME, fiche.questions(())], ids=["texte", "etablissement", "terme", "fiche"]
)
def test_every_question_has_its_own_option(questions: tuple[Question, ...]) -> None:
    """No two questions share a key, and each is worded for a person."""
    assert len(questions) == len({question.key for question in questions})
    assert all(question.text[0].isupper() or question.text.startswith("À") for question in questions)
