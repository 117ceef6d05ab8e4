# SPDX-License-Identifier: MIT
"""The mistakes of readers: the modules of the search asked in Chromium, then the whole search."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.navigateur.conftest import Visit

from .mesure import ASK

#: Give what the words of a list sound as; what a vocabulary of these words makes of a word; the families of words.
SOUNDS = "async ([root, words]) => { const m = await import(root + 'assets/recherche-fautes.js'); return words.map(m.sound); }"
CORRECT = """async ([root, words, word, last]) => {
  const m = await import(root + "assets/recherche-fautes.js");
  return new m.Vocabulary([words, []], "", []).correct(word, last);
}"""
FAMILIES = "async ([root, words]) => { const m = await import(root + 'assets/recherche-familles.js'); return words.map(m.family); }"


def root(page: Page) -> str:
    """The address of the site that the page is on."""
    return page.url.partition("?")[0]


def test_words_that_sound_alike_are_heard_alike(visit: Visit) -> None:
    """Endings in « é », mute and doubled letters, ph and f, c and s, an and en; words that only look alike are not."""
    page = visit().go()
    pairs = {
        "calendrie": "calendrier",
        "circulere": "circulaire",
        "partenaria": "partenariat",
        "convantion": "convention",
        "incertion": "insertion",
        "ortografe": "orthographe",
        "dossiez": "dossier",
        "evaluassion": "evaluation",
        "anuere": "annuaire",
        "indiquateur": "indicateur",
        "sindicat": "syndicat",
        "accompagneman": "accompagnement",
    }
    heard = page.evaluate(SOUNDS, [root(page), [*pairs, *pairs.values()]])
    assert heard[: len(pairs)] == heard[len(pairs) :]
    assert len(set(heard)) == len(pairs)


#: A word, whether it is still being written, and what it may be.
MISTAKES: list[tuple[str, bool, list[str]]] = [
    ("metie", False, ["metie", "metier"]),  # heard as a word of the guide, though it is of its family
    ("metier", False, []),  # a word of the guide
    ("metiers", False, []),  # its plural
    ("parte", True, []),  # the start of a word still written
    ("pertinariat", False, ["partenariat"]),  # two letters of a long word
    ("lannuaire", False, ["annuaire"]),  # without its apostrophe
    ("metierannuaire", False, ["metier annuaire"]),  # without its space
    ("coman", False, ["comment"]),  # an empty word, as it is heard
    ("zzzz", False, []),
]


def test_a_mistake_stands_for_a_word_of_the_guide(visit: Visit) -> None:
    """What a word that no page writes may be."""
    page = visit().go()
    words = ["metier", "partenariat", "partenaire", "annuaire"]
    found = [(word, last, page.evaluate(CORRECT, [root(page), words, word, last])) for word, last, _ in MISTAKES]
    assert found == MISTAKES


def test_verbs_that_change_are_of_one_family(visit: Visit) -> None:
    """« obtient » and « obtenir », « reçoivent » and « recevoir », « preuve » and « prouver »; « recevable » and « entreprise » are others."""
    page = visit().go()
    pairs = [
        ("obtient", "obtenir"),
        ("recoivent", "recevoir"),
        ("preuv", "prouver"),
        ("envoi", "envoyer"),
        ("reprennent", "reprendr"),
    ]
    others = [("recevabilit", "recevoir"), ("entrepris", "reprendr"), ("perspectiv", "perdr"), ("content", "obtenir")]
    families = page.evaluate(FAMILIES, [root(page), [word for pair in (*pairs, *others) for word in pair]])
    found = list(zip(families[::2], families[1::2], strict=True))
    assert [a == b for a, b in found] == [True] * len(pairs) + [False] * len(others)


#: What a reader writes → where the first answer is.
QUERIES = {
    "calendrié de la labelisation": ("/outils/", "/annexes/annexe-6/", "/fiches/"),
    "annuère des lycés": ("/annuaire/",),
    "enseignan dans un lycée des métié": ("/parcours/enseignant/",),
    "lycées labellisés Bretagne": ("/annuaire/rennes/",),
    "faire de la pub pour notre lycée": ("/criteres/communication/",),
}


def test_a_query_with_mistakes_finds_its_page(visit: Visit) -> None:
    """Mistakes in the words of the subject, several lycées asked for, a word that the index finds in others."""
    page = visit().go()
    page.locator("[data-recherche=ouvrir]").click()
    first = {query: urlsplit(page.evaluate(ASK, query)["links"][0]).path for query in QUERIES}
    assert {query: path for query, path in first.items() if not path.startswith(QUERIES[query])} == {}
