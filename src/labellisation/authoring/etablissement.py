# SPDX-License-Identifier: MIT
"""A new établissement, with its label and the first fact known of it, at its place in the file of its académie."""

from __future__ import annotations

from ruamel.yaml.comments import CommentedMap

from ..registry import Document
from ..registry.text import slug
from .questions import Question, Talk
from .roundtrip import insert, on_one_line, quoted
from .validate import academie_of, departement_of, new_uai, one_of, shape, vocabulary, words

_KINDS = ("decision", "attestation", "avis")
_NATURES = ("nouveau", "renouvele", "renouvele_modifie", "proroge", "fin")


def _departements(talk: Talk) -> list[str]:
    return [d.code for d in talk.registry.academies[talk["academie"]].departements]


def _is_decision(talk: Talk) -> bool:
    return bool(talk["genre"] == "decision")


QUESTIONS = (
    Question("uai", "Code UAI (sept chiffres et une lettre)", new_uai),
    Question("academie", "Académie, par son nom court (aix-marseille)", one_of(lambda t: list(t.registry.academies)),
             required=True, default=lambda t: academie_of(t["uai"], t)),
    Question("nom", "Nom, comme la source l’écrit", words(), required=True),
    Question("commune", "Commune", words()),
    Question("code_insee", "Code Insee de la commune (ce n’est pas le code postal)", shape("etablissements", "code_insee")),
    Question("departement", "Code du département (07, 2A, 974)", one_of(_departements), required=True,
             default=lambda t: departement_of(t["uai"], t)),
    Question("type", "Type, si la source le dit (lp, lpo, lgt, lt…)", vocabulary("types-etablissement")),
    Question("statut", "Statut, si la source le dit (public, prive…)", vocabulary("statuts")),
    Question("intitule", "Intitulé du label, tel que publié", words()),
    Question("genre", "Ce que dit la source\u00a0: decision, attestation (le lycée le porte) ou avis", one_of(_KINDS), required=True),
    Question("nature", f"Nature de la décision ({', '.join(_NATURES)})", one_of(_NATURES), required=True, when=_is_decision),
    Question("decision", "Date de la décision, même partielle", shape("etablissements", "date")),
    Question("debut", "Début du label, même partiel", shape("etablissements", "date")),
    Question("echeance", "Échéance, si la source la donne", shape("etablissements", "date")),
    Question("source", "Adresse de la page lue", shape("etablissements", "url"), required=True),
    Question("source_genre", "Genre de cette page (boen, academie, etablissement, presse…)", vocabulary("genres-source"), required=True),
    Question("source_titre", "Titre de cette page", words()),
    Question("lu_le", "Jour où vous l’avez lue, AAAA-MM-JJ", shape("etablissements", "jour"), required=True),
)  # fmt: skip


def path(talk: Talk) -> str:
    """Return the file of the académie."""
    return f"data/etablissements/{talk['academie']}.yml"


def empty(talk: Talk, schema: str) -> str:
    """Return the file of an académie that has none yet."""
    return f"# yaml-language-server: $schema={schema}\nacademie: {talk['academie']}\netablissements:\n"


def text(talk: Talk, before: str) -> str:
    """Return the file ``before`` with the new établissement, by ascending UAI, those without UAI at the end."""
    a = talk
    identifier = a["uai"].lower() if a["uai"] else f"{a['academie']}-{slug(a['nom'])}"
    fact = CommentedMap(genre=a["genre"], nature="favorable" if a["genre"] == "avis" else a["nature"], campagne=None)
    fact |= {name: quoted(a[name]) for name in ("decision", "debut", "echeance")}
    fact |= {"publication": None, "intitule": None, "note": None}
    fact["source"] = CommentedMap(
        url=a["source"], genre=a["source_genre"], titre=a["source_titre"], lu_le=quoted(a["lu_le"])
    )
    label = CommentedMap(id=quoted(f"{identifier}-1"), intitule=a["intitule"], filieres=None)
    label |= {"partage_avec": on_one_line([]), "reseau": None, "faits": [fact]}
    entry = CommentedMap(uai=quoted(a["uai"]), id=quoted(identifier), nom=a["nom"])
    entry["commune"] = on_one_line({"nom": a["commune"], "code_insee": quoted(a["code_insee"])})
    entry |= {"departement": quoted(a["departement"]), "type": a["type"], "statut": a["statut"]}
    entry |= {"position": None, "note": None, "labels": [label]}
    return insert(before, "etablissements", entry, _position(before, a["uai"]), spaced=True)


def _position(before: str, uai: str | None) -> int:
    items = (Document("", before).value or {}).get("etablissements") or []
    found = (n for n, item in enumerate(items) if uai and (not item.get("uai") or str(item["uai"]) > uai))
    return next(found, len(items))


def next_steps(talk: Talk) -> list[str]:
    """Say what to do now."""
    steps = ["Une autre source dit autre chose\u00a0? Ajoutez un bloc sous «\u00a0faits\u00a0», sans effacer celui-ci."]
    if not talk["uai"]:
        steps.append(
            "Sans UAI, l’établissement est listé sans page à lui\u00a0: cherchez son code dans l’Annuaire de l’éducation."
        )
    return steps
