# SPDX-License-Identifier: MIT
"""The rows of the table, as data: the name of each, what is run for each peer, how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .apercu import Edit, added, in_line, in_paragraph
from .lieux import COLD as COLD_FOLDERS

OURS, STOCK, ZENSICAL = PEERS = ("nous", "ordinaire", "Zensical")


@dataclass(frozen=True)
class Command:
    """Arguments given to the Python of a peer, in a folder of ``lieux.Places``; « {csv} » is the export to import."""

    folder: str
    arguments: tuple[str, ...]
    #: Removed before each run.
    without: tuple[str, ...] = ()
    #: Removed after each run.
    leaves: tuple[str, ...] = ()
    #: A file to which a sentence is added while the command runs.
    changed: str = ""
    #: The command prints its own seconds (« SECONDES »): the start of Python is left out.
    printed: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    runs: Mapping[str, Command | Edit] = field(hash=False)
    #: Measures of each peer; « --tours » if nothing is said.
    times: int | None = None
    #: The option that asks for it.
    option: str = ""


def _ours(*arguments: str, folder: str = "ours") -> Command:
    return Command(folder, ("-m", "labellisation", *arguments))


_BUILD = ("-m", "labellisation", "construire")
_STOCK_BUILD = ("-m", "mkdocs", "build", "--strict")
_ZENSICAL_BUILD = ("-m", "zensical", "build", "--strict", "-f", "mkdocs.yml")
_PAGE = Edit("docs/page-5.md", "page-5/", added)
#: How each peer serves its preview.
SERVE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    OURS: ("ours", ("-m", "labellisation", "servir", "--port", "{port}")),
    STOCK: ("stock", ("-m", "mkdocs", "serve", "--livereload", "-a", "127.0.0.1:{port}")),
    ZENSICAL: ("zensical", ("-m", "zensical", "serve", "-f", "mkdocs.yml", "-a", "127.0.0.1:{port}")),
}


def _edited(kind: str, file: str, address: str, change: object) -> Row:
    """One kind of edit of ours; the peers change a page, whatever the kind."""
    return Row(f"{kind} → visible", {OURS: Edit(file, address, change), STOCK: _PAGE, ZENSICAL: _PAGE})  # type: ignore[arg-type]


COLD = "construction à froid"
LARGE = "la même, dix fois plus de labels"
_ETABLISSEMENT = "etablissements/0019000C/"
ROWS: tuple[Row, ...] = (
    Row(
        COLD,
        {
            OURS: Command("ours", _BUILD, COLD_FOLDERS),
            STOCK: Command("stock", _STOCK_BUILD, COLD_FOLDERS),
            ZENSICAL: Command("zensical", _ZENSICAL_BUILD, COLD_FOLDERS),
        },
    ),
    Row(
        "construction à chaud",
        {
            OURS: Command("ours", _BUILD),
            STOCK: Command("stock", _STOCK_BUILD),
            ZENSICAL: Command("zensical", _ZENSICAL_BUILD),
        },
    ),
    Row("la même, tout au menu", {STOCK: Command("menu", _STOCK_BUILD, COLD_FOLDERS)}, times=1, option="menu"),
    Row(LARGE, {OURS: Command("large", _BUILD, COLD_FOLDERS)}, times=1),
    Row("avec les documents, à chaud", {OURS: Command("ours", (*_BUILD, "--documents"))}),
    _edited("fiche modifiée", "fiches/fiche-2.md", "fiches/fiche-2/", added),
    _edited("label modifié", "data/etablissements/lyon.yml", _ETABLISSEMENT, in_line("intitule: Lycée")),
    _edited(
        "texte modifié",
        "data/textes/circulaire-2023-10-23.yml",
        "textes/circulaire-2023-10-23/",
        in_line("titre: "),
    ),
    _edited("gabarit modifié", "overrides/fragments/page-etablissement.html", _ETABLISSEMENT, in_paragraph),
    Row("démarrage de la commande", {OURS: _ours("--version")}),
    Row("registre lu et contrôlé, sans démarrage", {OURS: Command("ours", ("{dedans}",), printed=True)}),
    Row("controler à froid", {OURS: Command("ours", ("-m", "labellisation", "controler"), without=(".cache",))}),
    Row("controler", {OURS: _ours("controler")}),
    Row(
        "controler --depuis HEAD, une fiche changée",
        {OURS: Command("ours", ("-m", "labellisation", "controler", "--depuis", "HEAD"), changed="fiches/fiche-2.md")},
    ),
    Row(
        "import de 65 000 lignes",
        {
            OURS: Command(
                "ours",
                ("-m", "labellisation", "importer", "{csv}", "--extrait-du", "2026-02-16"),
                without=("data/annuaire",),
                leaves=("data/annuaire",),
            )
        },
        times=1,
    ),
)
