# SPDX-License-Identifier: MIT
"""What all the names of a place say together, asked in Chromium of the modules of the search."""

from __future__ import annotations

from tests.navigateur.conftest import Visit

#: Give what the names of each of the pages (address → names) say of a query.
SAID = """async ([root, pages, query]) => {
  const load = (name) => import(`${root}assets/recherche-${name}.js`);
  const [{ Names }, { Profiles }, { Reader }, { read }] = await Promise.all(["noms", "profils", "question", "mots"].map(load));
  const lieux = Object.entries(pages).map(([url, names]) => ["", url, url, "fiches", names, []]);
  const content = { lieux, textes: ["", ""], mots: "", synonymes: [], lecteurs: [["bourse", "argent"]] };
  const names = new Names(content);
  return [...new Profiles(names).said(new Reader(content, names, []).notions(read(query)))];
}"""

PAGES = {
    "moyens/": ["argent disponible", "crédits annuels", "payer des travaux"],
    "travaux/": ["travaux", "atelier", "chantier"],
    "dates/": ["échéances", "calendrier", "rentrée"],
}


def said(visit: Visit, query: str) -> dict[str, float]:
    page = visit().go()
    found = page.evaluate(SAID, [page.url.partition("?")[0], PAGES, query])
    return dict(zip(PAGES, found, strict=True))


def test_names_answer_together_what_none_of_them_foresees(visit: Visit) -> None:
    """Each name of « moyens/ » holds one word of three; « travaux/ » is a whole name, and holds one word."""
    found = said(visit, "argent et crédits pour des travaux")
    assert found["moyens/"] > found["travaux/"] > found["dates/"] == 0


def test_a_word_of_readers_counts_for_the_guide_s(visit: Visit) -> None:
    """« bourse » stands for « argent », for a little less."""
    assert 0 < said(visit, "bourse")["moyens/"] < said(visit, "argent")["moyens/"]
