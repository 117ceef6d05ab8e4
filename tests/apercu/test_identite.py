# SPDX-License-Identifier: MIT
"""Whatever is edited, in whatever order, the preview gives the bytes that a whole build of the same repository gives.

Only the search index is left out. While something is wrong, it gives those of the last good build.
"""

from __future__ import annotations

import random
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from labellisation.apercu.board import Board
from labellisation.apercu.preview import Preview
from labellisation.diagnostics import Severite
from labellisation.site.build import build_site
from tests.conftest import FICTITIOUS_DAY
from tests.lycee import fictitious_lycee
from tests.petit import PAGE, write_small_site

SEED = 20261122
#: Edits of the usual suite for each repository, and of the full count.
FEW, MANY = 6, 150
#: The edits that begin, where there is no fork to begin with.
FIRST = ("corps", "label", "texte", "gabarit")
#: Files compared after each edit of the usual suite.
SAMPLE = 12

Change = Callable[[str | None, int], str | None]


def added(words: str) -> Change:
    """Something more at the end of a file."""
    return lambda text, number: f"{(text or '').rstrip()}\n\n{words.format(number=number)}\n"


def replaced(before: str, after: str) -> Change:
    """The words after ``before``, to the end of its line."""

    def change(text: str | None, number: int) -> str:
        head, mark, tail = (text or "").partition(before)
        assert mark, before
        return head + mark + after.format(number=number) + "\n" + tail.partition("\n")[2]

    return change


def toggled(content: str) -> Change:
    """A file that comes and goes."""
    return lambda text, number: content.format(number=number) if text is None else None


def with_and_without(words: str) -> Change:
    """Words that come and go at the end of a file."""

    def change(text: str | None, _number: int) -> str:
        return (text or "").removesuffix(words) if (text or "").endswith(words) else (text or "") + words

    return change


TEXTE = """\
id: texte-fictif-2
type: circulaire
numero: "2030-00{number}"
date: 2030-01-16
nor: null
titre: Seconde circulaire fictive
titre_court: seconde circulaire fictive
objet: Une circulaire fictive de plus.
portee: nationale
publications: []
url: null
etat: {{valeur: en_vigueur, source: page fictive, note: null}}
vigueur: {{du: 2030-02-01, au: null}}
relations: []
sources:
- {{url: "https://exemple.invalid/page", note: null, lu_le: 2030-03-01}}
lu_le: 2030-03-01
verifie_le: null
a_verifier: []
"""
LYCEE = fictitious_lycee(
    "0380099B",
    "38",
    "Lycée fictif de plus",
    "Lycée des métiers fictifs de plus",
    commune="Ville-Fictive",
    statut="public",
    decision='"2029-03-15"',
    debut='"2029-09-01"',
    echeance='"2034-08-31"',
    lu_le='"2030-03-01"',
)
ENCART = "---\nrelu_le: 2030-03-01\n---\n\nUn texte fictif de l’académie, le {number}.\n"
LOCAL_PAGE = "---\ntitre: Procédure fictive {number}\nresume: Une page de l’académie.\nrelu_le: 2030-03-01\n---\n\n## Une étape\n\nRien.\n"
GLOSSARY = """\
termes:
- {{id: essai, sigle: FICTIF, developpe: "développé fictif {number}", definition: "Un terme fictif.", portee: nationale,
   territoire: null, synonymes: [], voir: [], verification: lu, note: null}}
"""

