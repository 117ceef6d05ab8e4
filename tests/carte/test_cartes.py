# SPDX-License-Identifier: MIT
"""The maps: who stands where, what is said, and the SVG that comes out."""

from __future__ import annotations

import gzip
import math
import re
from dataclasses import replace

import pytest
from lxml import etree

from labellisation.registry import Academie
from labellisation.site.carte import Carte, Fond, carte_academie, carte_france
from labellisation.site.carte.cadres import LIMITE
from labellisation.site.carte.contours import box_of
from labellisation.site.carte.marques import marques, spread
from labellisation.site.model import Site
from labellisation.site.render import Renderer
from tests.carte.conftest import MakeRow
from tests.unites.hostile import ATTACK, dangers


@pytest.fixture(scope="session")
def france(fond: Fond, academies: list[Academie], site_reel: Site) -> Carte:
    """The map of the real registry."""
    return carte_france(fond, academies, site_reel.lignes)


def drawn(renderer: Renderer, carte: Carte, page: str = "annuaire/") -> str:
    """Return the markup of a map."""
    return renderer.render("carte-svg", page, carte=carte)


def parsed(markup: str) -> etree._Element:
    """Parse the markup as XML: every tag closed, every attribute quoted."""
    text = markup.replace("&nbsp;", "\u00a0")
    return etree.fromstring(f"<body>{re.sub(r'<link[^>]*>', '', text)}</body>")


class TestFrance:
    """The national map."""

    def test_every_mark_is_inside_its_frame(self, france: Carte) -> None:
        """No mark is cut, those set apart included."""
        for cadre in france.cadres:
            left, top, width, height = cadre.boite
            for mark in cadre.marques:
                assert left + cadre.rayon <= mark.x <= left + width - cadre.rayon
                assert top + cadre.rayon <= mark.y <= top + height - cadre.rayon

    def test_every_etablissement_is_drawn_once_or_named(self, france: Carte, site_reel: Site) -> None:
        """A mark, or a line of text: never both, never neither."""
        shown = [m.etablissement.id for cadre in france.cadres for m in cadre.marques]
        named = [m.etablissement.id for m in france.marques.sans_position]
        assert sorted({r.etablissement.id for r in site_reel.lignes}) == sorted(shown + named)

    def test_frames(self, france: Carte) -> None:
        """The mainland first, Paris enlarged, five overseas frames, four territories in words."""
        names = [cadre.nom for cadre in france.cadres]
        assert ["France métropolitaine", "Paris et petite couronne"] == names[:2]
        assert {"Guadeloupe", "Guyane", "La Réunion", "Martinique", "Mayotte"} == set(names[2:])
        assert {"975", "986", "987", "988"} == {d.code for a, _n in france.autres for d in a.departements}
        assert 30 == sum(len(c.zones) for c in france.cadres if c.nom != "Paris et petite couronne")

    def test_weight(self, france: Carte, rendu_reel: Renderer) -> None:
        """The national map costs 20 kB compressed at most."""
        assert len(gzip.compress(drawn(rendu_reel, france).encode(), 9)) <= 20_000

    def test_a_thousand_labels_become_figures(
        self, fond: Fond, academies: list[Academie], lycee: MakeRow, rendu_reel: Renderer
    ) -> None:
        """Too many marks would hide the map: one figure a département, and still a light page."""
        rows = [lycee("38", n, (45.1787, 5.7148)) for n in range(LIMITE)] + [lycee("974", 1, (-20.88, 55.45))]
        carte = carte_france(fond, academies, rows)
        assert [("Isère", LIMITE), ("La Réunion", 1)] == [(g.nom, g.nombre) for c in carte.cadres for g in c.groupes]
        markup = drawn(rendu_reel, carte)
        assert "annuaire/grenoble/" in markup
        assert "geo__m--" not in markup
        assert len(gzip.compress(markup.encode(), 9)) <= 20_000


