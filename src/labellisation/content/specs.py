# SPDX-License-Identifier: MIT
"""The closed list of macros that editors may write, with what each argument may hold.

This table is the public interface: the scan refuses anything else, the guide of macros documents it,
and a test holds the renderers against it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from msgspec import Struct

from ..registry import Registry
from ..registry.known import known_ids


class Param(Struct, frozen=True):
    """One argument: ``domain`` names a set of identifiers, ``choices`` closes the list, else any constant of ``kind``."""

    name: str
    domain: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    kind: type = str


class Macro(Struct, frozen=True):
    """A macro: its name, whether it stands alone on its line, its arguments, one line of French documentation."""

    name: str
    block: bool
    resume: str
    params: tuple[Param, ...] = ()
    #: Its output holds anchors that a link may aim at: only the built site can tell them.
    anchors: bool = False

    def param(self, name: str) -> Param | None:
        return next((p for p in self.params if p.name == name), None)


_ETABLISSEMENTS = (
    Param("academie", "academie"),
    Param("filiere", "filiere"),
    Param("statut", "statut"),
    Param("etat", "etat"),
)

_ALL = (
    Macro(
        "texte",
        False,
        "cite un texte, avec son état à la date du site",
        (Param("id", "texte", required=True), Param("forme", choices=("court", "long", "historique"))),
    ),
    Macro(
        "critere",
        False,
        "cite un critère, avec son rang dans le référentiel en vigueur",
        (Param("id", "critere", required=True),),
    ),
    Macro(
        "sigle",
        False,
        "écrit un sigle en toutes lettres, avec un lien vers le glossaire",
        (Param("id", "terme", required=True),),
    ),
    Macro("outil", False, "renvoie à la page d’un outil", (Param("id", "outil", required=True),)),
    Macro("a_verifier", False, "dit au lecteur qu’un fait est inconnu", (Param("note", required=True),)),
    Macro("nombre_etablissements", False, "compte les lycées du registre, à la date du site", _ETABLISSEMENTS),
    Macro("site", False, "donne une information de data/site.yml", (Param("champ", "site", required=True),)),
    Macro("textes", True, "liste les textes d’un groupe", (Param("groupe", "groupe", required=True),)),
    Macro("criteres", True, "liste les critères d’un référentiel", (Param("referentiel", "referentiel"),)),
    Macro("etablissements", True, "tableau des lycées du registre", _ETABLISSEMENTS, anchors=True),
    Macro("carte", True, "nombre de labels par académie, en image et en texte", (Param("academie", "academie"),)),
    Macro("liens", True, "liste un groupe de liens utiles", (Param("groupe", "groupe_de_liens", required=True),)),
    Macro(
        "ressources",
        True,
        "liste les ressources publiées par des académies ou des lycées",
        (Param("type", "genre_ressource"), Param("academie", "academie")),
    ),
    Macro("outils", True, "présente tous les outils"),
    Macro(
        "jalons",
        True,
        "étapes du rétroplanning",
        (Param("fiche", kind=int), Param("acteur", choices=("etablissement", "academie"))),
    ),
    Macro("frise", True, "frise chronologique", (Param("id", "frise", required=True),)),
    Macro("schema", True, "schéma d’étapes ou d’acteurs", (Param("id", "diagramme", required=True),)),
    Macro("matrice", True, "tableau de croisement «\u00a0un diagnostic, plusieurs usages\u00a0»"),
    Macro("comparaison", True, "ce qui a changé en 2006, 2016 et 2023", (Param("partie", choices=("citations",)),)),
    Macro("reseaux", True, "liste les réseaux de lycées des métiers"),
    Macro("encart", True, "emplacement que chaque académie peut remplir", (Param("emplacement", required=True),)),
    Macro("glossaire", True, "tous les sigles et termes", anchors=True),
    Macro("indicateurs", True, "tableau des indicateurs"),
    Macro("auto_evaluation", True, "grille d’auto-évaluation à remplir dans la page"),
    Macro("calendrier", True, "étapes du rétroplanning, datées dans la page"),
    Macro("chiffres", True, "nombres de labels par état, filière, type, statut et source, à la date du site"),
    Macro("interface", True, "version et journal de l’interface JSON des données ouvertes"),
    Macro("dependances", True, "programmes employés, par licence, et la nomenclature qui les nomme tous"),
    Macro("academies", True, "liste des académies, avec leurs nombres de labels"),
    Macro("a_verifier_liste", True, "tout ce que le site ne sait pas encore", anchors=True),
    Macro("regles", True, "liste des règles de contrôle", anchors=True),
    Macro("termes_index", True, "index alphabétique des termes", anchors=True),
    Macro("plan", True, "plan du site"),
    Macro(
        "champs",
        True,
        "champs d’un fichier de données, d’après son schéma",
        (Param("schema", "schema", required=True),),
    ),
    Macro("controles_accessibilite", True, "résultats datés des contrôles automatiques d’accessibilité"),
    Macro("references", True, "textes cités sur la page"),
    Macro("nouveautes", True, "changements des pages, du plus récent au plus ancien"),
    Macro("toutes_references", True, "tous les textes, par famille, avec leur état", anchors=True),
)

MACROS: Mapping[str, Macro] = {macro.name: macro for macro in _ALL}

ETATS_DE_LABEL = ("en_cours", "a_renouveler", "echu", "theorique", "theorique_passee", "inconnu", "avis")


def _known(kind: str) -> Callable[[Registry], Collection[str]]:
    return lambda registry: known_ids(registry, kind)


def _site_fields(registry: Registry) -> Collection[str]:
    def walk(value: object, prefix: str) -> set[str]:
        if not isinstance(value, dict):
            return {prefix.rstrip(".")}
        return {name for key, item in value.items() for name in walk(item, f"{prefix}{key}.")} | {prefix.rstrip(".")}

    schema = registry.schema("site").content
    declared = {f"{k}" for k in schema.get("properties", {})}
    return walk(dict(registry.site), "") | declared | _schema_paths(schema)


def _schema_paths(node: dict[str, object], prefix: str = "") -> set[str]:
    found: set[str] = set()
    properties = node.get("properties")
    if isinstance(properties, dict):
        for name, sub in properties.items():
            found |= {f"{prefix}{name}"} | _schema_paths(sub, f"{prefix}{name}.")
    return found


DOMAINS: Mapping[str, Callable[[Registry], Collection[str]]] = {
    **{
        kind: _known(kind)
        for kind in (
            "texte", "groupe", "critere", "referentiel", "outil", "filiere", "statut", "groupe_de_liens", "frise", "diagramme",
            "jalon", "qualeduc", "cee", "qualiopi", "genre_ressource",
        )
    },
    "terme": lambda r: known_ids(r, "terme") | {t.sigle for t in r.glossaire.values()} if r.glossaire else known_ids(r, "terme"),
    "academie": lambda r: frozenset(r.academies),
    "etat": lambda _: frozenset(ETATS_DE_LABEL),
    "site": _site_fields,
    "schema": lambda r: {p.name.removesuffix(".schema.json") for p in (r.root / "data" / "schemas").glob("*.schema.json")},
}  # fmt: skip
DOMAIN_WORDS: Mapping[str, str] = {
    "texte": "l’identifiant d’un texte de data/textes/",
    "groupe": "l’identifiant d’un groupe de data/groupes.yml",
    "critere": "l’identifiant d’un critère de data/criteres.yml",
    "referentiel": "r2006, r2016 ou r2023",
    "terme": "un sigle de data/glossaire.yml",
    "outil": "l’identifiant d’un outil de data/outils/",
    "academie": "le nom court d’une académie de data/academies.yml",
    "filiere": "une filière de data/vocabulaires/filieres.yml",
    "statut": "un statut de data/vocabulaires/statuts.yml",
    "etat": "un état de label",
    "groupe_de_liens": "un groupe de data/liens.yml",
    "genre_ressource": "un genre de data/vocabulaires/genres-ressource.yml",
    "frise": "une frise de data/frises.yml",
    "diagramme": "un schéma de data/diagrammes.yml",
    "jalon": "un jalon de data/jalons.yml",
    "qualeduc": "une entrée de data/vocabulaires/qualeduc.yml",
    "cee": "une entrée de data/vocabulaires/cee.yml",
    "qualiopi": "une entrée de data/vocabulaires/qualiopi.yml",
    "site": "un champ de data/site.yml",
    "schema": "un schéma de data/schemas/",
}
