# SPDX-License-Identifier: MIT
"""The self-evaluation in Chromium: answers that stay, files that come back equal, hostile files that change nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from labellisation.documents.csv_file import csv_file
from labellisation.documents.grid import grid
from labellisation.documents.model import OutilDeTravail, tools
from labellisation.documents.parts import Source
from tests.navigateur.conftest import Visit, Visitor, until
from tests.navigateur.test_accessibilite import SCHEMES, WIDTHS, violations
from tests.outils import BuiltSite

PLACE = "outils/auto-evaluation/"
MESSAGE = "[data-ae-message]"
STORED = "localStorage.getItem('labellisation.auto-evaluation')"
#: Ten fictitious answers, one for each way to answer; « =1+1 » is what a spreadsheet would compute.
TEN: tuple[dict[str, str], ...] = (
    {"cote": "0", "constat": "Constat fictif : rien n’est écrit.", "cible": "3", "action": "Écrire le projet fictif",
     "priorite": "1", "responsable": "DDFPT", "echeance": "2031-03"},
    {"cote": "1", "constat": "=1+1"},
    {"cote": "2", "constat": "Fictif ; avec \"guillemets\"", "preuve": "Pièce fictive 1"},
    {"cote": "3", "constat": "Deux lignes\nfictives", "preuve": "Pièce fictive 2", "cible": "3"},
    {"cote": "NA", "motif": "Motif fictif"},
    {"cote": "2", "constat": "Fictif, sans preuve"},
    {"constat": "Fictif, pas encore coté"},
    {"cote": "1", "constat": "<img src=x onerror=alert(1)>", "cible": "3"},
    {"cote": "3", "constat": "-12,5 % fictifs", "preuve": "@fictif"},
    {"cote": "0"},
)  # fmt: skip


@pytest.fixture(scope="session")
def tool(built: BuiltSite) -> OutilDeTravail:
    """The grid of the real site."""
    return next(t for t in tools(built.registry) if t.modele == "grille")


@pytest.fixture(scope="session")
def ten(tool: OutilDeTravail) -> dict[str, dict[str, str]]:
    """The ten answers, one question in four."""
    return {question.id: answer for question, answer in zip(tool.questions[::4], TEN, strict=False)}


def unfold(page: Page) -> None:
    """Open every part of the form."""
    page.evaluate("document.querySelectorAll('[data-ae] details').forEach(d => { d.open = true })")


def answer(page: Page, question: str, given: dict[str, str]) -> None:
    """Answer one question as a visitor does."""
    group = page.locator(f"#question-{question}")
    for field, value in given.items():
        if field == "cote":
            group.locator(f"[name='{question}.cote'][value='{value}']").check()
        elif field in ("cible", "priorite"):
            group.locator(f"[name='{question}.{field}']").select_option(value)
        else:
            group.locator(f"[name='{question}.{field}']").fill(value)


def answer_all(page: Page, answers: dict[str, dict[str, str]]) -> None:
    """Give all the answers, and wait until they are kept."""
    unfold(page)
    for question, given in answers.items():
        answer(page, question, given)
    page.locator("[name='_identite.etablissement']").fill("Lycée fictif des Essais")
    until(page, f"({STORED} ?? '').includes('Lycée fictif')")


def shown(page: Page) -> dict[str, dict[str, str]]:
    """Return the answers that the form shows."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...new FormData(document.querySelector('[data-ae-grille]'))].filter(([, v]) => v))"
    )
    answers: dict[str, dict[str, str]] = {}
    for name, value in found.items():
        question, field = name.split(".")
        answers.setdefault(question, {})[field] = value.replace("\r\n", "\n")
    return answers


def download(page: Page, button: str, folder: Path) -> Path:
    """Press a button that hands a file over; return the file."""
    with page.expect_download() as waiting:
        page.locator(f"[data-ae-bouton='{button}']").click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def hand(page: Page, content: str | bytes) -> None:
    """Give a file to the page."""
    body = content if isinstance(content, bytes) else content.encode()
    page.locator("[data-ae-fichier]").set_input_files(
        {"name": "fichier.json", "mimeType": "application/json", "buffer": body}
    )