#: What an editor may do: kind, file, change. The kinds of « academie » need a fork.
EDITS: list[tuple[str, str, Change]] = [
    ("corps", "fiches/fiche-1.md", added("Une phrase fictive {number}.")),
    ("corps", "docs/contact.md", added("## Titre fictif {number}\n\nLe sigle FICTIF.")),
    ("en-tête", "fiches/fiche-1.md", replaced("titre: ", "Fiche fictive {number}")),
    ("en-tête", "docs/textes/index.md", replaced("titre: ", "Textes fictifs {number}")),
    ("label", "data/etablissements/grenoble.yml", replaced("intitule: Lycée des métiers", " fictifs {number}")),
    ("lycée", "data/etablissements/grenoble.yml", with_and_without(LYCEE)),
    ("texte", "data/textes/circulaire-fictive-2030.yml", replaced("titre_court: ", "circulaire fictive {number}")),
    ("texte de plus", "data/textes/texte-fictif-2.yml", toggled(TEXTE)),
    ("gabarit", "overrides/fragments/page-etablissement.html", added("<p>Gabarit {number}</p>")),
    ("gabarit partagé", "overrides/fragments/macro-texte.html", added("<span>{number}</span>")),
    ("cadre", "overrides/partials/footer.html", added("<p>Pied {number}</p>")),
    ("glossaire", "data/glossaire.yml", lambda _text, number: GLOSSARY.format(number=number)),
    ("fichier", "docs/assets/essai.txt", toggled("Un fichier fictif {number}.")),
    ("feuille", "overrides/style/zz-essai.css", toggled(".essai-{number} {{ color: red; }}")),
    ("page de plus", "docs/essai.md", toggled(PAGE.format(titre="Essai {number}", corps="Le sigle FICTIF."))),
    ("réglages", "mkdocs.yml", with_and_without("  - contact.md\n")),
    ("faute", "docs/accessibilite.md", with_and_without('\nLe {{ texte("texte-inconnu") }}.\n')),
    ("faute", "data/groupes.yml", with_and_without("groupes: []\n")),
    ("faute", "overrides/fragments/macro-textes.html", with_and_without("{% if %}")),
    ("faute", "overrides/partials/fil.html", with_and_without("{{ 1 | filtre_inconnu }}")),
    ("faute", "mkdocs.yml", with_and_without("  - page-inconnue.md\n")),
]
ACADEMIE: list[tuple[str, str, Change]] = [
    ("encart", "academie/encarts/fiche-1/depot-fictif.md", toggled(ENCART)),
    ("page locale", "academie/pages/essai.md", toggled(LOCAL_PAGE)),
    ("académie", "academie/academie.yml", replaced("- fonction: ", "Référent fictif {number}")),
    ("couleur", "academie/academie.yml", replaced("couleurs: ", '{{principale: "#124{number:03d}"}}')),
    ("site", "data/site.yml", replaced("depot: ", "https://exemple.invalid/national-{number}")),
    ("site local", "academie/data/site.yml", replaced("nom: ", '"Site fictif {number}"')),
    ("gabarit local", "academie/overrides/fragments/page-critere.html", toggled("<p>Critère {number}</p>")),
]


class Bench:
    """One repository, its preview, and what a whole build last gave of it."""

    def __init__(self, folder: Path, base: str, seed: int) -> None:
        self.root, self.target = write_small_site(folder / "depot", base), folder / "site"
        self.random = random.Random(seed)  # noqa: S311 - seeded edits
        self.preview = Preview(self.root, folder / "apercu", FICTITIOUS_DAY, Board())
        self.preview.refresh()
        self.counts: Counter[str] = Counter()
        #: The faults that stand in the repository now.
        self.faults: set[tuple[str, Change]] = set()

    def build(self) -> bool:
        """Build the whole repository; say whether nothing was wrong."""
        done = build_site(self.root, self.target, FICTITIOUS_DAY)
        if done.ok:
            self.good = {p.relative_to(self.target).as_posix(): p.read_bytes() for p in self._files()}
        return done.ok

    def _files(self) -> Iterator[Path]:
        return (p for p in self.target.rglob("*") if p.is_file() and "pagefind" not in p.relative_to(self.target).parts)

    def edit(self, edit: tuple[str, str, Change], number: int, sample: int | None) -> None:
        """Make one edit; compare ``sample`` files, or all."""
        kind, path, change = edit
        file = self.root / path
        text = change(file.read_text(encoding="utf-8") if file.is_file() else None, number)
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        before = self.good.keys()
        assert self.preview.look()
        built = self.build()
        self.counts[kind if built else "faute montrée"] += 1
        self.faults ^= {(path, change)} if kind == "faute" else set()
        assert built is not bool(self.faults), (edit, self.preview.errors)
        problems = [*self.preview.errors, *self.preview.pages.problems]
        assert built is not bool(problems), (edit, problems)
        compared = [place for place in self.good if built or place.endswith(".html")]
        if sample is not None:
            compared = self.random.sample(compared, sample)
        for place in compared:
            assert self.good[place] == self.preview.pages.read(place), (kind, path, place, problems)
        assert [] == self.preview.pages.problems
        assert [] == [place for place in before - self.good.keys() if self.preview.pages.knows(place)]


@pytest.mark.parametrize("base", ["socle", "academie"])
def test_the_preview_gives_what_a_build_gives(tmp_path: Path, base: str, *, long_run: bool) -> None:
    """Seeded edits of every kind, one after the other; then the site as a build writes it, whole."""
    edits = EDITS + (ACADEMIE if base == "academie" else [])
    bench = Bench(tmp_path, base, SEED)
    assert bench.build()
    deck = [edit for edit in edits if edit in ACADEMIE or (base == "socle" and edit[0] in FIRST)]
    for number in range(10, 10 + (MANY if long_run else FEW)):
        deck = deck or bench.random.sample(edits, len(edits))
        edit = deck.pop()
        bench.edit(edit, number, None if long_run else SAMPLE)
        if (edit[1], edit[2]) in bench.faults:  # mended at once, or after another edit
            deck.insert(len(deck) - bench.random.choice((0, 1)) * bool(deck), edit)
    while bench.preview.pages.work(1.0):
        pass
    assert [] == bench.preview.pages.problems
    print(f"{base}: {dict(bench.counts)}")