class TestAcademie:
    """The map of one académie."""

    def test_the_crop_holds_its_departements_alone(
        self, fond: Fond, academies: list[Academie], site_reel: Site
    ) -> None:
        """Every drawn académie shows all of its départements and nothing else."""
        for academie in academies:
            carte = carte_academie(fond, academie, site_reel.lignes)
            own = [fond.departements[d.code] for d in academie.departements if d.code in fond.departements]
            if carte is None:
                assert [] == own
                continue
            (cadre,) = carte.cadres
            assert own == [zone.contour for zone in cadre.zones]
            left, top, width, height = box_of(own)
            assert cadre.boite[0] <= left
            assert cadre.boite[1] <= top
            assert cadre.boite[0] + cadre.boite[2] >= left + width
            assert cadre.boite[1] + cadre.boite[3] >= top + height

    def test_paris_stands_amid_its_ring(self, fond: Fond, academies: list[Academie], site_reel: Site) -> None:
        """Paris alone is a shape that nobody knows: its three neighbours are drawn around it, named clear of it; no other académie has any."""
        found = {a.slug: carte_academie(fond, a, site_reel.lignes, academies) for a in academies}
        around = {slug: {z.code for z in carte.cadres[0].alentours} for slug, carte in found.items() if carte}
        assert {"paris": {"92", "93", "94"}} == {slug: codes for slug, codes in around.items() if codes}
        (cadre,) = found["paris"].cadres if found["paris"] else ()
        left, top, width, height = box_of(zone.contour for zone in cadre.zones)
        for zone in cadre.alentours:
            assert zone.etiquette is not None
            assert not (left < zone.etiquette[0] < left + width and top < zone.etiquette[1] < top + height), zone.nom

    def test_a_territory_without_outline_has_no_map(self, fond: Fond, site_reel: Site) -> None:
        """Nouvelle-Calédonie is said in words."""
        assert carte_academie(fond, site_reel.registry.academies["nouvelle-caledonie"], []) is None

    def test_weight(self, fond: Fond, academies: list[Academie], site_reel: Site, rendu_reel: Renderer) -> None:
        """No map of an académie costs more than 4 kB compressed."""
        maps = (carte_academie(fond, a, site_reel.lignes) for a in academies)
        assert max(len(gzip.compress(drawn(rendu_reel, c).encode(), 9)) for c in maps if c) <= 4_000


class TestMarks:
    """What one mark is."""

    def test_marks_of_one_commune_are_set_apart(self, fond: Fond, lycee: MakeRow) -> None:
        """Twenty lycées of one town: no two marks overlap, and none goes far."""
        marks = marques(fond, [lycee("75", n, (48.85341, 2.3488)) for n in range(20)]).placed(["75"])
        apart = spread(marks, 10)
        gaps = [math.dist((a.x, a.y), (b.x, b.y)) for i, a in enumerate(apart) for b in apart[:i]]
        assert min(gaps) >= 20
        assert max(math.dist((m.x, m.y), (marks[0].x, marks[0].y)) for m in apart) <= 10 * 7
        assert spread(marks[:1], 10) == tuple(marks[:1])

    def test_the_best_known_state_gives_the_shape_and_all_are_said(
        self, fond: Fond, lycee: MakeRow, rendu_reel: Renderer, site_reel: Site
    ) -> None:
        """An établissement with two labels has one mark."""
        old, new = (lycee("38", 1, (45.1787, 5.7148), echeance=e) for e in ("2020-08-31", "2030-08-31"))
        carte = carte_academie(fond, site_reel.registry.academies["grenoble"], [old, new])
        assert carte is not None
        (mark,) = carte.cadres[0].marques
        assert ("en_cours", ["en cours", "échu"]) == (mark.code, [e.libelle for e in mark.etats])
        assert "Lycée fictif, Ville-Fictive&nbsp;: en cours&nbsp;; échu" in drawn(rendu_reel, carte)

    def test_a_missing_position_is_said_not_drawn(
        self, fond: Fond, lycee: MakeRow, rendu_reel: Renderer, site_reel: Site
    ) -> None:
        """Without a position, or with one at sea, an établissement is named in the text beside the map."""
        rows = [
            lycee("38", 1),
            lycee("38", 2, (5.7, 45.1), nom="Lycée aux coordonnées échangées"),
            lycee("38", 3, (45.18, 5.72)),
        ]
        carte = carte_academie(fond, site_reel.registry.academies["grenoble"], rows)
        assert carte is not None
        assert 1 == len(carte.cadres[0].marques)
        body = parsed(drawn(rendu_reel, carte, "annuaire/grenoble/"))
        said = ["".join(str(t) for t in li.itertext()) for li in body.findall(".//div[@class='geo__fin']/ul/li")]
        assert 2 == len(said)
        assert "Lycée aux coordonnées échangées, Ville-Fictive\u00a0: échéance inconnue" in said