def file_of(answers: Any, **more: Any) -> str:
    """Return the text of an export file."""
    head = {"format": "labellisation.auto-evaluation", "version": 1, "referentiel": "r2023", "identite": {}}
    return json.dumps(head | {"reponses": answers} | more, ensure_ascii=False)


def give_all(page: Page, answers: dict[str, dict[str, str]], others: Any = None) -> None:
    """Give all the answers at once, by a file, with others that the grid has not; open every part."""
    hand(page, file_of(answers | {"ancienne": others or {"cote": "2"}}))
    expect(page.locator("[data-ae-rapport]")).not_to_have_attribute("hidden", "")
    unfold(page)


def erase(page: Page) -> None:
    """Erase everything, and say yes."""
    page.get_by_role("button", name="Tout effacer").click()
    page.locator("[data-ae-oui]").click()


def asked(visitor: Visitor) -> list[str]:
    """Return what was asked over the network (blob: is in the memory of the browser)."""
    return [url for url in visitor.requests if url.startswith("http")]


def test_ten_answers_stay_leave_and_come_back(visit: Visit, tmp_path: Path, ten: dict[str, dict[str, str]]) -> None:
    """Fill, reload, export, clear, import, export: equal at each step; off the network, with nothing asked of it."""
    visitor = visit(accept_downloads=True)
    page = visitor.go(PLACE)
    answer_all(page, ten)
    expected = ten | {"_identite": {"etablissement": "Lycée fictif des Essais"}}
    assert shown(page) == expected
    page.reload()
    assert shown(page) == expected
    until(page, "document.documentElement.dataset.pret === ''")
    page.wait_for_load_state("networkidle")
    before = asked(visitor)
    page.context.set_offline(True)
    first = download(page, "json", tmp_path / "1").read_text(encoding="utf-8")
    assert json.loads(first)["reponses"] == ten
    erase(page)
    expect(page.locator(MESSAGE)).to_contain_text("effacées")
    assert (shown(page), page.evaluate(STORED)) == ({}, None)
    hand(page, first)
    expect(page.locator(MESSAGE)).to_contain_text("10 réponses reprises")
    assert shown(page) == expected
    assert json.loads(download(page, "json", tmp_path / "2").read_text(encoding="utf-8")) == json.loads(first)
    download(page, "csv", tmp_path / "2")
    assert asked(visitor) == before


def test_erasing_asks_first(visit: Visit, ten: dict[str, dict[str, str]]) -> None:
    """« Garder mes réponses » and Escape keep everything, and the focus comes back to the button."""
    page = visit().go(PLACE)
    answer_all(page, ten)
    button = page.get_by_role("button", name="Tout effacer")
    for way in ("Enter", "Escape"):
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Garder mes réponses")).to_be_focused()
        page.keyboard.press(way)
        expect(page.locator("dialog[data-ae-dialogue]")).to_be_hidden()
        expect(button).to_be_focused()
        assert len(shown(page)) == len(ten) + 1


