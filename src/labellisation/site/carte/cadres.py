# SPDX-License-Identifier: MIT
"""The maps: France in its frames (mainland, enlargement of Paris, overseas), and one académie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ...registry import Academie
from ..views import LigneAnnuaire
from .contours import Box, box_of, centre, joined
from .fond import METROPOLE, Fond
from .marques import groupes, marques, spread
from .modele import Cadre, Carte, Marque, Zone

#: Paris and its ring are too small on the national map: their marks stand in an enlargement.
COURONNE = ("75", "92", "93", "94")
#: Above that number of marks the national map shows one figure a département.
LIMITE = 250
#: Half a mark, as a part of the height of its frame: 5 or 6 px at the size that the style sheet gives to each.
FRANCE, ENCART, ACADEMIE = 0.0085, 0.046, 0.0135


def _cadre(
    name: tuple[str, str], zones: Sequence[Zone], marks: Sequence[Marque], part: float, around: Sequence[Zone] = ()
) -> Cadre:
    """Frame ``zones`` with room for the whole of every mark, amid the territories ``around`` them."""
    left, top, width, height = box_of(zone.contour for zone in (*zones, *around))
    size = round(part * max(height, 0.75 * width), 2)
    spread_marks = spread(marks, size)
    room = 2 * size
    xs = [left, left + width, *(m.x for m in spread_marks)]
    ys = [top, top + height, *(m.y for m in spread_marks)]
    corner = (round(min(xs) - room, 1), round(min(ys) - room, 1))
    box = (*corner, round(max(xs) + room - corner[0], 1), round(max(ys) + room - corner[1], 1))
    return Cadre(
        *name,
        box,
        size,
        tuple(_named(zone, spread_marks, size) for zone in zones),
        spread_marks,
        alentours=tuple(_beside(zone, box_of(z.contour for z in zones), size) for zone in around),
    )


def _named(zone: Zone, marks: Sequence[Marque], size: float) -> Zone:
    """Move the name of a territory up or down where a mark would hide it."""
    if zone.etiquette is None:
        return zone
    x, y = zone.etiquette
    half = 0.65 * size * len(zone.nom) + size

    def hidden(shift: float) -> bool:
        return any(abs(m.x - x) < half and abs(m.y - y - shift + 0.8 * size) < 2 * size for m in marks)

    shift = next((s for s in (0, 3 * size, -3 * size, 5 * size, -5 * size) if not hidden(s)), 0)
    return replace(zone, etiquette=(x, y + shift))


def _beside(zone: Zone, inner: Box, size: float) -> Zone:
    """Move the name of a territory around the map below the box ``inner`` where it would cover it."""
    if zone.etiquette is None:
        return zone
    x, y = zone.etiquette
    left, top, width, height = inner
    half = 0.65 * size * len(zone.nom) + size
    if left - half < x < left + width + half and top - size < y < top + height + 2 * size:
        return replace(zone, etiquette=(x, top + height + 4 * size))
    return zone


def _departements(fond: Fond, academies: Iterable[Academie], rows: Sequence[LigneAnnuaire]) -> list[Zone]:
    """Return one territory a drawn département of ``academies``."""
    counts = Counter(row.etablissement.departement for row in rows)
    drawn = [(d, a) for a in academies for d in a.departements if d.code in fond.departements]
    return [
        Zone(d.nom, path, counts[d.code], f"annuaire/{a.slug}/", code=d.code, etiquette=centre(path))
        for d, a in drawn
        for path in (fond.departements[d.code],)
    ]


def _zones(fond: Fond, academies: Iterable[Academie], counts: Counter[str]) -> dict[str, list[Zone]]:
    """Return the territories of each frame: an académie, or the part of it that stands in that frame."""
    found: dict[str, list[Zone]] = {}
    for academie in academies:
        frames = {d.code: fond.cadre_of(d.code) for d in academie.departements}
        for key in dict.fromkeys(frame for frame in frames.values() if frame):
            outline, inside = joined(tuple(fond.departements[code] for code in frames if frames[code] == key))
            page = f"annuaire/{academie.slug}/"
            found.setdefault(key, []).append(Zone(academie.nom_complet, outline, counts[academie.slug], page, inside))
    return found


def carte_academie(
    fond: Fond, academie: Academie, rows: Sequence[LigneAnnuaire], academies: Iterable[Academie] = ()
) -> Carte | None:
    """Return the map of one académie; ``None`` if none of its départements is drawn.

    Its départements stand alone, save Paris, a shape of ten points that its ring, among ``academies``, makes readable.
    """
    rows = [row for row in rows if row.academie.slug == academie.slug]
    zones = _departements(fond, [academie], rows)
    if not zones:
        return None
    found = marques(fond, rows)
    own = {d.code for d in academie.departements}
    ring = _departements(fond, academies, ()) if own <= set(COURONNE) else []
    around = [zone for zone in ring if zone.code in set(COURONNE) - own]
    cadre = _cadre((academie.slug, academie.nom_complet), zones, found.placed(own), ACADEMIE, around)
    return Carte(f"carte-{academie.slug}", academie, (cadre,), found, fond.credits_of(z.code for z in zones))


def carte_france(fond: Fond, academies: Sequence[Academie], rows: Sequence[LigneAnnuaire]) -> Carte:
    """Return the map of France: mainland and Corsica, Paris and its ring enlarged, the five overseas départements."""
    found, counts = marques(fond, rows), Counter(row.academie.slug for row in rows)
    names = {d.code: (d.nom, a) for a in academies for d in a.departements}

    def cadre(key: str, name: str, zones: Sequence[Zone], codes: Iterable[str], part: float) -> Cadre:
        if len(found) <= LIMITE:
            return _cadre((key, name), zones, found.placed(codes), part)
        empty = _cadre((key, name), zones, (), part)
        return replace(empty, groupes=groupes(found, {c: names[c] for c in codes}, empty.rayon))

    close = [a for a in academies if any(d.code in COURONNE for d in a.departements)]
    ring = [z for z in _departements(fond, close, rows) if z.code in COURONNE]
    frames: list[Cadre] = []
    for key, zones in _zones(fond, academies, counts).items():
        if key != METROPOLE:
            frames.append(cadre(key, names[key][0], zones, [key], ENCART))
            continue
        main = [code for code in names if fond.cadre_of(code) == METROPOLE and code not in COURONNE]
        whole = cadre(key, "France métropolitaine", zones, main, FRANCE)
        enlarged = [cadre("couronne", "Paris et petite couronne", ring, COURONNE, ENCART)] if ring else []
        around = box_of(zone.contour for zone in ring) if ring else None
        frames[:0] = [replace(whole, repere=around), *enlarged]
    others = [(a, counts[a.slug]) for a in academies if not any(fond.cadre_of(d.code) for d in a.departements)]
    return Carte("carte", None, tuple(frames), found, fond.credits_of(names), tuple(others))