def test_a_page_that_cannot_be_made_keeps_its_last_good_copy(tmp_path: Path) -> None:
    """A template that fails only when it is used: told at its line, once; the other pages live on; mended, it is seen."""
    bench = Bench(tmp_path, "socle", SEED)
    pages, place = bench.preview.pages, "textes/circulaire-fictive-2030/index.html"
    template = bench.root / "overrides/fragments/page-texte.html"
    text = template.read_text(encoding="utf-8")
    good = pages.read(place)
    template.write_text(f"{text}\n{{{{ inconnue.valeur }}}}\n", encoding="utf-8")
    contact = bench.root / "docs/contact.md"
    contact.write_text(contact.read_text(encoding="utf-8") + "\nLe mot glycine.\n", encoding="utf-8")
    assert bench.preview.look()
    assert [good, good] == [pages.read(place), pages.read(place)]
    (problem,) = pages.problems
    assert ("overrides/fragments/page-texte.html", text.count("\n") + 2) == problem.location[:2]
    assert "inconnue" in problem.message
    assert problem.severite is Severite.ERREUR
    told = bench.preview.board.state("textes/circulaire-fictive-2030/", -1, 0.0)
    assert "inconnue" in str([*told["ici"], *told["ailleurs"]])
    assert "glycine" in (pages.read("contact/index.html") or b"").decode()
    assert pages.read("textes/code-fictif-d999-1/index.html") is None, "never made, it cannot be shown"
    template.write_text(text, encoding="utf-8")
    assert bench.preview.look()
    assert good == pages.read(place)
    assert [] == pages.problems


def test_a_page_is_old_or_new_and_never_a_mix(tmp_path: Path) -> None:
    """A fact and two templates change together while pages are asked: each page holds one number, whichever."""
    bench = Bench(tmp_path, "socle", SEED)
    parts = {
        "overrides/fragments/page-texte.html": "<p>repere-{}</p>",
        "overrides/partials/footer.html": "<p>repere-{}</p>",
        "data/textes/circulaire-fictive-2030.yml": "objet: Une circulaire fictive, pour les essais, repere-{}.",
    }
    good = {path: re.sub("\nobjet: .*", "", (bench.root / path).read_text(encoding="utf-8")) for path in parts}
    seen: list[set[str]] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            page = bench.preview.pages.read("textes/circulaire-fictive-2030/index.html") or b""
            seen.append(set(re.findall(r"repere-[0-9]+", page.decode())))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for number in range(5):
            for path, words in parts.items():
                (bench.root / path).write_text(f"{good[path]}\n{words.format(number)}\n", encoding="utf-8")
            assert bench.preview.look()
            assert [] == bench.preview.errors
    finally:
        done.set()
        asking.join()
    assert not [found for found in seen if len(found) > 1]
    assert len(set().union(*seen)) > 2
    final = (bench.preview.pages.read("textes/circulaire-fictive-2030/index.html") or b"").decode()
    assert 3 <= final.count("repere-4")


def test_a_page_that_did_not_change_is_not_loaded_again(tmp_path: Path) -> None:
    """The mark told to the script of a page is that of the page served, whatever its address; a change elsewhere leaves it."""
    bench = Bench(tmp_path, "socle", SEED)
    board, pages = bench.preview.board, bench.preview.pages
    shown = {"": "index.html", "contact/": "contact/index.html", "404.html": "404.html", "nulle-part/": "nulle-part/"}
    before = {address: board.state(address, -1, 0.0)["marque"] for address in shown}
    assert before == {address: board.mark(pages.read(place)) for address, place in shown.items()}
    fiche = bench.root / "fiches/fiche-1.md"
    fiche.write_text(fiche.read_text(encoding="utf-8") + "\nLe mot glycine.\n", encoding="utf-8")
    assert bench.preview.look()
    assert before == {address: board.state(address, -1, 0.0)["marque"] for address in shown}
    (bench.root / "docs/assets/essai.css").write_text("a{}", encoding="utf-8")
    assert bench.preview.look()
    assert not set(before.values()) & {board.state(address, -1, 0.0)["marque"] for address in shown}