def test_the_csv_is_that_of_the_grid(
    visit: Visit, tmp_path: Path, ten: dict[str, dict[str, str]], tool: OutilDeTravail, built: BuiltSite
) -> None:
    """Same columns and same questions as the CSV of the grid, « ; », a mark, and no cell that computes."""
    page = visit(accept_downloads=True).go(PLACE)
    answer_all(page, ten)
    written = download(page, "csv", tmp_path).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";"))
    made = csv_file(grid(Source(built.registry, tool, built.site.day))).decode("utf-8-sig")
    model = list(csv.reader(io.StringIO(made, newline=""), delimiter=";"))
    width = len(model[0])
    assert rows[0][:width] == model[0]
    assert {len(row) for row in rows} == {len(rows[0])}
    fixed = [rows[0].index(name) for name in ("Critère", "Phase", "Question", "Thèmes Qualéduc", "Identifiant")]
    assert [[row[c] for c in fixed] for row in rows[1:]] == [
        [row[c] for c in fixed] for row in model[1 : len(tool.questions) + 1]
    ]
    cells = {row[rows[0].index("Identifiant")]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    found = [cells[question] for question in ten]
    assert [f["Cotation"] for f in found] == [a.get("cote", "") for a in TEN]
    assert (found[0]["Écart"], found[3]["Écart"], found[7]["Écart"]) == ("fort", "aucun", "moyen")
    assert (found[5]["À compléter"], found[9]["À compléter"]) == ("Donnez une preuve", "Écrivez le constat")
    assert (found[1]["Constat"], found[3]["Constat"]) == ("'=1+1", "Deux lignes\nfictives")
    assert (found[8]["Constat"], found[8]["Preuve"]) == ("'-12,5 % fictifs", "'@fictif")
    assert [c for row in rows for c in row if c.startswith(("=", "+", "-", "@", "\t"))] == []


HOSTILE = {
    "truncated": (file_of({"offre-x": {"cote": "1"}})[:-20], "incomplet"),
    "empty": ("", "incomplet"),
    "binary": (b"\x00\xff\xfe" * 50, "incomplet"),
    "number": ("42", "pas un export"),
    "list": ("[[[]]]", "pas un export"),
    "null": ("null", "pas un export"),
    "deep": ("[" * 50_000 + "]" * 50_000, ""),
    "other format": (json.dumps({"format": "autre", "version": 1, "reponses": {}}), "pas un export"),
    "answers are a text": (file_of("tout"), "pas un export"),
    "newer": (file_of({}, version=2), "autre version"),
    "heavy": (file_of({}, note="x" * 1_000_001), "trop lourd"),
}


def test_hostile_files_change_nothing(visit: Visit, ten: dict[str, dict[str, str]]) -> None:
    """Truncated, foreign, deep, heavy: a sentence in French, and every answer still there."""
    page = visit().go(PLACE)
    answer_all(page, ten)
    before = (shown(page), page.evaluate(STORED))
    for name, (content, words) in HOSTILE.items():
        page.evaluate(f"document.querySelector('{MESSAGE}').textContent = ''")
        hand(page, content)
        expect(page.locator(MESSAGE), name).to_contain_text("Vos réponses n’ont pas changé")
        expect(page.locator(MESSAGE), name).to_contain_text(words)
        assert (shown(page), page.evaluate(STORED)) == before, name


def test_hostile_values_stay_text(visit: Visit, tool: OutilDeTravail, tmp_path: Path) -> None:
    """Markup stays text, a name like __proto__ touches nothing, a value out of the lists is told and kept."""
    question = tool.questions[0].id
    attack = "<img src=x onerror=\"document.title='piégé'\">"
    raw = file_of(
        {question: {"cote": "2", "constat": attack, "preuve": [12], "inconnu": attack}, attack: {"cote": "1"}}
    )
    content = raw.replace('"reponses": {', '"reponses": {"__proto__": {"cote": "3"}, "constructor": "3", ', 1)
    page = visit(accept_downloads=True).go(PLACE)
    hand(page, content)
    expect(page.locator(MESSAGE)).to_contain_text("5 éléments n’ont pas pu être repris")
    assert shown(page) == {question: {"cote": "2", "constat": attack}}
    told = page.locator("[data-ae-restes] li").all_text_contents()
    assert sorted(t.split(" – ")[0] for t in told) == sorted(["__proto__", "constructor", question, question, attack])
    assert page.locator("[data-ae] img").count() == 0
    assert page.evaluate("({}).cote") is None
    assert page.title() != "piégé"
    page.reload()
    assert sorted(page.locator("[data-ae-restes] li").all_text_contents()) == sorted(told)
    assert len(json.loads(download(page, "json", tmp_path).read_text(encoding="utf-8"))["non_reprises"]) == 5
    page.get_by_role("button", name="Oublier ce qui").click()
    expect(page.locator("[data-ae-rapport]")).to_be_hidden()


def test_answers_of_another_referentiel_follow_their_identifiers(visit: Visit, ten: dict[str, dict[str, str]]) -> None:
    """Old answers go to the question of the same identifier; the others are listed; the page's own answers stay, and can come back."""
    page = visit().go(PLACE)
    answer_all(page, ten)
    before = shown(page)
    known = list(ten)[1]
    hand(page, file_of({known: {"cote": "3"}, "hebergement-ancien": {"cote": "2"}}, referentiel="r2006"))
    message = page.locator(MESSAGE)
    expect(message).to_contain_text("autre référentiel (r2006)")
    expect(message).to_contain_text("1 réponse de la page a été remplacée")
    expect(page.locator("[data-ae-restes] li")).to_have_text(
        ["hebergement-ancien – cote – 2 (question absente de cette grille)"]
    )
    assert shown(page) == before | {known: {"cote": "3"}}
    page.get_by_role("button", name="Revenir aux réponses").click()
    assert shown(page) == before
    expect(page.locator("[data-ae-rapport]")).to_be_hidden()


def add(page: Page, critere: str, words: str, mark: str) -> str:
    """Add a question to a criterion as a visitor does; return its identifier."""
    page.locator(f"[data-ae-ajout={critere}]").click()
    page.keyboard.type(words)
    identifier = page.evaluate("document.activeElement.closest('[data-question]').dataset.question")
    page.locator(f"[name='{identifier}.phase']").select_option("verifier")
    page.locator(f"[name='{identifier}.cote'][value='{mark}']").check()
    return str(identifier)


def test_a_visitor_adds_questions(visit: Visit, tool: OutilDeTravail, tmp_path: Path) -> None:
    """An added question is asked, counted, kept, exported, taken away and brought back like the others; the CSV has it last."""
    page = visit(accept_downloads=True).go(PLACE)
    unfold(page)
    critere = tool.questions[0].critere
    mine = add(page, critere, "Ma question fictive ?", "2")
    assert re.fullmatch("libre-[0-9a-f]{16}", mine)
    answers = {mine: {"cote": "2", "phase": "verifier", "question": "Ma question fictive ?"}}
    count, total = len(tool.questions) + 1, page.locator(f"[data-ae-ligne={critere}] [data-mesure=questions]")
    asked = sum(q.critere == critere for q in tool.questions)
    expect(page.locator("[data-ae-compte]")).to_have_text(f"1\u00a0question cotée sur {count}")
    expect(total).to_have_text(str(asked + 1))
    expect(page.locator("[data-ae-liste=preuves]")).to_contain_text("Ma question fictive ?")
    page.reload()
    assert shown(page) == answers
    exported = download(page, "json", tmp_path).read_text(encoding="utf-8")
    assert json.loads(exported)["reponses"] == {mine: answers[mine] | {"critere": critere}}
    rows = list(csv.reader(io.StringIO(download(page, "csv", tmp_path).read_text("utf-8-sig")), delimiter=";"))
    last = dict(zip(rows[0], rows[-1], strict=True))
    assert count == len(rows) - 1
    assert ("Vérifier", "Ma question fictive ?", "2", mine) == (
        last["Phase"],
        last["Question"],
        last["Cotation"],
        last["Identifiant"],
    )
    page.locator(f"[data-ae-retrait={mine}]").click()
    assert (shown(page), page.evaluate(STORED)) == ({}, None)
    page.get_by_role("button", name="Revenir aux réponses").click()
    assert shown(page) == answers
    erase(page)
    expect(total).to_have_text(str(asked))
    hand(page, exported)
    expect(page.locator(MESSAGE)).to_contain_text("1 réponse reprise")
    assert shown(page) == answers


def test_added_questions_of_another_grid_are_listed(visit: Visit, tool: OutilDeTravail) -> None:
    """A criterion that this grid has not, and a question too many: told, kept as they were written, nothing made of them."""
    known = {"critere": tool.questions[0].critere, "cote": "1"}
    many = {f"libre-{n:02x}": known for n in range(25)}
    page = visit().go(PLACE)
    hand(page, file_of({"libre-ff": {"critere": "hebergement", "question": "Fictive", "cote": "2"}} | many))
    told = page.locator("[data-ae-restes] li")
    expect(told.first).to_have_text("libre-ff – critere – hebergement (critère absent de cette grille)")
    assert sum("plus de 24 questions ajoutées" in text for text in told.all_text_contents()) == 4
    expect(page.locator("[data-ae-libres] [data-question]")).to_have_count(23)
    hand(page, file_of({"libre-zz": {"critere": known["critere"]}, "libre-fe": "texte"}))
    expect(told.filter(has_text="libre-zz")).to_contain_text("question absente de cette grille")
    expect(page.locator("[data-ae-libres] [data-question]")).to_have_count(23)


def test_an_indicator_can_be_changed(visit: Visit, tool: OutilDeTravail, tmp_path: Path, built: BuiltSite) -> None:
    """Left empty, the grid's own goes to the CSV; written, the visitor's does."""
    first, second = [q for q in tool.questions if q.indicateurs][:2]
    page = visit(accept_downloads=True).go(PLACE)
    unfold(page)
    answer(page, first.id, {"indicateur": "Indicateur fictif"})
    page.wait_for_function(f"() => ({STORED} ?? '').includes('Indicateur fictif')")
    rows = csv.DictReader(
        io.StringIO(download(page, "csv", tmp_path).read_text("utf-8-sig"), newline=""), delimiter=";"
    )
    found = {row["Identifiant"]: row["Indicateur"] for row in rows}
    assert "Indicateur fictif" == found[first.id]
    assert ", ".join(built.registry.indicateurs[i].libelle for i in second.indicateurs) == found[second.id]


def test_a_damaged_store_is_set_aside(visit: Visit) -> None:
    """What the browser kept and cannot be read is told and kept apart; the page works."""
    page = visit().go(PLACE)
    page.evaluate("localStorage.setItem('labellisation.auto-evaluation', '{\"format\":')")
    page.reload()
    expect(page.locator(MESSAGE)).to_contain_text("mises de côté")
    assert page.evaluate("localStorage.getItem('labellisation.auto-evaluation.illisible')") == '{"format":'


def test_a_browser_that_keeps_nothing_says_so(visit: Visit, tool: OutilDeTravail) -> None:
    """Storage refused: the visitor is told to export."""
    visitor = visit()
    visitor.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('refus') }")
    page = visitor.go(PLACE)
    answer(page, tool.questions[0].id, {"cote": "1"})
    expect(page.locator("[data-ae-garde]")).to_contain_text("exportez-les")


