# SPDX-License-Identifier: MIT
"""Every payload of ``charges.yml`` by every entrance: one file each, so that what is said of a file is said of one payload."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.conftest import base_files
from tests.petit import PAGE

CHARGES = Path(__file__).parent / "charges.yml"
TEXTE = base_files("socle")["data/textes/code-fictif-d999-1.yml"]
Files = Mapping[str, str]


@dataclass(frozen=True)
class Charge:
    """One payload: its family, its rank there, its text."""

    famille: str
    rang: int
    texte: str

    @property
    def nom(self) -> str:
        return f"{self.famille.lower()}-{self.rang}"

    @property
    def cite(self) -> str:
        """The payload as a YAML string that reads back as it is."""
        return json.dumps(self.texte).replace("\x7f", "\\x7f")


def charges(canari: Path) -> list[Charge]:
    """Read the payloads; those that would run leave a trace at ``canari``."""
    read = yaml.load(CHARGES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only, safer than safe_load
    return [
        Charge(family, rank, text.replace("CANARI", str(canari)))
        for family, texts in read.items()
        for rank, text in enumerate(texts, 1)
    ]


def _page(name: str, titre: str = "Page fictive", corps: str = "", resume: str = "Une page fictive.") -> Files:
    head = PAGE.format(titre=titre, corps=corps).replace("Une page fictive.", resume, 1)
    return {f"docs/essai/{name}.md": head}


def _texte(name: str, **fields: str) -> Files:
    text = TEXTE.replace("id: code-fictif-d999-1", f"id: {name}").replace("groupe: groupe-fictif", "groupe: null")
    for field, value in fields.items():
        lines = [f"{field}: {value}" if line.startswith(f"{field}:") else line for line in text.split("\n")]
        text = "\n".join(lines)
    return {f"data/textes/{name}.yml": text}


def _svg(charge: Charge) -> Files:
    return {f"docs/assets/{charge.nom}.svg": charge.texte}


#: Entrance → the files that bring one payload by it.
ENTREES: Mapping[str, Callable[[Charge], Files]] = {
    "corps": lambda c: _page(f"corps-{c.nom}", corps=f"Avant.\n\n{c.texte}\n\nAprès."),
    "phrase": lambda c: _page(f"phrase-{c.nom}", corps=f"Un mot {c.texte} au milieu d’une phrase."),
    "titre": lambda c: _page(f"titre-{c.nom}", corps=f"## Un titre {c.texte}"),
    "tableau": lambda c: _page(f"tableau-{c.nom}", corps=f"| A | B |\n| --- | --- |\n| {c.texte} | x |"),
    "en-tete": lambda c: _page(f"tete-{c.nom}", titre=c.cite, resume=c.cite),
    "en-tete-brut": lambda c: _page(f"brut-{c.nom}", resume=c.texte),
    "cle": lambda c: _page(f"cle-{c.nom}", resume=f"x\n{c.cite}: x"),
    "macro": lambda c: _page(f"macro-{c.nom}", corps=f"{{{{ a_verifier({c.cite}) }}}}"),
    "argument": lambda c: _page(f"argument-{c.nom}", corps=f"La {{{{ texte({c.cite}) }}}}."),
    "lien": lambda c: _page(f"lien-{c.nom}", corps=f"[x](<{c.texte}>) et ![x]({c.texte})"),
    "donnees": lambda c: _texte(f"donnees-{c.nom}", titre=c.cite, objet=c.cite, titre_court=c.cite),
    "donnees-brutes": lambda c: _texte(f"brutes-{c.nom}", objet=c.texte),
    "adresse": lambda c: _texte(f"adresse-{c.nom}", url=c.cite),
    "identifiant": lambda c: _texte(f"identifiant-{c.nom}", id=c.cite),
    "page-locale": lambda c: {
        f"academie/pages/{c.nom}.md": PAGE.format(titre="Page locale", corps=c.texte).replace(
            "\n---\n\n", "\nrelu_le: 2030-03-01\n---\n\n", 1
        )
    },
    "donnee-locale": lambda c: {
        path.replace("data/", "academie/data/"): text
        for path, text in _texte(f"locale-{c.nom}", titre=c.cite, objet=c.cite).items()
    },
    "svg": _svg,
    "svg-local": lambda c: {f"academie/pages/{c.nom}.svg": c.texte},
}
_TEXTUAL = tuple(name for name in ENTREES if not name.startswith("svg"))
#: A drawing comes by its own entrances, and by the text of a page.
BY_FAMILY: Mapping[str, tuple[str, ...]] = {"SVG": ("svg", "svg-local", "corps", "phrase")}


def product(found: list[Charge]) -> Iterator[tuple[str, Charge, Files]]:
    """Yield (entrance, payload, files) for each payload by each entrance of its family."""
    for charge in found:
        for name in BY_FAMILY.get(charge.famille, _TEXTUAL):
            yield name, charge, ENTREES[name](charge)


#: Entrances where one file holds one payload only: each is a repository of its own.
def settings(charge: Charge) -> Iterator[tuple[str, Files]]:
    """Yield (entrance, files) for the files of which a fork has one: settings, encart, logo, redirections."""
    academie = base_files("academie")
    reglages = academie["academie/academie.yml"]
    yield (
        "encart",
        {
            "academie/encarts/fiche-1/depot-fictif.md": f"---\nrelu_le: 2030-03-01\n---\n\nAvant.\n\n{charge.texte}\n\nAprès.\n"
        },
    )
    yield "reglages", {"academie/academie.yml": reglages.replace("libelle: Lettre fictive", f"libelle: {charge.cite}")}
    yield "depot", {"academie/academie.yml": reglages.replace("url: null", f"url: {charge.cite}", 1)}
    yield "fichier-du-logo", {"academie/academie.yml": reglages.replace("fichier: logo.svg", f"fichier: {charge.cite}")}
    yield "logo", {"academie/logo.svg": charge.texte}
    yield "redirection", {"data/redirections.yml": f"redirections:\n- {{de: {charge.cite}, vers: fiches/fiche-1/}}\n"}
    yield "cible", {"data/redirections.yml": f"redirections:\n- {{de: fiches/ancienne/, vers: {charge.cite}}}\n"}
    yield (
        "lycee",
        {
            "data/etablissements/grenoble.yml": academie["data/etablissements/grenoble.yml"]
            .replace("nom: Lycée fictif des Essais", f"nom: {charge.cite}")
            .replace("intitule: Lycée des métiers fictifs de la menuiserie", f"intitule: {charge.cite}")
        },
    )