class TestMarkup:
    """The inline SVG."""

    def test_it_is_well_formed_and_named(self, france: Carte, rendu_reel: Renderer) -> None:
        """Every drawing, territory and mark has a name; identifiers are unique; references lead somewhere."""
        body = parsed(drawn(rendu_reel, france))
        ids = [str(i) for i in body.xpath("//@id")]
        assert len(ids) == len(set(ids))
        assert set() == {str(h)[1:] for h in body.xpath("//@href") if str(h).startswith("#")} - set(ids)
        assert {str(i) for i in body.xpath("//@aria-labelledby")} <= set(ids)
        assert all(svg.get("aria-label") or svg.get("aria-hidden") == "true" for svg in body.iter("svg"))
        links = [a for svg in body.iter("svg") for a in svg.iter("a")]
        assert [] == [a.get("href") for a in links if not (a.findtext("title") or "").strip()]

    def test_only_marks_take_the_keyboard(self, france: Carte, rendu_reel: Renderer) -> None:
        """Territories are links for the pointer: the table beside gives the same ones; a link passes over the marks."""
        body = parsed(drawn(rendu_reel, france))
        zones = body.findall(".//a[@class='geo__zone']")
        assert {"-1"} == {a.get("tabindex") for a in zones}
        marks = [a for a in body.iter("a") if (a.get("class") or "").startswith("geo__m ")]
        assert len(france.marques) == len([a for a in marks if a.get("tabindex") is None])
        assert "#carte-fin" == body.findall(".//p[@class='geo__passer']/a")[0].get("href")

    def test_each_state_has_its_own_shape(
        self, fond: Fond, lycee: MakeRow, rendu_reel: Renderer, site_reel: Site
    ) -> None:
        """Colour is never alone: the seven states are seven drawings, hollow or full, and seven lines of the legend."""
        shape = (
            rendu_reel.env.get_template("carte-svg.html")
            .make_module({"url": str, "carte": _empty(fond, site_reel)})
            .forme
        )
        codes = ("en_cours", "a_renouveler", "theorique", "theorique_passee", "echu", "inconnu", "avis")
        assert 7 == len({str(shape(code)) for code in codes})

    def test_same_facts_same_bytes(
        self, fond: Fond, academies: list[Academie], site_reel: Site, france: Carte, rendu_reel: Renderer
    ) -> None:
        """Two renderings are identical."""
        again = carte_france(fond, academies, list(site_reel.lignes))
        assert drawn(rendu_reel, france) == drawn(rendu_reel, again)

    def test_names_never_become_markup(self, fond: Fond, lycee: MakeRow, rendu_reel: Renderer, site_reel: Site) -> None:
        """A hostile name, drawn or only said, stays text in its title."""
        rows = [
            lycee("38", 1, (45.18, 5.72), nom=f"Lycée {ATTACK}", commune=ATTACK),
            lycee("38", 2, nom=f"Autre {ATTACK}", commune=ATTACK),
        ]
        hostile = replace(fond, credits=[{**c, "titre": ATTACK, "auteur": ATTACK} for c in fond.credits])
        carte = carte_academie(hostile, site_reel.registry.academies["grenoble"], rows)
        assert carte is not None
        markup = drawn(rendu_reel, carte)
        assert [] == dangers(markup)
        titles = [str(t) for t in parsed(re.sub("[\ue000\ue001]", "", markup)).xpath("//a/title/text()")]
        assert any("<script>" in t for t in titles)


def _empty(fond: Fond, site: Site) -> Carte | None:
    return carte_academie(fond, site.registry.academies["grenoble"], [])