def test_the_synthesis_says_what_the_answers_say(
    visit: Visit, tool: OutilDeTravail, ten: dict[str, dict[str, str]]
) -> None:
    """Progress, means without NA, proofs to give, and the cap of priority 1; chart and table agree; no overall mark."""
    page = visit().go(PLACE)
    answer_all(page, ten)
    expect(page.locator("[data-ae-compte]")).to_have_text(
        f"9 questions cotées sur {len(tool.questions)}".replace("9 ", "9\u00a0", 1)
    )
    critere = tool.questions[0].critere
    marks = [int(a["cote"]) for q, a in ten.items() if _critere(tool, q) == critere and a.get("cote", "NA") != "NA"]
    mean = f"{sum(marks) / len(marks):.1f}".rstrip("0").rstrip(".").replace(".", ",")
    expect(page.locator(f"[data-ae-ligne={critere}] [data-mesure=moyenne]")).to_have_text(mean)
    expect(page.locator("svg.ae-graphe")).to_have_attribute("aria-label", _containing(f": {mean} ;"))
    assert "note globale" in page.locator("[data-ae]").inner_text()
    first = page.locator("[data-ae-liste=preuves] li").first
    expect(first).to_contain_text("Donnez une preuve")
    first.get_by_role("link").press("Enter")
    expect(page.locator(f"#question-{list(ten)[5]} input:checked")).to_be_focused()
    for question in tool.questions[:6]:
        answer(page, question.id, {"action": "Agir, fictif", "priorite": "1"})
    expect(page.locator("[data-ae-trop]")).to_contain_text("Gardez-en 5 au plus")


