# SPDX-License-Identifier: MIT
"""Where the Annuaire and the registry do not say the same: listed for a person to look at, never settled by the program."""

from __future__ import annotations

from collections.abc import Iterator

from ..registry import Etablissement, Label, Registry
from ..registry.text import fold
from .changes import CLOSING
from .models import LigneTemoin, Temoin
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
    if here and there and here != there:
        return f"{named(ligne)}, à {item.commune.nom or here} dans le registre"
    if (
        item.position
        and ligne.position
        and kilometres(item.position, ligne.position) > FAR_KM.get(item.position.precision, 15.0)
    ):
        return f"{named(ligne)}, à plus de {FAR_KM.get(item.position.precision, 15.0):.0f} km du point du registre"
    return None


def _pairs(temoin: Temoin, registry: Registry) -> Iterator[tuple[Etablissement, LigneTemoin | None]]:
    for item in sorted(registry.etablissements.values(), key=lambda e: e.uai or ""):
        if item.uai:
            yield item, temoin.lignes.get(item.uai)


def disagreements(temoin: Temoin, registry: Registry) -> list[Section]:
    """Return the lists of disagreements, each in the order of the UAIs."""
    registered = {item.uai: item for item in registry.etablissements.values() if item.uai}
    pairs = list(_pairs(temoin, registry))
    both = [(item, ligne) for item, ligne in pairs if ligne is not None]
    decided = {item.uai for item, _ in pairs if any(_decided(label) for label in item.labels)}
    flagged = list(temoin.labellises())
    return [
        Section(
            "drapeau sans décision, établissement absent du registre",
            tuple(named(x) for x in flagged if x.uai not in registered),
        ),
        Section(
            "drapeau sans décision, établissement au registre (attestation, avis ou fin de label)",
            tuple(named(x) for x in flagged if x.uai in registered and x.uai not in decided),
        ),
        Section(
            "décision sans drapeau",
            tuple(named(x) for item, x in both if item.uai in decided and not x.lycee_des_metiers),
        ),
        Section(
            "attestation ou avis sans drapeau",
            tuple(named(x) for item, x in both if item.uai not in decided and not x.lycee_des_metiers),
        ),
        Section(
            "au registre, absents de l’extrait (fermés, ou hors du périmètre du fichier)",
            tuple(
                f"{item.uai} {item.nom} ({item.commune.nom or 'commune inconnue'})"
                for item, ligne in pairs
                if ligne is None
            ),
        ),
        Section(
            "fermés ou à fermer", tuple(f"{named(x)}\u00a0: {CLOSING[x.etat]}" for _, x in both if x.etat in CLOSING)
        ),
        Section(
            "autre nom", tuple(f"{named(x)}, {item.nom} dans le registre" for item, x in both if _other_name(item, x))
        ),
        Section("autre lieu", tuple(text for item, x in both if (text := _moved(item, x)))),
        Section(
            "plusieurs sites pour un code UAI",
            tuple(f"{named(x)}\u00a0: {x.sites} sites" for x in temoin.lignes.values() if x.sites > 1),
        ),
    ]
