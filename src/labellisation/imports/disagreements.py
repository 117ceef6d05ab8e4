# SPDX-License-Identifier: MIT
"""Where the Annuaire and the registry do not say the same: listed for a person to look at, never settled by the program."""

from __future__ import annotations

from collections.abc import Iterator

from ..registry import Etablissement, Label, Registry
from ..registry.models.witness import LigneTemoin, Temoin
from ..registry.text import fold
from .changes import CLOSING
from .sections import Section, commune_code, kilometres, named

FAR_KM = {"etablissement": 1.0, "commune": 15.0}
#: Words that do not tell one lycée from another.
_GENERIC = frozenset(
    word
    for words in (
        "lycee lycees ecole institution institut ensemble cite campus scolaire section site annexe antenne",
        "lp lpo lgt lt lpp lpa erea eplefpa legta legtpa professionnel professionnelle polyvalent general generale",
        "technologique technique enseignement agricole hotelier hoteliere industriel maritime regional metier metiers",
        "prive privee public saint sainte st ste notre dame a au aux d de des du en et l la le les",
    )
    for word in words.split()
)


def _decided(label: Label) -> bool:
    """Say whether a page states a decision that gave ``label``, and none that it ended."""
    natures = {fact.nature for fact in label.faits if fact.genre == "decision"}
    return bool(natures) and "fin" not in natures


def _words(name: str) -> set[str]:
    return {word for word in fold(name).split() if word not in _GENERIC}


def _other_name(item: Etablissement, ligne: LigneTemoin) -> bool:
    ours, theirs = _words(item.nom), _words(ligne.nom)
    return bool(ours and theirs) and not ours & theirs and "".join(sorted(ours)) != "".join(sorted(theirs))


def _moved(item: Etablissement, ligne: LigneTemoin) -> str | None:
    here, there = commune_code(item.commune.code_insee), commune_code(ligne.code_insee)
    if not (here and there):
        here, there = fold(item.commune.nom or ""), fold(ligne.commune or "")
    if here and there and not (here.startswith(there) or there.startswith(here)):
        return f"{named(ligne)}, à {item.commune.nom or here} dans le registre"
    if item.position and ligne.position:
        far = FAR_KM.get(item.position.precision, FAR_KM["commune"])
        if kilometres(item.position, ligne.position) > far:
            return f"{named(ligne)}, à plus de {far:.0f} km du point du registre"
    return None


def _pairs(temoin: Temoin, registry: Registry) -> Iterator[tuple[Etablissement, LigneTemoin | None]]:
    for item in sorted(registry.etablissements.values(), key=lambda e: e.uai or ""):
        if item.uai:
            yield item, temoin.lignes.get(item.uai)


def disagreements(temoin: Temoin, registry: Registry) -> list[Section]:
    """Return the lists of disagreements, each in the order of the UAIs."""
    pairs = list(_pairs(temoin, registry))
    both = [(item, ligne) for item, ligne in pairs if ligne is not None]
    absent = [item for item, ligne in pairs if ligne is None]
    places = (f"{item.uai} {item.nom} ({item.commune.nom or 'commune inconnue'})" for item in absent)
    names = (f"{named(x)}, {item.nom} dans le registre" for item, x in both if _other_name(item, x))
    closing = (f"{named(x)}\u00a0: {CLOSING[x.etat]}" for _, x in both if x.etat in CLOSING)
    sites = (f"{named(x)}\u00a0: {x.sites} sites" for x in temoin.lignes.values() if x.sites > 1)
    return [
        *_about_the_flag(temoin, [item for item, _ in pairs], both),
        Section("au registre, absents de l’extrait (fermés, ou hors du périmètre du fichier)", tuple(places)),
        Section("fermés ou à fermer", tuple(closing)),
        Section("autre nom", tuple(names)),
        Section("autre lieu", tuple(text for item, x in both if (text := _moved(item, x)))),
        Section("plusieurs sites pour un code UAI", tuple(sites)),
    ]


def _about_the_flag(
    temoin: Temoin, items: list[Etablissement], both: list[tuple[Etablissement, LigneTemoin]]
) -> Iterator[Section]:
    registered = {item.uai for item in items}
    decided = {item.uai for item in items if any(_decided(label) for label in item.labels)}
    absent = [named(x) for x in temoin.labellises() if x.uai not in registered]
    undecided = [named(x) for x in temoin.labellises() if x.uai in registered - decided]
    bare = [(item.uai in decided, named(x)) for item, x in both if not x.lycee_des_metiers]
    yield Section("drapeau sans décision, établissement absent du registre", tuple(absent))
    title = "drapeau sans décision, établissement au registre (attestation, avis ou fin de label)"
    yield Section(title, tuple(undecided))
    yield Section("décision sans drapeau", tuple(name for known, name in bare if known))
    yield Section("attestation ou avis sans drapeau", tuple(name for known, name in bare if not known))