def _critere(tool: OutilDeTravail, question: str) -> str:
    return next(q.critere for q in tool.questions if q.id == question)


def _containing(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(r"\ ", r"\s"))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(visit: Visit, ten: dict[str, dict[str, str]], width: str, scheme: str) -> None:
    """Zero violation with answers, everything open, in each theme, at each width; nor in the question before erasing."""
    page = visit(viewport=WIDTHS[width], color_scheme=SCHEMES[scheme][0], reduced_motion="reduce").go(PLACE)
    give_all(page, ten | {"libre-0a": {"critere": "offre", "question": "Question fictive", "cote": "2"}})
    assert violations(page) == []
    page.get_by_role("button", name="Tout effacer").click()
    assert violations(page) == []


@pytest.mark.parametrize("options", [{}, {"forced_colors": "active"}, {"color_scheme": "dark"}], ids=str)
def test_nothing_overflows_at_320_px(visit: Visit, ten: dict[str, dict[str, str]], options: dict[str, Any]) -> None:
    """At 320 px (1280 at 400 %), the page never scrolls sideways."""
    page = visit(viewport={"width": 320, "height": 800}, **options).go(PLACE)
    give_all(page, ten, {"ancien-champ-" * 30: "2" * 400})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_question_is_answered_with_the_keyboard(visit: Visit, tool: OutilDeTravail) -> None:
    """Tab, arrows, Space and Enter are enough; each stop shows its focus; NA opens the motive, which comes next."""
    question = tool.questions[0].id
    page = visit(reduced_motion="reduce").go(PLACE)
    page.locator(f"[name='{question}.cote'][value='']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Constat fictif")
    page.keyboard.press("Tab")
    page.keyboard.type("Pièce fictive")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    ring = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert ring >= 2
    assert shown(page) == {
        question: {"cote": "1", "constat": "Constat fictif", "preuve": "Pièce fictive", "cible": "1"}
    }
    page.locator(f"[name='{question}.cote'][value='1']").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Motif fictif")
    assert shown(page)[question]["motif"] == "Motif fictif"
    assert shown(page)[question]["cote"] == "NA"


def test_paper_holds_the_answers(visit: Visit, ten: dict[str, dict[str, str]], tool: OutilDeTravail) -> None:
    """Printed, the page holds what was answered and the synthesis; without any answer, the whole form."""
    page = visit().go(PLACE)
    unfold(page)
    page.emulate_media(media="print")
    expect(page.locator("[data-question]:visible")).to_have_count(len(tool.questions))
    give_all(page, ten)
    expect(page.locator("[data-question]:visible")).to_have_count(len(ten))
    expect(page.locator("svg.ae-graphe")).to_be_visible()
    expect(page.get_by_role("button", name="Exporter")).to_have_count(0)


def test_without_javascript_the_form_reads(visit: Visit, tool: OutilDeTravail) -> None:
    """Every question is on the page, the spreadsheet is offered, and no button that would do nothing is shown."""
    page = visit(java_script_enabled=False).go(PLACE)
    expect(page.locator("[data-question]")).to_have_count(len(tool.questions))
    expect(page.get_by_role("link", name="grille à télécharger")).to_be_visible()
    expect(page.get_by_role("button", name="Exporter")).to_have_count(0)
    expect(page.get_by_role("radio", name="0 absent").first).to_be_visible()


@pytest.mark.parametrize("place", [PLACE, "outils/calendrier/"])
def test_no_script_or_style_is_in_the_page(built: BuiltSite, place: str) -> None:
    """The article holds no inline script, style or handler: a strict policy would change nothing."""
    article = built.article(place)
    assert article.xpath(".//script[not(@src)] | .//style | .//@style") == []
    assert [name for e in article.iter() if isinstance(e.tag, str) for name in e.attrib if name.startswith("on")] == []
